import type { TimeUs } from "@tocsin/core";
import type { AcceptedHow } from "../../acceptance/accepted-copy.ts";
import { loweringsOf, type SiteVerdict } from "../../acceptance/judge-site.ts";
import { shortHash } from "../../acceptance/site-gate.ts";
import type { SiteStep } from "../../acceptance/site-history.ts";
import type { SiteRecord } from "../../acceptance/site-record.ts";

/** What a person at the terminal is told of a site file that was not accepted as it is; empty where all is well. The first line is the heart of it. */
export function siteNotice(verdict: SiteVerdict): readonly string[] {
  const { kind, asked, run, before } = verdict;
  if (kind === "accepted") return [];
  const list = loweringsOf(verdict).map((statement) => `  - ${statement}`);
  const how =
    "  Two people agree to it on the screen or by tocsin command accept-site, or it is put back and the post started again: tocsin site status";
  if (kind === "held")
    return [
      `SITE FILE WAITS: ${asked.path} (${shortHash(asked.sha256)}) is agreed to, and people are warned now in ${verdict.warned.join(", ")}`,
      ...list,
      `  In force until they are told that it is over, by the channels that warned them: ${shortHash(run.sha256)}. Start the post again then.`,
    ];
  if (kind === "unknown")
    return [
      `SITE FILE NOT COMPARED: ${asked.path} (${shortHash(asked.sha256)}) is in force, and nobody can tell what it lowers`,
      ...list,
      how,
    ];
  const { mode, site } = run.config;
  const since = minuteText(before?.acceptedUs ?? 0);
  const other = asked.config.mode === mode ? "" : `, and not ${asked.config.mode}`;
  return [
    `SITE FILE NOT ACCEPTED: ${asked.path} (${shortHash(asked.sha256)}) lowers protection; the post runs in mode ${mode}${other}, with the one before`,
    ...list,
    `  In force: ${shortHash(run.sha256)}, accepted for ${site.name} ${since}. Nothing of the new one counts.`,
    how,
  ];
}

/** What `tocsin site status` says: what was accepted, and what becomes of the file in place. */
export function siteStatusLines(verdict: SiteVerdict): readonly string[] {
  const { kind, asked, before, changes, damage, unknownWhy } = verdict;
  const lowers = loweringsOf(verdict);
  const rest = changes.filter(({ direction }) => direction !== "lowered");
  const isSame = before?.sha256 === asked.sha256;
  const end =
    kind === "held"
      ? `is agreed to, and waits for the end of the warning in ${verdict.warned.join(", ")}`
      : kind !== "accepted"
        ? unknownWhy === null
          ? `lowers protection: two people have to agree to it`
          : "cannot be compared: two people have to agree to it"
        : isSame
          ? "is that one"
          : "is accepted at the next start";
  return [
    before === null
      ? "Accepted: no site file, in this data directory"
      : `Accepted: ${shortHash(before.sha256)}, ${minuteText(before.acceptedUs)}, ${HOW[before.how]}${before.people.length === 0 ? "" : ` (${before.people.join(", ")})`}`,
    ...(damage === null ? [] : [`  its signed copy is not to be relied on: ${damage}`]),
    `In place: ${asked.path} (${shortHash(asked.sha256)}) ${end}`,
    ...lowers.map((statement) => `  - ${statement}`),
    ...rest.map(({ statement }) => `  + ${statement}`),
  ];
}

/** What a site file changed when it came into force, and who stands behind it. */
export function siteStepLines(step: SiteStep): readonly string[] {
  const { record, timeUs, sha256, how, reason, changes, sponsors } = step;
  return [
    `${minuteText(timeUs)}  ${shortHash(sha256)}  ${HOW[how]}${reason === null ? "" : `: ${reason}`}  (record ${record})`,
    ...(changes ?? [{ direction: "same", statement: "What it changed cannot be read." }]).map(
      ({ direction, statement }) => `  ${direction === "lowered" ? "-" : "+"} ${statement}`,
    ),
    ...sponsors.flatMap(({ action, name, account, signature }) => [
      `  ${action === "propose" ? "proposed by" : "agreed to by"} ${name ?? "somebody who was erased"} (${account}), ${SIGNED[signature.kind]}`,
      ...(signature.kind === "good"
        ? [`    fingerprint ${signature.fingerprint}`, `    key         ${signature.publicKey}`]
        : signature.kind === "bad"
          ? [`    ${signature.why}`]
          : []),
    ]),
  ];
}

const SIGNED: Readonly<Record<SiteStep["sponsors"][number]["signature"]["kind"], string>> = {
  good: "signed with a passkey",
  bad: "SIGNATURE NOT GOOD",
  none: "not signed",
};

const minuteText = (timeUs: TimeUs): string =>
  `${new Date(timeUs / 1_000).toISOString().slice(0, 16)}Z`;

/** A record of a site file as a line for people, who are in it by their ids. */
export function siteRecordText(record: SiteRecord): string {
  switch (record.change) {
    case "in-force":
      return `site file ${shortHash(record.sha256)} in force (${HOW[record.how]})`;
    case "refused":
      return `site file ${shortHash(record.sha256)} not accepted, ${shortHash(record.inForce)} in force: ${record.why.join(" ")}`;
    case "held":
      return `site file ${shortHash(record.sha256)} waits for the end of the warning in ${record.warned.join(", ")}, ${shortHash(record.inForce)} in force`;
    case "agreed":
      return `site file ${shortHash(record.sha256)} agreed to by ${record.people.join(" and ")} (${record.reason})`;
    case "copy-damaged":
      return `copy of the accepted site file damaged: ${record.why}`;
  }
}

const HOW: Readonly<Record<AcceptedHow, string>> = {
  first: "nothing protected here before",
  "no-less": "it lowered nothing",
  "two-people": "two people agreed to it",
};
