import { clockText, stepText, type WhatIfReport } from "@tocsin/core";
import type { Outcome, TriedChanges } from "../../counterfactual/ask-what-if.ts";
import { whole } from "./numbers.ts";
import { whyLines } from "./why-lines.ts";
import { wrap } from "./wrap.ts";

const NOT_REPRODUCED =
  "This version decides otherwise than the one that made the record: the answers below speak of this version.";

/** What would have had to be otherwise, as text: the paragraph, the links, the sets. */
export function nearestLines(
  report: WhatIfReport & { readonly reproduced: boolean },
): readonly string[] {
  const lines = [report.question, "", ...wrap(report.answer)];
  if (!report.reproduced) lines.push("", ...wrap(NOT_REPRODUCED));
  if (report.links.length > 0) {
    lines.push("", "Broken   (X: alone enough to prevent a warning; +: stood behind the others)");
    for (const { stage, code, alone, recorded, statement } of report.links) {
      const mark = `${alone === true ? "X" : "x"}${recorded ? " " : "+"}`;
      lines.push(`  ${mark} ${stage.padEnd(10)} ${code}`, ...indented(statement, 16));
    }
  }
  if (report.sets.length > 0)
    lines.push(
      "",
      report.acted ? "Not warned if" : "Warned if   (every change of a set is needed)",
    );
  report.sets.forEach(({ steps, stage, warnedUs }, index) => {
    const when = warnedUs === null ? "" : `${stage}, first at ${clockText(warnedUs)} UTC`;
    lines.push(`  ${index + 1}. ${when}`.trimEnd());
    for (const step of steps) {
      lines.push(...indented(stepText(step), 5), `       --set ${step.name}`);
    }
  });
  lines.push("", `The record was run again ${whole(report.runs)} times for this.`);
  return lines;
}

/** What came of named changes, as text. */
export function triedLines(tried: TriedChanges): readonly string[] {
  const lines = [tried.question, ""];
  lines.push(`As recorded: ${outcomeText(tried.before)}`);
  lines.push(
    ...wrap(
      `If ${tried.changes.map(({ clause }) => clause).join(", and ")}: ${outcomeText(tried.after)}`,
    ),
  );
  if (tried.notional)
    lines.push(
      "Notional: what sensors or channels would have done follows from their stated models.",
    );
  if (!tried.reproduced) lines.push(...wrap(NOT_REPRODUCED));
  if (tried.report !== null) lines.push("", ...whyLines(tried.report));
  return lines;
}

function outcomeText({ acted, stage, warnedUs, late, prevented }: Outcome): string {
  const by = prevented.length === 0 ? "" : ` (${prevented.join(", ")})`;
  if (warnedUs === null)
    return `${late ? "warned only after it had come nearest" : "not warned"}${by}.`;
  const told = `${stage}, first at ${clockText(warnedUs)} UTC`;
  return acted ? `${told}.` : `${told}, and no channel delivered it${by}.`;
}

const indented = (text: string, by: number): readonly string[] =>
  wrap(text, 98 - by).map((line) => `${" ".repeat(by)}${line}`);
