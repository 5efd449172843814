import { describe, expect, test } from "vitest";
import { cholesky } from "../linalg/cholesky.ts";
import type { Detection, PolarDetection } from "../measurement/look.ts";
import {
  ENV,
  falling,
  geometryOf,
  type Mover,
  radar,
  see,
  seeded,
  START_US,
  straight,
} from "../tracking/tracker-world.test-support.ts";
import { lookTable } from "../association/look-table.ts";
import { sweepLook } from "../tracking/tracker-world.test-support.ts";
import {
  AGILE,
  BALLISTIC,
  BALLISTIC_PROBABILITY,
  BANK,
  COVARIANCE,
  DRAG_CROSS,
  DRAG_VARIANCE,
  hasSeventh,
  HOVER,
  isAwake,
  STEADY,
  THRUST,
  TURN,
} from "./bank-layout.ts";
import { GATE, type MeasuredSource } from "./measured.ts";
import { predictBank } from "./predict-bank.ts";
import { startBank } from "./start-bank.ts";
import { settleBank, updateBank } from "./update-bank.ts";
import { NO_SLACK } from "./update-member.ts";

const spec = radar();
const geometry = geometryOf(spec);

/** One detection as the filter reads it. */
const measuredOf = (detection: Detection): MeasuredSource =>
  lookTable(sweepLook((detection.sensedUs - START_US) / 1e6, [detection]), geometry);

function begin(detection: Detection, bank: Float64Array): void {
  startBank(detection, measuredOf(detection), 0, bank, 0);
}

/** Predicts and updates; the variances repaired. */
function goOn(detection: Detection, dt: number, bank: Float64Array): number {
  const next = new Float64Array(BANK);
  predictBank(bank, 0, dt, ENV, next, 0);
  // Every kind of detection is taken, gate or not.
  const measured = measuredOf(detection);
  const values = measured.values.slice();
  values[GATE] = Infinity;
  updateBank(next, 0, { ...measured, values }, 0, NO_SLACK, bank, 0);
  return settleBank(bank, 0);
}

function follow(
  mover: Mover,
  detections: number,
  seed: number,
  changes: Partial<PolarDetection> = {},
): Float64Array {
  const random = seeded(seed);
  const bank = new Float64Array(BANK);
  for (let i = 0; i < detections; i++) {
    const state = mover(i);
    if (state === null) throw new Error("the mover has landed");
    const seen = see(spec, state, START_US + i * 1_000_000, random, changes);
    if (i === 0) begin(seen, bank);
    else goOn(seen, 1, bank);
  }
  return bank;
}

const seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe("which law of motion", () => {
  test("a climbing mortar bomb is ballistic by its fourth detection", () => {
    const bomb = falling([3000, 3000, 60, -90, -80, 180], 3e-4);
    for (const seed of seeds)
      expect(follow(bomb, 4, seed)[BALLISTIC_PROBABILITY]).toBeGreaterThan(0.97);
  });

  test("a falling rocket is ballistic by its fourth detection", () => {
    const rocket = falling([4000, -2000, 3500, -180, 60, -120]);
    for (const seed of seeds) {
      expect(follow(rocket, 4, seed)[BALLISTIC_PROBABILITY]).toBeGreaterThan(0.97);
    }
  });

  test("a hovering drone is not, at once", () => {
    const hover = straight([1500, 800, 120, 0.5, -0.5, 0]);
    expect(mean(seeds.map((seed) => follow(hover, 4, seed)[BALLISTIC_PROBABILITY]))).toBeLessThan(
      0.01,
    );
    for (const seed of seeds) expect(follow(hover, 8, seed)[BALLISTIC_PROBABILITY]).toBe(0);
  });

  test("a drone at 50 m/s and an airliner are not", () => {
    const drone = straight([6000, 1000, 300, -50, 5, 0]);
    const airliner = straight([12_000, -6000, 3000, -60, 210, 2]);
    for (const seed of seeds) {
      expect(follow(drone, 10, seed)[BALLISTIC_PROBABILITY]).toBeLessThan(0.02);
      expect(follow(airliner, 20, seed)[BALLISTIC_PROBABILITY]).toBeLessThan(0.1);
    }
  });

  test("a body whose thrust ends is found to be ballistic", () => {
    const coast = falling([5000 + 5 * 80, 4000 + 5 * 60, 100 + 5 * 140, -160, -120, 280], 1e-4);
    // Five seconds of steady pull of 40 m/s² up to the state in which the coast begins.
    const boost: Mover = (timeS) => {
      if (timeS >= 5) return coast(timeS - 5);
      const left = 5 - timeS;
      const end = coast(0) as readonly number[];
      const pull = [-19, -14, 32];
      return [0, 1, 2, 3, 4, 5].map((i) =>
        i < 3
          ? end[i] - left * end[i + 3] + 0.5 * left * left * pull[i]
          : end[i] - left * pull[i - 3],
      );
    };
    const found = seeds.map((seed) => follow(boost, 14, seed)[BALLISTIC_PROBABILITY]);
    expect(mean(found)).toBeGreaterThan(0.95);
  });

  test("a Doppler alone tells a rocket from a drone", () => {
    const rocket = falling([5000, 0, 2000, -330, 0, -60]);
    const random = seeded(2);
    const seen = see(spec, rocket(0) as readonly number[], START_US, random);
    const bank = new Float64Array(BANK);
    begin({ ...seen, rangeRateMps: -330 }, bank);
    expect(bank[BALLISTIC_PROBABILITY]).toBeGreaterThan(0.5);
    begin({ ...seen, rangeRateMps: -20 }, bank);
    expect(bank[BALLISTIC_PROBABILITY]).toBeLessThan(0.2);
  });
});

