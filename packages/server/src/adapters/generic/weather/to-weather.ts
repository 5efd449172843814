import {
  type AirLevel,
  MICROS_PER_SECOND,
  radians,
  type TimeUs,
  type Weather,
  WIND_LEVELS_MAX,
} from "@tocsin/core";
import type { WeatherInputConfig } from "@tocsin/sdk";
import type { AirProfile, ProfileLevel } from "./profile.ts";

/** The weather that a profile tells of, for the engine to judge: by ascending height, no height twice, no more than it takes. */
export function toWeather(
  profile: AirProfile,
  input: Pick<WeatherInputConfig, "source" | "valid_hours" | "geoid_height_m">,
  receivedUs: TimeUs,
): Weather {
  const observedUs = profile.timeUs ?? receivedUs;
  const validS = profile.validS ?? 3_600 * input.valid_hours;
  const raisedM = profile.heightsFrom === "sea" ? input.geoid_height_m : 0;
  const ascending = profile.levels.toSorted((a, b) => a.heightM - b.heightM);
  const levels = ascending.filter(({ heightM }, i) => heightM !== ascending[i - 1]?.heightM);
  const every = Math.ceil(levels.length / WIND_LEVELS_MAX);
  return {
    source: profile.source ?? input.source,
    observedUs,
    untilUs: observedUs + Math.round(validS * MICROS_PER_SECOND),
    levels: levels.filter((_, i) => i % every === 0).map((level) => airLevel(level, raisedM)),
  };
}

function airLevel(level: ProfileLevel, raisedM: number): AirLevel {
  const { heightM, windFromDeg, windMps, temperatureK, pressurePa } = level;
  const from = radians(windFromDeg);
  return {
    heightM: heightM + raisedM,
    eastMps: -windMps * Math.sin(from),
    northMps: -windMps * Math.cos(from),
    ...(temperatureK === undefined || pressurePa === undefined ? {} : { temperatureK, pressurePa }),
  };
}
