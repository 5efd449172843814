import {
  BALLISTIC,
  HOVER,
  isAwake,
  STEADY,
  STEADY_SHARE,
  THRUST,
  TURN,
} from "../filter/bank-layout.ts";
import type { EvidenceRef } from "../measurement/look.ts";
import { historyOf, type HistoryPiece, historyPieceOf } from "./measured-rows.ts";
import { heightsOf, type HeightsPiece, heightsPieceOf } from "./note-heights.ts";
import * as columns from "./track-columns.ts";
import { HEAD, IS_CONFIRMED } from "./track-head.ts";
import { isConfirmed } from "./track-life.ts";
import { type Names, NO_NAMES, TrackTable } from "./track-table.ts";
import type { Continuation, MotionModel, Track, TrackEnd, TrackEndCause } from "./track.ts";

/** A live track as plain JSON: the numbers of its row that mean something, and its names where it has any. */
export interface TrackPiece {
  /** Bank and counts, in the order of the columns; null where a number is none. */
  readonly numbers: readonly (number | null)[];
  readonly names: Names | null;
  readonly evidence: readonly EvidenceRef[];
  readonly history: HistoryPiece | null;
  /** Left out: its height was measured, or it is too young to have any. */
  readonly heights?: HeightsPiece;
  readonly continues: Continuation | null;
  readonly cluster: number;
}

export function pieceOf(tracks: TrackTable, index: number): TrackPiece {
  const a = tracks.numbers;
  const row = TrackTable.at(index);
  const numbers: (number | null)[] = [];
  for (let i = 0; i < columns.CONTRIBUTIONS; i++) {
    // A sleeping member means nothing, and what is left of it must not tell two runs apart.
    const asleep = i < STEADY_SHARE && !isAwake(a, row, memberAt(i));
    const value = a[row + i];
    numbers.push(asleep ? 0 : Number.isNaN(value) ? null : value);
  }
  push(numbers, a, row + columns.CONTRIBUTIONS, contributionLength(a, row));
  const names = tracks.names[index];
  const history = tracks.histories[index];
  return {
    numbers,
    names: names === NO_NAMES ? null : names,
    evidence: tracks.evidence[index],
    history: history === null ? null : historyPieceOf(history),
    ...heightsPieceOf(tracks.heights[index]),
    continues: tracks.continuations[index],
    cluster: tracks.clusters[index],
  };
}

/** The member of a bank to which a number before the shares belongs; one that is always awake for the first two. */
function memberAt(place: number): number {
  if (place >= TURN) return TURN;
  if (place >= HOVER) return HOVER;
  if (place >= THRUST) return THRUST;
  return place >= BALLISTIC ? BALLISTIC : STEADY;
}

/** Puts a piece into a row, held, and gives the row. */
export function restorePiece(
  tracks: TrackTable,
  { numbers, names, evidence, history, heights, continues, cluster }: TrackPiece,
  frames: Float64Array | null,
  known: Map<string, EvidenceRef>,
): number {
  const index = tracks.take();
  const a = tracks.numbers;
  const row = TrackTable.at(index);
  let next = 0;
  for (let i = 0; i < columns.CONTRIBUTIONS; i++) a[row + i] = numbers[next++] ?? NaN;
  if (isConfirmed(a, row)) tracks.heads[index * HEAD + IS_CONFIRMED] = 1;
  const contributions = row + columns.CONTRIBUTIONS;
  const contributionEnd = contributions + contributionLength(a, row);
  for (let i = contributions; i < contributionEnd; i++) a[i] = numbers[next++] ?? NaN;
  tracks.names[index] = names ?? NO_NAMES;
  tracks.evidence[index] = evidence.map((one) => sharedIn(known, one));
  tracks.histories[index] = history === null || frames === null ? null : historyOf(history, frames);
  tracks.heights[index] = heights === undefined ? null : heightsOf(heights);
  tracks.continuations[index] = continues;
  tracks.clusters[index] = cluster;
  return index;
}

/** The one object for all tracks that have this detection. */
function sharedIn(known: Map<string, EvidenceRef>, one: EvidenceRef): EvidenceRef {
  const key = `${one.sensorId}/${one.lookToUs}/${one.lookSequence}/${one.index}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  known.set(key, one);
  return one;
}

const contributionLength = (a: Float64Array, row: number): number =>
  columns.CONTRIBUTION * a[row + columns.CONTRIBUTION_COUNT];

function push(out: (number | null)[], a: Float64Array, from: number, length: number): void {
  for (let i = from; i < from + length; i++) out.push(a[i]);
}

/** An end that was not yet taken, as plain JSON; nobody projects what has ended, so its history is left out. */
export interface EndPiece {
  readonly cause: TrackEndCause;
  readonly track: Omit<Track, "estimates" | "history"> & {
    readonly estimates: readonly EstimatePiece[];
  };
}

interface EstimatePiece {
  readonly model: MotionModel;
  readonly probability: number;
  readonly mean: readonly number[];
  readonly covariance: readonly number[];
}

export function endPieceOf({ track, cause }: TrackEnd): EndPiece {
  const estimates = track.estimates.map((estimate) => ({
    ...estimate,
    mean: Array.from(estimate.mean),
    covariance: Array.from(estimate.covariance),
  }));
  const { history: _history, ...rest } = track;
  return { track: { ...rest, estimates }, cause };
}

export function endOf({ track, cause }: EndPiece): TrackEnd {
  const estimates = track.estimates.map((estimate) => ({
    ...estimate,
    mean: Float64Array.from(estimate.mean),
    covariance: Float64Array.from(estimate.covariance),
  }));
  return { track: { ...track, estimates, history: null }, cause };
}
