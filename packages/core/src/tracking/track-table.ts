import { BANK, copyBank, copyNumbers } from "../filter/bank-layout.ts";
import type { EvidenceRef, Identity } from "../measurement/look.ts";
import type { MeasurementHistory } from "../measurement/measurement-history.ts";
import type { TrackId } from "../units/ids.ts";
import { assert } from "../units/assert.ts";
import { CONTRIBUTION, CONTRIBUTION_COUNT, CONTRIBUTIONS, ROW } from "./track-columns.ts";
import { RowHolds } from "./row-holds.ts";
import { clearHead, forgetCounts, HEAD, IS_CONFIRMED } from "./track-head.ts";
import type { HeightCells } from "./note-heights.ts";
import type { Continuation, MotionEstimate, Track } from "./track.ts";

const ROWS_AT_FIRST = 64;
/** One more than this stands for any number of changed rows: nobody has asked for them. */
export const CHANGES_MAX = 256;

/** What cannot stand among numbers: what an object says it is, and the numbers that sensors gave it, by sensor. */
export interface Names {
  readonly identity: Identity | null;
  readonly sensorTracks: readonly (string | null)[];
}
export const NO_NAMES: Names = { identity: null, sensorTracks: [] };
/** The cluster of a track that is confirmed. */
export const NO_CLUSTER = 0;
const NO_EVIDENCE: readonly EvidenceRef[] = [];

/** What was worked out from a row, which is no state; emptied when the row changes. Estimates follow from the bank alone. */
export interface Derived {
  view: Track | null;
  estimates: readonly MotionEstimate[] | null;
  /** Which is made of text; a row and its copies have one name. */
  id: TrackId | null;
}

/**
 * The rows of all live tracks in one flat array, and of those that a mark may bring back. A row is shared by the present and the marks
 * until one of them changes it; whoever changes it then works on a copy, so that a mark costs an array of numbers and nothing is copied
 * that did not change. Rows that nobody holds are used again: a tracker at rest allocates nothing.
 */
export class TrackTable {
  /** {@link ROW} numbers for each row. Grows: read it anew after {@link take} and {@link own}. */
  numbers = new Float64Array(ROWS_AT_FIRST * ROW);
  /** {@link HEAD} numbers for each row. Grows as {@link numbers} does. */
  heads = new Float64Array(ROWS_AT_FIRST * HEAD);
  readonly holds = new RowHolds(ROWS_AT_FIRST);
  readonly names: Names[] = [];
  readonly evidence: (readonly EvidenceRef[])[] = [];
  /** What was measured of a track while it may be ballistic. */
  readonly histories: (MeasurementHistory | null)[] = [];
  /** Of a track whose height nobody measured: what each band of height makes of it. */
  readonly heights: (HeightCells | null)[] = [];
  /** The lost track that a track may be. */
  readonly continuations: (Continuation | null)[] = [];
  readonly derived: Derived[] = [];
  /** While a track is not confirmed: which others it is weighed with ({@link HypothesisClusters}); {@link NO_CLUSTER} once it is. */
  clusters = new Int32Array(ROWS_AT_FIRST);
  /** The rows of live tracks in the order in which they began, which is the order of every loop that could matter. */
  live = new Int32Array(ROWS_AT_FIRST);
  count = 0;
  /** Confirmed rows that were about to change since somebody took them out of here, the latest {@link own} last; no state. */
  readonly changedConfirmed: number[] = [];
  #holders = new Int32Array(ROWS_AT_FIRST);
  readonly #free: number[] = [];
  #used = 0;

  /** Where a row's numbers begin. */
  static at(row: number): number {
    return row * ROW;
  }

  /** A new row, held once, its numbers whatever was there. */
  take(): number {
    const row = this.#take();
    this.names[row] = NO_NAMES;
    this.evidence[row] = NO_EVIDENCE;
    this.histories[row] = null;
    this.heights[row] = null;
    this.continuations[row] = null;
    this.clusters[row] = NO_CLUSTER;
    clearHead(this.heads, row * HEAD);
    this.holds.clear(row);
    this.#forget(row);
    return row;
  }

  /** A new row of which everything is still to be said. */
  #take(): number {
    const row = this.#free.pop() ?? this.#used++;
    if (row >= this.#holders.length) this.#grow();
    this.#holders[row] = 1;
    this.derived[row] ??= { view: null, estimates: null, id: null };
    return row;
  }

  /**
   * The row of the live track at `place`, to be changed: itself where nobody else holds it, or else a copy in its stead. The copy may need room, and
   * then the arrays are others: whoever writes asks for the row before the array. Whoever changes its bank calls {@link moved}.
   */
  own(place: number): number {
    const row = this.ownCounted(place);
    forgetCounts(this.heads, row * HEAD);
    return row;
  }

