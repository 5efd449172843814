import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CLASS_BELIEFS } from "./class-beliefs.ts";
import { type ClassFeatures, type Classified, classify, createClassified } from "./classify.ts";
import { OBJECT_CLASSES, type ObjectClass } from "./track.ts";

/** Level flight at 20 m/s, 200 m up, seen for a while by a radar that tells no cross-section. */
const LEVEL: ClassFeatures = {
  heightM: 200,
  heightSigmaM: 10,
  heightIsTold: true,
  speedMps: 20,
  speedSigmaMps: 1,
  climbMps: 0,
  climbSigmaMps: 1,
  levelSpeedMps: 20,
  fastestMps: 0,
  slowestMps: 1e4,
  steepestMps: 0,
  turnRadps: 0,
  freeProbability: 0,
  freeIsTold: true,
  pushedProbability: 0,
  stoodProbability: 0,
  logDrag: Math.log(1.8e-4),
  logDragSigma: 0.7,
  detectionCount: 20,
  rcsDbsm: 0,
  rcsCount: 0,
  saysAircraft: false,
  logPlaceProbability: 0,
  logSizes: new Float64Array(10),
};

const classifiedOf = (changes: Partial<ClassFeatures>): Classified => {
  const out = createClassified();
  classify({ ...LEVEL, levelSpeedMps: changes.speedMps ?? 20, ...changes }, out);
  return out;
};
const shareOf = (name: ObjectClass, changes: Partial<ClassFeatures>): number =>
  classifiedOf(changes).shares[OBJECT_CLASSES.indexOf(name)];
const best = (changes: Partial<ClassFeatures>): ObjectClass => {
  const { shares } = classifiedOf(changes);
  return OBJECT_CLASSES[shares.indexOf(Math.max(...shares))];
};
const harmless = (changes: Partial<ClassFeatures>): number =>
  (["aircraft", "helicopter", "bird", "clutter"] as const).reduce(
    (sum, name) => sum + shareOf(name, changes),
    0,
  );

test("kinds that are left out unweighed would have changed nothing", () => {
  const real = (min: number, max: number): fc.Arbitrary<number> =>
    fc.double({ min, max, noNaN: true });
  const drawn = fc.record({
    heightM: real(0, 9000),
    heightIsTold: fc.boolean(),
    speedMps: real(5, 900),
    climbMps: real(-300, 300),
    fastestMps: real(0, 900),
    slowestMps: real(5, 900),
    steepestMps: real(0, 200),
    turnRadps: real(0, 0.5),
    freeProbability: real(0, 1),
    freeIsTold: fc.boolean(),
    pushedProbability: real(0, 1),
    stoodProbability: real(0, 1),
    logDrag: real(-12, -5),
    logDragSigma: real(0.1, 1.2),
    detectionCount: fc.integer({ min: 2, max: 40 }),
    rcsDbsm: real(-30, 30),
    rcsCount: fc.integer({ min: 0, max: 20 }),
  });
  fc.assert(
    fc.property(drawn, (features) => {
      // A claim wants every kind weighed; what it multiplies the odds by is taken out again.
      const claimed = classifiedOf({ ...features, saysAircraft: true });
      const weights = Array.from(claimed.shares, (share, i) =>
        CLAIMANTS.includes(OBJECT_CLASSES[i]) ? share / claimed.claimFactor : share,
      );
      const sum = weights.reduce((a, b) => a + b, 0);
      const { shares } = classifiedOf(features);
      weights.forEach((weight, i) =>
        expect(Math.abs(weight / sum - shares[i])).toBeLessThan(1e-11),
      );
    }),
    { seed: 3, numRuns: 500 },
  );
});
const CLAIMANTS: readonly ObjectClass[] = ["aircraft", "helicopter"];

