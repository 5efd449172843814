import { escapeXml } from "@tocsin/sdk/text";
import type { Evidence, Hypothesis, Side } from "../cases/hypotheses.ts";
import type { CaseReport } from "./case-report.ts";
import { anchor } from "./claim-html.ts";

/** The hypotheses in rows, each with what speaks for and against it. */
export function hypothesesSection({ hypotheses }: CaseReport): readonly string[] {
  if (hypotheses.length === 0) return [];
  return ["<h2>Hypotheses</h2>", ...hypotheses.map(row)];
}

const VERDICT_WORDS: Readonly<Record<"holds" | "fails" | "open", string>> = {
  holds: "Concluded: it holds",
  fails: "Concluded: it does not hold",
  open: "Left open",
};

function row(hypothesis: Hypothesis): string {
  const { id, text, by, conclusion, alarm, withdrawn, revisions } = hypothesis;
  const end = withdrawn
    ? '<p class="finding">Withdrawn</p>'
    : conclusion === null
      ? '<p class="soft">Nothing is concluded yet.</p>'
      : `<p class="finding">${VERDICT_WORDS[conclusion.verdict]} <span class="soft">${escapeXml(`(${conclusion.by}, ${conclusion.at}: ${conclusion.reason})`)}</span></p>`;
  const warning =
    alarm === null ? "" : `<p class="contradiction finding">Alarm: ${escapeXml(alarm)}.</p>`;
  return `<section class="card"><h3>${escapeXml(`${id}: ${text}`)} <span class="soft">${escapeXml(by)}</span></h3>${revisions.map(revised).join("")}${end}${warning}<table><tr>${cell("For", hypothesis.for)}</tr><tr>${cell("Against", hypothesis.against)}</tr></table></section>`;
}

const revised = ({ text, reason, by, at }: Hypothesis["revisions"][number]): string =>
  `<p class="soft">${escapeXml(`${text === null ? "withdrawn" : `put as “${text}”`} by ${by}, ${at}: ${reason}`)}</p>`;

function cell(name: string, { evidence, origins }: Side): string {
  const count = `${origins.length} origin${origins.length === 1 ? "" : "s"}`;
  const from = origins.length === 0 ? "" : `: ${origins.join("; ")}`;
  const items = evidence.map(
    ({ evidence: each, reason, by }) =>
      `<li>${linkTo(each)} <span class="soft">${escapeXml(`${reason} (${by})`)}</span></li>`,
  );
  return `<th scope="row">${name}</th><td><span class="soft">${escapeXml(count + from)}</span><ul>${items.join("")}</ul></td>`;
}

function linkTo(evidence: Evidence): string {
  switch (evidence.kind) {
    case "claim":
      return `<a href="#${anchor(evidence.claimId)}">${escapeXml(evidence.claimId)}</a>`;
    case "exhibit":
      return `<a href="#x-${anchor(evidence.exhibitId)}">exhibit ${escapeXml(evidence.exhibitId)}</a>`;
    case "recording":
      return `recording ${escapeXml(evidence.recordingId)}`;
  }
}
