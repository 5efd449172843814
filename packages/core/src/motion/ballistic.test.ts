import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Atmosphere, standardAtmosphereWithWind } from "../atmosphere/atmosphere.ts";
import { createLocalFrame, enuToEcef, enuToGeodetic, heightOfEnu } from "../geodesy/local-frame.ts";
import { radians } from "../units/angle.ts";
import { EARTH_ROTATION_RADPS } from "../units/constants.ts";
import { ballisticAcceleration, integrateBallistic, stepBallistic } from "./ballistic.ts";
import { createEnvironment, type Environment } from "./environment.ts";

const BAGHDAD = { latitudeRad: radians(33.3), longitudeRad: radians(44.4), heightM: 40 };
const AIR = standardAtmosphereWithWind();
const VACUUM: Atmosphere = { ...AIR, density: () => 0, densityLogGradient: () => 0 };
/** Uniform air of the ground's density, to have a closed form to compare with. */
const UNIFORM: Atmosphere = { ...AIR, density: () => 1.225, densityLogGradient: () => 0 };
/** An 81 mm mortar bomb: Cd 0.15, 52 cm², 4 kg. */
const LN_K = Math.log(2e-4);
/** A light fragment, that reaches its terminal speed in the test's time. */
const LN_K_LIGHT = Math.log(4e-3);

/** The environment without the Earth's rotation and curvature, and with constant gravity. */
const flat = (atmosphere: Atmosphere): Environment => ({
  ...createEnvironment(BAGHDAD, atmosphere),
  rotationNorthRadps: 0,
  rotationUpRadps: 0,
  eastRadiusM: 1e15,
  northRadiusM: 1e15,
  gravityNorthPs2: 0,
  gravityDecay1: 0,
  gravityDecay2: 0,
});

const launch = (speed: number, elevationDeg: number, bearingDeg = 30): Float64Array => {
  const level = speed * Math.cos(radians(elevationDeg));
  return Float64Array.of(
    0,
    0,
    0,
    level * Math.sin(radians(bearingDeg)),
    level * Math.cos(radians(bearingDeg)),
    speed * Math.sin(radians(elevationDeg)),
    LN_K,
  );
};

const fly = (state: Float64Array, dt: number, step: number, env: Environment): Float64Array =>
  integrateBallistic(state, dt, step, env, new Float64Array(7));

const apart = (a: Float64Array, b: Float64Array): number =>
  Math.sqrt([0, 1, 2].reduce((sum, i) => sum + (a[i] - b[i]) * (a[i] - b[i]), 0));

