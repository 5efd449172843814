import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lookTable } from "../association/look-table.ts";
import { standardAtmosphereWithWind } from "../atmosphere/atmosphere.ts";
import type { PolarDetection } from "../measurement/look.ts";
import { createEnvironment, type Environment } from "../motion/environment.ts";
import {
  geometryOf,
  normal,
  radar,
  see,
  seeded,
  SITE,
  START_US,
  sweepLook,
} from "../tracking/tracker-world.test-support.ts";
import {
  AGILE,
  BALLISTIC,
  BALLISTIC_PROBABILITY,
  BANK,
  COVARIANCE,
  HOVER,
  HOVER_SHARE,
  hasSeventh,
  isAwake,
  STEADY,
  STEADY_SHARE,
  THRUST,
  THRUST_PROBABILITY,
  TURN,
  TURN_SHARE,
} from "./bank-layout.ts";
import { predictBank } from "./predict-bank.ts";
import { startBank } from "./start-bank.ts";
import { settleBank, updateBank } from "./update-bank.ts";
import { NO_SLACK } from "./update-member.ts";

/** Level ground that does not turn, so that no bearing and no place is unlike another. */
const FLAT: Environment = {
  ...createEnvironment(SITE, standardAtmosphereWithWind()),
  rotationNorthRadps: 0,
  rotationUpRadps: 0,
  eastRadiusM: 1e15,
  northRadiusM: 1e15,
  gravityNorthPs2: 0,
};
const geometry = geometryOf(radar());
const LAWS = [STEADY, AGILE, BALLISTIC, THRUST, HOVER, TURN];

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const flight = fc.record({
  bearing: number(-3, 3),
  distanceM: number(1500, 9000),
  heightM: number(100, 2500),
  heading: number(-3, 3),
  speedMps: number(0, 300),
  climbMps: number(-50, 200),
  dt: number(0.2, 3),
  seed: fc.integer({ min: 1, max: 1e6 }),
});
type Flight = typeof flight extends fc.Arbitrary<infer T> ? T : never;

function stateOf(f: Flight, timeS: number): number[] {
  const ve = f.speedMps * Math.sin(f.heading);
  const vn = f.speedMps * Math.cos(f.heading);
  return [
    f.distanceM * Math.sin(f.bearing) + timeS * ve,
    f.distanceM * Math.cos(f.bearing) + timeS * vn,
    f.heightM + timeS * f.climbMps,
    ve,
    vn,
    f.climbMps,
  ];
}

/** A bank in which every law is awake after two detections with a Doppler, the second of errors that the seed draws. */
function bankOf(f: Flight, turn = 0): Float64Array {
  const bank = new Float64Array(BANK);
  const next = new Float64Array(BANK);
  const random = seeded(f.seed);
  const [first, second] = [seenAt(f, 0, random, turn), seenAt(f, f.dt, random, turn)];
  startBank(first, lookTable(sweepLook(0, [first]), geometry), 0, bank, 0);
  wakeAll(bank);
  predictBank(bank, 0, f.dt, FLAT, next, 0);
  const table = lookTable(sweepLook(f.dt, [second]), geometry);
  updateBank(next, 0, { ...table, values: ungated(table.values) }, 0, NO_SLACK, bank, 0);
  wakeAll(bank);
  return bank;
}

const ungated = (values: Float64Array): Float64Array => {
  const open = values.slice();
  open[10] = Infinity;
  return open;
};

function seenAt(f: Flight, timeS: number, random: () => number, turn: number): PolarDetection {
  const state = stateOf(f, timeS);
  const seen = see(radar(), state, START_US + Math.round(timeS * 1e6), null);
  return {
    ...seen,
    rangeM: seen.rangeM + 10 * normal(random),
    azimuthRad: seen.azimuthRad + 2e-3 * normal(random) + turn,
    rangeRateMps: normal(random),
  };
}

/** Every law gets a share, so that none of them sleeps. */
function wakeAll(bank: Float64Array): void {
  if (!isAwake(bank, 0, HOVER)) {
    for (let i = 0; i < 27; i++) bank[HOVER + i] = bank[AGILE + i];
  }
  if (!isAwake(bank, 0, TURN)) {
    for (let i = 0; i < 27; i++) bank[TURN + i] = bank[AGILE + i];
    bank.fill(0, TURN + 27, TURN + 35);
    bank[TURN + 27] = 0.1;
    bank[TURN + 34] = 0.02;
  }
  bank[STEADY_SHARE] = 0.3;
  bank[HOVER_SHARE] = 0.2;
  bank[TURN_SHARE] = 0.2;
  bank[BALLISTIC_PROBABILITY] = 0.25;
  bank[THRUST_PROBABILITY] = 0.25;
}

function matrixOf(bank: Float64Array, law: number): { mean: number[]; covariance: number[][] } {
  const size = hasSeventh(law) ? 7 : 6;
  const mean = Array.from(bank.subarray(law, law + 6));
  const covariance = Array.from({ length: size }, () => Array.from({ length: size }, () => 0));
  let at = law + COVARIANCE;
  for (let i = 0; i < 6; i++) {
    for (let j = i; j < 6; j++) {
      covariance[i][j] = bank[at];
      covariance[j][i] = bank[at++];
    }
    if (size === 7) {
      covariance[i][6] = bank[law + 28 + i];
      covariance[6][i] = bank[law + 28 + i];
    }
  }
  if (size === 7) {
    mean.push(bank[law + 27]);
    covariance[6][6] = bank[law + 34];
  }
  return { mean, covariance };
}

