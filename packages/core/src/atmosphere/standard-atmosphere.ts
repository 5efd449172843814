import { STANDARD_GRAVITY_MPS2 } from "../units/constants.ts";

/**
 * The U.S. Standard Atmosphere, 1976 (NOAA, NASA and USAF, NOAA-S/T 76-1562), up to 86 km; the ICAO and
 * ISO 2533 atmospheres agree with it below 32 km. Heights given to the functions are geometric, as measured,
 * since that is what tracks have; the layers are defined in geopotential height.
 */

/** Earth's radius that defines geopotential height, m (USSA 1976). */
const GEOPOTENTIAL_RADIUS_M = 6_356_766;
/** Gas constant of dry air, J/(kg·K): R* = 8,314.32 over M = 28.9644 (USSA 1976, tables 2 and 3). */
export const AIR_GAS_CONSTANT = 8314.32 / 28.9644;
/** Ratio of specific heats of air (USSA 1976). */
const HEAT_RATIO = 1.4;
const GRAVITY_OVER_GAS = STANDARD_GRAVITY_MPS2 / AIR_GAS_CONSTANT;

/** Geopotential base, m, and lapse rate, K/m, of each layer (USSA 1976, table 4); the last row continues as isothermal. */
const LAYERS: readonly (readonly [baseM: number, lapseKpm: number])[] = [
  [0, -0.0065],
  [11_000, 0],
  [20_000, 0.001],
  [32_000, 0.0028],
  [47_000, 0],
  [51_000, -0.0028],
  [71_000, -0.002],
  [84_852, 0],
];
const COUNT = LAYERS.length;
const BASE_M = Float64Array.from(LAYERS, ([baseM]) => baseM);
const LAPSE = Float64Array.from(LAYERS, ([, lapse]) => lapse);
const BASE_K = new Float64Array(COUNT);
const BASE_LOG_PA = new Float64Array(COUNT);
BASE_K[0] = 288.15;
BASE_LOG_PA[0] = Math.log(101_325);
for (let layer = 1; layer < COUNT; layer++) {
  const thickness = BASE_M[layer] - BASE_M[layer - 1];
  BASE_K[layer] = BASE_K[layer - 1] + LAPSE[layer - 1] * thickness;
  BASE_LOG_PA[layer] = logPressure(layer - 1, thickness);
}

/** ln p, `above` metres over the base: barometric formula (USSA 1976, equations 33a and 33b). */
function logPressure(layer: number, above: number): number {
  const lapse = LAPSE[layer];
  const base = BASE_K[layer];
  return lapse === 0
    ? BASE_LOG_PA[layer] - (GRAVITY_OVER_GAS * above) / base
    : BASE_LOG_PA[layer] - (GRAVITY_OVER_GAS / lapse) * Math.log(1 + (lapse * above) / base);
}

function layerOf(geopotentialM: number): number {
  let layer = 0;
  while (layer < COUNT - 1 && geopotentialM >= BASE_M[layer + 1]) layer++;
  return layer;
}

/** Geopotential height, m, of a geometric one: r₀·z/(r₀ + z) (USSA 1976, equation 18). */
export const geopotentialHeight = (heightM: number): number =>
  (GEOPOTENTIAL_RADIUS_M * heightM) / (GEOPOTENTIAL_RADIUS_M + heightM);

/** Geometric height, m, of a geopotential one: r₀·H/(r₀ − H) (USSA 1976, equation 19). */
export const geometricHeight = (geopotentialM: number): number =>
  (GEOPOTENTIAL_RADIUS_M * geopotentialM) / (GEOPOTENTIAL_RADIUS_M - geopotentialM);

export interface AirState {
  readonly temperatureK: number;
  readonly pressurePa: number;
  readonly densityKgPm3: number;
  readonly soundSpeedMps: number;
}

/**
 * The standard air at a geometric height, m. Defined from −1 to 86 km; outside it the lowest layer's lapse
 * goes on downwards, and upwards the air stays at 186.946 K, where the drag on anything is negligible.
 */
export function standardAtmosphere(heightM: number): AirState {
  const geopotentialM = geopotentialHeight(heightM);
  const layer = layerOf(geopotentialM);
  const above = geopotentialM - BASE_M[layer];
  const temperatureK = BASE_K[layer] + LAPSE[layer] * above;
  const pressurePa = Math.exp(logPressure(layer, above));
  return {
    temperatureK,
    pressurePa,
    densityKgPm3: pressurePa / (AIR_GAS_CONSTANT * temperatureK),
    soundSpeedMps: Math.sqrt(HEAT_RATIO * AIR_GAS_CONSTANT * temperatureK),
  };
}

/** Density, kg/m³, of {@link standardAtmosphere} without allocation. */
export function airDensity(heightM: number): number {
  const geopotentialM = geopotentialHeight(heightM);
  const layer = layerOf(geopotentialM);
  const above = geopotentialM - BASE_M[layer];
  const temperature = BASE_K[layer] + LAPSE[layer] * above;
  return Math.exp(logPressure(layer, above)) / (AIR_GAS_CONSTANT * temperature);
}

/** d ln ρ / dz, 1/m, at a geometric height: −(g/R + L)/T, times dH/dz = (r₀/(r₀ + z))². */
export function airDensityLogGradient(heightM: number): number {
  const geopotentialM = geopotentialHeight(heightM);
  const layer = layerOf(geopotentialM);
  const temperature = BASE_K[layer] + LAPSE[layer] * (geopotentialM - BASE_M[layer]);
  const stretch = GEOPOTENTIAL_RADIUS_M / (GEOPOTENTIAL_RADIUS_M + heightM);
  return (-(GRAVITY_OVER_GAS + LAPSE[layer]) / temperature) * stretch * stretch;
}

/** Speed of sound, m/s, of {@link standardAtmosphere} without allocation. */
export function soundSpeed(heightM: number): number {
  const geopotentialM = geopotentialHeight(heightM);
  const layer = layerOf(geopotentialM);
  const temperature = BASE_K[layer] + LAPSE[layer] * (geopotentialM - BASE_M[layer]);
  return Math.sqrt(HEAT_RATIO * AIR_GAS_CONSTANT * temperature);
}
