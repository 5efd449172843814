import type { PolarDetection } from "@tocsin/core";
import type { AsterixItems } from "../codec/encode-block.ts";
import { FOOT_M, NAUTICAL_MILE_M } from "../units.ts";
import { dayTicks } from "./day-ticks.ts";
import { asterixItems, scaled, type SourceCodes, turnSteps, UINT16_MAX } from "./items.ts";

const PRIMARY_PLOT = 1;
const HEIGHT_STEPS_MAX = 8_191;
const DOPPLER_STEPS_MAX = 511;

/**
 * The items of a primary plot of category 048, or null where its range is beyond the item's 256 NM. `heightM` is above mean sea level. The category
 * states no error, no elevation and Doppler in whole metres a second: the receiver's own figures stand for them.
 */
export function plotItems(
  detection: PolarDetection,
  source: SourceCodes,
  heightM: number | null,
): AsterixItems | null {
  const rangeSteps = Math.round((256 * detection.rangeM) / NAUTICAL_MILE_M);
  if (rangeSteps > UINT16_MAX) return null;
  const { rangeRateMps } = detection;
  return asterixItems({
    "010": { ...source },
    "140": dayTicks(detection.sensedUs),
    "020": { TYP: PRIMARY_PLOT, SIM: 0, RDP: 0, SPI: 0, RAB: 0 },
    "040": { RHO: rangeSteps, THETA: turnSteps(detection.azimuthRad) },
    "110":
      heightM === null
        ? undefined
        : { "3DH": scaled(heightM, 25 * FOOT_M, -HEIGHT_STEPS_MAX, HEIGHT_STEPS_MAX) },
    "120":
      rangeRateMps === null
        ? undefined
        : { CAL: { D: 0, CAL: scaled(rangeRateMps, 1, -DOPPLER_STEPS_MAX, DOPPLER_STEPS_MAX) } },
  });
}
