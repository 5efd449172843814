import { describe, expect, test } from "vitest";
import { createHoverStep, hoverStep } from "./hover.ts";

const TAU_S = 2;
const SIGMA_MPS = 0.8;

/** The moments of p and v by small steps of ṁ = A·m and Ṗ = A·P + P·Aᵀ + diag(0, 2σ²/τ), by the midpoint rule. */
function integrated(dt: number) {
  const rates = ([, pv, vv]: readonly number[]): number[] => [
    2 * pv,
    vv - pv / TAU_S,
    (-2 * vv) / TAU_S + (2 * SIGMA_MPS * SIGMA_MPS) / TAU_S,
  ];
  let moments: readonly number[] = [0, 0, 0];
  const steps = 4000;
  const h = dt / steps;
  for (let i = 0; i < steps; i++) {
    const slope = rates(moments);
    const middle = rates(moments.map((value, k) => value + 0.5 * h * slope[k]));
    moments = moments.map((value, k) => value + h * middle[k]);
  }
  return moments;
}

describe("an object that stands in the air", () => {
  const step = createHoverStep();

  test.each([0.05, 1, 7, 120])("spreads in %f s as its equations integrate to", (dt) => {
    hoverStep(dt, TAU_S, SIGMA_MPS, step);
    const [pp, pv, vv] = integrated(dt);
    expect(step.placeNoise / pp).toBeCloseTo(1, 3);
    expect(step.crossNoise / pv).toBeCloseTo(1, 3);
    expect(step.speedNoise / vv).toBeCloseTo(1, 3);
    expect(step.stay).toBeCloseTo(Math.exp(-dt / TAU_S), 12);
    expect(step.drift).toBeCloseTo(TAU_S * (1 - Math.exp(-dt / TAU_S)), 12);
  });

  test("two steps are one of their sum", () => {
    const [first, second, whole] = [createHoverStep(), createHoverStep(), createHoverStep()];
    hoverStep(1.3, TAU_S, SIGMA_MPS, first);
    hoverStep(2.9, TAU_S, SIGMA_MPS, second);
    hoverStep(4.2, TAU_S, SIGMA_MPS, whole);
    expect(first.stay * second.stay).toBeCloseTo(whole.stay, 12);
    expect(first.drift + second.drift * first.stay).toBeCloseTo(whole.drift, 12);
    const place =
      first.placeNoise +
      2 * second.drift * first.crossNoise +
      second.drift * second.drift * first.speedNoise +
      second.placeNoise;
    expect(place).toBeCloseTo(whole.placeNoise, 10);
    expect(second.stay * second.stay * first.speedNoise + second.speedNoise).toBeCloseTo(
      whole.speedNoise,
      12,
    );
  });

  test("run back it has no noise, and undoes the mean", () => {
    const [on, back] = [createHoverStep(), createHoverStep()];
    hoverStep(3, TAU_S, SIGMA_MPS, on);
    hoverStep(-3, TAU_S, SIGMA_MPS, back);
    expect(back.placeNoise).toBe(0);
    expect(on.stay * back.stay).toBeCloseTo(1, 12);
    expect(on.drift + back.drift * on.stay).toBeCloseTo(0, 12);
  });
});
