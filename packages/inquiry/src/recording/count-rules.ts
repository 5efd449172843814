import { rangeText } from "../comparison/compare.ts";
import { absence, atOnce, recordsOf, threatsIn } from "./objects.ts";
import { gapIn } from "./left-out.ts";
import type { Recording, RecordedThing } from "./recording.ts";
import {
  chanceText,
  type Flown,
  leastChanceText,
  isWatched,
  leastSight,
  noSight,
  sightsFrom,
} from "./sight.ts";
import { type Answer, notComparable, type Rule, type Said } from "./verdict.ts";

const DRONE = /drone|uav|uas|unmanned|quadcopter|multirotor/i;
const FALLING = /rocket|mortar|missile|shell|projectile/i;

/** How many came, as an interval: so many at once, and at most as many tracks where nothing could have come unseen. */
export const weaponCount: Rule = (said, recording) => {
  const { count, value } = said.claim;
  if (count === null) return notComparable("no number is said");
  const things = thingsLike(recording, value);
  if (things.length === 0) return noneCame(said, recording);
  const least = atOnce(things);
  const flown = flownAs(value);
  const sights = flown === null ? [] : sightsFrom(recording, said.fromDeg, flown);
  const noTracks = gapIn(recording, "tracks");
  const most = noTracks === null && isWatched(sights) ? things.length : null;
  const records = recordsOf(things);
  const recorded = `${least} at one time in ${things.length} track${things.length === 1 ? "" : "s"}`;
  if (count.max !== null && count.max < least)
    return {
      verdict: "contradicted",
      reason: `the sensors tracked ${recorded}, more than ${rangeText(count)}`,
      records,
    };
  if (count.min <= least)
    return {
      verdict: "supported",
      reason: `the sensors tracked ${recorded}${most === null ? "; whether more came unseen the record cannot tell" : ""}`,
      records,
    };
  const gap = noTracks ?? (most === null ? gapIn(recording, "sensors", "looks") : null);
  if (gap !== null) return notComparable(`the sensors tracked ${recorded}; ${gap}`, records);
  const another = leastSight(sights)?.tracked ?? null;
  if (another === null)
    return notComparable(`the sensors tracked ${recorded}; ${noSight(recording)}`, records);
  if (most === null)
    return {
      verdict: "could-not-have-been-seen",
      reason: `the sensors tracked ${recorded}, and another would have been tracked with a probability of ${chanceText(another)} only`,
      records,
    };
  if (count.min > most)
    return {
      verdict: "contradicted",
      reason: `the sensors tracked ${recorded}, and another would have been tracked with a probability of ${leastChanceText(another)}`,
      records,
    };
  return notComparable(
    `the sensors tracked ${recorded}: whether these were ${least} or ${most} does not show`,
    records,
  );
};

/** Whether what came was of the kind that is said, by how it flew; what it carried no sensor tells. */
export const weaponType: Rule = (said, recording) => {
  const { value } = said.claim;
  if (/figure of speech/.test(value)) return notComparable("it is a figure of speech");
  const things = thingsLike(recording, value);
  if (things.length > 0)
    return {
      verdict: "supported",
      reason: `${things.length} tracked there flew as that kind does; what it carried no sensor tells`,
      records: recordsOf(things),
    };
  const others = threatsIn(recording);
  return others.length > 0
    ? notComparable("what was tracked there does not show its kind", recordsOf(others))
    : noneCame(said, recording);
};

/** What was brought down, or struck: from the log of a defence of the site, never from what others reported to it. */
export const outcomeCount =
  (outcome: "intercepted" | "struck"): Rule =>
  (said, recording) => {
    const { count } = said.claim;
    const logged = recording.defences.flatMap(({ engagements, notional }) =>
      engagements.map((engagement) => ({ ...engagement, notional })),
    );
    if (logged.length > 0 && count !== null) {
      const own = logged.filter((engagement) => engagement.outcome === outcome);
      const [n, records] = [own.length, logged.map(({ record }) => record)];
      // An engagement may be told of long after it, and a bundle ends before that.
      if (recording.bundle !== undefined && n < count.min)
        return notComparable(`the bundle holds ${n}, and there may have been others`, records);
      const holds = count.min <= n && (count.max === null || n <= count.max);
      return {
        verdict: holds ? "supported" : "contradicted",
        reason: `the log of the site's defences holds ${n}`,
        records,
        notional: logged.some(({ notional }) => notional),
      };
    }
    if (recording.objects.length === 0 && (count === null || count.min > 0)) {
      const answer = noneCame(said, recording);
      if (answer.verdict !== "not-comparable") return answer;
    }
    const reported = recording.reports.filter((report) => report.outcome === outcome);
    const [first] = reported;
    const gap = gapIn(recording, "engagements", "defences");
    return first === undefined
      ? notComparable(gap ?? "the record holds no log of what became of anything")
      : notComparable(
          `what the record holds of it was reported to it (${first.by}: ${first.source}), and a report is no measurement`,
          reported.map(({ record }) => record),
        );
  };

/** What may be of the kind that a claim names. */
function thingsLike(recording: Recording, value: string): readonly RecordedThing[] {
  const threats = threatsIn(recording);
  if (DRONE.test(value)) return threats.filter(({ kind }) => kind === "drone");
  if (FALLING.test(value))
    return threats.filter(
      ({ kind }) => kind === "rocket" || kind === "mortar" || kind === "missile",
    );
  return threats;
}

/** How a thing flies; null of missiles, which may do either. */
function flownAs(value: string): Flown | null {
  if (!FALLING.test(value)) return "level";
  return /missile/i.test(value) ? null : "fired";
}

function noneCame(said: Said, recording: Recording): Answer {
  const { count, value } = said.claim;
  const others = threatsIn(recording);
  if (others.length > 0)
    return notComparable("what was tracked there does not show its kind", recordsOf(others));
  const flown = flownAs(value);
  if (flown === null || sightsFrom(recording, null, flown).length === 0)
    return notComparable(
      recording.sights.length === 0
        ? noSight(recording)
        : "nothing of that kind was tracked there, and its flight is not among those that are tried",
    );
  const answer = absence(recording, said.fromDeg, flown);
  const saysNone = count !== null && count.min === 0;
  return answer.verdict === "contradicted" && saysNone
    ? { ...answer, verdict: "supported" }
    : answer;
}
