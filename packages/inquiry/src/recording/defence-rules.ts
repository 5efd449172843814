import { cameFrom, recordsOf, threatsIn } from "./objects.ts";
import { gapIn } from "./left-out.ts";
import type { Recording } from "./recording.ts";
import {
  leastChanceText,
  isUnclear,
  isWatched,
  leastSight,
  noSight,
  SEEN_LEAST,
  sightsFrom,
} from "./sight.ts";
import { type Answer, notComparable, type Rule, type Said } from "./verdict.ts";

/** "The warning system did not activate" is about warnings, and "the battery" about a defence. */
const WARNS = /\b(?:warning|siren|alarm|alert)/i;

const isAffirmed = ({ claim }: Said): boolean =>
  claim.polarity === "affirm" && claim.value !== "no";

/** Whether a defence acted, or people were warned. */
export const activated: Rule = (said, recording) =>
  WARNS.test(said.words) ? warned(said, recording) : defended(said, recording);

function warned(said: Said, recording: Recording): Answer {
  const { warnings, mode, siteRecord, place, ran } = recording;
  const gap = warnings.length === 0 ? gapIn(recording, "warnings", "areas") : null;
  if (gap !== null) return notComparable(gap);
  if (mode === "shadow" || mode === "replay")
    return notComparable(`in ${mode} mode nothing is sent to anybody`, [siteRecord]);
  const [first] = warnings;
  if (first === undefined && !ran)
    return notComparable("the post did not run all that time", [siteRecord]);
  if (first === undefined)
    return {
      verdict: isAffirmed(said) ? "contradicted" : "supported",
      reason: `the record holds no warning for ${place} at that time, and holds every one that is given`,
      records: [siteRecord],
    };
  return {
    verdict: isAffirmed(said) ? "supported" : "contradicted",
    reason: `a warning for ${place} (${first.stage}) was issued at ${first.at}`,
    records: warnings.map(({ record }) => record),
  };
}

function defended(said: Said, recording: Recording): Answer {
  const { defences } = recording;
  const gap = gapIn(recording, "defences", "engagements");
  if (defences.length === 0) return notComparable(gap ?? "the record holds nothing of any defence");
  const notional = defences.some((defence) => defence.notional);
  const acted = defences.flatMap(({ name, engagements }) =>
    engagements.map((engagement) => ({ name, ...engagement })),
  );
  const [first] = acted;
  if (first !== undefined)
    return {
      verdict: isAffirmed(said) ? "supported" : "contradicted",
      reason: `${first.name} engaged at ${first.at}, by its log`,
      records: acted.map(({ record }) => record),
      notional,
    };
  const records = defences.flatMap((defence) => defence.records);
  if (gap !== null) return { ...notComparable(gap, records), notional };
  const states = defences.map(({ name, state }) => `${name} was ${state ?? "of unknown state"}`);
  if (defences.every(({ state }) => state === "inhibited" || state === "down"))
    return {
      verdict: isAffirmed(said) ? "contradicted" : "supported",
      reason: states.join(", "),
      records,
      notional,
    };
  return {
    ...notComparable(
      `${states.join(", ")}; no engagement is recorded, and one is only where somebody imports it`,
      records,
    ),
    notional,
  };
}

const RANGE = /radar.*range|range.*radar/i;
const MISS = /predicted impact outside/i;

/** Why a defence did not act, as far as it was that nothing could have been seen. */
export const inactiveReason: Rule = (said, recording) => {
  const { value } = said.claim;
  if (RANGE.test(value)) return outOfRange(said, recording);
  return notComparable(
    MISS.test(value)
      ? "what a defence projected is not in the record"
      : "the record does not tell what a defence was held back by",
  );
};

function outOfRange(said: Said, recording: Recording): Answer {
  const things = threatsIn(recording);
  if (things.length > 0)
    return {
      verdict: "contradicted",
      reason: `the sensors of the recording tracked ${things.length} on the way to the place${cameFrom(things)}`,
      records: recordsOf(things),
    };
  const noTracks = gapIn(recording, "tracks");
  if (noTracks !== null) return notComparable(noTracks);
  const sights = sightsFrom(recording, said.fromDeg);
  const least = leastSight(sights);
  if (least === null) return notComparable(noSight(recording));
  if (isUnclear(sights))
    return notComparable("detections lie near the place that no track was made of", least.records);
  const { records, statement } = least;
  if (isWatched(sights))
    return {
      verdict: "contradicted",
      reason: `nothing was tracked, and it was not for want of range: such an object would have been tracked with a probability of ${leastChanceText(least.tracked)}`,
      records,
    };
  const noLooks = gapIn(recording, "sensors", "looks");
  if (noLooks !== null) return notComparable(noLooks, records);
  if (sights.some(({ codes }) => codes.includes("SENSOR_DOWN")))
    return notComparable(`nothing was tracked: ${statement}`, records);
  const blind = sights.filter(({ tracked }) => tracked < SEEN_LEAST);
  const beyond = blind.filter(({ codes }) => codes.includes("OUT_OF_COVERAGE"));
  if (beyond.length === 0)
    return {
      verdict: "contradicted",
      reason: `it was within range, and something else hid it: ${statement}`,
      records,
    };
  return beyond.length === sights.length
    ? { verdict: "supported", reason: statement, records }
    : notComparable(
        `it depends on the way it took: ${beyond.length} of ${sights.length} tried were out of range`,
        records,
      );
}
