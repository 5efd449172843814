import type { PositionDetection } from "@tocsin/core";
import type { AsterixItems } from "../codec/encode-block.ts";
import type { AsterixFields } from "../codec/value.ts";
import { DEGREE_RAD, EARTH_RADIUS_M, FOOT_M } from "../units.ts";
import { dayTicks } from "./day-ticks.ts";
import { icaoDigits } from "./icao-digits.ts";
import {
  asterixItems,
  degrees,
  INT16,
  scaled,
  type SourceCodes,
  trackNumber,
  UINT16_MAX,
} from "./items.ts";

const ANGLE_STEP_DEG = 180 / 33_554_432;
const HEIGHT_STEP_M = 6.25 * FOOT_M;
const CLIMB_STEP_MPS = (6.25 * FOOT_M) / 60;
const SPEED_STEP_MPS = 0.25;
const UINT8_MAX = 255;

/** The items of a system track of category 062, with the errors of its place, height and velocity. */
export function trackItems(detection: PositionDetection, source: SourceCodes): AsterixItems {
  const { identity, velocity, heightM } = detection;
  return asterixItems({
    "010": { ...source },
    "070": dayTicks(detection.sensedUs),
    "105": {
      LAT: Math.round(degrees(detection.latitudeRad) / ANGLE_STEP_DEG),
      LON: Math.round(degrees(detection.longitudeRad) / ANGLE_STEP_DEG),
    },
    "185":
      velocity === null
        ? undefined
        : {
            VX: scaled(velocity.eastMps, SPEED_STEP_MPS, INT16.least, INT16.most),
            VY: scaled(velocity.northMps, SPEED_STEP_MPS, INT16.least, INT16.most),
          },
    "060":
      (identity?.mode3A ?? null) === null
        ? undefined
        : { MODE3A: Number.parseInt(identity?.mode3A ?? "", 8) },
    "380": derivedOf(identity),
    "040": trackNumber(identity, UINT16_MAX) ?? 0,
    "080": { MON: 0 },
    "130": heightM === null ? undefined : scaled(heightM, HEIGHT_STEP_M, INT16.least, INT16.most),
    "220":
      velocity === null || velocity.upMps === null
        ? undefined
        : scaled(velocity.upMps, CLIMB_STEP_MPS, INT16.least, INT16.most),
    "500": errorsOf(detection),
  });
}

/** What an aircraft says of itself: its address and callsign. */
function derivedOf(identity: PositionDetection["identity"]): AsterixFields | undefined {
  const { aircraftAddress = null, callsign = null } = identity ?? {};
  if (aircraftAddress === null && callsign === null) return undefined;
  return {
    ...(aircraftAddress === null ? {} : { ADR: Number.parseInt(aircraftAddress, 16) }),
    ...(callsign === null ? {} : { ID: icaoDigits(callsign) }),
  };
}

function errorsOf(detection: PositionDetection): AsterixFields {
  const { covarianceEeM2, covarianceEnM2, covarianceNnM2, heightM, heightSigmaM, velocity } =
    detection;
  const metresPerStep = ANGLE_STEP_DEG * DEGREE_RAD * EARTH_RADIUS_M;
  const parallelM = metresPerStep * Math.cos(detection.latitudeRad);
  const root = Math.sign(covarianceEnM2) * Math.sqrt(Math.abs(covarianceEnM2));
  return {
    COV: scaled(root, 0.5, INT16.least, INT16.most),
    APW: {
      LAT: scaled(Math.sqrt(covarianceNnM2), metresPerStep, 0, UINT16_MAX),
      LON: scaled(Math.sqrt(covarianceEeM2), parallelM, 0, UINT16_MAX),
    },
    ...(heightM === null ? {} : { AGA: scaled(heightSigmaM, HEIGHT_STEP_M, 0, UINT8_MAX) }),
    ...(velocity === null
      ? {}
      : {
          ATV: {
            X: scaled(velocity.horizontalSigmaMps, SPEED_STEP_MPS, 0, UINT8_MAX),
            Y: scaled(velocity.horizontalSigmaMps, SPEED_STEP_MPS, 0, UINT8_MAX),
          },
          ARC: scaled(velocity.upSigmaMps, CLIMB_STEP_MPS, 0, UINT8_MAX),
        }),
  };
}
