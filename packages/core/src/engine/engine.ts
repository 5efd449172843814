import type { Track } from "../tracking/track.ts";
import type { TerrainModel } from "../terrain/terrain-model.ts";
import type { TimeUs } from "../units/time.ts";
import type { StandingOrders } from "../warning/standing-orders.ts";
import type { Warning } from "../warning/warning.ts";
import type { EngineEffect } from "./effect.ts";
import type { EngineEvent } from "./event.ts";
import type { Weather } from "./weather.ts";

export interface StepResult {
  readonly effects: readonly EngineEffect[];
  /** When a tick is next due, though nothing arrives; null when nothing waits. */
  readonly wakeAtUs: TimeUs | null;
}

/**
 * A step as it is worked through: each piece gives the effects that arose in it, often none, and the end gives when a tick is next due,
 * as {@link StepResult} has it. What a piece is depends on the event alone, so effects and their order are the same however long
 * somebody waits between two of them.
 */
export type StepPieces = Generator<readonly EngineEffect[], TimeUs | null, void>;

/** The deterministic reducer: the same events give the same effects, live or replayed. No clock, no randomness, no I/O. */
export interface Engine {
  /** The whole step at once. */
  step(event: EngineEvent): StepResult;
  /**
   * The same piece by piece, what warnings depend on first. No other step begins before this one has come to its end, and
   * meanwhile there is no snapshot.
   */
  begin(event: EngineEvent): StepPieces;
  /** Whether the step that has begun may soon bring warnings: tracks that threaten are still to be assessed. */
  isUrgent(): boolean;
  /** The live picture, for a screen. */
  tracks(): readonly Track[];
  /** What receivers should be showing: the last message of every running episode. */
  openWarnings(): readonly Warning[];
  /** All that people have ordered and that still holds; null before a configuration. */
  orders(): StandingOrders | null;
  /** The weather that flights are projected through; null: nobody knows it. */
  weather(): Weather | null;
  /** The whole state as JSON-safe data, valid for one engine version. */
  snapshot(): EngineSnapshot;
  /** A snapshot names a large terrain by its digest only: then `terrain` has to bring the heights. */
  restore(snapshot: EngineSnapshot, terrain?: TerrainModel): void;
}

export interface EngineSnapshot {
  readonly engineVersion: string;
  readonly state: unknown;
}
