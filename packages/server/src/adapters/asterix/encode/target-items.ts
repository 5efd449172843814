import type { BearingDetection, Detection, PolarDetection, PositionDetection } from "@tocsin/core";
import type { AsterixItems } from "../codec/encode-block.ts";
import type { AsterixFields } from "../codec/value.ts";
import { dayTicks } from "./day-ticks.ts";
import {
  asterixItems,
  degrees,
  INT16,
  INT24,
  scaled,
  type SourceCodes,
  turnSteps,
  UINT16_MAX,
  UINT24_MAX,
} from "./items.ts";

const MEASUREMENT_PLOT = 1;
const ANGLE_STEP_DEG = 180 / 65_536;
const FINE_ANGLE_STEP_DEG = 45 / 65_536;
const LATITUDE_STEP_DEG = 180 / 2_147_483_648;
const INT20 = { least: -524_288, most: 524_287 } as const;

/** The items of a plot of category 015, with its errors: each kind of detection has its own. The category has no cross-section. */
export function targetItems(detection: Detection, source: SourceCodes): AsterixItems {
  return asterixItems({
    "010": { ...source },
    "000": { MT: MEASUREMENT_PLOT, RG: 1 },
    "015": 0,
    "020": { MOMU: 0, TTAX: 0, SCD: 0 },
    "145": dayTicks(detection.sensedUs),
    ...measured(detection),
  });
}

function measured(detection: Detection): Readonly<Record<string, AsterixFields | undefined>> {
  switch (detection.kind) {
    case "polar":
      return { "625": range(detection), "626": doppler(detection), ...direction(detection) };
    case "bearing":
      return direction(detection);
    case "position":
      return place(detection);
  }
}

const range = ({ rangeM, rangeSigmaM }: PolarDetection): AsterixFields => ({
  R: scaled(rangeM, 0.1, INT24.least, INT24.most),
  SDR: scaled(rangeSigmaM, 0.1, 0, UINT24_MAX),
});

const doppler = (detection: PolarDetection): AsterixFields | undefined =>
  detection.rangeRateMps === null
    ? undefined
    : {
        DV: scaled(detection.rangeRateMps, 0.01, INT24.least, INT24.most),
        SDDV: scaled(detection.rangeRateSigmaMps, 1 / 64, 0, UINT16_MAX),
      };

const direction = (detection: PolarDetection | BearingDetection) => ({
  "627": {
    AZ: turnSteps(detection.azimuthRad),
    SDASZ: scaled(degrees(detection.azimuthSigmaRad), FINE_ANGLE_STEP_DEG, 0, UINT16_MAX),
  },
  "628":
    detection.elevationRad === null
      ? undefined
      : {
          EL: scaled(degrees(detection.elevationRad), ANGLE_STEP_DEG, INT16.least, INT16.most),
          SDEL: scaled(degrees(detection.elevationSigmaRad), FINE_ANGLE_STEP_DEG, 0, UINT16_MAX),
        },
});

function place(detection: PositionDetection): Readonly<Record<string, AsterixFields | undefined>> {
  const { covarianceEeM2, covarianceEnM2, covarianceNnM2, heightM, velocity } = detection;
  const eastSigmaM = Math.sqrt(covarianceEeM2);
  const northSigmaM = Math.sqrt(covarianceNnM2);
  const correlation = covarianceEnM2 / Math.max(eastSigmaM * northSigmaM, 1e-9);
  return {
    "600": {
      P84: {
        LATITUDE: Math.round(degrees(detection.latitudeRad) / LATITUDE_STEP_DEG),
        LONGITUDE: Math.round(degrees(detection.longitudeRad) / LATITUDE_STEP_DEG),
      },
      HPP: {
        SDHPX: scaled(eastSigmaM, 0.25, 0, UINT16_MAX),
        SDHPY: scaled(northSigmaM, 0.25, 0, UINT16_MAX),
        COSDHPXY: scaled(correlation, 1 / 128, -127, 127),
      },
    },
    "601":
      heightM === null
        ? undefined
        : {
            GH: scaled(heightM, 0.01, INT24.least, INT24.most),
            SDGH: scaled(detection.heightSigmaM, 0.01, 0, UINT24_MAX),
          },
    ...(velocity === null ? {} : motion(velocity)),
  };
}

const motion = (velocity: NonNullable<PositionDetection["velocity"]>) => {
  const sigma = scaled(velocity.horizontalSigmaMps, 0.01, 0, UINT16_MAX);
  return {
    "602": {
      HV: {
        X: scaled(velocity.eastMps, 0.01, INT20.least, INT20.most),
        Y: scaled(velocity.northMps, 0.01, INT20.least, INT20.most),
      },
      SDHV: { X: sigma, Y: sigma, COHVXY: 0 },
    },
    "604":
      velocity.upMps === null
        ? undefined
        : {
            VV: scaled(velocity.upMps, 0.01, INT24.least, INT24.most),
            SDVV: { SDVV: scaled(velocity.upSigmaMps, 0.01, 0, UINT16_MAX), COVVGH: 0 },
          },
  };
};
