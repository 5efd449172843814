import type { MapPalette } from "../map-palette.ts";
import type { WorldPoint } from "./viewport.ts";

/** Where a text stands seen from its point. */
export type Anchor = "above" | "below" | "left" | "right" | "centre";

export interface LabelLine {
  readonly text: string;
  readonly color: keyof MapPalette;
}

/** A text on the map. Of texts that would cover each other the one with the smaller rank is shown. */
export interface MapLabel {
  readonly at: WorldPoint;
  readonly lines: readonly LabelLine[];
  readonly sizePx: number;
  /** Tried in this order. */
  readonly anchors: readonly Anchor[];
  readonly gapPx: number;
  readonly rank: number;
  readonly zoomMin: number;
}

/** Who wins where texts meet: whoever is told to act, what threatens, what is followed, and only then the ground. */
export const LABEL_RANKS = {
  warnedArea: 0,
  selected: 1,
  threat: 2,
  area: 3,
  impact: 4,
  track: 5,
  official: 6,
  tentative: 7,
  report: 8,
  sensor: 9,
  blind: 10,
  defence: 11,
  grid: 12,
} as const;
