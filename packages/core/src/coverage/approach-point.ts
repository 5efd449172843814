import type { LocalFrame } from "../geodesy/local-frame.ts";
import { upAtHeight } from "../geodesy/up-at-height.ts";
import type { HeightGrid } from "../terrain/height-grid.ts";
import type { WatchedApproach } from "./approach-ray.ts";

/** Over what an approach leads. */
export interface ApproachGround {
  readonly siteFrame: LocalFrame;
  readonly terrain: HeightGrid | null;
}

/** Where an object on its way is: east, north, up of the site frame, m and m/s. */
export interface ApproachPoint {
  readonly positionM: readonly [number, number, number];
  readonly velocityMps: readonly [number, number, number];
}

/** Where an object is that is `alongM` from the edge of the place that it flies to. */
export function approachPoint(
  { place, model, ray }: WatchedApproach,
  alongM: number,
  { siteFrame, terrain }: ApproachGround,
): ApproachPoint {
  const e = ray.eastM + alongM * ray.directionEast;
  const n = ray.northM + alongM * ray.directionNorth;
  const share = alongM / model.reachM;
  const level = model.path === "level";
  const aboveM = level ? model.heightM : 4 * model.heightM * share * (1 - share);
  const climb = level ? 0 : -(4 * model.heightM * (1 - 2 * share)) / model.reachM;
  const groundM = level && terrain !== null ? terrain.heightAt(e, n) : place.groundHeightM;
  const speed = model.speedMps;
  return {
    positionM: [e, n, upAtHeight(siteFrame, e, n, groundM + aboveM)],
    velocityMps: [-speed * ray.directionEast, -speed * ray.directionNorth, speed * climb],
  };
}
