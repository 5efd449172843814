import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SensorSpec } from "../coverage/sensor.ts";
import { aerToEnu } from "../geodesy/aer.ts";
import {
  createLocalFrame,
  ecefToEnu,
  enuToEcef,
  enuToGeodetic,
  heightOfEnu,
} from "../geodesy/local-frame.ts";
import { cholesky, mahalanobisSquared } from "../linalg/cholesky.ts";
import { radians, wrapPi } from "../units/angle.ts";
import { sensorId } from "../units/ids.ts";
import { detectionToPosition } from "./detection-to-position.ts";
import type { PolarDetection, PositionDetection } from "./look.ts";
import {
  POLAR_AZIMUTH,
  POLAR_ELEVATION,
  POLAR_HEIGHT,
  POLAR_RANGE,
  POLAR_RANGE_RATE,
  polarResidual,
  predictPolar,
  predictPolarJacobian,
} from "./predict-polar.ts";
import { createSensorGeometry } from "./sensor-geometry.ts";

const SITE = createLocalFrame({
  latitudeRad: radians(33.3),
  longitudeRad: radians(44.4),
  heightM: 40,
});
const SPEC: SensorSpec = {
  id: sensorId("north"),
  name: "North radar",
  kind: "radar",
  position: { latitudeRad: radians(33.42), longitudeRad: radians(44.28), heightM: 62 },
  azimuthOffsetRad: 0.012,
  rangeOffsetM: -25,
  coverage: {
    rangeMinM: 200,
    rangeMaxM: 60_000,
    azimuthFromRad: 0,
    azimuthWidthRad: 2 * Math.PI,
    elevationMinRad: radians(-1),
    elevationMaxRad: radians(70),
    horizon: true,
  },
  detectionProbability: 0.9,
  falseDetectionsPerSweep: 1,
  periodUs: 1_000_000,
  staleAfterUs: 5_000_000,
  commonCauseGroup: null,
  authenticated: true,
};
const GEOMETRY = createSensorGeometry(SITE, SPEC);

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const flight = fc
  .tuple(
    number(-30_000, 30_000),
    number(-30_000, 30_000),
    number(50, 6_000),
    number(-200, 200),
    number(-200, 200),
    number(-100, 100),
  )
  .map((values) => Float64Array.from(values));

const predicted = (state: Float64Array): Float64Array =>
  predictPolar(GEOMETRY, state, new Float64Array(5));

const polar = (z: Float64Array, change: Partial<PolarDetection>): PolarDetection => ({
  kind: "polar",
  sensedUs: 0,
  rcsDbsm: null,
  identity: null,
  rangeM: z[POLAR_RANGE],
  azimuthRad: z[POLAR_AZIMUTH],
  elevationRad: null,
  rangeRateMps: null,
  heightM: null,
  rangeSigmaM: 10,
  azimuthSigmaRad: 0.002,
  elevationSigmaRad: 0.003,
  rangeRateSigmaMps: 1,
  heightSigmaM: 30,
  ...change,
});

