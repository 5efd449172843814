import type { Atmosphere, Wind } from "./atmosphere.ts";

export const AIR_LOWEST_M = -1000;
const HIGHEST_M = 80_000;
/**
 * A line between two rows of density would lie above its curve by (50 m / 8.5 km)²/12 = 3e-6 of it in the mean, and every impact a centimetre
 * short: the rows stand lower by a twelfth of their second difference, which leaves no mean error.
 */
export const AIR_STEP_M = 50;
const ROWS = (HIGHEST_M - AIR_LOWEST_M) / AIR_STEP_M + 1;
/** Density kg/m³, speed of sound m/s, wind east and north m/s. */
export const AIR_COLUMNS = 4;
/** The last row that has one above it. */
export const AIR_LAST_ROW = ROWS - 2;

const known = new WeakMap<Atmosphere, Float64Array>();

/**
 * The air in a table, {@link AIR_COLUMNS} numbers for each {@link AIR_STEP_M} of height above the ellipsoid from
 * {@link AIR_LOWEST_M} on, worked out at its first use: a flight asks for the air a hundred times, thousands of
 * flights a second. Outside it the first and last rows hold, which is thin air at the top.
 */
export function airTable(air: Atmosphere): Float64Array {
  let table = known.get(air);
  if (table === undefined) {
    table = new Float64Array(ROWS * AIR_COLUMNS);
    const wind: Wind = { eastMps: 0, northMps: 0, eastShearPs: 0, northShearPs: 0 };
    for (let row = 0; row < ROWS; row++) {
      const heightM = AIR_LOWEST_M + row * AIR_STEP_M;
      air.wind(heightM, wind);
      const density = air.density(heightM);
      const around = air.density(heightM - AIR_STEP_M) + air.density(heightM + AIR_STEP_M);
      table[row * AIR_COLUMNS] = density - (around - 2 * density) / 12;
      table[row * AIR_COLUMNS + 1] = air.soundSpeed(heightM);
      table[row * AIR_COLUMNS + 2] = wind.eastMps;
      table[row * AIR_COLUMNS + 3] = wind.northMps;
    }
    known.set(air, table);
  }
  return table;
}