/** Whether the covariance of a member, drag and all, has a Cholesky factor. */
function isPositiveDefinite(bank: Float64Array, member: number): boolean {
  const size = hasSeventh(member) ? 7 : 6;
  const full = new Float64Array(size * size);
  let at = member + COVARIANCE;
  for (let i = 0; i < 6; i++) {
    for (let j = i; j < 6; j++) {
      full[i * size + j] = bank[at];
      full[j * size + i] = bank[at++];
    }
    if (size === 6) continue;
    full[i * 7 + 6] = bank[member + DRAG_CROSS + i];
    full[42 + i] = bank[member + DRAG_CROSS + i];
  }
  if (size === 7) full[48] = bank[member + DRAG_VARIANCE];
  return cholesky(full, size, new Float64Array(full.length));
}

describe("covariances", () => {
  test("stay positive definite under every kind of detection", () => {
    const random = seeded(77);
    let repairs = 0;
    for (let run = 0; run < 60; run++) {
      const mover = straight([
        4000 * (random() - 0.5),
        8000 * random() + 200,
        2000 * random(),
        200 * (random() - 0.5),
        200 * (random() - 0.5),
        20 * (random() - 0.5),
      ]);
      const bank = new Float64Array(BANK);
      for (let i = 0; i < 40; i++) {
        const state = mover(i * 0.5) as readonly number[];
        const detection = anyKind(state, START_US + i * 500_000, random, i === 0);
        if (i === 0) begin(detection, bank);
        else repairs += goOn(detection, 0.5, bank);
        for (const member of [STEADY, AGILE, BALLISTIC, THRUST, HOVER, TURN]) {
          if (!isAwake(bank, 0, member)) continue;
          expect(isPositiveDefinite(bank, member)).toBe(true);
        }
      }
    }
    expect(repairs).toBe(0);
  });
});

function anyKind(
  state: readonly number[],
  timeUs: number,
  random: () => number,
  withPlace: boolean,
): Detection {
  const seen = see(spec, state, timeUs, random, {
    rangeSigmaM: 0.1 + 30 * random(),
    azimuthSigmaRad: 1e-4 + 0.03 * random(),
  });
  const kind = withPlace ? 0.9 : random();
  if (kind < 0.15) {
    const { azimuthRad, elevationRad, azimuthSigmaRad, elevationSigmaRad } = seen;
    const { sensedUs, rcsDbsm, identity } = seen;
    const angles = { azimuthRad, azimuthSigmaRad, elevationSigmaRad };
    const isFlat = random() < 0.5;
    return {
      kind: "bearing",
      sensedUs,
      rcsDbsm,
      identity,
      ...angles,
      elevationRad: isFlat ? null : elevationRad,
    };
  }
  if (kind < 0.3) return { ...seen, elevationRad: null };
  if (kind < 0.45) return { ...seen, elevationRad: null, heightM: state[2] + 40 };
  if (kind < 0.6) return { ...seen, rangeRateMps: 200 * (random() - 0.5) };
  return seen;
}
