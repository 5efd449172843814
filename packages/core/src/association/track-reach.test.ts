import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createMotionBank, type MotionBank, predictMotionBank } from "../filter/motion-bank.ts";
import { prepareDetection } from "../filter/prepared-detection.ts";
import { startMotionBank } from "../filter/start-bank.ts";
import { updateMotionBank } from "../filter/update-bank.ts";
import { NO_SLACK } from "../filter/update-detection.ts";
import type { PolarDetection } from "../measurement/look.ts";
import { ENV, geometryOf, radar, START_US } from "../tracking/tracker-world.test-support.ts";
import { wrapPi } from "../units/angle.ts";
import { aimGateWindow, createGateWindow } from "./gate-window.ts";
import { aimTrackReach, createTrackReach, REACH_MAX_S, REACH_SPAN_SHARE } from "./track-reach.ts";

const geometry = geometryOf(radar());
/** A sensor elsewhere, whose east, north and up are not the site's. */
const elsewhere = geometryOf(
  radar({ position: { latitudeRad: 0.588, longitudeRad: 0.786, heightM: 400 } }),
);
const NO_ERRORS = { rangeVariance: 0, azimuthVariance: 0, elevationVariance: 0 };

interface Seen {
  readonly rangeM: number;
  readonly azimuthRad: number;
  readonly elevationRad: number | null;
  readonly heightM: number | null;
  readonly rangeRateMps: number | null;
}
const seen = fc.record<Seen>({
  rangeM: fc.double({ min: 300, max: 100_000, noNaN: true }),
  azimuthRad: fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }),
  elevationRad: fc.option(fc.double({ min: 0, max: 1.3, noNaN: true })),
  heightM: fc.option(fc.double({ min: 50, max: 12_000, noNaN: true })),
  rangeRateMps: fc.option(fc.double({ min: -400, max: 400, noNaN: true })),
});
const step = fc.record({
  dt: fc.double({ min: 0.2, max: 5, noNaN: true }),
  rangeM: fc.double({ min: -900, max: 900, noNaN: true }),
  azimuthM: fc.double({ min: -900, max: 900, noNaN: true }),
  elevationRad: fc.double({ min: -0.05, max: 0.05, noNaN: true }),
});

const detectionOf = (at: Seen): PolarDetection => ({
  kind: "polar",
  sensedUs: START_US,
  rcsDbsm: null,
  identity: null,
  ...at,
  rangeSigmaM: 40,
  azimuthSigmaRad: 0.002,
  elevationSigmaRad: 0.003,
  rangeRateSigmaMps: 2,
  heightSigmaM: 30,
});

/** A bank after a few detections that jump about, as clutter does, or go on, as objects do. */
function bankOf(
  first: Seen,
  steps: readonly { dt: number; rangeM: number; azimuthM: number; elevationRad: number }[],
): MotionBank {
  let bank = createMotionBank();
  startMotionBank(prepareDetection(detectionOf(first), 0, geometry), bank);
  let at = first;
  for (const { dt, rangeM, azimuthM, elevationRad } of steps) {
    at = {
      ...at,
      rangeM: Math.max(200, at.rangeM + rangeM),
      azimuthRad: at.azimuthRad + azimuthM / at.rangeM,
      elevationRad: at.elevationRad === null ? null : Math.abs(at.elevationRad + elevationRad),
      rangeRateMps: null,
    };
    const next = createMotionBank();
    predictMotionBank(bank, dt, ENV, next);
    updateMotionBank(next, prepareDetection(detectionOf(at), 0, geometry), NO_SLACK);
    bank = next;
  }
  return bank;
}

describe("the reach of a track", () => {
  test("holds every gate window of its predictions, seen from the site or from elsewhere", () => {
    const ahead = createMotionBank();
    const window = createGateWindow();
    const reach = createTrackReach();
    let bounded = 0;
    fc.assert(
      fc.property(
        seen,
        fc.array(step, { maxLength: 5 }),
        fc.double({ min: 0.3, max: REACH_MAX_S, noNaN: true }),
        fc.double({ min: 0, max: 1 - REACH_SPAN_SHARE, noNaN: true }),
        fc.boolean(),
        (first, steps, untilS, share, isElsewhere) => {
          const sensor = isElsewhere ? elsewhere : geometry;
          const bank = bankOf(first, steps);
          aimTrackReach(bank, sensor, untilS, reach);
          predictMotionBank(bank, share * untilS, ENV, ahead);
          aimGateWindow(ahead, sensor, REACH_SPAN_SHARE * untilS, NO_ERRORS, window);
          // Contradictory reports can leave a variance that only rounding made, and no window.
          if (Number.isNaN(window.rangeFromM) || Number.isNaN(window.azimuthHalfWidthRad)) return;
          expect(reach.rangeFromM).toBeLessThanOrEqual(window.rangeFromM);
          expect(reach.rangeToM).toBeGreaterThanOrEqual(window.rangeToM);
          expect(reach.eastM - reach.eastHalfWidthM).toBeLessThanOrEqual(
            window.eastM - window.eastHalfWidthM,
          );
          expect(reach.eastM + reach.eastHalfWidthM).toBeGreaterThanOrEqual(
            window.eastM + window.eastHalfWidthM,
          );
          if (reach.azimuthHalfWidthRad >= Math.PI) return;
          bounded++;
          for (let member = 0; member < 3; member++) {
            if ((window.members & (1 << member)) === 0) continue;
            // Twelve numbers for each member, its azimuth and the reach about it third and fourth.
            const [azimuthRad, halfWidthRad] = window.boxes.subarray(12 * member + 2);
            const aside = Math.abs(wrapPi(azimuthRad - reach.azimuthRad));
            expect(aside + halfWidthRad).toBeLessThanOrEqual(reach.azimuthHalfWidthRad);
          }
        },
      ),
      { seed: 31, numRuns: 4000, endOnFailure: true },
    );
    // A bound that never rules anything out would pass as well.
    expect(bounded).toBeGreaterThan(1000);
  });

  test("of an object that is well known is little more than what it flies", () => {
    const reach = createTrackReach();
    const still = { dt: 1, rangeM: 0, azimuthM: 0, elevationRad: 0 };
    const first = {
      rangeM: 5000,
      azimuthRad: 0,
      elevationRad: 0.1,
      heightM: null,
      rangeRateMps: null,
    };
    aimTrackReach(
      bankOf(
        first,
        Array.from({ length: 8 }, () => still),
      ),
      geometry,
      2,
      reach,
    );
    expect(reach.rangeToM - reach.rangeFromM).toBeLessThan(1000);
    expect(reach.azimuthHalfWidthRad).toBeLessThan(0.1);
  });
});
