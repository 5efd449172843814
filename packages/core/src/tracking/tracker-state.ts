import { type HeldClutter, sparsePiece } from "./clutter-maps.ts";
import type { TimeUs } from "../units/time.ts";
import type { ClustersState } from "./hypothesis-clusters.ts";
import type { SensorContext } from "./sensor-context.ts";
import { type EndPiece, endPieceOf, pieceOf, type TrackPiece } from "./track-snapshot.ts";
import type { TrackTable } from "./track-table.ts";
import type { TrackEnd } from "./track.ts";
import type { TrackerCounters } from "./tracker-counters.ts";
import type { UndetectedState } from "./undetected.ts";

/** The state as plain JSON. */
export interface Snapshot {
  readonly version: 6;
  readonly nowUs: TimeUs;
  readonly sensors: readonly string[];
  readonly counters: TrackerCounters;
  readonly undetected: UndetectedState;
  readonly clusters: ClustersState;
  readonly registration: readonly number[];
  readonly clutter: readonly number[];
  readonly tracks: readonly TrackPiece[];
  readonly lost: readonly TrackPiece[];
  readonly ends: readonly EndPiece[];
}

/** The state as rows and arrays that are held. */
export interface Mark {
  readonly nowUs: TimeUs;
  readonly counters: TrackerCounters;
  readonly undetected: UndetectedState;
  readonly clusters: ClustersState;
  readonly registration: Float64Array;
  readonly clutter: HeldClutter;
  /** The rows that were live, held. */
  readonly rows: Int32Array;
  /** Of tracks that were lost, held. */
  readonly lost: Int32Array;
  readonly ends: readonly TrackEnd[];
}

/** The state of a tracker as plain JSON, whose rows are in `tracks`. */
export const snapshotOf = (
  tracks: TrackTable,
  sensors: readonly SensorContext[],
  { nowUs, counters, undetected, clusters, registration, clutter, rows, lost, ends }: Mark,
): Snapshot => ({
  version: 6,
  nowUs,
  sensors: sensors.map(({ geometry }) => geometry.spec.id),
  counters: { ...counters },
  undetected,
  clusters,
  registration: Array.from(registration),
  clutter: sparsePiece(clutter),
  tracks: Array.from(rows, (row) => pieceOf(tracks, row)),
  lost: Array.from(lost, (row) => pieceOf(tracks, row)),
  ends: ends.map(endPieceOf),
});