describe("free flight", () => {
  it("in a vacuum over flat, still ground is the parabola, whatever the step", () => {
    const env = flat(VACUUM);
    const start = launch(400, 50);
    const end = fly(start, 60, 7, env);
    const g = env.gravityMps2;
    for (let i = 0; i < 3; i++) {
      const drop = i === 2 ? 0.5 * g * 3600 : 0;
      expect(end[i]).toBeCloseTo(start[i + 3] * 60 - drop, 6);
    }
    expect(end[6]).toBe(LN_K);
  });

  it("settles to the terminal speed √(2g/ρk), and falls by its closed form on the way", () => {
    const env = flat(UNIFORM);
    const terminal = Math.sqrt((2 * env.gravityMps2) / (1.225 * Math.exp(LN_K_LIGHT)));
    const start = Float64Array.of(0, 0, 20_000, 0, 0, 0, LN_K_LIGHT);
    const t = 6;
    const end = fly(start, t, 0.05, env);
    const x = (env.gravityMps2 * t) / terminal;
    expect(end[5]).toBeCloseTo(-terminal * Math.tanh(x), 6);
    const fallen = ((terminal * terminal) / env.gravityMps2) * Math.log(Math.cosh(x));
    expect(end[2]).toBeCloseTo(20_000 - fallen, 5);
    expect(fly(start, 120, 0.5, env)[5]).toBeCloseTo(-terminal, 3);
  });

  it("keeps energy in a vacuum on the turning Earth (Coriolis does no work)", () => {
    const env = createEnvironment(BAGHDAD, VACUUM);
    // γ's potential with height, by its own coefficients; the change with latitude is left out of the start.
    const still: Environment = { ...env, gravityNorthPs2: 0 };
    const energy = (s: Float64Array): number => {
      const h = heightOfEnu(still.frame, s[0], s[1], s[2]);
      const speed2 = s[3] * s[3] + s[4] * s[4] + s[5] * s[5];
      const potential =
        h - (still.gravityDecay1 * h * h) / 2 + (still.gravityDecay2 * h * h * h) / 3;
      return 0.5 * speed2 + still.gravityMps2 * potential;
    };
    const start = launch(500, 55);
    const end = fly(start, 80, 0.5, still);
    expect(Math.abs(energy(end) / energy(start) - 1)).toBeLessThan(1e-6);
  });

  it("loses energy to the air, never gains", () => {
    const env = createEnvironment(BAGHDAD, AIR);
    let state = launch(400, 50);
    let before = Number.POSITIVE_INFINITY;
    for (let t = 0; t < 40; t++) {
      const speed2 = state[3] * state[3] + state[4] * state[4] + state[5] * state[5];
      const energy = 0.5 * speed2 + 9.8 * state[2];
      expect(energy).toBeLessThan(before);
      before = energy;
      state = stepBallistic(state, 1, env, new Float64Array(7));
    }
  });

  it("is of fourth order: halving the step divides the error by sixteen", () => {
    const env = createEnvironment(BAGHDAD, AIR);
    const start = launch(350, 45);
    const exact = fly(start, 32, 0.03125, env);
    const errors = [4, 2, 1, 0.5].map((step) => apart(fly(start, 32, step, env), exact));
    for (let i = 1; i < errors.length; i++) {
      expect(errors[i - 1] / errors[i]).toBeGreaterThan(12);
      expect(errors[i - 1] / errors[i]).toBeLessThan(22);
    }
    expect(errors[2]).toBeLessThan(0.005);
  });

  it("runs back to where it came from", () => {
    const env = createEnvironment(
      BAGHDAD,
      standardAtmosphereWithWind([
        { heightM: 0, eastMps: 5, northMps: -3 },
        { heightM: 4_000, eastMps: 25, northMps: 10 },
      ]),
    );
    fc.assert(
      fc.property(
        fc.double({ min: 80, max: 600, noNaN: true }),
        fc.double({ min: 20, max: 80, noNaN: true }),
        fc.double({ min: 0, max: 360, noNaN: true }),
        (speed, elevation, bearing) => {
          const start = launch(speed, elevation, bearing);
          const there = fly(start, 15, 0.1, env);
          expect(apart(fly(there, -15, 0.1, env), start)).toBeLessThan(1e-2);
        },
      ),
      { seed: 15, numRuns: 50 },
    );
  });

  it("may write into the state it reads, and takes no step in no time", () => {
    const env = createEnvironment(BAGHDAD, AIR);
    const state = launch(300, 40);
    const wanted = fly(state, 10, 1, env);
    expect(fly(state, 0, 1, env)).toEqual(state);
    integrateBallistic(state, 10, 1, env, state);
    expect(state).toEqual(wanted);
    expect(() => fly(state, 1e9, 1e-3, env)).toThrow(/too many steps/);
  });
});

