import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { standardAtmosphereWithWind, type WindLevel } from "../atmosphere/atmosphere.ts";
import { enuToGeodetic } from "../geodesy/local-frame.ts";
import { choleskySolve, cholesky, solveLower } from "../linalg/cholesky.ts";
import { ROW_COEFFICIENTS, ROW_SIZE } from "../measurement/measurement-history.ts";
import { stepBallistic } from "../motion/ballistic.ts";
import { createEnvironment } from "../motion/environment.ts";
import {
  advance,
  advanceOnce,
  FLIGHT_PARAMETERS,
  flightColumns,
  flightState,
  flightTime,
  startFlight,
} from "../motion/uncertain-flight.ts";
import { fitTrajectory } from "./fit-trajectory.ts";
import { projectImpact } from "./project-impact.ts";
import { TRAJECTORY_PRIOR } from "./trajectory-prior.ts";

const DATA = process.env["TOCSIN_DATA"] ?? join(import.meta.dirname, "../../../../../shared/data");
const METEORITE = join(DATA, "impact/murrili.cfg");
const WIND = join(DATA, "impact/murrili_wind_profile.csv");
const ROCKET = join(DATA, "rockets/prometheus_telemega.csv");
const RADIANS = Math.PI / 180;

/** Whether a recording is there; says so where it is not. */
function present(path: string): boolean {
  if (!existsSync(path)) process.stderr.write(`skipped: ${path} is absent (set TOCSIN_DATA)\n`);
  return existsSync(path);
}

function settings(path: string): Record<string, number> {
  const entries = readFileSync(path, "utf8")
    .split("\n")
    .flatMap((line) => {
      const match = /^(\w+)\s*=\s*([-\d.]+)\s*$/.exec(line.trim());
      return match === null ? [] : [[match[1], Number(match[2])] as const];
    });
  return Object.fromEntries(entries) as Record<string, number>;
}

/** Height, …, speed, and the direction that the wind comes from. */
function windLevels(path: string): WindLevel[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("#"))
    .map((line) => {
      const [heightM = 0, , , , speed = 0, from = 0] = line.split(",").map(Number);
      return {
        heightM,
        eastMps: -speed * Math.sin(from * RADIANS),
        northMps: -speed * Math.cos(from * RADIANS),
      };
    });
}

describe("the Murrili meteorite, from the end of its light at 18 km", () => {
  test.skipIf(!present(METEORITE))(
    "falls kilometres on, and the measured wind carries it as it should",
    () => {
      const cfg = settings(METEORITE);
      const origin = {
        latitudeRad: cfg["lat0"] * RADIANS,
        longitudeRad: cfg["lon0"] * RADIANS,
        heightM: 0,
      };
      const horizontal = cfg["vtot0"] * Math.sin(cfg["zenangle"] * RADIANS);
      // A sphere of the given mass and density with a drag coefficient of one.
      const volume = cfg["mass0"] / cfg["rdens0"];
      const radius = Math.cbrt((3 * volume) / (4 * Math.PI));
      const drag = (Math.PI * radius * radius) / cfg["mass0"];
      const mean = Float64Array.of(
        0,
        0,
        cfg["z0"],
        horizontal * Math.sin(cfg["azimuth0"] * RADIANS),
        horizontal * Math.cos(cfg["azimuth0"] * RADIANS),
        -cfg["vtot0"] * Math.cos(cfg["zenangle"] * RADIANS),
        Math.log(drag),
      );
      const covariance = new Float64Array(49);
      const sigmas = [80, 90, cfg["dz"], 100, 20, cfg["dvtot"], 0.3];
      for (const [i, sigma] of sigmas.entries()) covariance[i * 8] = sigma * sigma;
      const levels = windLevels(WIND);
      const fall = (profile: readonly WindLevel[]) => {
        const env = createEnvironment(origin, standardAtmosphereWithWind(profile), 0);
        const answer = projectImpact(
          { model: "ballistic", probability: 1, mean, covariance },
          0,
          env,
        );
        if (!answer.known) throw new Error(answer.why);
        const { impact } = answer;
        const place = enuToGeodetic(env.frame, impact.eastM, impact.northM, 0);
        const sigmaM = Math.sqrt(impact.covarianceEeM2 + impact.covarianceNnM2);
        process.stdout.write(
          `${profile.length} levels: ${(place.latitudeRad / RADIANS).toFixed(4)}, ` +
            `${(place.longitudeRad / RADIANS).toFixed(4)}, ${impact.eastM.toFixed(0)} m east, ` +
            `${impact.northM.toFixed(0)} m north, ±${sigmaM.toFixed(0)} m, after ` +
            `${(impact.impactUs / 1e6).toFixed(1)} s at ${impact.speedMps.toFixed(0)} m/s\n`,
        );
        return impact;
      };
      const calm = fall([]);
      const windy = fall(levels);
      // Onward along its own way, less than a straight line's 7.2 km.
      expect(calm.eastM).toBeGreaterThan(2000);
      expect(calm.eastM).toBeLessThan(7300);
      expect(calm.speedMps).toBeGreaterThan(40);
      expect(calm.speedMps).toBeLessThan(90);
      // Carried about as far as the mean wind below 18 km goes in the fall's time, and that way.
      const below = levels.filter(({ heightM }) => heightM < cfg["z0"]);
      const meanEast = below.reduce((sum, { eastMps }) => sum + eastMps, 0) / below.length;
      const meanNorth = below.reduce((sum, { northMps }) => sum + northMps, 0) / below.length;
      const seconds = windy.impactUs / 1e6;
      const shiftE = windy.eastM - calm.eastM;
      const shiftN = windy.northM - calm.northM;
      const shift = Math.hypot(shiftE, shiftN);
      const carried = Math.hypot(meanEast, meanNorth) * seconds;
      expect(shift / carried).toBeGreaterThan(0.3);
      expect(shift / carried).toBeLessThan(1.5);
      const cosine = (shiftE * meanEast + shiftN * meanNorth) / ((shift * carried) / seconds);
      expect(cosine).toBeGreaterThan(0.85);
    },
  );
});

