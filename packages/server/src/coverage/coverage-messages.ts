import type { GridLayout, SensorHealth, SiteModel, SurveyedObject } from "@tocsin/core";

/** What a thread needs to work on a map. */
export interface CoverageJob {
  readonly site: SiteModel;
  readonly layout: GridLayout;
  readonly objects: readonly SurveyedObject[];
  /** Sensors taken as down. */
  readonly down: readonly string[];
  /** As it was recorded; absent: every sensor works. */
  readonly health?: readonly SensorHealth[];
}

/** A piece of a map: rows of one object's map. */
export interface CoverageBand {
  readonly object: number;
  readonly fromRow: number;
  readonly toRow: number;
}

export interface CoverageBandDone extends CoverageBand {
  /** 255·P, row by row from the south. */
  readonly values: Uint8Array<ArrayBuffer>;
}
