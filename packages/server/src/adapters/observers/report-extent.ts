import { hypot2 } from "@tocsin/core";
import type { ObservationExtent, ObservationReport, ObservedPlace } from "@tocsin/sdk";
import { KINDS } from "./kinds.ts";
import { MARK_SIGMA_MIN_M, POINTING_SIGMA_DEG, SIGMAS_OF_RADIUS } from "./to-detection.ts";

/** 97.5 % point of the standard normal distribution. */
const SIGMAS_OF_WIDTH = 1.96;
/** So far a direction is drawn towards what is no object in the air: how far away it was is not known at all. */
const REACH_UNKNOWN_M = 10_000;

/**
 * Where what was reported lay when it was seen or heard, with 95 %, by the errors that {@link toDetection} takes: a marked place as a circle
 * (2.448 σ of a round Gaussian), a direction as a sector of ±1.96 σ of compass and pointing together, as far as such an object can be
 * seen or heard; neither, as all around the observer. Null where nobody said where, or it is no object in the air and has no direction.
 */
export function reportExtent(
  { kind, sense, from, direction, place }: ObservationReport,
  context: {
    /** Added to a magnetic bearing to get the true one, at a place. */
    readonly declinationDeg: (latitudeDeg: number, longitudeDeg: number) => number;
    readonly compassSigmaDeg: number;
  },
): ObservationExtent | null {
  if (place !== null) {
    const radiusM = Math.max(place.accuracyM, MARK_SIGMA_MIN_M * SIGMAS_OF_RADIUS);
    return { shape: "circle", ...positionOf(place), radiusM: Math.round(radiusM) };
  }
  if (from === null) return null;
  const known = KINDS[kind];
  const reachM = known === null ? null : sense === "seen" ? known.seenM : known.heardM;
  if (direction === null)
    return reachM === null
      ? null
      : { shape: "circle", ...positionOf(from), radiusM: Math.round(reachM + from.accuracyM) };
  const turnDeg =
    direction.north === "magnetic"
      ? context.declinationDeg(from.latitudeDeg, from.longitudeDeg)
      : 0;
  const sigmaDeg = hypot2(direction.accuracyDeg ?? context.compassSigmaDeg, POINTING_SIGMA_DEG);
  return {
    shape: "sector",
    ...positionOf(from),
    azimuthDeg: Math.round((direction.azimuthDeg + turnDeg + 360) % 360),
    halfWidthDeg: Math.min(180, Math.round(SIGMAS_OF_WIDTH * sigmaDeg)),
    reachM: reachM ?? REACH_UNKNOWN_M,
  };
}

const positionOf = ({
  latitudeDeg,
  longitudeDeg,
}: ObservedPlace): Pick<ObservedPlace, "latitudeDeg" | "longitudeDeg"> => ({
  latitudeDeg,
  longitudeDeg,
});