  /** {@link own} for whoever changes nothing that is counted: when the track ends or coasts stays as it was. */
  ownCounted(place: number): number {
    const row = this.live[place];
    if (this.#holders[row] === 1) {
      this.derived[row].view = null;
      this.#noteChange(row);
      return row;
    }
    const copy = this.copyOf(row);
    this.#holders[row]--;
    this.live[place] = copy;
    this.#noteChange(copy);
    return copy;
  }

  #noteChange(row: number): void {
    const { changedConfirmed } = this;
    if (this.heads[row * HEAD + IS_CONFIRMED] === 0) return;
    if (changedConfirmed[changedConfirmed.length - 1] === row) return;
    if (changedConfirmed.length <= CHANGES_MAX) changedConfirmed.push(row);
  }

  /** A new row, held once, that says what another says. */
  copyOf(row: number): number {
    const copy = this.#take();
    const from = TrackTable.at(row);
    const to = TrackTable.at(copy);
    const { numbers } = this;
    const contributions = CONTRIBUTION * numbers[from + CONTRIBUTION_COUNT];
    copyBank(numbers, from, numbers, to);
    copyNumbers(numbers, from + BANK, numbers, to + BANK, CONTRIBUTIONS - BANK + contributions);
    copyNumbers(this.heads, row * HEAD, this.heads, copy * HEAD, HEAD);
    this.holds.copy(row, copy);
    this.names[copy] = this.names[row];
    this.evidence[copy] = this.evidence[row];
    this.histories[copy] = this.histories[row];
    this.heights[copy] = this.heights[row];
    this.continuations[copy] = this.continuations[row];
    this.clusters[copy] = this.clusters[row];
    const derived = this.derived[copy];
    derived.view = null;
    derived.estimates = this.derived[row].estimates;
    derived.id = this.derived[row].id;
    return copy;
  }

  /** Says that a row's bank is another now. */
  moved(row: number): void {
    this.derived[row].estimates = null;
    this.holds.clear(row);
  }

  /** Adds a row that is held to the live ones. */
  append(row: number): void {
    if (this.count === this.live.length) {
      const longer = new Int32Array(2 * this.count);
      longer.set(this.live);
      this.live = longer;
    }
    this.live[this.count++] = row;
  }

  /** Lets the live tracks at those places go. */
  drop(isGone: ReadonlySet<number>): void {
    let kept = 0;
    for (let place = 0; place < this.count; place++) {
      if (isGone.has(place)) this.release(this.live[place]);
      else this.live[kept++] = this.live[place];
    }
    this.count = kept;
  }

  /** Holds a row once more. */
  hold(row: number): void {
    this.#holders[row]++;
  }

  isHeld(row: number): boolean {
    return this.#holders[row] > 0;
  }

  release(row: number): void {
    assert(this.#holders[row] > 0, "a row that is let go was held");
    if (--this.#holders[row] > 0) return;
    this.names[row] = NO_NAMES;
    this.evidence[row] = NO_EVIDENCE;
    this.histories[row] = null;
    this.heights[row] = null;
    this.continuations[row] = null;
    this.#forget(row);
    this.#free.push(row);
  }

  /**
   * Room for as many rows again as were ever in use, made while nobody waits: a thousand rows are copied, and their memory taken from the system, in several
   * milliseconds.
   */
  makeRoom(): void {
    if (2 * this.#used > this.#holders.length) this.#grow();
  }

  /** The live rows, held once more for whoever asked. */
  holdAll(): Int32Array {
    const rows = this.live.slice(0, this.count);
    for (const row of rows) this.#holders[row]++;
    return rows;
  }

  /** Makes these rows the live ones. */
  replaceAll(rows: Int32Array): void {
    for (const row of rows) this.#holders[row]++;
    for (let place = 0; place < this.count; place++) this.release(this.live[place]);
    if (rows.length > this.live.length) this.live = new Int32Array(2 * rows.length);
    this.live.set(rows);
    this.count = rows.length;
  }

  #forget(row: number): void {
    const derived = this.derived[row];
    derived.view = null;
    derived.estimates = null;
    derived.id = null;
  }

  #grow(): void {
    const rows = 2 * this.#holders.length;
    const numbers = new Float64Array(rows * ROW);
    numbers.set(this.numbers);
    this.numbers = numbers;
    const heads = new Float64Array(rows * HEAD);
    heads.set(this.heads);
    this.heads = heads;
    this.holds.grow(rows);
    const clusters = new Int32Array(rows);
    clusters.set(this.clusters);
    this.clusters = clusters;
    const holders = new Int32Array(rows);
    holders.set(this.#holders);
    this.#holders = holders;
  }
}
