import { escapeXml } from "@tocsin/sdk/text";
import {
  type Custody,
  type Exhibit,
  type ExhibitPlace,
  type LinkTarget,
  othersWithFile,
  placeText,
} from "../cases/exhibits.ts";
import type { CaseReport } from "./case-report.ts";
import { anchor } from "./claim-html.ts";

/** The exhibits, with what is claimed and what is verified of each, and through whose hands it went. */
export function exhibitsSection({ exhibits }: CaseReport): readonly string[] {
  return exhibits.length === 0
    ? []
    : ["<h2>Exhibits</h2>", ...exhibits.map((each) => exhibitCard(each, exhibits))];
}

/** Other cases that this one names. */
export function linkedSection({ linked }: CaseReport): readonly string[] {
  if (linked.length === 0) return [];
  const items = linked.map(
    ({ title, reason, by, chain, sequence }) =>
      `<li>${escapeXml(`${title}: ${reason} (${by})`)}<br><code>${chain}</code> <span class="soft">at record ${sequence}</span></li>`,
  );
  return [
    "<h2>Linked cases</h2>",
    `<p class="soft">Nothing that they hold is counted or compared here.</p><ul>${items.join("")}</ul>`,
  ];
}

function exhibitCard(exhibit: Exhibit, all: readonly Exhibit[]): string {
  const { id, kind, files, note, takenBy, claimed, verified, custody, holder, links } = exhibit;
  const claims = `claimed: ${momentText(claimed.taken, claimed.place)}, by ${takenBy}`;
  const checks = verified.map(
    ({ taken, place, by, reason }) =>
      `<li>${escapeXml(`verified: ${momentText(taken, place)}, by ${by}: ${reason}`)}</li>`,
  );
  const none = verified.length === 0 ? "<li>neither time nor place is verified</li>" : "";
  return [
    `<section class="card" id="x-${anchor(id)}"><h3>${escapeXml(`${id}: ${kind}`)}</h3>`,
    note === "" ? "" : `<p>${escapeXml(note)}</p>`,
    `<ul><li>${escapeXml(claims)}</li>${checks.join("")}${none}</ul>`,
    `<p class="soft">Custody: taken by ${escapeXml(takenBy)}; now held by ${escapeXml(holder)}.</p>`,
    `<ul>${custody.map(custodyItem).join("")}</ul>`,
    links.length === 0
      ? ""
      : `<p class="soft">Linked to:</p><ul>${links.map(({ to, reason, by }) => `<li>${escapeXml(`${targetText(to)}: ${reason} (${by})`)}</li>`).join("")}</ul>`,
    `<table>${files.map((file) => fileRow(file, othersWithFile(all, { id, file }))).join("")}</table>`,
    "</section>",
  ].join("\n");
}

function fileRow(
  { name, sha256, bytes }: Exhibit["files"][number],
  others: readonly string[],
): string {
  const same =
    others.length === 0
      ? ""
      : `<br><strong>the same file as in ${escapeXml(others.join(", "))}</strong>`;
  return `<tr><td>${escapeXml(name)}<br><code>${sha256}</code>${same}</td><td>${bytes === 0 ? "empty" : `${bytes} bytes`}</td></tr>`;
}

const custodyItem = ({ from, to, when, reason, gap }: Custody): string =>
  `<li>${escapeXml(`${when}: ${from} to ${to}, ${reason}`)}${gap === null ? "" : ` <strong class="contradiction">${escapeXml(`The chain is broken here: ${gap}.`)}</strong>`}</li>`;

function momentText(taken: string | null, place: ExhibitPlace | null): string {
  return `${taken ?? "no time"}, ${place === null ? "no place" : placeText(place)}`;
}

function targetText(to: LinkTarget): string {
  switch (to.kind) {
    case "claim":
      return `claim ${to.claimId}`;
    case "exhibit":
      return `exhibit ${to.exhibitId}`;
    case "recording":
      return `recording ${to.recordingId}`;
    case "track":
      return `track ${to.trackId} of recording ${to.recordingId}`;
    case "record":
      return `record ${to.sequence} of recording ${to.recordingId}`;
  }
}
