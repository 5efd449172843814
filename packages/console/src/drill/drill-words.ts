import type { ScoredEvent } from "@tocsin/core";
import type { DrillReach, DrillScore, DrillSummary } from "@tocsin/sdk";
import { durationText } from "../format/quantity.ts";

type Threat = ScoredEvent["threats"][number];

/** `A rocket`, `The scenario night-raid`. */
export function scenarioText({ scenario }: Pick<DrillSummary, "scenario">): string {
  if (scenario === "rocket") return "A rocket";
  if (scenario === "drone") return "A drone";
  return `The scenario ${scenario}`;
}

/** What is shown beside a line: whether it went well. */
export type Verdict = "well" | "partly" | "ill" | "unknown";

/** Whether one behind a channel was reached by what it was to get. */
export function reachVerdict({ taken, failed, silent }: DrillReach): Verdict {
  if (taken + failed + silent === 0) return "unknown";
  if (taken === 0) return "ill";
  return failed + silent === 0 ? "well" : "partly";
}

export const REACH_WORDS: Readonly<Record<Verdict, string>> = {
  well: "Reached",
  partly: "Reached in part",
  ill: "Not reached",
  unknown: "There was nothing to tell",
};

/** `4 of 4 messages, 2 acted on; the first after 0.3 s, the slowest after 1.2 s`. */
export function reachText(reach: DrillReach): string {
  const { taken, acknowledged, failed, silent, firstS, slowestS } = reach;
  const all = taken + failed + silent;
  if (all === 0) return "Nothing was decided that it could have been told.";
  const parts = [`${taken} of ${all} ${all === 1 ? "message" : "messages"}`];
  if (acknowledged > 0) parts.push(`${acknowledged} acted on`);
  if (failed > 0) parts.push(`${failed} failed`);
  if (silent > 0) parts.push(`${silent} without a word`);
  const times =
    firstS === null || slowestS === null
      ? ""
      : slowestS > firstS
        ? `; the first after ${durationText(firstS)}, the slowest after ${durationText(slowestS)}`
        : `; after ${durationText(firstS)}`;
  return `${parts.join(", ")}${times}.`;
}

/** Whether people were told in time of one thing that came, or would have. */
export function threatVerdict({ verdict, inTime }: Threat): Verdict {
  if (verdict === "unclear" || verdict === "not-protected") return "unknown";
  if (verdict === "warned") return inTime ? "well" : "partly";
  return "ill";
}

export const THREAT_WORDS: Readonly<Record<Verdict, string>> = {
  well: "In time",
  partly: "Too late",
  ill: "Missed",
  unknown: "Not known",
};

/** `Told to take cover 24 s before it would have come down; people there need 20 s.` */
export function threatText(threat: Threat, shelterS: number): string {
  const { verdict, leadS, inTime } = threat;
  const need = `people there need ${durationText(shelterS)} to reach shelter`;
  switch (verdict) {
    case "warned":
      return `Told to take cover ${durationText(leadS ?? 0)} before it would have come down: ${inTime ? "in time" : "too late"}, ${need}.`;
    case "pre-alert":
      return "Told to get ready, and not to take cover.";
    case "missed":
      return "Told nothing before it would have come down.";
    case "unclear":
      return "Broken off, or its time is not known well enough to say.";
    case "not-protected":
      return "Nobody asked for warnings there.";
  }
}

/** All threats of a drill, in their order. */
export const threatsOf = ({ card }: DrillScore): readonly Threat[] =>
  (card?.events ?? []).toReversed().flatMap(({ threats }) => threats);
