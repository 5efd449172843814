import { assert } from "../units/assert.ts";
import { airDensity, airDensityLogGradient, soundSpeed } from "./standard-atmosphere.ts";

/** Where the air moves to, in the site frame's east and north, and how that changes with height. */
export interface Wind {
  eastMps: number;
  northMps: number;
  /** Change for each metre of height, 1/s. */
  eastShearPs: number;
  northShearPs: number;
}

/** The air an object flies through. Heights are above the WGS-84 ellipsoid, m. Pure functions of height. */
export interface Atmosphere {
  /** kg/m³. */
  density(heightM: number): number;
  /** d ln ρ / dh, 1/m. */
  densityLogGradient(heightM: number): number;
  /** m/s. */
  soundSpeed(heightM: number): number;
  /** Writes into `out` where it is given, so that an integrator allocates nothing. */
  wind(heightM: number, out?: Wind): Wind;
  /** Up to this height the wind was measured or forecast, m; absent: its stillness says that nobody knows it. */
  readonly windKnownToM?: number;
}

/** The wind at one height. */
export interface WindLevel {
  /** Above the WGS-84 ellipsoid, m. */
  readonly heightM: number;
  /** Where the air moves to, site frame, m/s. */
  readonly eastMps: number;
  readonly northMps: number;
}

/** Named limit of a wind profile; a radiosonde's significant levels are fewer than 200. */
export const WIND_LEVELS_MAX = 1024;

const calm = (): Wind => ({ eastMps: 0, northMps: 0, eastShearPs: 0, northShearPs: 0 });

/**
 * The standard atmosphere with a wind profile, linear between levels, constant below the first and above
 * the last; calm without one. Levels must ascend strictly in height.
 */
export function standardAtmosphereWithWind(profile: readonly WindLevel[] = []): Atmosphere {
  assert(profile.length <= WIND_LEVELS_MAX, "wind profile has too many levels");
  for (let i = 1; i < profile.length; i++) {
    assert(profile[i].heightM > profile[i - 1].heightM, "wind profile must ascend in height");
  }
  return {
    density: airDensity,
    densityLogGradient: airDensityLogGradient,
    soundSpeed,
    wind: (heightM, out = calm()) => interpolateWind(profile, heightM, out),
    ...(profile.length === 0 ? {} : { windKnownToM: profile[profile.length - 1].heightM }),
  };
}

function interpolateWind(profile: readonly WindLevel[], heightM: number, out: Wind): Wind {
  const count = profile.length;
  let above = 0;
  while (above < count && profile[above].heightM <= heightM) above++;
  // Asked for at every stage of every step: a place before the first, which would give undefined, is looked for by its name.
  if (above > 0 && above < count) {
    const low = profile[above - 1];
    const high = profile[above];
    const span = high.heightM - low.heightM;
    out.eastShearPs = (high.eastMps - low.eastMps) / span;
    out.northShearPs = (high.northMps - low.northMps) / span;
    out.eastMps = low.eastMps + out.eastShearPs * (heightM - low.heightM);
    out.northMps = low.northMps + out.northShearPs * (heightM - low.heightM);
    return out;
  }
  const held = count === 0 ? null : profile[Math.max(0, above - 1)];
  out.eastMps = held === null ? 0 : held.eastMps;
  out.northMps = held === null ? 0 : held.northMps;
  out.eastShearPs = 0;
  out.northShearPs = 0;
  return out;
}
