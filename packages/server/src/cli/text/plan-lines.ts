import type { FailingApproach, SensorPlan, SiteModel, WarningTime } from "@tocsin/core";
import { degrees, isEnough } from "@tocsin/core";
import { CAUTION, notesOn } from "../../planning/caution.ts";
import { duration, meters, percent, whole } from "./numbers.ts";

const POINTS = ["N", "NE", "E", "SE", "S", "SW", "W", "NW"] as const;
const pointOf = (bearingRad: number): string => POINTS[Math.round(degrees(bearingRad) / 45) % 8];

/** `from NW to NE (300°–50°)`; `from all round`. */
function directionText({ fromRad, toRad }: FailingApproach): string {
  if (toRad - fromRad > 2 * Math.PI - 1e-6) return "from all round";
  const [from, to] = [fromRad, toRad].map((rad) => (degrees(rad) + 360) % 360);
  return `from ${pointOf(fromRad)} to ${pointOf(toRad)} (${from.toFixed(0)}°–${to.toFixed(0)}°)`;
}

const LIMIT_WORDS: Readonly<Record<WarningTime["limitedBy"], string>> = {
  range: "beyond the sensors' range",
  sector: "outside their sectors",
  elevation: "outside their elevations",
  horizon: "below the horizon",
  terrain: "behind higher ground",
  signal: "echo too weak",
  health: "a sensor is down",
  "no-sensor": "no sensor watches for it",
  policy: "tracked in time, but the policy waits",
};

/** What the policy waits for of what is fast or falls. */
const FAST: ReadonlySet<WarningTime["threat"]["plannedKind"]> = new Set([
  "missile",
  "rocket",
  "mortar",
]);
const NOT_YET_SURE = "tracked in time, but not yet sure enough where it goes";

/** Each area: the share of approaches in time, and what fails, worst first. */
export function warningTimeLines(
  site: SiteModel,
  times: readonly WarningTime[],
  failing: readonly FailingApproach[],
  shown: number,
): readonly string[] {
  const lines = [
    `${site.name}: from where would an attack not be seen in time? ${CAUTION}`,
    ...notesOn(times),
  ];
  for (const area of site.areas) {
    const own = times.filter(({ areaId }) => areaId === area.id);
    const inTime = own.filter(isEnough).length;
    lines.push(
      "",
      `${area.name}: ${percent(inTime / own.length)} of ${whole(own.length)} approaches leave the ${duration(area.shelterS)} that people need`,
    );
    const worst = failing.filter(({ worst: { areaId } }) => areaId === area.id);
    for (const each of worst.slice(0, shown)) lines.push(`  ${failingText(each)}`);
    if (worst.length > shown)
      lines.push(`  and ${worst.length - shown} more (--worst ${worst.length})`);
  }
  return lines;
}

/** `drone at 50 m, 40 m/s, from N to NE (350°–50°): never tracked before it arrives; behind higher ground`. */
export function failingText(failing: FailingApproach): string {
  const { worst } = failing;
  const { threat, trackedFromM, orderedS, limitedBy } = worst;
  const what = `${threat.plannedKind} at ${meters(threat.heightM)}, ${threat.speedMps.toFixed(0)} m/s`;
  const when =
    trackedFromM === null
      ? "never tracked before it arrives"
      : `${duration(orderedS)} of warning, tracked from ${meters(trackedFromM)}`;
  const why =
    limitedBy === "policy" && FAST.has(threat.plannedKind) ? NOT_YET_SURE : LIMIT_WORDS[limitedBy];
  return `${what}, ${directionText(failing)}: ${when}; ${why}`;
}

/** What each kind would buy at its best place, the best buy first. */
export function sensorPlanLines(plan: SensorPlan): readonly string[] {
  const lines = [
    `${percent(plan.inTimeShare)} of approaches, by people, are warned of in time today. ${CAUTION}`,
    "",
    "  in time   more by   seconds more         cost   what, where",
  ];
  for (const { candidate, inTimeShare, shareGained, secondsGained } of plan.best)
    lines.push(
      `  ${percent(inTimeShare).padStart(7)} ${percent(shareGained).padStart(9)} ${duration(secondsGained).padStart(14)} ${whole(candidate.cost).padStart(12)}   ${candidate.kindName}, ${candidate.placeName}`,
    );
  return lines;
}
