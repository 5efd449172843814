import { describe, expect, test } from "vitest";
import { standardAtmosphereWithWind } from "../atmosphere/atmosphere.ts";
import { integrateBallistic } from "../motion/ballistic.ts";
import { createEnvironment } from "../motion/environment.ts";
import { classShares } from "../tracking/class-shares.ts";
import type { MotionEstimate, ObjectClass, Track } from "../tracking/track.ts";
import { trackId } from "../units/ids.ts";
import { secondsBetween } from "../units/time.ts";
import { estimateLaunch } from "./launch-region.ts";
import { projectTrack } from "./project-track.ts";

const origin = { latitudeRad: 0.58, longitudeRad: 0.77, heightM: 40 };
const env = createEnvironment(origin, standardAtmosphereWithWind());
const FROM_US = 1_700_000_000_000_000;

const ballistic = (
  probability: number,
  mean: number[],
  { positionM = 10, velocityMps = 3 } = {},
): MotionEstimate => {
  const covariance = new Float64Array(49);
  for (let i = 0; i < 3; i++) {
    covariance[i * 8] = positionM * positionM;
    covariance[(i + 3) * 8] = velocityMps * velocityMps;
  }
  covariance[48] = 0.01;
  return { model: "ballistic", probability, mean: Float64Array.from(mean), covariance };
};
const powered = (probability: number): MotionEstimate => {
  const covariance = new Float64Array(36);
  for (let i = 0; i < 6; i++) covariance[i * 7] = 4 + i;
  return { model: "powered", probability, mean: Float64Array.of(1, 2, 3, 4, 5, 6), covariance };
};
const trackOf = (
  estimates: MotionEstimate[],
  classes: Partial<Record<ObjectClass, number>> = {},
): Track => ({
  id: trackId("t"),
  status: "confirmed",
  existence: 0.99,
  timeUs: FROM_US,
  estimates,
  classProbabilities: classShares(classes),
  firstSensedUs: FROM_US,
  lastSensedUs: FROM_US,
  confirmedUs: FROM_US,
  detectionCount: 3,
  missCount: 0,
  evidence: [],
  identity: null,
});
const shell = [-1500, 300, 800, 115, 20, 120, Math.log(2e-4)];

describe("the mixture", () => {
  test("has a component for each law of motion, weights summing to one", () => {
    const got = projectTrack(trackOf([ballistic(0.7, shell), powered(0.3)]), env);
    expect(got.components.map(({ kind, weight }) => [kind, weight])).toEqual([
      ["impact", 0.7],
      ["course", 0.3],
    ]);
    expect(got.fromUs).toBe(FROM_US);
    expect(JSON.parse(JSON.stringify(got))).toEqual(got);
  });
  test("leaves out what is too improbable, and grows the rest", () => {
    const got = projectTrack(trackOf([powered(0.9995), ballistic(0.0005, shell)]), env);
    expect(got.components.map(({ kind, weight }) => [kind, weight])).toEqual([["course", 1]]);
  });
  test("keeps what never lands, as a course", () => {
    const orbit = ballistic(0.6, [0, 0, 150_000, 3000, 0, 2500, -20]);
    const got = projectTrack(trackOf([orbit, powered(0.4)]), env);
    expect(got.components.map(({ kind, model, weight }) => [kind, model, weight])).toEqual([
      ["course", "ballistic", 0.6],
      ["course", "powered", 0.4],
    ]);
    const [first] = got.components;
    if (first?.kind !== "course") throw new Error("a course");
    expect(first.covariance.length).toBe(36);
    expect(first.covariance[21]).toBe(9);
  });
});

describe("the launch", () => {
  /** A shell from 1,800 m west, seen 6 s after it left the tube. */
  const launched = Float64Array.of(-1800, 0, 0.01, 130, 10, 190, Math.log(2e-4));
  const seen = Array.from(integrateBallistic(launched, 6, 0.01, env, new Float64Array(7)));

  test("is where it left the tube, and then", () => {
    const answer = estimateLaunch(trackOf([ballistic(1, seen)], { mortar: 0.95 }), env);
    if (!answer.known) throw new Error(answer.why);
    const { region } = answer;
    const sigma = Math.sqrt(region.covarianceEeM2);
    expect(Math.abs(region.eastM + 1800)).toBeLessThan(0.2 * sigma);
    expect(Math.abs(region.northM)).toBeLessThan(0.2 * sigma);
    // It may have been a rocket that had burnt out: that is in the time, and hardly in the place.
    const offS = secondsBetween(FROM_US - 6_000_000, region.launchUs);
    expect(offS).toBeLessThan(0);
    expect(Math.abs(offS)).toBeLessThan(1.645 * region.launchSigmaS);
    expect(region.launchSigmaS).toBeLessThan(0.5);
    expect(sigma).toBeLessThan(60);
  });
  test("of a rocket is earlier and wider by its motor's burn", () => {
    const tube = estimateLaunch(trackOf([ballistic(1, seen)], { mortar: 0.95 }), env);
    const rocket = estimateLaunch(trackOf([ballistic(1, seen)], { rocket: 0.95 }), env);
    if (!tube.known || !rocket.known) throw new Error("known");
    expect(rocket.region.launchUs).toBeLessThan(tube.region.launchUs - 250_000);
    expect(rocket.region.covarianceEeM2).toBeGreaterThan(tube.region.covarianceEeM2);
  });
  test("cannot be known of what is not ballistic, or was seen too late", () => {
    const why = (track: Track) => {
      const answer = estimateLaunch(track, env);
      return answer.known ? "known" : answer.why;
    };
    expect(why(trackOf([powered(0.9), ballistic(0.1, seen)]))).toBe("not-ballistic");
    expect(why(trackOf([powered(1)]))).toBe("not-ballistic");
    const late = [1500, 0, 900, 90, 0, -180, Math.log(2e-4)];
    const loose = { positionM: 80, velocityMps: 25 };
    expect(why(trackOf([ballistic(1, late, loose)]))).toBe("first-seen-too-late");
    const falling = ballistic(1, [0, 0, 3000, 50, 0, -60, -2]);
    expect(why(trackOf([falling]))).toBe("first-seen-too-late");
  });
});
