import { utcText, type ScoredEvent } from "@tocsin/core";
import type { DrillReach, DrillScore, DrillSummary } from "@tocsin/sdk";

/** A drill as a line of a list. */
export const drillLine = ({ id, scenario, reason, ending }: DrillSummary): string =>
  `${id}  ${scenario}: ${reason}; ${ending === null ? "not over yet, or its end was not recorded" : `ended: ${ending}`}`;

/** How a drill went, with the definitions that it is judged by. */
export function drillScoreLines({ drill, messages, reached, card }: DrillScore): readonly string[] {
  const threats = (card?.events ?? []).toReversed().flatMap((event) => event.threats);
  return [
    `Drill ${drillLine(drill)}`,
    "",
    "Told in time? (the order came as long before as people there need to reach shelter)",
    ...(threats.length === 0
      ? [card === null ? "  nothing is known of what came" : "  nothing came to an area"]
      : threats.map(threatLine)),
    "",
    "Reached? (took every message; seconds from the decision)",
    ...(reached.length === 0 ? ["  no channel carried it"] : reached.map(reachLine)),
    "",
    "Told:",
    ...messages.map(
      ({ areaId, stage, action, issuedUs }) =>
        `  ${utcText(issuedUs)}  ${areaId} ${stage} ${action}`,
    ),
  ];
}

function threatLine({ areaId, verdict, leadS, inTime }: ScoredEvent["threats"][number]): string {
  const lead =
    leadS === null ? "" : `, ${leadS.toFixed(1)} s before, ${inTime ? "in time" : "too late"}`;
  return `  ${areaId}: ${verdict}${lead}`;
}

function reachLine(reach: DrillReach): string {
  const { channelId, recipient, taken, acknowledged, failed, silent, firstS, slowestS } = reach;
  const name = recipient === null ? channelId : `${channelId} ${recipient}`;
  const times =
    firstS === null || slowestS === null
      ? ""
      : `; first ${firstS.toFixed(2)} s, slowest ${slowestS.toFixed(2)} s`;
  const failure = reach.failure === null ? "" : `; failed: ${reach.failure}`;
  return `  ${name}: ${taken} of ${taken + failed + silent} taken, ${acknowledged} acted on, ${failed} failed, ${silent} silent${times}${failure}`;
}