describe("predictPolar", () => {
  it("is what stands in the sensor's own frame, less the registration offsets", () => {
    fc.assert(
      fc.property(flight, (x) => {
        const z = predicted(x);
        const p = enuToEcef(SITE, x[0], x[1], x[2]);
        const local = ecefToEnu(GEOMETRY.sensorFrame, p[0], p[1], p[2]);
        const back = aerToEnu(
          z[POLAR_AZIMUTH] + SPEC.azimuthOffsetRad,
          z[POLAR_ELEVATION],
          z[POLAR_RANGE] + SPEC.rangeOffsetM,
        );
        for (let i = 0; i < 3; i++) expect(Math.abs(back[i] - local[i])).toBeLessThan(1e-6);
        const later = x.map((value, i) => (i < 3 ? value + 1e-3 * x[i + 3] : value));
        const rate = (predicted(later)[POLAR_RANGE] - z[POLAR_RANGE]) / 1e-3;
        expect(Math.abs(rate - z[POLAR_RANGE_RATE])).toBeLessThan(0.05);
        expect(z[POLAR_HEIGHT]).toBeCloseTo(enuToGeodetic(SITE, x[0], x[1], x[2]).heightM, 5);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("has the Jacobian of central differences", () => {
    fc.assert(
      fc.property(flight, (x) => {
        const j = new Float64Array(30);
        predictPolarJacobian(GEOMETRY, x, new Float64Array(5), j);
        const level = predicted(x)[POLAR_RANGE] * Math.cos(predicted(x)[POLAR_ELEVATION]);
        fc.pre(level > 1_000);
        for (let col = 0; col < 6; col++) {
          const up = x.slice();
          const down = x.slice();
          up[col] += 0.5;
          down[col] -= 0.5;
          const high = predicted(up);
          const low = predicted(down);
          for (let row = 0; row < 5; row++) {
            const change = high[row] - low[row];
            const slope = row === POLAR_AZIMUTH ? wrapPi(change) : change;
            // The height's row is a sphere's: it leans wrong by up to 0.3 % of 5 mrad.
            expect(Math.abs(j[row * 6 + col] - slope)).toBeLessThan(2e-5);
          }
        }
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  it("takes azimuth differences across north", () => {
    expect(polarResidual(POLAR_AZIMUTH, 0.01, 6.27)).toBeCloseTo(0.01 - 6.27 + 2 * Math.PI, 12);
    expect(polarResidual(POLAR_RANGE, 5, 7)).toBe(-2);
  });

  it("stays finite at the sensor itself and overhead", () => {
    const s = GEOMETRY.positionM;
    for (const up of [0, 500]) {
      const j = new Float64Array(30);
      const out = new Float64Array(5);
      const above = enuToEcef(GEOMETRY.sensorFrame, 0, 0, up);
      const p = up === 0 ? s : ecefToEnu(SITE, above[0], above[1], above[2]);
      const x = Float64Array.of(p[0], p[1], p[2], 10, 20, 30);
      predictPolarJacobian(GEOMETRY, x, out, j);
      expect([...out, ...j].every(Number.isFinite)).toBe(true);
    }
  });
});

describe("detectionToPosition", () => {
  it("finds the object again from elevation or from height", () => {
    fc.assert(
      fc.property(flight, (x) => {
        const z = predicted(x);
        const level = z[POLAR_RANGE] * Math.cos(z[POLAR_ELEVATION]);
        fc.pre(level > 3_000);
        for (const d of [
          polar(z, { elevationRad: z[POLAR_ELEVATION] }),
          polar(z, { heightM: z[POLAR_HEIGHT] }),
        ]) {
          const m = detectionToPosition(GEOMETRY, d);
          expect(m.vertical).toBe("measured");
          for (let i = 0; i < 3; i++) expect(Math.abs(m.position[i] - x[i])).toBeLessThan(1e-3);
        }
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it("states a covariance that random errors fill (mean squared distance 3)", () => {
    const noise = gaussian(12_345);
    for (const by of ["elevation", "height"] as const) {
      const x = Float64Array.of(8_000, -6_000, 2_500, 0, 0, 0);
      const z = predicted(x);
      let sum = 0;
      const runs = 4_000;
      for (let run = 0; run < runs; run++) {
        const base = polar(z, {});
        const noisy = polar(z, {
          rangeM: z[POLAR_RANGE] + base.rangeSigmaM * noise(),
          azimuthRad: z[POLAR_AZIMUTH] + base.azimuthSigmaRad * noise(),
          elevationRad:
            by === "elevation" ? z[POLAR_ELEVATION] + base.elevationSigmaRad * noise() : null,
          heightM: by === "height" ? z[POLAR_HEIGHT] + base.heightSigmaM * noise() : null,
        });
        const m = detectionToPosition(GEOMETRY, noisy);
        const l = new Float64Array(9);
        expect(cholesky(m.covariance, 3, l)).toBe(true);
        const error = m.position.map((value, i) => value - x[i]);
        sum += mahalanobisSquared(l, error, 3, new Float64Array(3));
      }
      // The mean of 4,000 χ²₃ has a standard error of 0.039.
      expect(Math.abs(sum / runs - 3)).toBeLessThan(0.16);
    }
  });

  it("places a 2-D report at an assumed height that its range allows", () => {
    const far = Float64Array.of(20_000, 0, 800, 0, 0, 0);
    const z = predicted(far);
    const m = detectionToPosition(GEOMETRY, polar(z, {}));
    expect(m.vertical).toBe("assumed");
    expect(Math.sqrt(m.covariance[8])).toBeGreaterThan(500);
    const error = Math.abs(m.position[2] - 800);
    expect(error).toBeLessThan(3 * Math.sqrt(m.covariance[8]));
    const near = detectionToPosition(GEOMETRY, polar(Float64Array.of(400, 1, 0, 0, 0), {}));
    const height = heightOfEnu(SITE, near.position[0], near.position[1], near.position[2]);
    expect(height - SPEC.position.heightM).toBeLessThan(400);
    expect(height).toBeGreaterThan(40);
    expect(cholesky(near.covariance, 3, new Float64Array(9))).toBe(true);
  });

  it("gives a finite, definite answer where the height says overhead, or beyond", () => {
    for (const heightM of [3_000 + 62, 3_500, -4_000]) {
      const d = polar(Float64Array.of(3_025, 0.5, 0, 0, 0), { heightM });
      const m = detectionToPosition(GEOMETRY, d);
      expect(m.position.every(Number.isFinite)).toBe(true);
      expect(cholesky(m.covariance, 3, new Float64Array(9))).toBe(true);
    }
  });

  it("turns a reported place, its covariance and velocity into the site frame", () => {
    const place = enuToGeodetic(SITE, 30_000, 10_000, 1_000);
    const report: PositionDetection = {
      kind: "position",
      sensedUs: 0,
      rcsDbsm: null,
      identity: null,
      latitudeRad: place.latitudeRad,
      longitudeRad: place.longitudeRad,
      heightM: place.heightM,
      covarianceEeM2: 100,
      covarianceEnM2: 20,
      covarianceNnM2: 50,
      heightSigmaM: 15,
      velocity: {
        eastMps: 0,
        northMps: 50,
        upMps: null,
        horizontalSigmaMps: 2,
        upSigmaMps: 0,
      },
    };
    const m = detectionToPosition(GEOMETRY, report);
    expect(m.position[0]).toBeCloseTo(30_000, 5);
    expect(m.position[2]).toBeCloseTo(1_000, 5);
    expect(m.covariance[0] + m.covariance[4] + m.covariance[8]).toBeCloseTo(375, 9);
    // Meridians converge: 30 km further east, its north leans to the west by about 30 km/R·tan φ.
    expect(m.velocity!.mean[0] / 50).toBeCloseTo((-30_000 / 6.38e6) * Math.tan(radians(33.3)), 4);
    expect(m.velocity!.covariance[8]).toBeGreaterThan(800);
    expect(detectionToPosition(GEOMETRY, { ...report, heightM: null }).vertical).toBe("assumed");
  });

  it("places a bearing anywhere along the reach of its sensor", () => {
    const { rangeMaxM } = GEOMETRY.spec.coverage;
    const m = detectionToPosition(GEOMETRY, {
      kind: "bearing",
      sensedUs: 0,
      rcsDbsm: null,
      identity: null,
      azimuthRad: radians(90),
      elevationRad: 0,
      azimuthSigmaRad: 0.1,
      elevationSigmaRad: 0.1,
    });
    const [east, north] = [0, 1].map((i) => m.position[i] - GEOMETRY.positionM[i]);
    expect(Math.hypot(east, north) / rangeMaxM).toBeCloseTo(2 / 3, 1);
    expect(Math.sqrt(m.covariance[0])).toBeGreaterThan(0.2 * rangeMaxM);
    expect(m.vertical).toBe("measured");
  });
});

/** Standard normal numbers by Box and Muller over a 32-bit linear congruential generator. */
function gaussian(seed: number): () => number {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 4_294_967_296;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}
