import { escapeXml } from "@tocsin/sdk/text";
import type { SpeakerKind } from "../attribution/attribution.ts";
import type { CaseReport, ReportClaim, ReportGrade } from "./case-report.ts";

/** One claim of a report: its words, who says it, how it was graded, and who decided what about it. */
export function claimLine(claim: ReportClaim): string {
  const hedges = claim.hedges.length === 0 ? "" : `, hedged: ${claim.hedges.join(", ")}`;
  const status =
    claim.decisions.length === 0 ? `proposed by the rule “${claim.rule}”` : claim.status;
  const quote = claim.quote.replace(/\s+/g, " ").replace(/^["“]|["”]$/g, "");
  const who = claim.speakerKind === "narrator" ? "" : `${claim.speaker}, `;
  return `<blockquote><a href="#${anchor(claim.id)}">${escapeXml(claim.account)}</a> “${escapeXml(quote)}”<br><span class="soft">${escapeXml(`${who}${SPEAKER_WORDS[claim.speakerKind]}${hedges}${gradeText(claim.grade)}; ${status}`)}</span>${decisionList(claim)}</blockquote>`;
}

/** The id of a claim's place in the text of its account. */
export const anchor = (id: string): string => `c-${id.replace(/[^\w-]+/g, "-")}`;

/** What people set aside, and which labels they lifted; nothing where they did neither. */
export function setAsideSection({
  setAside,
  lifted,
  withoutEffect,
}: CaseReport): readonly string[] {
  const orphans =
    withoutEffect === 0
      ? ""
      : `<p class="drift">${withoutEffect} decision${withoutEffect === 1 ? " is" : "s are"} about claims that the rules of this report do not propose, and without effect here.</p>`;
  if (setAside.length === 0 && lifted.length === 0) return orphans === "" ? [] : [orphans];
  const labels = lifted.map(
    ({ account, quote, by, reason }) =>
      `<p>“${escapeXml(quote.replace(/\s+/g, " "))}” in ${escapeXml(account)} is read as part of the account: ${escapeXml(`${by}, ${reason}`)}</p>`,
  );
  return [
    "<h2>Set aside by people</h2>",
    '<p class="soft">These claims count nowhere above. Who set them aside, and why, stands with each.</p>',
    ...setAside.map((claim) => `<section class="card">${claimLine(claim)}</section>`),
    ...labels,
    orphans,
  ];
}

function decisionList({ decisions, original }: ReportClaim): string {
  if (decisions.length === 0) return "";
  const first =
    original === null
      ? ""
      : `<li>proposed: ${escapeXml(`${original.says}, said by ${original.speaker}`)}</li>`;
  const items = decisions.map(
    ({ what, by, at, reason }) =>
      `<li>${escapeXml(`${what} by ${by}, ${at}${reason === "" ? "" : `: ${reason}`}`)}</li>`,
  );
  return `<ul class="soft">${first}${items.join("")}</ul>`;
}

function gradeText({ source, information }: ReportGrade): string {
  const own =
    source === null
      ? ""
      : `; source ${source.of} graded ${source.reliability} (${RELIABILITY_WORDS[source.reliability] ?? ""}) by ${source.by}`;
  return information === null
    ? own
    : `${own}; information graded ${information} (${CREDIBILITY_WORDS[information] ?? ""})`;
}

/** The words of the Admiralty grades (NATO AJP-2.1), for a reader who does not know the letters. */
const RELIABILITY_WORDS: Readonly<Record<string, string>> = {
  A: "completely reliable",
  B: "usually reliable",
  C: "fairly reliable",
  D: "not usually reliable",
  E: "unreliable",
  F: "cannot be judged",
};
const CREDIBILITY_WORDS: Readonly<Record<number, string>> = {
  1: "confirmed by other sources",
  2: "probably true",
  3: "possibly true",
  4: "doubtful",
  5: "improbable",
  6: "cannot be judged",
};

const SPEAKER_WORDS: Readonly<Record<SpeakerKind, string>> = {
  named: "by name",
  office: "an office",
  anonymous: "unnamed",
  collective: "a group",
  narrator: "the account itself",
  imagery: "pictures",
  unresolved: "of whom it cannot be told who it is",
};
