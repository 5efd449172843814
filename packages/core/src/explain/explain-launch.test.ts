import { describe, expect, test } from "vitest";
import { standardAtmosphereWithWind } from "../atmosphere/atmosphere.ts";
import { atS, type Flight, radar, siteOf } from "../engine/engine.test-support.ts";
import { integrateBallistic } from "../motion/ballistic.ts";
import { createEnvironment } from "../motion/environment.ts";
import { during, expectSound, mostThreatened, tell } from "./explain.test-support.ts";
import { explainTrack } from "./explain-track.ts";

const LAUNCH_S = 5;
const env = createEnvironment(siteOf().origin, standardAtmosphereWithWind());
/** From 3 km west of the origin, to come down in the camp after 37 s. */
const launched = Float64Array.of(-3000, 0, 0.1, 104, 0, 190, Math.log(2e-4));

const bomb: Flight = (s) => {
  const state = integrateBallistic(launched, s - LAUNCH_S, 0.1, env, new Float64Array(7));
  return [state[0], state[1], state[2]];
};

/** What the chain says of the bomb's track when it was seen from `fromS` on, and the record ends after `seconds`. */
function trackStatement(fromS: number, seconds: number): string {
  const told = tell({
    site: { sensors: [radar("radar-a")] },
    flights: [during(fromS, 40, bomb)],
    seconds,
  });
  const { trackId } = mostThreatened(told.record);
  const report = expectSound(explainTrack(told.record, trackId), told);
  expect(report.outcome).toBe("warned");
  return report.links.find(({ stage }) => stage === "track")?.statement ?? "";
}

describe("where a track came from", () => {
  test("is said with its uncertainty when its warning is over", () => {
    const statement = trackStatement(7, 300);
    const [, place, time, offS] =
      /It left the ground 3\.0 km west of the site's origin, give or take (\d+) m, at (\S+) UTC, give or take (\d\.\d) s/.exec(
        statement,
      ) ?? [];
    expect(Number(place)).toBeLessThan(150);
    expect(Number(offS)).toBeLessThan(1.5);
    const saidS = Date.parse(`2023-11-14T${time}Z`) / 1000;
    expect(Math.abs(saidS - atS(LAUNCH_S) / 1e6)).toBeLessThan(1 + Number(offS));
  });

  test("cannot be known of one that was outside cover until it fell", () => {
    expect(trackStatement(26, 300)).toContain(
      "Where it came from cannot be known: it was first seen too late for that.",
    );
  });

  test("is not said while people are under a warning", () => {
    expect(trackStatement(7, 50)).not.toMatch(/left the ground|came from/);
  });
});
