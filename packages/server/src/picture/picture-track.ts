import {
  degrees,
  independentSources,
  mostProbableClass,
  type SensorSpec,
  type Track,
  wrapTwoPi,
} from "@tocsin/core";
import type {
  LatLonDeg,
  PictureClaim,
  PictureImpact,
  PictureSources,
  PictureTrack,
} from "@tocsin/sdk";
import { causeText } from "./shared-causes.ts";
import { ellipse90, type PictureFrame, round } from "./picture-frame.ts";

export interface TrackSurroundings {
  readonly frame: PictureFrame;
  readonly label: string;
  /** Of any track. */
  readonly labelOf: (trackId: string) => string;
  /** Where it would come down; null for what flies. */
  readonly impact: PictureImpact | null;
  readonly trail: readonly LatLonDeg[];
  readonly threatens: readonly string[];
  readonly masked: boolean;
  readonly claim: PictureClaim | null;
  readonly sensors: readonly SensorSpec[];
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
    ...contradictedOf(track),
    ...(around.claim === null ? {} : { claim: around.claim }),
    sources: sourcesOf(track, around.sensors),
    masked: around.masked,
    ...continuesOf(track, around),
    lastSensedUs: track.lastSensedUs,
    trail: around.trail,
    impact: around.impact,
    threatens: around.threatens,
  };
}

function contradictedOf({ claim }: Track): Pick<PictureTrack, "claimContradictedBy"> {
  const by = claim?.contradiction ?? null;
  return by === null ? {} : { claimContradictedBy: by };
}

function sourcesOf({ evidence }: Track, sensors: readonly SensorSpec[]): PictureSources {
  const ids = new Set<string>(evidence.map(({ sensorId }) => sensorId));
  const { count, authenticated, groups } = independentSources(ids, sensors);
  return {
    independent: count,
    authenticated,
    groups: groups.map(({ sensorIds, shared }) => ({
      sensorIds,
      shared: shared.map(causeText),
    })),
  };
}

function continuesOf(
  { continues }: Track,
  { labelOf }: TrackSurroundings,
): Pick<PictureTrack, "continues"> {
  if (!continues) return {};
  const probability = round(continues.probability, 2);
  return { continues: { label: labelOf(continues.track), probability } };
}

function identityText({ identity }: Track): string | null {
  if (identity === null) return null;
  return (
    identity.callsign ?? identity.aircraftAddress ?? identity.mode3A ?? identity.sensorTrack ?? null
  );
}
