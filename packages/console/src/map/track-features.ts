import type { Picture, PictureTrack } from "@tocsin/sdk";
import type { Feature, FeatureCollection } from "geojson";
import { windowText } from "../format/time.ts";
import { symbolCode } from "./affiliation.ts";
import { ellipseRing, placeAt, positionOf } from "./geometry.ts";
import { collection } from "./site-features.ts";

/** A velocity vector shows where an object would be after this long, if it kept its speed and course. */
export const VECTOR_S = 10;
/** How far ahead a course line is drawn for what flies. */
const COURSE_S = 120;
/** Below this probability that it falls at all, no place of impact is drawn. */
const IMPACT_WEIGHT_MIN = 0.05;
/** An ellipse of a followed object smaller than this hides under its symbol. */
const ELLIPSE_MIN_M = 5;

export interface TrackFilter {
  readonly selectedId: string | null;
  /** Objects that may be nothing are left out, but for the selected one. */
  readonly tentative: boolean;
}

export function shownTracks(picture: Picture, filter: TrackFilter): PictureTrack[] {
  return picture.tracks.filter(
    ({ id, status }) => filter.tentative || status !== "tentative" || id === filter.selectedId,
  );
}

const danger = (track: PictureTrack): "threat" | "watched" =>
  track.threatens.length > 0 ? "threat" : "watched";

/** Where each object is: a point with the symbol's code. Threats are placed first, so that their labels win. */
export function pointFeatures(
  tracks: readonly PictureTrack[],
  selectedId: string | null,
): FeatureCollection {
  return collection(
    tracks.map((track) => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: positionOf(track.place) },
      properties: {
        id: track.id,
        label: track.label,
        symbol: symbolCode(track),
        danger: danger(track),
        status: track.status,
        selected: track.id === selectedId,
        order: labelOrder(track, selectedId),
      },
    })),
  );
}

/** Smaller is placed first. */
function labelOrder(track: PictureTrack, selectedId: string | null): number {
  if (track.id === selectedId) return 0;
  if (track.threatens.length > 0) return 1;
  return track.status === "tentative" ? 3 : 2;
}

/** Points of all trails together; with more objects each trail keeps fewer of its points, never one in between. */
const TRAIL_POINTS_MAX = 4_000;

export function thinTrail(trail: PictureTrack["trail"], step: number): PictureTrack["trail"] {
  return step <= 1 ? trail : trail.filter((_, index) => (trail.length - index) % step === 0);
}

/** Where each was, up to where it is. */
export function trailFeatures(tracks: readonly PictureTrack[]): FeatureCollection {
  const points = tracks.reduce((sum, { trail }) => sum + trail.length, 0);
  const step = Math.ceil(points / TRAIL_POINTS_MAX);
  return collection(
    tracks.flatMap((track): Feature[] =>
      track.trail.length === 0
        ? []
        : [
            {
              type: "Feature",
              geometry: {
                type: "LineString",
                coordinates: [...thinTrail(track.trail, step), track.place].map(positionOf),
              },
              properties: { id: track.id, danger: danger(track) },
            },
          ],
    ),
  );
}

/** Velocity for all; for what flies and threatens, or is selected, its course ahead. */
export function vectorFeatures(
  tracks: readonly PictureTrack[],
  selectedId: string | null,
): FeatureCollection {
  const features: Feature[] = [];
  for (const track of tracks) {
    const line = (seconds: number, kind: string): void => {
      const end = placeAt(track.place, track.courseDeg, track.speedMps * seconds);
      features.push({
        type: "Feature",
        geometry: {
          type: "LineString",
          coordinates: [positionOf(track.place), positionOf(end)],
        },
        properties: { id: track.id, kind, danger: danger(track) },
      });
    };
    if (track.speedMps < 1) continue;
    line(VECTOR_S, "vector");
    const shown = track.threatens.length > 0 || track.id === selectedId;
    if (track.impact === null && shown) line(COURSE_S, "course");
  }
  return collection(features);
}

/** 90 % ellipses: of the place of the selected object and of threats, and of every place of impact with its time. */
export function ellipseFeatures(
  tracks: readonly PictureTrack[],
  selectedId: string | null,
  nowUs: number,
): FeatureCollection {
  const features: Feature[] = [];
  const labelled = tracks.length <= IMPACT_LABELS_ALL_MAX;
  for (const track of tracks) {
    const shown = track.threatens.length > 0 || track.id === selectedId;
    if (shown && track.ellipse.majorM >= ELLIPSE_MIN_M) {
      features.push({
        type: "Feature",
        geometry: { type: "Polygon", coordinates: [ellipseRing(track.place, track.ellipse)] },
        properties: { id: track.id, kind: "place", danger: danger(track) },
      });
    }
    features.push(...impactFeatures(track, nowUs, labelled || shown));
  }
  return collection(features);
}

/** With more objects than this, only threats and the selected one have their time of impact written on the map. */
const IMPACT_LABELS_ALL_MAX = 40;

function impactFeatures(track: PictureTrack, nowUs: number, labelled: boolean): Feature[] {
  const { impact } = track;
  if (impact === null || impact.weight < IMPACT_WEIGHT_MIN) return [];
  const window = windowText(impact.fromUs, impact.toUs, nowUs);
  if (window === null) return [];
  const properties = { id: track.id, kind: "impact", danger: danger(track) };
  const ellipse: Feature = {
    type: "Feature",
    geometry: { type: "Polygon", coordinates: [ellipseRing(impact.place, impact.ellipse, 32)] },
    properties,
  };
  if (!labelled) return [ellipse];
  return [
    ellipse,
    {
      type: "Feature",
      geometry: { type: "Point", coordinates: positionOf(impact.place) },
      properties: { ...properties, text: `${track.label}: ${window}` },
    },
  ];
}
