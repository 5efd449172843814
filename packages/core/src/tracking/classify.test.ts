import { describe, expect, test } from "vitest";
import { type ClassFeatures, classify } from "./classify.ts";
import { OBJECT_CLASSES } from "./track.ts";

const features = (changes: Partial<ClassFeatures>): ClassFeatures => ({
  heightM: 200,
  heightSigmaM: 10,
  speedMps: 20,
  speedSigmaMps: 2,
  climbMps: 0,
  climbSigmaMps: 1,
  ballisticProbability: 0,
  existence: 0.999,
  detectionCount: 20,
  rcsDbsm: null,
  rcsCount: 0,
  saysAircraft: false,
  ...changes,
});

const best = (changes: Partial<ClassFeatures>): string => {
  const probabilities = classify(features(changes));
  return OBJECT_CLASSES.reduce((a, b) => (probabilities[b] > probabilities[a] ? b : a));
};

describe("classify", () => {
  test("probabilities sum to one", () => {
    for (const changes of [{}, { existence: 0.3 }, { speedMps: 400, ballisticProbability: 1 }]) {
      const values = Object.values(classify(features(changes)));
      expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
    }
  });

  test("with little evidence it is unknown", () => {
    const early = { detectionCount: 2, speedSigmaMps: 60, climbSigmaMps: 12, heightSigmaM: 1000 };
    expect(best(early)).toBe("unknown");
    expect(best({ ...early, speedMps: 40 })).toBe("unknown");
  });

  test("a slow wanderer with the cross-section of a bird is no attack drone", () => {
    for (const speedMps of [8, 10, 12, 15]) {
      const probabilities = classify(features({ speedMps, rcsDbsm: -25, rcsCount: 15 }));
      expect(probabilities["fixed-wing-drone"]).toBeLessThan(0.05);
      expect(probabilities.bird).toBeGreaterThan(probabilities.multirotor);
    }
  });

  test("40 m/s and low, without a cross-section, is a drone or unknown and never a bird", () => {
    for (const detectionCount of [3, 6, 12, 40]) {
      const probabilities = classify(features({ speedMps: 40, heightM: 150, detectionCount }));
      expect(["fixed-wing-drone", "unknown"]).toContain(
        best({ speedMps: 40, heightM: 150, detectionCount }),
      );
      expect(probabilities.bird).toBeLessThan(0.03);
    }
  });

  test("free bodies are told by speed, airliners by height and speed", () => {
    expect(best({ ballisticProbability: 1, speedMps: 170, climbMps: 80, heightM: 800 })).toBe(
      "mortar",
    );
    expect(best({ ballisticProbability: 1, speedMps: 420, climbMps: -150, heightM: 3000 })).toBe(
      "rocket",
    );
    expect(best({ speedMps: 220, heightM: 9000 })).toBe("aircraft");
  });

  test("the claim to be an aircraft changes little", () => {
    const low = { speedMps: 40, heightM: 150 };
    const silent = classify(features(low));
    const claiming = classify(features({ ...low, saysAircraft: true }));
    expect(claiming.aircraft).toBeLessThan(1.6 * silent.aircraft);
    expect(claiming["fixed-wing-drone"]).toBeGreaterThan(0.9 * silent["fixed-wing-drone"]);
  });

  test("doubt of existence is clutter", () => {
    expect(classify(features({ existence: 0.1 })).clutter).toBeGreaterThan(0.9);
  });
});