/** Turned clockwise from above: what stood at a bearing stands at that much more. */
function turned(state: readonly number[], angle: number): number[] {
  const sine = Math.sin(angle);
  const cosine = Math.cos(angle);
  return state.map((value, i) => {
    const axis = i % 3;
    if (i > 5 || axis === 2) return value;
    const east = state[i - axis];
    const north = state[i - axis + 1];
    return axis === 0 ? cosine * east + sine * north : cosine * north - sine * east;
  });
}

/** How far two numbers are apart, in what rounding may do to numbers of that size. */
const apart = (a: number, b: number, scale: number): number =>
  Math.abs(a - b) / (1e-6 * scale + 1e-6);

/** Least eigenvalue's sign by Cholesky's factorisation of the correlations. */
function isPositiveDefinite(m: readonly (readonly number[])[]): boolean {
  const n = m.length;
  const l = Array.from({ length: n }, () => Array.from({ length: n }, () => 0));
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = m[i][j] / Math.sqrt(m[i][i] * m[j][j]);
      for (let k = 0; k < j; k++) sum -= l[i][k] * l[j][k];
      if (i === j && !(sum > 0)) return false;
      l[i][j] = i === j ? Math.sqrt(sum) : sum / l[j][j];
    }
  }
  return true;
}

describe("every law of motion", () => {
  test("turns with the world: detections and foresight alike", () => {
    fc.assert(
      fc.property(flight, number(-3, 3), number(0, 6), (f, angle, aheadS) => {
        const [one, other] = [new Float64Array(BANK), new Float64Array(BANK)];
        predictBank(bankOf(f), 0, aheadS, FLAT, one, 0);
        predictBank(bankOf(f, angle), 0, aheadS, FLAT, other, 0);
        for (const law of LAWS) {
          const [a, b] = [matrixOf(one, law), matrixOf(other, law)];
          const wanted = turned(a.mean, angle);
          for (let i = 0; i < wanted.length; i++)
            expect(apart(b.mean[i], wanted[i], 1e3)).toBeLessThan(1);
          const columns = a.covariance.map((row) => turned(row, angle));
          const size = columns.length;
          for (let j = 0; j < size; j++) {
            const column = turned(
              columns.map((row) => row[j]),
              angle,
            );
            for (let i = 0; i < size; i++) {
              const scale = Math.sqrt(a.covariance[i % 3][i % 3] * 1e4) + 1e4;
              expect(apart(b.covariance[i][j], column[i], scale)).toBeLessThan(1);
            }
          }
        }
      }),
      { seed: 71, numRuns: 60 },
    );
  });

  test("shifts with the world", () => {
    fc.assert(
      fc.property(flight, number(-5000, 5000), number(-5000, 5000), (f, east, north) => {
        const bank = bankOf(f);
        const shifted = bank.slice();
        for (const law of LAWS) {
          shifted[law] += east;
          shifted[law + 1] += north;
        }
        const [one, other] = [new Float64Array(BANK), new Float64Array(BANK)];
        predictBank(bank, 0, 2, FLAT, one, 0);
        predictBank(shifted, 0, 2, FLAT, other, 0);
        for (const law of LAWS) {
          expect(apart(other[law], one[law] + east, 1)).toBeLessThan(1);
          expect(apart(other[law + 1], one[law + 1] + north, 1)).toBeLessThan(1);
          for (let i = 2; i < 27; i++)
            expect(apart(other[law + i], one[law + i], 1 + Math.abs(one[law + i]))).toBeLessThan(1);
        }
      }),
      { seed: 72, numRuns: 60 },
    );
  });

  test("keeps its covariance positive definite however long it is foreseen and whatever it meets", () => {
    fc.assert(
      fc.property(flight, number(0, 200), (f, aheadS) => {
        const bank = bankOf(f);
        for (const law of LAWS)
          expect(isPositiveDefinite(matrixOf(bank, law).covariance)).toBe(true);
        const next = new Float64Array(BANK);
        predictBank(bank, 0, aheadS, FLAT, next, 0);
        for (const law of LAWS) {
          // A body that falls for minutes has left every air; the others must stand it.
          if (aheadS > 20 && hasSeventh(law)) continue;
          expect(isPositiveDefinite(matrixOf(next, law).covariance)).toBe(true);
        }
      }),
      { seed: 73, numRuns: 150 },
    );
  });

  test("takes its part of the probability, and all parts sum to one", () => {
    fc.assert(
      fc.property(flight, (f) => {
        const bank = bankOf(f);
        const next = new Float64Array(BANK);
        predictBank(bank, 0, f.dt, FLAT, next, 0);
        settleBank(next, 0);
        const free = next[BALLISTIC_PROBABILITY] + next[THRUST_PROBABILITY];
        expect(free).toBeGreaterThan(0);
        expect(free).toBeLessThan(1);
        const shares = next[STEADY_SHARE] + next[HOVER_SHARE];
        expect(shares).toBeGreaterThan(0);
        expect(shares).toBeLessThan(1);
      }),
      { seed: 74, numRuns: 100 },
    );
  });
});
