import { type Decision, REASON_CODES, type ReasonCode } from "@tocsin/core";
import { meters, percent } from "../cli/text/numbers.ts";

/** One sentence for people: `T1 and Embassy compound: not warned, since the object … (0.4 % against 3.0 %).` */
export function decisionText(decision: Decision, label: string, areaName: string | null): string {
  const { numbers, stage, reasons } = decision;
  const place = areaName ?? "all areas that it never came near";
  const both = `${label} and ${place}${decision.final ? ", looking back" : ""}`;
  const odds = `${oddsText(numbers.probability)} against ${oddsText(numbers.threshold)}`;
  if (stage !== "none")
    return `${both}: ${toldText(decision)}, since it would ${verb(decision)} there (${odds}).`;
  const [reason] = reasons;
  const why = reason === undefined ? "" : `, since ${clause(reason)}`;
  // People who are warned of what is lost from sight stay warned until it would have arrived.
  const what = reason === "TRACK_BROKEN" ? "nothing new is said" : "not warned";
  const miss =
    areaName !== null && numbers.missDistanceM > 0 && Number.isFinite(numbers.missDistanceM)
      ? `, ${meters(numbers.missDistanceM)} outside`
      : "";
  return `${both}: ${what}${why} (${odds}${miss}).`;
}

/** Never a bare nought where it is only nearly so: nothing is impossible because it was rounded. */
const oddsText = (probability: number): string =>
  probability < 0.0005 ? "under 0.1 %" : percent(probability);

function toldText({ stage, final }: Decision): string {
  const what = stage === "take-cover" ? "to take cover" : "to get ready";
  return `people ${final ? "were" : "are"} told ${what}`;
}

const verb = ({ rule }: Decision): string =>
  rule === "impact-probability" ? "come down" : "arrive";

/** A reason's sentence as a clause. */
function clause(reason: ReasonCode): string {
  const text: string = REASON_CODES[reason];
  const [first] = text.split(/\.\s|\.$/);
  return `${first[0].toLowerCase()}${first.slice(1)}`;
}
