import { type Decision, REASON_CODES, type ReasonCode } from "@tocsin/core";
import { meters, percent } from "../cli/text/numbers.ts";

/** One sentence for people: `T1 and Embassy compound: not warned, since the object … (0.4 % against 3.0 %).` */
export function decisionText(decision: Decision, label: string, areaName: string | null): string {
  const { numbers, stage, reasons } = decision;
  const place = areaName ?? "all areas that it never came near";
  const odds = `${percent(numbers.probability)} against ${percent(numbers.threshold)}`;
  if (stage !== "none") {
    const what =
      stage === "take-cover" ? "people are told to take cover" : "people are told to get ready";
    return `${label} and ${place}: ${what}, since it would ${verb(decision)} there (${odds}).`;
  }
  const [reason] = reasons;
  const why = reason === undefined ? "" : `, since ${clause(reason)}`;
  const miss =
    areaName !== null && numbers.missDistanceM > 0 && Number.isFinite(numbers.missDistanceM)
      ? `, ${meters(numbers.missDistanceM)} outside`
      : "";
  return `${label} and ${place}: not warned${why} (${odds}${miss}).`;
}

const verb = ({ rule }: Decision): string =>
  rule === "impact-probability" ? "come down" : "arrive";

/** A reason's sentence as a clause. */
function clause(reason: ReasonCode): string {
  const text: string = REASON_CODES[reason];
  const [first] = text.split(/\.\s|\.$/);
  return `${first[0].toLowerCase()}${first.slice(1)}`;
}
