import type { PositionDetection } from "@tocsin/core";
import type { AsterixItems } from "../codec/encode-block.ts";
import { FOOT_M, NAUTICAL_MILE_M } from "../units.ts";
import { dayTicks } from "./day-ticks.ts";
import { icaoDigits } from "./icao-digits.ts";
import {
  asterixItems,
  degrees,
  INT16,
  scaled,
  type SourceCodes,
  trackNumber,
  turnSteps,
} from "./items.ts";

const ICAO_ADDRESS = 0;
const ANONYMOUS_ADDRESS = 3;
const VERSION_DO_260B = 2;
const FINE_ANGLE_STEP_DEG = 180 / 1_073_741_824;
const SPEED_STEP_MPS = NAUTICAL_MILE_M / 16_384;
const SPEED_STEPS_MAX = 32_767;
const HEIGHT_STEP_M = 6.25 * FOOT_M;
const HEIGHT_STEPS_MOST = 32_766;
const CLIMB_STEP_MPS = (6.25 * FOOT_M) / 60;
const INT15 = { least: -16_384, most: 16_383 } as const;
const TRACK_MAX = 4_095;

/** 95 % bounds by category, the widest first, from 1 (RTCA DO-260B): of a place (NACp), a speed (NACv), a height (GVA). */
const PLACE_95_M = [18_520, 7_408, 3_704, 1_852, 926, 555.6, 185.2, 92.6, 30, 10, 3];
const SPEED_95_MPS = [10, 3, 1, 0.3];
const HEIGHT_95_M = [150, 45];
const RADIUS_95_SIGMAS = 2.4477;
const AXIS_95_SIGMAS = 1.96;

/** The items of an ADS-B report of category 021. What its sender's categories of quality hold is the tightest that still covers the errors. */
export function reportItems(detection: PositionDetection, source: SourceCodes): AsterixItems {
  const { identity, velocity, heightM } = detection;
  const address = identity?.aircraftAddress ?? null;
  const number = trackNumber(identity, TRACK_MAX);
  const { callsign = null, mode3A = null } = identity ?? {};
  return asterixItems({
    "010": { ...source },
    "040": { ATP: address === null ? ANONYMOUS_ADDRESS : ICAO_ADDRESS },
    "161": number === undefined ? undefined : { TRNUM: number },
    "071": dayTicks(detection.sensedUs),
    "131": {
      LAT: Math.round(degrees(detection.latitudeRad) / FINE_ANGLE_STEP_DEG),
      LON: Math.round(degrees(detection.longitudeRad) / FINE_ANGLE_STEP_DEG),
    },
    "080": address === null ? 0 : Number.parseInt(address, 16),
    "140":
      heightM === null ? undefined : scaled(heightM, HEIGHT_STEP_M, INT16.least, HEIGHT_STEPS_MOST),
    "090": qualityOf(detection),
    "210": { VN: VERSION_DO_260B },
    "070": mode3A === null ? undefined : { MODE3A: Number.parseInt(mode3A, 8) },
    "157":
      velocity === null || velocity.upMps === null
        ? undefined
        : { RE: 0, GVR: scaled(velocity.upMps, CLIMB_STEP_MPS, INT15.least, INT15.most) },
    "160":
      velocity === null
        ? undefined
        : {
            RE: 0,
            GS: scaled(
              Math.hypot(velocity.eastMps, velocity.northMps),
              SPEED_STEP_MPS,
              0,
              SPEED_STEPS_MAX,
            ),
            TA: turnSteps(Math.atan2(velocity.eastMps, velocity.northMps)),
          },
    "170": callsign === null ? undefined : icaoDigits(callsign),
  });
}

function qualityOf({
  covarianceEeM2,
  covarianceNnM2,
  heightM,
  heightSigmaM,
  velocity,
}: PositionDetection) {
  const sigmaM = Math.sqrt((covarianceEeM2 + covarianceNnM2) / 2);
  return {
    NUCRNACV:
      velocity === null
        ? 0
        : categoryOf(AXIS_95_SIGMAS * velocity.horizontalSigmaMps, SPEED_95_MPS),
    NACP: categoryOf(RADIUS_95_SIGMAS * sigmaM, PLACE_95_M),
    GVA: heightM === null ? 0 : categoryOf(AXIS_95_SIGMAS * heightSigmaM, HEIGHT_95_M),
  };
}

/** 0 where not even the widest bound holds. */
const categoryOf = (value: number, bounds: readonly number[]): number =>
  bounds.findLastIndex((bound) => value <= bound) + 1;
