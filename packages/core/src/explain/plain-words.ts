import type { Decision } from "../assessment/decision.ts";
import type { Area } from "../policy/area.ts";
import type { ObjectClass } from "../tracking/track.ts";
import { degrees, wrapTwoPi } from "../units/angle.ts";

/** `850 m` or `4.2 km`. */
export const distanceText = (m: number): string =>
  Math.abs(m) < 1000 ? `${Math.round(m)} m` : `${(m / 1000).toFixed(1)} km`;

/** `34 %`, `3.4 %`, `99.6 %`, `less than 0.01 %`, `more than 99.9 %`. */
export function probabilityText(p: number): string {
  const percent = p * 100;
  if (percent > 99.9) return percent >= 100 ? "100 %" : "more than 99.9 %";
  if (percent >= 10 && percent < 99) return `${Math.round(percent)} %`;
  if (percent >= 1) return `${percent.toFixed(1)} %`;
  if (percent >= 0.01) return `${percent.toFixed(2)} %`;
  return percent === 0 ? "0 %" : "less than 0.01 %";
}

const POINTS = [
  "north",
  "north-east",
  "east",
  "south-east",
  "south",
  "south-west",
  "west",
  "north-west",
];
/** The nearest of eight compass points. */
export const compassText = (bearingRad: number): string =>
  POINTS[Math.round(degrees(wrapTwoPi(bearingRad)) / 45) % 8];

/** `Hospital (Health Trust)`; the name alone where it is its owner's. */
export const areaText = (area: Area): string =>
  area.name === area.owner ? area.name : `${area.name} (${area.owner})`;

const CLASS_TEXT: Readonly<Record<ObjectClass, string>> = {
  rocket: "a rocket",
  mortar: "a mortar round",
  missile: "a missile",
  "fixed-wing-drone": "a fixed-wing drone",
  multirotor: "a multirotor",
  aircraft: "an aircraft",
  helicopter: "a helicopter",
  bird: "a bird",
  clutter: "clutter",
  unknown: "an object of unknown kind",
};
/** `a fixed-wing drone`. */
export const classText = (name: ObjectClass): string => CLASS_TEXT[name];

/** `once`, `twice`, `7 times`. */
export function timesText(n: number): string {
  if (n === 1) return "once";
  return n === 2 ? "twice" : `${n} times`;
}

/** `a, b and c`. */
export function listText(parts: readonly string[]): string {
  if (parts.length <= 1) return parts[0] ?? "";
  return `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}`;
}

/** Where the decision saw the object going, relative to its area. */
export function missText(decision: Decision): string {
  const { missDistanceM, missSigmas } = decision.numbers;
  const verb = decision.rule === "impact-probability" ? "come down" : "pass";
  if (missDistanceM <= 0) return `${verb} ${distanceText(-missDistanceM)} inside the area's edge`;
  if (decision.reasons.includes("TOO_FAR_OFF"))
    return `be still ${distanceText(missDistanceM)} short of the area's edge when the policy's look ahead ends`;
  const sigmas = `${missSigmas.toFixed(1)} standard deviations`;
  return `${verb} ${distanceText(missDistanceM)} outside the area's edge (${sigmas})`;
}
