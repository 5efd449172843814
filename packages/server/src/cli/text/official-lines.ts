import { type OrderSummary, type OfficialScore, utcText } from "@tocsin/core";
import type { OfficialReport } from "@tocsin/sdk";

/** Official warnings held against our own, for people. */
export function officialLines(report: OfficialReport): readonly string[] {
  const { officialFirst, oursFirst, officialOnly, oursOnly, firstUs, lastUs } = report;
  const all = officialFirst + oursFirst + officialOnly + oursOnly;
  if (firstUs === null || lastUs === null)
    return ["Neither an authority nor this site warned of a threat from the air."];
  const what = report.isDrill ? "exercises" : "warnings of threats from the air";
  return [
    `${all} alarm${all === 1 ? "" : "s"} of areas, ${utcText(firstUs)} to ${utcText(lastUs)}: official ${what} against our own`,
    `  authorities first   ${officialFirst}${leadText(report.officialLeadS)}`,
    `  we first            ${oursFirst}${leadText(report.oursLeadS)}`,
    `  authorities alone   ${officialOnly}`,
    `  we alone            ${oursOnly}`,
    "",
    ...report.scores.map(
      (score) =>
        `${utcText(Math.min(score.oursUs ?? Infinity, score.officialUs ?? Infinity))}  ${score.areaId}: ${scoreText(score)}`,
    ),
  ];
}

const leadText = (lead: OrderSummary | null): string =>
  lead === null
    ? ""
    : `, by ${lead.median.toFixed(1)} s in the middle (${lead.least.toFixed(1)} to ${lead.greatest.toFixed(1)} s)`;

/** Who was first, of an authority and us, and by how much. */
export function scoreText({ outcome, officialLeadS, source }: OfficialScore): string {
  const seconds = Math.abs(officialLeadS ?? 0).toFixed(1);
  switch (outcome) {
    case "official-first":
      return `${source} warned first, by ${seconds} s`;
    case "ours-first":
      return `our own warning came first, ${seconds} s before that of ${source}`;
    case "official-only":
      return `only ${source} warned`;
    case "ours-only":
      return "no authority warned, only we did";
  }
}
