import { type Atmosphere, degrees, type Weather } from "@tocsin/core";
import type { PictureWeather } from "@tocsin/sdk";
import { round } from "./picture-frame.ts";

/** Heights over the ground that the wind is shown at, m: where people feel it, and where mortar bombs and rockets turn over. */
const SHOWN_AT_M = [0, 2_000, 5_000];

/** The weather that is in force as a screen shows it, as high as it is known; `air` is that of its levels. */
export function pictureWeather(
  { source, observedUs, untilUs, levels }: Weather,
  air: Pick<Atmosphere, "wind">,
  groundHeightM: number,
): PictureWeather {
  const topM = levels[levels.length - 1].heightM - groundHeightM;
  return {
    source,
    observedUs,
    untilUs,
    winds: SHOWN_AT_M.filter((aboveM) => aboveM <= topM).map((aboveM) => {
      const { eastMps, northMps } = air.wind(groundHeightM + aboveM);
      const fromDeg = (degrees(Math.atan2(-eastMps, -northMps)) + 360) % 360;
      return {
        aboveM,
        fromDeg: round(fromDeg, 0),
        speedMps: round(Math.hypot(eastMps, northMps), 1),
      };
    }),
  };
}
