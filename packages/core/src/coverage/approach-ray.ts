import { meanOfCorners } from "../geodesy/polygon.ts";
import type { ApproachModel, ProtectedPlace } from "./protection-parameters.ts";
import type { ApproachRay } from "./ray-intervals.ts";

/** One object on its way to one place. */
export interface WatchedApproach {
  readonly place: ProtectedPlace;
  readonly model: ApproachModel;
  readonly ray: ApproachRay;
}

/** The ray along a bearing from the middle of the outer ring, starting where it leaves the ring for the last time. */
export function rayOf(place: ProtectedPlace, bearingRad: number): ApproachRay {
  const ring = place.rings[0] ?? [];
  const [centreE, centreN] = meanOfCorners(ring);
  const directionEast = Math.sin(bearingRad);
  const directionNorth = Math.cos(bearingRad);
  let edge = 0;
  for (let i = 0; i < ring.length; i += 2) {
    const j = (i + 2) % ring.length;
    const ae = ring[i] - centreE;
    const an = ring[i + 1] - centreN;
    const be = ring[j] - centreE;
    const bn = ring[j + 1] - centreN;
    const sideA = ae * directionNorth - an * directionEast;
    const sideB = be * directionNorth - bn * directionEast;
    if (sideA < 0 === sideB < 0) continue;
    const share = sideA / (sideA - sideB);
    const along =
      (ae + share * (be - ae)) * directionEast + (an + share * (bn - an)) * directionNorth;
    if (along > edge) edge = along;
  }
  return {
    eastM: centreE + edge * directionEast,
    northM: centreN + edge * directionNorth,
    directionEast,
    directionNorth,
  };
}
