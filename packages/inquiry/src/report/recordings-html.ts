import { escapeXml } from "@tocsin/sdk/text";
import {
  RECORD_VERDICT_WORDS,
  type ReportHeld,
  type ReportRecording,
} from "./report-recordings.ts";

/** So many records are linked in one verdict; the rest are counted, and stand in the recording's list. */
const LINKED_MAX = 8;

const NOTIONAL = '<span class="notional">notional: no finding</span>';

/** More lines than this are folded up under one that says how it stands to which. */
const LINES_MAX = 2;

/** How one version stands to the recordings. */
export function heldBlock(recorded: readonly ReportHeld[]): string {
  const lines = recorded.map(heldLine).join("");
  if (recorded.length <= LINES_MAX) return lines;
  const byVerdict = new Map<ReportHeld["verdict"], Set<string>>();
  for (const { verdict, recording } of recorded)
    byVerdict.set(verdict, (byVerdict.get(verdict) ?? new Set()).add(recording));
  const told = [...byVerdict].map(
    ([verdict, ids]) =>
      `<span class="${verdict}"><b>${RECORD_VERDICT_WORDS[verdict]}</b> ${escapeXml([...ids].join(", "))}</span>`,
  );
  const mark = recorded.every(({ notional }) => notional) ? ` ${NOTIONAL}` : "";
  return `<details class="held"><summary>Recordings: ${told.join("; ")}${mark}</summary>${lines}</details>`;
}

/** How one version stands to one recording, each record linked. */
function heldLine(held: ReportHeld): string {
  const { recording, verdict, reason, records, notional } = held;
  const links = records
    .slice(0, LINKED_MAX)
    .map((record) => `<a href="#${recordAnchor(recording, record)}">${record}</a>`);
  const more = records.length > LINKED_MAX ? ` and ${records.length - LINKED_MAX} more` : "";
  const at =
    links.length === 0
      ? ""
      : ` <span class="soft">(record${records.length === 1 ? "" : "s"} ${links.join(", ")}${more})</span>`;
  return `<p class="held ${verdict}"><a href="#${recordingAnchor(recording)}">${escapeXml(recording)}</a> ${notional ? `${NOTIONAL} ` : ""}<b>${RECORD_VERDICT_WORDS[verdict]}</b>: ${escapeXml(reason)}${at}</p>`;
}

/** The recordings of a case with every record that a verdict hangs on; nothing where there is none. */
export function recordingsSection(recordings: readonly ReportRecording[]): readonly string[] {
  if (recordings.length === 0) return [];
  return [
    "<h2>The recordings</h2>",
    '<p class="soft">What a post recorded of that place and time. A track that is not there speaks against an object only where it would have been tracked. What is notional shows what would be recorded if, and carries no finding.</p>',
    ...recordings.map(recordingCard),
  ];
}

function recordingCard(recording: ReportRecording): string {
  const { id, name, site, place, fromAt, toAt, chain, lastSequence, notional, records } = recording;
  const rows = records.map(
    ({ sequence, type, sha256, words }) =>
      `<tr id="${recordAnchor(id, sequence)}"><th scope="row">${sequence}</th><td>${escapeXml(type)}: ${escapeXml(words)}<br><code>${escapeXml(sha256)}</code></td></tr>`,
  );
  return [
    `<section class="card" id="${recordingAnchor(id)}"><h3>${escapeXml(id)}: ${escapeXml(name)}${notional ? ` ${NOTIONAL}` : ""}</h3>`,
    `<p>${escapeXml(site)}; asked of ${escapeXml(place)}, ${fromAt} to ${toAt}.</p>`,
    chain === null
      ? ""
      : `<p class="soft">${lastSequence} records, the chain ends with <code>${chain}</code></p>`,
    bundleText(recording),
    `<details><summary>${records.length} records that a verdict hangs on</summary><table class="records">${rows.join("")}</table></details>`,
    "</section>",
  ].join("\n");
}

function bundleText({ bundle }: ReportRecording): string {
  if (bundle === undefined) return "";
  const { fromAt, toAt, leftOut, publicKey, vouched, sha256 } = bundle;
  const left =
    leftOut.length === 0
      ? "Nothing that claims are held against is left out of it."
      : `Left out of it, which is not to say that it was not there: ${leftOut.join("; ")}.`;
  return `<p>A bundle of another party. It tells of ${fromAt} to ${toAt}. ${escapeXml(left)}</p>
<p class="soft">Signed with the key <code>${escapeXml(publicKey)}</code>, ${vouched ? "which whoever added it had from elsewhere" : "which it names itself and nobody vouched for"}. SHA-256 of the file <code>${sha256}</code></p>`;
}

const recordingAnchor = (id: string): string => `r-${id}`;
const recordAnchor = (id: string, sequence: number): string => `r-${id}-${sequence}`;
