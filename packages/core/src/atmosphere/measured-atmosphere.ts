import {
  type Atmosphere,
  standardAtmosphereWithWind,
  WIND_LEVELS_MAX,
  type WindLevel,
} from "./atmosphere.ts";
import { AIR_GAS_CONSTANT, standardAtmosphere } from "./standard-atmosphere.ts";

/** The air at one height, as a radiosonde measures it or a model forecasts it. */
export interface AirLevel extends WindLevel {
  /** Virtual temperature where it is known, else that of the air, K, and pressure, Pa; both or neither. */
  readonly temperatureK?: number;
  readonly pressurePa?: number;
}

/** The strongest wind taken for one: that of the greatest jet streams is some 110 m/s. */
const WIND_MAX_MPS = 130;
/** Outside these shares of the standard density no air was ever found below 30 km; it is a wrong unit or height. */
const DENSITY_SHARE_LEAST = 0.7;
const DENSITY_SHARE_MOST = 1.5;
/** Below and above what was measured in the free air up to 30 km and at the ground, K. */
const TEMPERATURE_LEAST_K = 170;
const TEMPERATURE_MOST_K = 335;
/** A profile must begin this low over the ground and reach this high, m: a wind at one height says little of a flight. */
const BEGINS_BELOW_M = 1_000;
const REACHES_ABOVE_M = 1_000;

/**
 * The standard atmosphere corrected by what was measured. Wind is linear between levels. The density's and the temperature's
 * ratios to the standard ones are log-linear and linear between levels that have them, and go on as the nearest's below and above:
 * where nothing was measured the shape is the standard one. Levels must have no {@link airProblem}; without any it is the standard one, calm.
 */
export function measuredAtmosphere(levels: readonly AirLevel[]): Atmosphere {
  const standard = standardAtmosphereWithWind(levels);
  const known = levels.flatMap(ratiosOf);
  if (known.length === 0) return standard;
  const logDensity = known.map((at): Point => [at.heightM, at.logDensity]);
  const temperature = known.map((at): Point => [at.heightM, at.temperature]);
  return {
    ...standard,
    density: (heightM) => standard.density(heightM) * Math.exp(lineAt(logDensity, heightM).value),
    densityLogGradient: (heightM) =>
      standard.densityLogGradient(heightM) + lineAt(logDensity, heightM).slope,
    soundSpeed: (heightM) =>
      standard.soundSpeed(heightM) * Math.sqrt(lineAt(temperature, heightM).value),
  };
}

/** What speaks against levels as the air over a site whose ground is at this height, in words; null: nothing. */
export function airProblem(levels: readonly AirLevel[], groundHeightM: number): string | null {
  if (levels.length < 2) return "fewer than two heights";
  if (levels.length > WIND_LEVELS_MAX) return `more than ${WIND_LEVELS_MAX} heights`;
  for (const [i, level] of levels.entries()) {
    if (i > 0 && level.heightM <= levels[i - 1].heightM) return "heights do not ascend";
    const problem = levelProblem(level);
    if (problem !== null) return `at ${level.heightM.toFixed(0)} m: ${problem}`;
  }
  if (levels[0].heightM > groundHeightM + BEGINS_BELOW_M)
    return `begins more than ${BEGINS_BELOW_M} m over the ground`;
  if (levels[levels.length - 1].heightM < groundHeightM + REACHES_ABOVE_M)
    return `ends less than ${REACHES_ABOVE_M} m over the ground`;
  return null;
}

function levelProblem(level: AirLevel): string | null {
  const { heightM, eastMps, northMps, temperatureK, pressurePa } = level;
  if (![heightM, eastMps, northMps].every(Number.isFinite)) return "no number";
  const wind = Math.hypot(eastMps, northMps);
  if (wind > WIND_MAX_MPS) return `a wind of ${wind.toFixed(0)} m/s`;
  if ((temperatureK === undefined) !== (pressurePa === undefined))
    return "temperature without pressure, or pressure without temperature";
  if (temperatureK === undefined) return null;
  if (!(temperatureK >= TEMPERATURE_LEAST_K && temperatureK <= TEMPERATURE_MOST_K))
    return `a temperature of ${temperatureK.toFixed(0)} K`;
  const [{ logDensity }] = ratiosOf(level);
  const share = Math.exp(logDensity);
  return share >= DENSITY_SHARE_LEAST && share <= DENSITY_SHARE_MOST
    ? null
    : `${share.toFixed(2)} times the usual density`;
}

interface Ratios {
  readonly heightM: number;
  /** ln of the density over the standard one. */
  readonly logDensity: number;
  /** Temperature over the standard one. */
  readonly temperature: number;
}

function ratiosOf({ heightM, temperatureK, pressurePa }: AirLevel): readonly Ratios[] {
  if (temperatureK === undefined || pressurePa === undefined) return [];
  const standard = standardAtmosphere(heightM);
  const density = pressurePa / (AIR_GAS_CONSTANT * temperatureK);
  const logDensity = Math.log(density / standard.densityKgPm3);
  return [{ heightM, logDensity, temperature: temperatureK / standard.temperatureK }];
}

type Point = readonly [heightM: number, value: number];

/** The straight line between points of ascending height, its value at one height and its change per metre there; level outside them. */
function lineAt(
  points: readonly Point[],
  heightM: number,
): { readonly value: number; readonly slope: number } {
  const above = points.findIndex(([atM]) => atM > heightM);
  if (above === 0) return { value: points[0][1], slope: 0 };
  if (above < 0) return { value: points[points.length - 1][1], slope: 0 };
  const [lowM, low] = points[above - 1];
  const [highM, high] = points[above];
  const slope = (high - low) / (highM - lowM);
  return { value: low + slope * (heightM - lowM), slope };
}
