import { areaId, trackId } from "../units/ids.ts";
import { circle, atS, POLICY } from "../engine/engine.test-support.ts";
import { OBJECT_CLASSES, type ObjectClass, type Track } from "../tracking/track.ts";
import type { AreaAssessment } from "./assess.ts";
import type { DecisionContext } from "./decide.ts";

export const CAMP = areaId("camp");

/** Probabilities of the classes given that there is an object; what is left is `unknown`. */
export type Classes = Partial<Record<ObjectClass, number>>;

/** A confirmed track that flies level at 100 m and `speedMps`, its height known to `heightSigmaM`. */
export function trackOf(
  changes: Partial<Track> & {
    readonly classes?: Classes;
    readonly speedMps?: number;
    readonly heightSigmaM?: number;
  } = {},
): Track {
  const { classes = {}, speedMps = 30, heightSigmaM = 10, ...rest } = changes;
  const existence = rest.existence ?? 0.99;
  const known = Object.values(classes).reduce((sum, p) => sum + p, 0);
  const given: Classes = { unknown: 1 - known, ...classes };
  const entries = OBJECT_CLASSES.map((name) => [name, existence * (given[name] ?? 0)] as const);
  const classProbabilities = Object.fromEntries(entries) as Record<ObjectClass, number>;
  classProbabilities.clutter += 1 - existence;
  const covariance = new Float64Array(36);
  for (let i = 0; i < 6; i++) covariance[i * 7] = i === 2 ? heightSigmaM * heightSigmaM : 100;
  const mean = Float64Array.of(1000, 0, 100, -speedMps, 0, 0);
  return {
    id: trackId("t1"),
    status: "confirmed",
    existence,
    timeUs: atS(10),
    estimates: [{ model: "powered", probability: 1, mean, covariance }],
    classProbabilities,
    firstSensedUs: atS(1),
    lastSensedUs: atS(10),
    confirmedUs: atS(3),
    detectionCount: 10,
    sizeReports: 10,
    missCount: 0,
    evidence: [],
    identity: null,
    ...rest,
  };
}

/** Something that flies in, reaches the area with certainty in 20 s, and does not come down in it. */
export const assessmentOf = (changes: Partial<AreaAssessment> = {}): AreaAssessment => ({
  probability: 1,
  impactProbability: 0,
  reachProbability: 1,
  lowReachProbability: 1,
  missDistanceM: -50,
  missSigmas: -2,
  arrivalFromUs: atS(30),
  arrivalToUs: atS(40),
  heightM: 100,
  comesLater: false,
  model: "powered",
  ...changes,
});

/** Two minutes above the threshold, nothing against it. */
export const contextOf = (changes: Partial<DecisionContext> = {}): DecisionContext => ({
  track: trackOf({ classes: { "fixed-wing-drone": 0.6 } }),
  area: circle("camp", 0, 0, 300),
  assessment: assessmentOf(),
  policy: POLICY,
  nowUs: atS(10),
  masked: false,
  automation: true,
  inhibited: false,
  retracted: false,
  onlyPeople: false,
  onlyClaims: false,
  sources: { sensors: 1, independent: 1 },
  inFlock: () => false,
  held: null,
  before: "none",
  aboveSinceUs: atS(0),
  ...changes,
});
