import type { EllipseM, LatLonDeg, PictureTrack } from "@tocsin/sdk";
import { windowText } from "../../format/time.ts";
import { symbolCode } from "../affiliation.ts";
import { placeAt } from "../geometry.ts";
import { LABEL_RANKS, type MapLabel } from "./map-label.ts";
import { type WorldPoint, worldPoint, worldX, worldY } from "./viewport.ts";

/** An object that threatens somebody is drawn in the colour of alarm; all others are watched. */
export type Danger = "threat" | "watched";

/** Broken lines of one danger each, all in one array: thousands of small ones would keep the collector busy. */
export interface ScenePaths {
  /** x and y by turns, in parts of the world. */
  readonly points: readonly number[];
  /** Where each line ends in `points`. */
  readonly ends: readonly number[];
  readonly dangers: readonly Danger[];
}

export interface SceneEllipse {
  readonly at: WorldPoint;
  readonly latitudeDeg: number;
  readonly ellipse: EllipseM;
  readonly danger: Danger;
}

export interface SceneSymbol {
  readonly id: string;
  readonly at: WorldPoint;
  readonly code: string;
  readonly opacity: number;
  readonly selected: boolean;
}

/** Everything about the objects of one moment, ready to be drawn at any zoom. */
export interface TrackScene {
  readonly trails: ScenePaths;
  readonly vectors: ScenePaths;
  readonly courses: ScenePaths;
  readonly places: readonly SceneEllipse[];
  readonly impacts: readonly SceneEllipse[];
  /** What matters most is drawn last, on top of the others. */
  readonly symbols: readonly SceneSymbol[];
  readonly labels: readonly MapLabel[];
}

/** A velocity vector shows where an object would be after this long, if it kept its speed and course. */
const VECTOR_S = 10;
/** How far ahead a course line is drawn for what flies. */
const COURSE_S = 120;
/** Below this probability that it falls at all, no place of impact is drawn. */
const IMPACT_WEIGHT_MIN = 0.05;
/** An ellipse of a followed object smaller than this hides under its symbol. */
const ELLIPSE_MIN_M = 5;
/** Points of all trails together; with more objects each trail keeps fewer of its points, never one in between. */
const TRAIL_POINTS_MAX = 4_000;
/** With more objects than this, only threats and the selected one have their time of impact written on the map. */
const IMPACT_LABELS_ALL_MAX = 40;
const SYMBOL_RADIUS_PX = 18;

export function trackScene(
  tracks: readonly PictureTrack[],
  moment: { readonly selectedId: string | null; readonly nowUs: number },
): TrackScene {
  const { selectedId, nowUs } = moment;
  const points = tracks.reduce((sum, { trail }) => sum + trail.length, 0);
  const step = Math.max(1, Math.ceil(points / TRAIL_POINTS_MAX));
  const scene = {
    trails: new PathList(),
    vectors: new PathList(),
    courses: new PathList(),
    places: [] as SceneEllipse[],
    impacts: [] as SceneEllipse[],
    symbols: [] as SceneSymbol[],
    labels: [] as MapLabel[],
  };
  const order = tracks.toSorted((a, b) => rankOf(b, selectedId) - rankOf(a, selectedId));
  for (const track of order) {
    const danger: Danger = track.threatens.length > 0 ? "threat" : "watched";
    const selected = track.id === selectedId;
    const stands = danger === "threat" || selected;
    const at = worldPoint(track.place);
    addTrail(scene.trails, track, { step, danger });
    if (track.speedMps >= 1) {
      addAhead(scene.vectors, track, { seconds: VECTOR_S, danger });
      if (track.impact === null && stands)
        addAhead(scene.courses, track, { seconds: COURSE_S, danger });
    }
    if (stands && track.ellipse.majorM >= ELLIPSE_MIN_M)
      scene.places.push({ at, latitudeDeg: track.place[0], ellipse: track.ellipse, danger });
    const { id, status } = track;
    const opacity = status === "coasting" ? 0.55 : status === "tentative" ? 0.6 : 1;
    scene.symbols.push({ id, at, code: symbolCode(track), opacity, selected });
    scene.labels.push(nameLabel(track, at, rankOf(track, selectedId)));
    addImpact(scene, track, {
      danger,
      nowUs,
      labelled: tracks.length <= IMPACT_LABELS_ALL_MAX || stands,
    });
  }
  return scene;
}

function rankOf(track: PictureTrack, selectedId: string | null): number {
  if (track.id === selectedId) return LABEL_RANKS.selected;
  if (track.threatens.length > 0) return LABEL_RANKS.threat;
  return track.status === "tentative" ? LABEL_RANKS.tentative : LABEL_RANKS.track;
}

const nameLabel = (track: PictureTrack, at: WorldPoint, rank: number): MapLabel => ({
  at,
  lines: [{ text: track.label, color: track.threatens.length > 0 ? "alarmText" : "label" }],
  sizePx: 12,
  anchors: ["right", "left", "above", "below"],
  gapPx: SYMBOL_RADIUS_PX,
  rank,
  zoomMin: 0,
});

function addImpact(
  scene: { readonly impacts: SceneEllipse[]; readonly labels: MapLabel[] },
  { impact, label }: PictureTrack,
  shown: { readonly danger: Danger; readonly nowUs: number; readonly labelled: boolean },
): void {
  if (impact === null || impact.weight < IMPACT_WEIGHT_MIN) return;
  const window = windowText(impact.fromUs, impact.toUs, shown.nowUs);
  if (window === null) return;
  const { danger } = shown;
  const at = worldPoint(impact.place);
  scene.impacts.push({ at, latitudeDeg: impact.place[0], ellipse: impact.ellipse, danger });
  if (!shown.labelled) return;
  scene.labels.push({
    at,
    lines: [{ text: `${label}: ${window}`, color: danger === "threat" ? "alarmText" : "label" }],
    sizePx: 12,
    anchors: ["right", "left", "above", "below"],
    gapPx: 10,
    rank: danger === "threat" ? LABEL_RANKS.threat : LABEL_RANKS.impact,
    zoomMin: 0,
  });
}

/** Every `step`th point, counted from the latest, and the present place. */
function addTrail(
  list: PathList,
  { trail, place }: PictureTrack,
  { step, danger }: { readonly step: number; readonly danger: Danger },
): void {
  if (trail.length === 0) return;
  for (let i = trail.length % step; i < trail.length; i += step) {
    const point = trail[i];
    if (point !== undefined) list.point(point);
  }
  list.point(place);
  list.end(danger);
}

function addAhead(
  list: PathList,
  { place, courseDeg, speedMps }: PictureTrack,
  { seconds, danger }: { readonly seconds: number; readonly danger: Danger },
): void {
  list.point(place);
  list.point(placeAt(place, courseDeg, speedMps * seconds));
  list.end(danger);
}

class PathList implements ScenePaths {
  readonly points: number[] = [];
  readonly ends: number[] = [];
  readonly dangers: Danger[] = [];

  point(place: LatLonDeg): void {
    this.points.push(worldX(place[1]), worldY(place[0]));
  }

  end(danger: Danger): void {
    this.ends.push(this.points.length);
    this.dangers.push(danger);
  }
}
