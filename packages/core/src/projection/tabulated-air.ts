import type { Atmosphere, Wind } from "../atmosphere/atmosphere.ts";
import type { Environment } from "../motion/environment.ts";

const LOWEST_M = -1000;
const HIGHEST_M = 40_000;
/** Linear between them, density errs by (50 m / 8.5 km)²/8 = 4e-6, an impact by a centimetre at most. */
const STEP_M = 50;
const ROWS = (HIGHEST_M - LOWEST_M) / STEP_M + 1;
/** Density, wind east, wind north. */
const COLUMNS = 3;

const known = new WeakMap<Environment, Environment>();

/**
 * The same environment with its air in a table, worked out at its first use: a projection asks for the air ten
 * thousand times. Outside the table, from −1 to 40 km, and for the speed of sound, the air itself is asked.
 */
export function withTabulatedAir(env: Environment): Environment {
  let tabulated = known.get(env);
  if (tabulated === undefined) {
    tabulated = { ...env, atmosphere: tabulate(env.atmosphere) };
    known.set(env, tabulated);
  }
  return tabulated;
}

function tabulate(air: Atmosphere): Atmosphere {
  const table = new Float64Array((ROWS + 1) * COLUMNS);
  for (let row = 0; row <= ROWS; row++) {
    const heightM = LOWEST_M + row * STEP_M;
    const { eastMps, northMps } = air.wind(heightM);
    table[row * COLUMNS] = air.density(heightM);
    table[row * COLUMNS + 1] = eastMps;
    table[row * COLUMNS + 2] = northMps;
  }
  const calm = (): Wind => ({ eastMps: 0, northMps: 0, eastShearPs: 0, northShearPs: 0 });
  return {
    density: (heightM) => {
      if (!(heightM >= LOWEST_M && heightM < HIGHEST_M)) return air.density(heightM);
      const place = (heightM - LOWEST_M) / STEP_M;
      const row = Math.floor(place);
      const low = table[row * COLUMNS];
      return low + (place - row) * (table[(row + 1) * COLUMNS] - low);
    },
    wind: (heightM, out = calm()) => {
      if (!(heightM >= LOWEST_M && heightM < HIGHEST_M)) return air.wind(heightM, out);
      const place = (heightM - LOWEST_M) / STEP_M;
      const row = Math.floor(place);
      const low = row * COLUMNS;
      const east = table[low + 1];
      const north = table[low + 2];
      out.eastShearPs = (table[low + 4] - east) / STEP_M;
      out.northShearPs = (table[low + 5] - north) / STEP_M;
      out.eastMps = east + (heightM - LOWEST_M - row * STEP_M) * out.eastShearPs;
      out.northMps = north + (heightM - LOWEST_M - row * STEP_M) * out.northShearPs;
      return out;
    },
    densityLogGradient: (heightM) => air.densityLogGradient(heightM),
    soundSpeed: (heightM) => air.soundSpeed(heightM),
  };
}
