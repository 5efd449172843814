import type { SensorSpec } from "../coverage/sensor.ts";
import type { PlannedThreat } from "./planned-threats.ts";
import { isEnough, type PlannedSite, type WarningTime, warningTimes } from "./warning-time.ts";

/** A sensor, or a post of observers, that could be had, at a place where it could stand. */
export interface SensorCandidate {
  /** What it is; the places that one kind could stand at share the name. */
  readonly kindName: string;
  readonly placeName: string;
  readonly sensor: SensorSpec;
  /** In whatever counts: money, people, days. */
  readonly cost: number;
}

/** What one candidate would buy. */
export interface CandidateGain {
  readonly candidate: SensorCandidate;
  /** Share of approaches warned of in time with it, each area weighing as many people as are there. */
  readonly inTimeShare: number;
  /** By how much that is more than without it. */
  readonly shareGained: number;
  /** Seconds before the order to take cover, gained in the mean over approaches, up to what people need. */
  readonly secondsGained: number;
  /** Share gained for each unit of cost. */
  readonly gainPerCost: number;
}

export interface SensorPlan {
  readonly inTimeShare: number;
  /** Of each kind its best place, the best buy first. */
  readonly best: readonly CandidateGain[];
  /** Every candidate, in the order given. */
  readonly all: readonly CandidateGain[];
}

export interface SensorPlanQuestion {
  readonly site: PlannedSite;
  readonly threats: readonly PlannedThreat[];
  readonly bearings: number;
  readonly candidates: readonly SensorCandidate[];
  /** Told after each candidate: how many are done. */
  readonly progress?: (done: number) => void;
  /** Told after each threat to each area, of each candidate and of the site as it is. */
  readonly surveyed?: () => void;
}

/** Fewer than for the site as it is: candidates are many, and are compared with each other. */
const FLIGHTS_REHEARSED = 3;

/**
 * What one more sensor would buy: warning times are worked out anew with each candidate beside the sensors there are. Of two places of a kind
 * the better brings more approaches into time, or where both bring as many, more seconds to those that stay too late.
 */
export function planOneMoreSensor(question: SensorPlanQuestion): SensorPlan {
  const { site, candidates, progress } = question;
  const people = new Map(site.areas.map((area) => [area.id as string, Math.max(area.people, 1)]));
  const timesWith = (sensors: readonly SensorSpec[]): readonly WarningTime[] =>
    warningTimes({ ...question, sensors, flightsRehearsed: FLIGHTS_REHEARSED });
  const now = summed(timesWith(site.sensors), people);
  const all = candidates.map((candidate, i): CandidateGain => {
    const then = summed(timesWith([...site.sensors, candidate.sensor]), people);
    progress?.(i + 1);
    const shareGained = then.inTimeShare - now.inTimeShare;
    return {
      candidate,
      inTimeShare: then.inTimeShare,
      shareGained,
      secondsGained: then.seconds - now.seconds,
      gainPerCost: shareGained / candidate.cost,
    };
  });
  const kinds = [...new Set(candidates.map(({ kindName }) => kindName))];
  const best = kinds.map((kind) =>
    all
      .filter(({ candidate }) => candidate.kindName === kind)
      .reduce((a, b) => (isBetter(b, a) ? b : a)),
  );
  return {
    inTimeShare: now.inTimeShare,
    best: best.toSorted(
      (a, b) =>
        b.gainPerCost - a.gainPerCost ||
        b.secondsGained / b.candidate.cost - a.secondsGained / a.candidate.cost,
    ),
    all,
  };
}

const isBetter = (a: CandidateGain, b: CandidateGain): boolean =>
  a.shareGained === b.shareGained
    ? a.secondsGained > b.secondsGained
    : a.shareGained > b.shareGained;

function summed(
  times: readonly WarningTime[],
  people: ReadonlyMap<string, number>,
): { readonly inTimeShare: number; readonly seconds: number } {
  let weight = 0;
  let inTime = 0;
  let seconds = 0;
  for (const time of times) {
    const w = people.get(time.areaId) ?? 1;
    weight += w;
    if (isEnough(time)) inTime += w;
    seconds += w * Math.min(time.orderedS, time.neededS);
  }
  return { inTimeShare: inTime / weight, seconds: seconds / weight };
}
