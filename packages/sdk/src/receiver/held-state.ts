import { stateDigest, type WarningState } from "../broadcast/broadcast.ts";
import type { AreaView } from "./receiver-view.ts";

/** What a post said of an area last, and until when it holds: times in milliseconds of the receiver's own clock. */
export interface HeldState {
  readonly state: WarningState;
  readonly sequence: number;
  readonly untilMs: number;
  readonly window: AreaView["window"];
  /** {@link stateDigest} of what was taken last. */
  readonly digest: string;
}

/**
 * What a receiver knew of an area, to be given to one that starts again where nothing may be heard: a warning that holds does not end with
 * the page that showed it. Times are milliseconds from the moment when it was kept.
 */
export interface KeptState {
  readonly keyId: string;
  readonly sequence: number;
  readonly state: WarningState;
  readonly leftMs: number;
  readonly window: AreaView["window"];
}

const shifted = (window: AreaView["window"], byMs: number): AreaView["window"] =>
  window === null ? null : { fromMs: window.fromMs + byMs, toMs: window.toMs + byMs };

/** What was kept, as it stands `awayMs` later. */
export const agedBy = (kept: KeptState, awayMs: number): KeptState => ({
  ...kept,
  leftMs: kept.leftMs - awayMs,
  window: shifted(kept.window, -awayMs),
});

/** What is held, for a receiver that starts again: from `nowMs` on. */
export const keptOf = (keyId: string, held: HeldState, nowMs: number): KeptState => ({
  keyId,
  sequence: held.sequence,
  state: held.state,
  leftMs: held.untilMs - nowMs,
  window: shifted(held.window, -nowMs),
});

/** What was kept, on the clock of the receiver that takes it up. */
export const heldOf = (
  { sequence, state, leftMs, window }: KeptState,
  nowMs: number,
): HeldState => ({
  state,
  sequence,
  untilMs: nowMs + leftMs,
  window: shifted(window, nowMs),
  digest: stateDigest(state),
});