describe("classify", () => {
  test("priors and parts of classes sum to one", () => {
    const beliefs = Object.values(CLASS_BELIEFS);
    expect(beliefs.reduce((sum, { prior }) => sum + prior, 0)).toBeCloseTo(1, 12);
    for (const { kinds } of beliefs)
      expect(kinds.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  test("probabilities sum to one and are none of them lost, whatever the features", () => {
    const number = (max: number) => fc.double({ min: 0, max, noNaN: true });
    fc.assert(
      fc.property(
        fc.record({
          heightM: fc.double({ min: -500, max: 60_000, noNaN: true }),
          speedMps: number(3000),
          climbMps: fc.double({ min: -2000, max: 2000, noNaN: true }),
          fastestMps: number(3000),
          slowestMps: number(1e4),
          turnRadps: number(3),
          freeProbability: number(1),
          pushedProbability: number(1),
          stoodProbability: number(1),
          rcsDbsm: fc.double({ min: -60, max: 60, noNaN: true }),
          rcsCount: fc.integer({ min: 0, max: 100 }),
          saysAircraft: fc.boolean(),
          logPlaceProbability: fc.double({ min: -500, max: 0, noNaN: true }),
        }),
        (changes) => {
          const { shares, claimFactor } = classifiedOf(changes);
          expect(shares.every((share) => share >= 0)).toBe(true);
          expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
          expect(claimFactor).toBeGreaterThanOrEqual(1 / 3);
          expect(claimFactor).toBeLessThanOrEqual(3);
        },
      ),
      { seed: 7, numRuns: 500 },
    );
  });

  test("with little evidence it is unknown", () => {
    const early = {
      detectionCount: 1,
      speedMps: 0,
      speedSigmaMps: 100,
      climbSigmaMps: 12,
      heightIsTold: false,
      freeIsTold: false,
    };
    expect(best(early)).toBe("unknown");
  });

  test.each([
    [
      "mortar",
      { freeProbability: 1, speedMps: 150, levelSpeedMps: 80, climbMps: 120, heightM: 700 },
    ],
    [
      "rocket",
      { freeProbability: 1, speedMps: 480, levelSpeedMps: 370, climbMps: -300, heightM: 3000 },
    ],
    ["missile", { speedMps: 240, heightM: 60, fastestMps: 238, slowestMps: 242 }],
    ["aircraft", { speedMps: 225, heightM: 10_500 }],
    ["fixed-wing-drone", { speedMps: 48, heightM: 400, rcsDbsm: -10, rcsCount: 15 }],
    [
      "multirotor",
      { speedMps: 1, heightM: 90, stoodProbability: 0.95, rcsDbsm: -16, rcsCount: 15 },
    ],
    [
      "helicopter",
      {
        speedMps: 50,
        heightM: 300,
        rcsDbsm: 6,
        rcsCount: 15,
        stoodProbability: 0.9,
        slowestMps: 3,
      },
    ],
    ["bird", { speedMps: 13, heightM: 150, rcsDbsm: -26, rcsCount: 15 }],
  ] as const)("what flies as a %s is one", (name, changes) => {
    expect(best(changes)).toBe(name);
  });

  test.each([
    ["a balloon", { speedMps: 15, heightM: 11_000 }],
    ["level flight at Mach 2 near the ground", { speedMps: 700, heightM: 2000, fastestMps: 690 }],
    [
      "something tiny and fast, high up",
      { speedMps: 120, heightM: 6000, rcsDbsm: -28, rcsCount: 20 },
    ],
  ])("%s fits nothing known and stays unknown", (_name, changes) => {
    expect(best(changes)).toBe("unknown");
  });

  test("a slow wanderer with the cross-section of a bird is no attack drone", () => {
    for (const speedMps of [8, 10, 12, 15]) {
      const seen = { speedMps, rcsDbsm: -25, rcsCount: 15 };
      expect(shareOf("fixed-wing-drone", seen)).toBeLessThan(0.1);
      expect(shareOf("bird", seen)).toBeGreaterThan(shareOf("multirotor", seen));
    }
  });

  test("what flew as no bird can stays none, though it has slowed down", () => {
    const now = { speedMps: 14, heightM: 120 };
    expect(shareOf("bird", { ...now, fastestMps: 55 })).toBeLessThan(0.4 * shareOf("bird", now));
  });

  test("what stood in the air is no aircraft and no missile, though it flies as one now", () => {
    const now = { speedMps: 45, heightM: 300, rcsDbsm: 5, rcsCount: 10 };
    const stood = { ...now, stoodProbability: 0.98, slowestMps: 2 };
    expect(shareOf("helicopter", stood)).toBeGreaterThan(0.8);
    expect(shareOf("aircraft", stood)).toBeLessThan(0.1 * shareOf("aircraft", now));
  });

  test("one cross-section says less than twenty", () => {
    const seen = (rcsCount: number) => ({ speedMps: 50, heightM: 400, rcsDbsm: 5, rcsCount });
    expect(shareOf("helicopter", seen(20))).toBeGreaterThan(shareOf("helicopter", seen(1)));
  });

  test("a radar that cannot see a fall does not deny that it falls", () => {
    const flat = { heightIsTold: false, freeIsTold: false, speedMps: 400 };
    const seesNoFall = { ...flat, freeIsTold: true };
    expect(shareOf("rocket", flat)).toBeGreaterThan(2 * shareOf("rocket", seesNoFall));
  });
});

describe("a claim to be an aircraft", () => {
  const low = { speedMps: 50, heightM: 300 };
  const oddsOf = (changes: Partial<ClassFeatures>): number => {
    const p = shareOf("aircraft", changes) + shareOf("helicopter", changes);
    return p / (1 - p);
  };

  test("raises the odds by a bounded factor where it is plausible", () => {
    const { claimFactor, contradiction } = classifiedOf({ ...low, saysAircraft: true });
    expect(contradiction).toBeNull();
    expect(claimFactor).toBeGreaterThan(2);
    const raised = oddsOf({ ...low, saysAircraft: true }) / oddsOf(low);
    expect(raised).toBeCloseTo(claimFactor, 6);
  });

  test("lowers them where it flies as none does, and says so", () => {
    const falling = { freeProbability: 1, speedMps: 480, heightM: 3000, saysAircraft: true };
    const { claimFactor, contradiction } = classifiedOf(falling);
    expect(contradiction).toBe("flight");
    expect(claimFactor).toBeLessThan(0.6);
  });

  test("lowers them where nobody sees it at the place that it reports, and says so", () => {
    const elsewhere = { ...low, saysAircraft: true, logPlaceProbability: -12 };
    const { claimFactor, contradiction } = classifiedOf(elsewhere);
    expect(contradiction).toBe("place");
    expect(claimFactor).toBeLessThan(0.5);
    expect(harmless(elsewhere)).toBeLessThan(harmless(low));
  });
});