describe("a sounding rocket's coast", () => {
  test.skipIf(!present(ROCKET))(
    "from eight seconds of height, its apogee 14 s later to within 2 %",
    () => {
      const heights = readFileSync(ROCKET, "utf8")
        .split("\n")
        .slice(1)
        .map((line) => line.split(","))
        .map((cells) => ({ t: Number(cells[4]), state: cells[6]?.trim(), u: Number(cells[10]) }))
        .filter(({ t, state, u }) => state === "coast" && Number.isFinite(t + u));
      const apogee = heights.reduce((most, { u }) => Math.max(most, u), 0);
      const start = 6.5;
      const used = heights.filter(({ t }, i) => t >= start && t <= start + 8 && i % 10 === 0);
      expect(used.length).toBeGreaterThan(50);
      const env = createEnvironment(
        { latitudeRad: 32.94 * RADIANS, longitudeRad: -106.91 * RADIANS, heightM: 1330 },
        standardAtmosphereWithWind(),
      );
      const flown = (theta: readonly number[], times: readonly number[]) => {
        // A lean of a few degrees is not seen by a barometer: all speed is upwards.
        const state = Float64Array.of(0, 0, theta[0], 0, 0, theta[1], theta[2]);
        let at = start;
        return times.map((t) => {
          stepBallistic(state, t - at, env, state);
          at = t;
          return state[2];
        });
      };
      const times = used.map(({ t }) => t);
      const theta = [used[0].u, 300, Math.log(5e-4)];
      for (let round = 0; round < 12; round++) {
        const base = flown(theta, times);
        const normal = new Float64Array(9);
        const right = new Float64Array(3);
        const columns = [1, 1, 1e-3].map((step, k) =>
          flown(
            theta.map((value, i) => (i === k ? value + step : value)),
            times,
          ).map((value, i) => (value - base[i]) / step),
        );
        for (let a = 0; a < 3; a++) {
          for (const [i, { u }] of used.entries())
            right[a] = right[a] + columns[a][i] * (u - base[i]);
          for (let b = 0; b < 3; b++) {
            for (const i of used.keys()) {
              normal[a * 3 + b] = normal[a * 3 + b] + columns[a][i] * columns[b][i];
            }
          }
        }
        const factor = new Float64Array(9);
        expect(cholesky(normal, 3, factor)).toBe(true);
        const step = choleskySolve(factor, right, 3, new Float64Array(3));
        for (let k = 0; k < 3; k++) theta[k] = theta[k] + step[k];
      }
      const later = Array.from({ length: 300 }, (_, i) => start + 0.1 * (i + 1));
      const predicted = Math.max(...flown(theta, later));
      process.stdout.write(
        `apogee ${apogee.toFixed(0)} m, predicted ${predicted.toFixed(0)} m from ${used.length} heights, ` +
          `speed ${theta[1].toFixed(0)} m/s, k ${Math.exp(theta[2]).toExponential(2)} m²/kg\n`,
      );
      expect(Math.abs(predicted / apogee - 1)).toBeLessThan(0.02);
    },
  );
});