describe("the Earth", () => {
  it("pulls along the geodetic vertical at the body's own place", () => {
    const env: Environment = { ...createEnvironment(BAGHDAD, VACUUM) };
    const state = Float64Array.of(-40_000, 30_000, 3_000, 0, 0, 0, LN_K);
    const a = ballisticAcceleration(state, env, new Float64Array(3));
    const g = enuToGeodetic(env.frame, state[0], state[1], state[2]);
    const there = createLocalFrame(g);
    // The vertical there, as a vector of the site frame.
    const up = [0, 1, 2].map((i) =>
      [0, 1, 2].reduce((sum, k) => sum + env.frame.rotation[i * 3 + k] * there.rotation[6 + k], 0),
    );
    const size = Math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2]);
    for (let i = 0; i < 3; i++) expect(Math.abs(-a[i] / size - up[i])).toBeLessThan(5e-7);
    // And its strength is that of an environment founded there, but for the linear change with latitude.
    const founded = createEnvironment({ ...g, heightM: 0 }, VACUUM);
    const atPlace = ballisticAcceleration(
      Float64Array.of(0, 0, g.heightM, 0, 0, 0, LN_K),
      founded,
      new Float64Array(3),
    );
    expect(Math.abs(size + atPlace[2])).toBeLessThan(2e-6);
  });

  it("has the normal gravity of the equator, 45° and the pole", () => {
    const at = (deg: number): number =>
      createEnvironment({ latitudeRad: radians(deg), longitudeRad: 0, heightM: 0 }, AIR)
        .gravityMps2;
    expect(at(0)).toBeCloseTo(9.7803253, 6);
    expect(at(45)).toBeCloseTo(9.8061978, 6);
    expect(at(90)).toBeCloseTo(9.8321849, 6);
  });

  it("pulls less with height, as a mass with its bulge and spin does", () => {
    for (const deg of [0, 30, 60, 90]) {
      const origin = { latitudeRad: radians(deg), longitudeRad: 0, heightM: 0 };
      const env = createEnvironment(origin, VACUUM);
      const strength = (heightM: number): number => {
        const p = enuToEcef(env.frame, 0, 0, heightM);
        const g = gravitation(p);
        const spin = EARTH_ROTATION_RADPS * EARTH_ROTATION_RADPS;
        const x = g[0] + spin * p[0];
        return Math.sqrt(x * x + g[2] * g[2]);
      };
      const at = (heightM: number): number =>
        -ballisticAcceleration(
          Float64Array.of(0, 0, heightM, 0, 0, 0, LN_K),
          env,
          new Float64Array(3),
        )[2];
      const decline = at(0) - at(10_000);
      expect(Math.abs(decline - (strength(0) - strength(10_000)))).toBeLessThan(2e-5);
    }
  });

  it("turns: a minute's flight at 300 m/s is deflected as an inertial observer says", () => {
    const env = createEnvironment(BAGHDAD, VACUUM);
    const start = Float64Array.of(0, 0, 2_000, 300, 0, 250, LN_K);
    const t = 40;
    const end = fly(start, t, 0.25, env);
    const inertial = flyInertially(env, start, t);
    expect(apart(end, inertial)).toBeLessThan(0.25);
    const unturned = fly(start, t, 0.25, {
      ...env,
      rotationNorthRadps: 0,
      rotationUpRadps: 0,
    });
    expect(apart(end, unturned)).toBeGreaterThan(10);
  });
});

/** Gravitation, m/s², of the Earth as a point mass with its J₂ term, at an ECEF place. */
function gravitation(p: ArrayLike<number>): number[] {
  const GM = 3.986004418e14;
  const J2 = 1.08262982e-3;
  const A = 6_378_137;
  const r2 = p[0] * p[0] + p[1] * p[1] + p[2] * p[2];
  const scale = -GM / (r2 * Math.sqrt(r2));
  const j = (1.5 * J2 * A * A) / r2;
  const z2 = (5 * p[2] * p[2]) / r2;
  return [
    scale * p[0] * (1 + j * (1 - z2)),
    scale * p[1] * (1 + j * (1 - z2)),
    scale * p[2] * (1 + j * (3 - z2)),
  ];
}

/**
 * The same flight in the frame of the stars: leapfrog steps under {@link gravitation}, then turned back to the
 * Earth. Shares nothing with the code under test but the frame.
 */
function flyInertially(env: Environment, start: Float64Array, t: number): Float64Array {
  const r = env.frame.rotation;
  const p = enuToEcef(env.frame, start[0], start[1], start[2]);
  const v = [0, 1, 2].map((i) => r[i] * start[3] + r[3 + i] * start[4] + r[6 + i] * start[5]);
  v[0] -= EARTH_ROTATION_RADPS * p[1];
  v[1] += EARTH_ROTATION_RADPS * p[0];
  const steps = 4_000;
  const dt = t / steps;
  let a = gravitation(p);
  for (let s = 0; s < steps; s++) {
    for (let i = 0; i < 3; i++) {
      v[i] += 0.5 * dt * a[i];
      p[i] += dt * v[i];
    }
    a = gravitation(p);
    for (let i = 0; i < 3; i++) v[i] += 0.5 * dt * a[i];
  }
  const angle = EARTH_ROTATION_RADPS * t;
  const x = Math.cos(angle) * p[0] + Math.sin(angle) * p[1];
  const y = -Math.sin(angle) * p[0] + Math.cos(angle) * p[1];
  const d = [
    x - env.frame.originEcef[0],
    y - env.frame.originEcef[1],
    p[2] - env.frame.originEcef[2],
  ];
  return Float64Array.from(
    [0, 1, 2],
    (i) => r[i * 3] * d[0] + r[i * 3 + 1] * d[1] + r[i * 3 + 2] * d[2],
  );
}
