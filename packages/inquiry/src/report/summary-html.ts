import { escapeXml } from "@tocsin/sdk/text";
import { MAIN_EVENT } from "../claims/main-event.ts";
import type { Verdict } from "../comparison/compare.ts";
import type { CaseReport, ReportFact } from "./case-report.ts";

/** What a fact is called within its page, by its place in the report. */
export const factAnchor = (index: number): string => `f-${index + 1}`;

/** What a reader needs first: how much people have decided, what does not agree, what is concluded, and what the words mean. */
export function summarySection(report: CaseReport): readonly string[] {
  const items = [
    ...standingOut(report, "contradiction", "what is said cannot all be so", "contradiction"),
    ...standingOut(report, "drift", "changed on the way from one statement", "drift"),
    ...standingOut(report, "corrected", "was corrected", ""),
    ...hedgedItems(report),
    ...conclusionItems(report),
  ];
  return [
    "<h2>In short</h2>",
    `<p><strong>${decidedText(report)}</strong>${recordingText(report)}</p>`,
    items.length === 0
      ? "<p>Nothing that is said of the event contradicts anything else.</p>"
      : `<ul>${items.join("")}</ul>`,
    HOW_TO_READ,
  ];
}

const HOW_TO_READ = `<details><summary>How to read this report</summary><ul>
<li>A <strong>claim</strong> is what somebody says in an account, by its exact words; its letter leads to the place where they stand.</li>
<li>An <strong>origin</strong> is where a claim comes from: several accounts that print one statement have one origin, and count once.</li>
<li><strong>Proposed by a rule</strong>: a program read it so, and nobody has said yet that it is right.</li>
<li>That a figure is <strong>the most conservative</strong> does not make it the true one: it is the lowest that is said.</li>
<li><strong>Could not have been seen</strong>: a recording shows nothing, and could not have; that speaks neither for what is said nor against it.</li>
<li><strong>Notional</strong>: a recording of a simulation. It shows what would have been recorded if, and no finding rests on it.</li>
</ul></details>`;

function decidedText({ facts, setAside }: CaseReport): string {
  const claims = facts.flatMap(({ versions }) => versions.flatMap((version) => version.claims));
  const open = claims.filter(({ decisions }) => decisions.length === 0).length;
  const all = claims.length + setAside.length;
  const noun = `claim${all === 1 ? "" : "s"}`;
  if (open === 0) return `People have decided on all ${all} ${noun}.`;
  return open === all
    ? `Nobody has decided on any of the ${all} ${noun} yet: all of them are proposals.`
    : `People have decided on ${all - open} of ${all} ${noun}: the others are proposals.`;
}

function recordingText({ recordings }: CaseReport): string {
  if (recordings.length === 0) return "";
  const notional = recordings.filter((each) => each.notional).length;
  const held = ` It is held against ${recordings.length} recording${recordings.length === 1 ? "" : "s"}`;
  if (notional === recordings.length) return `${held}, all notional: no finding rests on them.`;
  return notional === 0 ? `${held}.` : `${held}, ${notional} of them notional.`;
}

/** Facts of the case's own event in which something stands out, each with what is said. */
function standingOut(
  { facts }: CaseReport,
  verdict: Verdict,
  words: string,
  style: string,
): readonly string[] {
  return facts.flatMap((fact, i) => {
    const isOwn = fact.event === MAIN_EVENT;
    if (!isOwn || !fact.relations.some((relation) => relation.verdict === verdict)) return [];
    return `<li><a href="#${factAnchor(i)}">${escapeXml(questionText(fact))}</a> <span class="${style}">${words}</span>: ${fact.versions.map(({ says, independentOrigins }) => `${escapeXml(says)} <span class="soft">(${independentOrigins} origin${independentOrigins === 1 ? "" : "s"})</span>`).join(", ")}</li>`;
  });
}

/** What nobody says without a hedge. */
const hedgedItems = ({ facts }: CaseReport): readonly string[] =>
  facts.flatMap((fact, i) => {
    const claims = fact.versions.flatMap((version) => version.claims);
    const isHedged = claims.length > 0 && claims.every(({ hedges }) => hedges.length > 0);
    if (fact.event !== MAIN_EVENT || !isHedged) return [];
    return `<li><a href="#${factAnchor(i)}">${escapeXml(questionText(fact))}</a> <span class="drift">is said with a hedge only</span>: ${fact.versions.map(({ says }) => escapeXml(says)).join(", ")}</li>`;
  });

const questionText = ({ question, population }: ReportFact): string =>
  population === null ? question : `${question} (${population})`;

const CONCLUDED = { holds: "holds", fails: "does not hold", open: "is left open" } as const;

const conclusionItems = ({ hypotheses }: CaseReport): readonly string[] =>
  hypotheses.flatMap(({ id, text, conclusion, alarm, withdrawn }) =>
    conclusion === null || withdrawn
      ? []
      : `<li>Concluded: “${escapeXml(text)}” (${escapeXml(id)}) <strong>${CONCLUDED[conclusion.verdict]}</strong>, by ${escapeXml(`${conclusion.by}: ${conclusion.reason}`)}.${alarm === null ? "" : ` <strong class="drift">${escapeXml(alarm)}.</strong>`}</li>`,
  );
