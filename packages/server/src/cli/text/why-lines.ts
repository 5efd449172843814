import { clockText, type WhyLink, type WhyMargin, type WhyReport } from "@tocsin/core";
import type { Subject } from "../../pipeline/survey-subjects.ts";
import { meters, percent } from "./numbers.ts";
import { wrap } from "./wrap.ts";

/** Subjects shown on a terminal; `--json` gives all of them. */
const SUBJECTS_SHOWN = 40;

/** The report as text: the paragraph first, then the chain link by link. */
export function whyLines(report: WhyReport): readonly string[] {
  const lines = [report.question, "", ...wrap(report.answer), ""];
  lines.push(
    `Chain [${report.mode}]   (x: broken, X: broken, and alone enough to prevent a warning)`,
  );
  for (const link of report.links) lines.push(...linkLines(link));
  if (report.prevented.length > 0) lines.push("", `Prevented by: ${report.prevented.join(", ")}`);
  for (const each of report.official ?? []) lines.push("", ...wrap(`Official: ${each.statement}`));
  for (const each of report.objects ?? []) lines.push("", ...wrap(`Reported: ${each.statement}`));
  for (const defence of report.defences) lines.push("", ...wrap(defence.statement));
  return lines;
}

function linkLines(link: WhyLink): readonly string[] {
  const mark = link.held ? "." : link.prevented ? "X" : "x";
  const code = link.code === null ? "" : ` ${link.code}`;
  const margin = link.margin === null ? "" : ` [${marginText(link.margin)}]`;
  const head = `  ${mark} ${link.stage.padEnd(10)}${code}`.trimEnd();
  const evidence = link.records.length === 0 ? "" : ` (record ${recordsText(link.records)})`;
  const text = wrap(`${link.statement}${margin}${evidence}`, 84);
  return link.code === null
    ? [`${head.padEnd(15)}${text[0]}`, ...text.slice(1).map((t) => `${" ".repeat(15)}${t}`)]
    : [head, ...text.map((t) => `${" ".repeat(15)}${t}`)];
}

function recordsText(records: readonly number[]): string {
  const shown = records.slice(0, 4).join(", ");
  return records.length > 4 ? `${shown} and ${records.length - 4} more` : shown;
}

/** How far a link was from the other answer. */
export function marginText(margin: WhyMargin): string {
  switch (margin.unit) {
    case "m":
      return `margin ${meters(margin.value)} ${margin.meaning}`;
    case "rad":
      return `margin ${((margin.value * 180) / Math.PI).toFixed(1)}° ${margin.meaning}`;
    case "probability":
      return `margin ${percent(margin.value)} ${margin.meaning}`;
    case "m/s":
      return `margin ${margin.value.toFixed(1)} m/s ${margin.meaning}`;
    case "s":
      return `margin ${margin.value.toFixed(1)} s ${margin.meaning}`;
    case "sigma":
    case "count":
      return `margin ${margin.value.toFixed(1)} ${margin.meaning}`;
  }
}

/** What can be asked about, for `tocsin why` without a subject. */
export function subjectLines(
  subjects: readonly Subject[],
  dataDir: string | null,
): readonly string[] {
  if (subjects.length === 0)
    return [
      "No track was recorded in this journal.",
      "",
      "Ask about a place and time: tocsin why --at AREA --time 2021-11-06T23:31:00Z --from 135 --height 100",
    ];
  const lines = [
    "decision  stage       P(greatest)  from      area              class             track",
    "",
  ];
  for (const subject of subjects.slice(0, SUBJECTS_SHOWN)) {
    const number = subject.decisions[0] === undefined ? "-" : String(subject.decisions[0]);
    const stage = subject.highestStage === "none" ? "not warned" : subject.highestStage;
    lines.push(
      `${number.padStart(8)}  ${stage.padEnd(10)}  ${percent(subject.greatestProbability).padStart(11)}  ${clockText(subject.fromUs)}  ${(subject.areaId ?? "-").padEnd(16)}  ${subject.class.padEnd(16)}  ${subject.trackId}${subject.identity === null ? "" : ` (${subject.identity})`}`,
    );
    if (subject.highestStage === "none" && subject.reasons.length > 0)
      lines.push(`${" ".repeat(10)}because: ${subject.reasons.join(", ")}`);
  }
  if (subjects.length > SUBJECTS_SHOWN)
    lines.push(`… and ${subjects.length - SUBJECTS_SHOWN} more; --json lists all`);
  const dir = dataDir === null ? "" : ` --data-dir ${dataDir}`;
  const [first] = subjects;
  const next =
    first.decisions[0] === undefined ? `track ${first.trackId}` : `decision ${first.decisions[0]}`;
  lines.push("", `Next: tocsin why ${next}${dir}`);
  return lines;
}
