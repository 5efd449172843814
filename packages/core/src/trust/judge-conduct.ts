import { MICROS_PER_SECOND } from "../units/time.ts";
import type { ConductReason, SensorConduct, Standing } from "./sensor-conduct.ts";
import { shareOf } from "./share.ts";

/** Doubtful is a sensor of which, for all that chance can do, more than this share of the objects or claims is false. */
const FALSE_SHARE_MAX = 0.1;
/** So many comparisons before they count. */
const COMPARED_LEAST = 20;
/** Mean square of how far it lies off, by the errors stated: twice as wrong as it says. */
const APART_MAX = 4;
/** Strays beyond this many times those that are claimed, and this many. */
const STRAYS_FACTOR = 5;
const STRAYS_SLACK = 20;
/** A report this old tells where things were. */
export const LATE_S = 2;

type Facts = Omit<SensorConduct, "standing" | "reasons">;

/** What a sensor's data has earned, and what speaks against it. */
export function judgeConduct(facts: Facts): {
  readonly standing: Standing;
  readonly reasons: readonly ConductReason[];
} {
  const { objects, apart, strays, claims } = facts;
  const reasons: ConductReason[] = [];
  if (shareOf(objects.unseen, objects.seen + objects.unseen).least > FALSE_SHARE_MAX)
    reasons.push("UNSEEN");
  if (apart.count >= COMPARED_LEAST && apart.meanSquare > APART_MAX) reasons.push("APART");
  if (
    strays.looks >= COMPARED_LEAST &&
    strays.count > STRAYS_FACTOR * strays.claimed + STRAYS_SLACK
  )
    reasons.push("STRAYS");
  if (shareOf(claims.doubted, claims.count).least > FALSE_SHARE_MAX) reasons.push("CLAIMS_DOUBTED");
  const doubtful = reasons.length > 0;
  if (facts.clockOffsetUs !== 0) reasons.push("CLOCK");
  else if (facts.delayS !== null && facts.delayS > LATE_S) reasons.push("LATE");
  const compared = objects.seen >= 1 || apart.count >= COMPARED_LEAST;
  return { standing: doubtful ? "doubtful" : compared ? "sound" : "unproven", reasons };
}

/** What is known of a sensor from its data, in sentences for people, what speaks against it first. */
export function conductText(conduct: SensorConduct): readonly string[] {
  const against = conduct.reasons.map((reason) => AGAINST[reason](conduct));
  return [...against, ...inFavour(conduct)];
}

const count = (value: number): string => String(Math.round(value));
const plural = (value: number, noun: string): string =>
  `${count(value)} ${noun}${Math.round(value) === 1 ? "" : "s"}`;

const AGAINST: Readonly<Record<ConductReason, (conduct: SensorConduct) => string>> = {
  UNSEEN: ({ objects }) =>
    `Of ${plural(objects.seen + objects.unseen, "object")} that it reported where others should have seen them, ${count(objects.unseen)} ${Math.round(objects.unseen) === 1 ? "was" : "were"} never seen by those.`,
  APART: ({ apart }) =>
    `It lies ${Math.sqrt(apart.meanSquare).toFixed(1)} times as far off as it states from where others have the same objects.`,
  STRAYS: ({ strays }) =>
    `${plural(strays.count, "detection")} in ${plural(strays.looks, "look")} belong to no object; ${count(strays.claimed)} would be as claimed.`,
  CLAIMS_DOUBTED: ({ claims }) =>
    `The word of the objects that it hears is doubted in ${count(claims.doubted)} of ${plural(claims.count, "report")}.`,
  CLOCK: ({ clockOffsetUs }) =>
    `Its times are moved by ${(clockOffsetUs / MICROS_PER_SECOND).toFixed(1)} s: its clock is wrong, or what it says is that old.`,
  LATE: ({ delayS }) => `What it says is ${(delayS ?? 0).toFixed(1)} s old when it comes.`,
};

function inFavour({ reasons, objects, apart }: SensorConduct): readonly string[] {
  const texts: string[] = [];
  if (objects.seen >= 1 && !reasons.includes("UNSEEN"))
    texts.push(
      `${plural(objects.seen, "object")} that it reported ${Math.round(objects.seen) === 1 ? "was" : "were"} seen by others too${objects.unseen < 0.5 ? "" : `, ${count(objects.unseen)} not`}.`,
    );
  if (apart.count >= COMPARED_LEAST && !reasons.includes("APART"))
    texts.push("It agrees with others about where objects are.");
  return texts;
}
