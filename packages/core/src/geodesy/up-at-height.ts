import { EARTH_MEAN_RADIUS_M } from "../units/constants.ts";
import { heightOfEnu, type LocalFrame } from "./local-frame.ts";

/**
 * The up coordinate, m, at which the vertical of a local frame through (east, north) meets a height above the ellipsoid.
 * The tangent plane leaves the Earth by d²/2R; one Newton step with slope 1 from there leaves 1e-4 of the 1 % that the
 * vertical leans at 60 km: below a centimetre.
 */
export function upAtHeight(
  frame: LocalFrame,
  eastM: number,
  northM: number,
  heightM: number,
): number {
  const drop = (eastM * eastM + northM * northM) / (2 * EARTH_MEAN_RADIUS_M);
  const first = heightM - frame.origin.heightM - drop;
  return first + heightM - heightOfEnu(frame, eastM, northM, first);
}