/** Rows of a history that say one linear thing each: time, value, sigma, and which of position and velocity. */
function linearRows(rows: readonly (readonly [number, number, number, number])[]): Float64Array {
  const out = new Float64Array(rows.length * ROW_SIZE);
  rows.forEach(([timeS, value, sigma, which], i) => {
    out.set([timeS, -1, value, sigma * sigma], i * ROW_SIZE);
    out[i * ROW_SIZE + ROW_COEFFICIENTS + which] = 1;
  });
  return out;
}

describe("a sounding rocket's coast, fitted with nothing known of its drag", () => {
  const recorded = () =>
    readFileSync(ROCKET, "utf8")
      .split("\n")
      .slice(1)
      .map((line) => line.split(","))
      .map((cells) => ({ t: Number(cells[4]), state: cells[6]?.trim(), u: Number(cells[10]) }))
      .filter(({ t, u }) => Number.isFinite(t + u));
  // The first second is left out: a barometer is disturbed where the rocket goes through the speed of sound.
  const START_S = 6;
  test.skipIf(!present(ROCKET)).each([
    [2, 0.2],
    [4, 0.07],
    [6, 0.04],
  ])("from %i s, apogee height and time within an interval that holds", (seconds, share) => {
    const heights = recorded();
    const coast = heights.filter(({ state }) => state === "coast");
    const apogee = coast.reduce((most, next) => (next.u > most.u ? next : most));
    const used = coast.filter(({ t }, i) => t >= START_S && t <= START_S + seconds && i % 20 === 0);
    const env = createEnvironment(
      { latitudeRad: 32.94 * RADIANS, longitudeRad: -106.91 * RADIANS, heightM: 1330 },
      standardAtmosphereWithWind(),
    );
    // A barometer says nothing of the lean: up to a tenth, as of any rocket from a rail.
    const aside = [0, 1, 3, 4].map((which) => [0, 0, 30, which] as const);
    const rows = linearRows([...aside, ...used.map(({ t, u }) => [t - START_S, u, 3, 2] as const)]);
    const history = {
      startUs: 0,
      count: rows.length / ROW_SIZE,
      rows,
      frames: new Float64Array(0),
    };
    const prior = { ...TRAJECTORY_PRIOR, mayBurn: false };
    const start = new Float64Array(FLIGHT_PARAMETERS);
    start.set([0, 0, used[0].u, 0, 0, 300, Math.log(3e-4)]);
    const fit = fitTrajectory(history, { parameters: start, isFit: false }, null, env, prior);
    if (fit === null) throw new Error("nothing was fitted");
    startFlight(env, prior, fit.parameters, true);
    while (flightState[5] > 0) advanceOnce(0.5, 1);
    advance(flightTime() + flightState[5] / 9.81);
    // At the top the height no longer changes with time: its slope is the column's, and ∂t = ∂vᵤ/g.
    const sigmaOf = (row: number, per: number) => {
      const slope = Float64Array.from(
        { length: fit.size },
        (_, k) => flightColumns[k * 6 + row] / per,
      );
      solveLower(fit.factor, slope, fit.size, slope);
      return Math.sqrt(slope.reduce((sum, value) => sum + value * value, 0));
    };
    const heightSigma = sigmaOf(2, 1);
    const timeSigma = sigmaOf(5, 9.81);
    const timeS = START_S + flightTime();
    process.stdout.write(
      `from ${seconds} s: apogee ${flightState[2].toFixed(0)} ± ${(1.645 * heightSigma).toFixed(0)} m at ` +
        `${timeS.toFixed(1)} ± ${(1.645 * timeSigma).toFixed(1)} s (90 %); it was ${apogee.u.toFixed(0)} m ` +
        `at ${apogee.t.toFixed(1)} s\n`,
    );
    expect(Math.abs(flightState[2] - apogee.u)).toBeLessThan(1.645 * heightSigma);
    // Nothing was received between the top of the coast and the drogue.
    expect(timeS + 1.645 * timeSigma).toBeGreaterThan(apogee.t);
    expect(timeS - 1.645 * timeSigma).toBeLessThan(29.9);
    expect(Math.abs(flightState[2] / apogee.u - 1)).toBeLessThan(share);
  });
});
