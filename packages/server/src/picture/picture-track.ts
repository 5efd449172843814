import {
  addSeconds,
  degrees,
  type Environment,
  type ImpactComponent,
  mostProbableClass,
  projectTrack,
  type Track,
  wrapTwoPi,
} from "@tocsin/core";
import type { LatLonDeg, PictureImpact, PictureTrack } from "@tocsin/sdk";
import { ellipse90, type PictureFrame, round } from "./picture-frame.ts";

/** An object that falls with less probability than this is drawn as one that flies. */
export const IMPACT_SHOWN_WEIGHT = 0.25;
/** Standard deviations of the two-sided 90 % window. */
const SIGMAS_WINDOW = 1.645;

export interface TrackSurroundings {
  readonly frame: PictureFrame;
  readonly environment: Environment;
  readonly label: string;
  readonly trail: readonly LatLonDeg[];
  readonly threatens: readonly string[];
}

/** A track as a screen shows it: its most probable law of motion, in degrees and with its doubt. */
export function pictureTrack(track: Track, around: TrackSurroundings): PictureTrack {
  const { mean, covariance } = track.estimates[0];
  const [east, north, up, eastMps, northMps, climbMps] = mean;
  const size = mean.length;
  const best = mostProbableClass(track);
  const groundMps = Math.hypot(eastMps, northMps);
  return {
    id: track.id,
    label: around.label,
    status: track.status,
    place: around.frame.place(east, north, up),
    heightM: around.frame.height(east, north, up),
    ellipse: ellipse90({ eeM2: covariance[0], enM2: covariance[1], nnM2: covariance[size + 1] }),
    speedMps: round(Math.hypot(groundMps, climbMps), 1),
    courseDeg: groundMps === 0 ? 0 : round(degrees(wrapTwoPi(Math.atan2(eastMps, northMps))), 1),
    climbMps: round(climbMps, 1),
    existence: round(track.existence, 4),
    class: best.class,
    classProbability: round(best.probability, 4),
    identity: identityText(track),
    lastSensedUs: track.lastSensedUs,
    trail: around.trail,
    impact: impactOf(track, around),
    threatens: around.threatens,
  };
}

function identityText({ identity }: Track): string | null {
  if (identity === null) return null;
  return (
    identity.callsign ?? identity.aircraftAddress ?? identity.mode3A ?? identity.sensorTrack ?? null
  );
}

function impactOf(track: Track, { environment, frame }: TrackSurroundings): PictureImpact | null {
  const falling = track.estimates.some(
    ({ model, probability }) => model === "ballistic" && probability >= IMPACT_SHOWN_WEIGHT,
  );
  if (!falling) return null;
  const impact = projectTrack(track, environment).components.find(
    (component): component is ImpactComponent => component.kind === "impact",
  );
  if (impact === undefined || impact.weight < IMPACT_SHOWN_WEIGHT) return null;
  const halfS = SIGMAS_WINDOW * impact.impactSigmaS;
  return {
    place: frame.place(impact.eastM, impact.northM, 0),
    ellipse: ellipse90({
      eeM2: impact.covarianceEeM2,
      enM2: impact.covarianceEnM2,
      nnM2: impact.covarianceNnM2,
    }),
    fromUs: addSeconds(impact.impactUs, -halfS),
    toUs: addSeconds(impact.impactUs, halfS),
    weight: round(impact.weight, 4),
  };
}
