import type { HeightGrid } from "../terrain/height-grid.ts";
import type { SensorHealth, SensorSpec } from "../coverage/sensor.ts";
import type { Geodetic } from "../geodesy/geodetic.ts";
import type { Look } from "../measurement/look.ts";
import type { TrackId } from "../units/ids.ts";
import type { TimeUs } from "../units/time.ts";
import type { Track, TrackEnd } from "./track.ts";

/**
 * Looks in, tracks out. The engine knows no more of tracking than this.
 * A tracker is deterministic: the same configuration and the same looks in the same order give the same bits.
 */
export interface Tracker {
  /**
   * Applies one look. Looks come in canonical order ({@link compareLooks}); the engine sees to that by
   * restoring a snapshot and applying again. Detections inside a look may stand in any order: it changes nothing.
   */
  processLook(look: Look, health: ReadonlyMap<string, SensorHealth>): void;
  /** {@link processLook} in parts. Left out: it has none. */
  readonly inParts?: LookInParts;
  /** Takes the memory that looks to come may need, while nobody waits: so that no warning does. It changes no answer. Left out: there is nothing to take. */
  makeRoom?(): void;
  /** Lets time pass though nothing arrives: coasting, ending. Never goes back. */
  advance(timeUs: TimeUs): void;
  /** Every live track, estimates at their own `timeUs` (the last time it was updated), ordered by id. */
  tracks(): readonly Track[];
  /** Of {@link tracks} those that are not tentative. A track that has not changed is the same object as before. */
  confirmed(): readonly Track[];
  /** How many rows it works on: one for each track, and for each further way to explain one that is not confirmed. 0 where there is no track. */
  liveCount(): number;
  /** Ends since the last call, in order; of what was detected once only and never said who it is, which is clutter by the thousand, none. */
  takeEnded(): readonly TrackEnd[];
  /** `track` predicted to `timeUs` ≥ its own time; a new track. */
  predict(track: Track, timeUs: TimeUs): Track;
  /** The whole state, out and in. `restore(snapshot())` changes no later bit. Opaque, structured-cloneable JSON. */
  snapshot(): TrackerSnapshot;
  restore(snapshot: TrackerSnapshot): void;
  /**
   * The same within the life of this tracker, cheaply: `rewind(mark())` changes no later bit. A mark may be used again, until an earlier
   * one is: a rewind ends the marks made after the one it goes to.
   */
  mark(): TrackerMark;
  rewind(mark: TrackerMark): void;
  /** This mark and those made before it will not be used again: what they held may be given back. */
  forget(mark: TrackerMark): void;
  /** What {@link snapshot} gave when the mark was made. */
  snapshotOf(mark: TrackerMark): TrackerSnapshot;
}

/**
 * A look that is worked through in parts, so that what it says of a threatened track is known before all that it says of others: begun, asked for
 * tracks ahead in any order, and finished. What comes of it is the same, bit for bit, as of {@link Tracker.processLook}, whatever was asked for. Between its beginning
 * and its end there is no mark, no snapshot and no other look.
 */
export interface LookInParts {
  begin(look: Look, health: ReadonlyMap<string, SensorHealth>): void;
  /**
   * The confirmed track of that name as the look leaves it, but for what its end may still make of it: an object that was just confirmed may turn out to be
   * this one. Null: there is none, or it ends with the look.
   */
  ahead(id: TrackId): Track | null;
  /** The tracks that the look confirms, as it leaves them, but those that turn out to be one known before; no more once they were asked for, or it is finished. */
  confirmedAhead(): readonly Track[];
  /** Nothing to do where none is begun. */
  finish(): void;
}

/** A state to come back to. Of use to the tracker that gave it only. */
export type TrackerMark = unknown;

/** JSON-safe (numbers, strings, arrays, plain objects; no NaN), so that it can stand in a journal record. */
export type TrackerSnapshot = unknown;

export interface TrackerConfig {
  /** Origin of the site's east-north-up frame, in which every estimate stands. */
  readonly origin: Geodetic;
  readonly sensors: readonly SensorSpec[];
  /** The ground around, which may hide objects from sensors; absent or null where none is known. */
  readonly terrain?: HeightGrid | null;
  /** Confirm at M detections within N expected looks; at M − 1, but no fewer than two, where the object all but certainly exists. */
  readonly confirmDetections: number;
  readonly confirmWindow: number;
  /** End a confirmed track after this many consecutive expected looks without detection … */
  readonly endAfterMisses: number;
  /** … or unseen for this long, whichever comes first. */
  readonly endAfterUs: number;
  readonly tracksMax: number;
  /** `classical` is the textbook baseline, to compare with; left out, it is the main tracker. */
  readonly method?: TrackerMethod;
  /** Whether a track that may fall carries what was measured of it, for a projection that fits its whole flight; left out, it does. */
  readonly keepsHistory?: boolean;
}

export type TrackerMethod = "main" | "classical";

export type CreateTracker = (config: TrackerConfig) => Tracker;
