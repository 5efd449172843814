import { enuToAer, type SensorGeometry } from "@tocsin/core";
import type { TruthState } from "../truth/flight.ts";

/** An object as it truly stands to a sensor, azimuths from the sensor's own north. */
export interface Sight {
  readonly rangeM: number;
  readonly azimuthRad: number;
  readonly elevationRad: number;
  readonly rangeRateMps: number;
  /** The same state in the site's frame. */
  readonly state: TruthState;
}

/** Range, azimuth, elevation and range rate of a true state about a sensor. */
export function sightOf(geometry: SensorGeometry, state: TruthState): Sight {
  const { rotation: r, translation: t } = geometry;
  const turn = (row: number, e: number, n: number, u: number): number =>
    r[row] * e + r[row + 1] * n + r[row + 2] * u;
  const east = turn(0, state.eastM, state.northM, state.upM) + t[0];
  const north = turn(3, state.eastM, state.northM, state.upM) + t[1];
  const up = turn(6, state.eastM, state.northM, state.upM) + t[2];
  const ve = turn(0, state.eastMps, state.northMps, state.upMps);
  const vn = turn(3, state.eastMps, state.northMps, state.upMps);
  const vu = turn(6, state.eastMps, state.northMps, state.upMps);
  const aer = enuToAer(east, north, up);
  const rangeRateMps = aer.rangeM > 0 ? (east * ve + north * vn + up * vu) / aer.rangeM : 0;
  return { ...aer, rangeRateMps, state };
}
