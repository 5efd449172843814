/**
 * Places in a row: position (0–2, m) and velocity (3–5, m/s) east, north, up; then the covariance by blocks: position (6–11) and velocity
 * (21–26) as upper triangles by rows, and position against velocity (12–20), a row for each axis of position.
 */
export const ROW = 27;
/** Of {@link TrackTable.seen}. */
export const SEEN_BITS = 30;

const SEEN_MASK = (1 << SEEN_BITS) - 1;
const FIRST_CAPACITY = 64;

/** Tracks as rows of one flat array, with what is counted of each beside it. Rows keep their order. */
export class TrackTable {
  count = 0;
  values = new Float64Array(FIRST_CAPACITY * ROW);
  /** Names a track for its whole life. */
  serial = new Int32Array(FIRST_CAPACITY);
  /** The latest expected looks, newest in the lowest bit, 1 where it was seen. */
  seen = new Int32Array(FIRST_CAPACITY);
  /** Expected looks since the first detection, that one counted; no further than {@link SEEN_BITS}. */
  age = new Int32Array(FIRST_CAPACITY);
  /** Expected looks without detection in a row. */
  misses = new Int32Array(FIRST_CAPACITY);

  /** A new last row, whose content is what was left there. */
  add(): number {
    if (this.count === this.serial.length) this.#grow(2 * this.count);
    return this.count++;
  }

  /** Row `to` becomes a copy of row `from` of another table, or of this one. */
  copyRow(source: TrackTable, from: number, to: number): void {
    if (source === this && from === to) return;
    const { values } = this;
    const given = source.values;
    const start = from * ROW;
    const target = to * ROW;
    for (let i = 0; i < ROW; i++) values[target + i] = given[start + i];
    this.serial[to] = source.serial[from];
    this.seen[to] = source.seen[from];
    this.age[to] = source.age[from];
    this.misses[to] = source.misses[from];
  }

  copyFrom(source: TrackTable): void {
    const { count } = source;
    if (count > this.serial.length) this.#grow(source.serial.length);
    this.count = count;
    this.values.set(source.values.subarray(0, count * ROW));
    for (const name of COUNTS) this[name].set(source[name].subarray(0, count));
  }

  /** Counts an expected look. */
  countLook(row: number, isSeen: boolean): void {
    this.seen[row] = ((this.seen[row] << 1) | (isSeen ? 1 : 0)) & SEEN_MASK;
    if (this.age[row] < SEEN_BITS) this.age[row]++;
    this.misses[row] = isSeen ? 0 : this.misses[row] + 1;
  }

  /** How many of the latest `window` expected looks showed the object. */
  seenWithin(row: number, window: number): number {
    let bits = this.seen[row] & (window >= SEEN_BITS ? SEEN_MASK : (1 << window) - 1);
    let seen = 0;
    for (; bits !== 0; bits &= bits - 1) seen++;
    return seen;
  }

  #grow(capacity: number): void {
    const values = new Float64Array(capacity * ROW);
    values.set(this.values);
    this.values = values;
    for (const name of COUNTS) {
      const wider = new Int32Array(capacity);
      wider.set(this[name]);
      this[name] = wider;
    }
  }
}

const COUNTS = ["serial", "seen", "age", "misses"] as const;
