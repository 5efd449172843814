import { TWO_PI } from "../units/angle.ts";
import { isEnough, type WarningTime } from "./warning-time.ts";

/** Neighbouring directions from which one threat to one area is known of too late for one reason. */
export interface FailingApproach {
  /** The direction among them with the least time. */
  readonly worst: WarningTime;
  /** Clockwise from north, `toRad` − `fromRad` the width; all round is 0 to 2π. */
  readonly fromRad: number;
  readonly toRad: number;
  /** Seconds that are missing at worst. */
  readonly shortS: number;
}

/**
 * From where, and how, an attack would come without time enough to shelter; worst first: what is never tracked, then what leaves the
 * smallest share of the time that people need, then the widest.
 */
export function failingApproaches(times: readonly WarningTime[]): readonly FailingApproach[] {
  const failing = roundsOf(times).flatMap(failingOf);
  return failing.toSorted((a, b) => shareOf(a.worst) - shareOf(b.worst) || widthOf(b) - widthOf(a));
}

const shareOf = ({ trackedFromM, orderedS, neededS }: WarningTime): number =>
  trackedFromM === null ? -1 : orderedS / Math.max(neededS, 1);
const widthOf = ({ fromRad, toRad }: FailingApproach): number => toRad - fromRad;

/** Each area and threat by itself, all its directions in their order. */
function roundsOf(times: readonly WarningTime[]): readonly (readonly WarningTime[])[] {
  const rounds = new Map<string, WarningTime[]>();
  for (const time of times) {
    const key = `${time.areaId} ${time.threat.kind}`;
    const round = rounds.get(key);
    if (round === undefined) rounds.set(key, [time]);
    else round.push(time);
  }
  return [...rounds.values()];
}

/** What one run of directions has in common: whether it is tracked at all, and what keeps it from being tracked earlier. */
const isAlike = (a: WarningTime, b: WarningTime): boolean =>
  isEnough(a) === isEnough(b) &&
  (a.trackedFromM === null) === (b.trackedFromM === null) &&
  a.limitedBy === b.limitedBy;

function failingOf(round: readonly WarningTime[]): readonly FailingApproach[] {
  const count = round.length;
  const step = TWO_PI / count;
  // Begun where something changes, so that a run across north stays one.
  const start = round.findIndex((time, i) => !isAlike(time, round[(i + count - 1) % count]));
  if (start === -1) return isEnough(round[0]) ? [] : [joined(round, 0, TWO_PI)];
  const failing: FailingApproach[] = [];
  for (let at = 0; at < count; ) {
    const first = round[(start + at) % count];
    const run = [first];
    while (at + run.length < count) {
      const next = round[(start + at + run.length) % count];
      if (!isAlike(first, next)) break;
      run.push(next);
    }
    const fromRad = ((start + at - 0.5 + count) % count) * step;
    if (!isEnough(first)) failing.push(joined(run, fromRad, fromRad + run.length * step));
    at += run.length;
  }
  return failing;
}

function joined(run: readonly WarningTime[], fromRad: number, toRad: number): FailingApproach {
  const worst = run.reduce((a, b) => (shareOf(b) < shareOf(a) ? b : a));
  return { worst, fromRad, toRad, shortS: worst.neededS - worst.orderedS };
}
