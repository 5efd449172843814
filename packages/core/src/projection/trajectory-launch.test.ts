import { describe, expect, test } from "vitest";
import { AT_BOOST, AT_BURN_END } from "../motion/uncertain-flight.ts";
import { classShares } from "../tracking/class-shares.ts";
import type { Track } from "../tracking/track.ts";
import { trackId } from "../units/ids.ts";
import { secondsBetween } from "../units/time.ts";
import { estimateLaunch } from "./launch-region.ts";
import {
  BOMB,
  env,
  KNOWN_LAW,
  observe,
  RADAR,
  seeded,
  stateAt,
} from "./trajectory-world.test-support.ts";

/** A track of a body that is measured from `parameters` on, and believed to be ballistic. */
function trackOf(parameters: Float64Array, untilS: number, seed: number, mortar: number): Track {
  const { normal } = seeded(seed);
  const history = observe(parameters, untilS, {
    normal,
    radar: { ...RADAR, periodS: 0.25 },
    prior: KNOWN_LAW,
  });
  const mean = stateAt(parameters, untilS);
  const covariance = new Float64Array(49);
  for (let i = 0; i < 7; i++) covariance[i * 8] = [100, 100, 100, 25, 25, 25, 0.04][i];
  return {
    id: trackId("t"),
    status: "confirmed",
    existence: 1,
    timeUs: untilS * 1e6,
    estimates: [{ model: "ballistic", probability: 1, mean, covariance }],
    classProbabilities: classShares({ mortar, unknown: 1 - mortar }),
    firstSensedUs: 0,
    lastSensedUs: untilS * 1e6,
    confirmedUs: 0,
    detectionCount: history.count,
    missCount: 0,
    evidence: [],
    identity: null,
    history,
  };
}

describe("the launch of a track with a history", () => {
  test("of a bomb is where it left its tube, within what is said", () => {
    const answer = estimateLaunch(trackOf(BOMB, 8, 3, 0.95), env);
    if (!answer.known) throw new Error(answer.why);
    const { region } = answer;
    // 150 m above the ground at first sight, at 120 and 190 m/s: 0.77 s and 93 m before.
    const sigma = Math.sqrt(region.covarianceEeM2 + region.covarianceNnM2);
    expect(Math.hypot(region.eastM + 3693, region.northM - 294)).toBeLessThan(3 * sigma);
    expect(sigma).toBeLessThan(60);
    const offS = secondsBetween(0, region.launchUs) + 0.77;
    expect(Math.abs(offS)).toBeLessThan(1.645 * region.launchSigmaS);
    expect(region.launchSigmaS).toBeLessThan(0.5);
  });

  test("of a rocket that still burnt is run back under its push", () => {
    const rocket = BOMB.slice();
    rocket.set([-6000, 200, 38, 110, 5, 120], 0);
    rocket[AT_BOOST] = Math.log(260);
    rocket[AT_BURN_END] = 0.9;
    const answer = estimateLaunch(trackOf(rocket, 8, 5, 0), env);
    if (!answer.known) throw new Error(answer.why);
    const { region } = answer;
    // At 260 m/s², 163 m/s are reached after 51 m, 0.63 s.
    expect(Math.hypot(region.eastM + 6035, region.northM - 198)).toBeLessThan(60);
    expect(Math.abs(secondsBetween(0, region.launchUs) + 0.6)).toBeLessThan(0.4);
  });

  test("of a body that was first seen coming down cannot be known", () => {
    const falling = BOMB.slice();
    falling.set([-2000, 100, 1200, 120, 4, -20], 0);
    const answer = estimateLaunch(trackOf(falling, 5, 7, 0.95), env);
    expect(answer.known ? "known" : answer.why).toBe("first-seen-too-late");
  });
});
