import { clearHold, HOLD } from "../association/hold.ts";
import { copyNumbers } from "../filter/bank-layout.ts";

/** For so many sensors a hold of each row is kept; of more, those that share a place drive each other's out. */
const SENSORS_HELD = 8;

/**
 * A hold of every row about each sensor, {@link HOLD} numbers apart from the rows, since sectors ask for nothing else of most. Looks of several radars come
 * in turn: were there one hold for all of them, each look would work out those of all rows anew. No state.
 */
export class RowHolds {
  /** By a sensor's index modulo {@link SENSORS_HELD}, made when one asks first. */
  readonly #held: Float64Array[] = [];
  #rows: number;

  /** Room for so many rows. */
  constructor(rows: number) {
    this.#rows = rows;
  }

  /** Those about a sensor, or about another one at its place. Holds until {@link grow}. */
  about(sensor: number): Float64Array {
    const place = sensor % SENSORS_HELD;
    while (this.#held.length <= place) {
      const holds = new Float64Array(this.#rows * HOLD);
      for (let row = 0; row < this.#rows; row++) clearHold(holds, row * HOLD);
      this.#held.push(holds);
    }
    return this.#held[place];
  }

  clear(row: number): void {
    for (let k = 0; k < this.#held.length; k++) clearHold(this.#held[k], row * HOLD);
  }

  /** What is known of a row is of another one too. */
  copy(from: number, to: number): void {
    for (let k = 0; k < this.#held.length; k++)
      copyNumbers(this.#held[k], from * HOLD, this.#held[k], to * HOLD, HOLD);
  }

  grow(rows: number): void {
    this.#rows = rows;
    for (let k = 0; k < this.#held.length; k++) {
      const holds = new Float64Array(rows * HOLD);
      holds.set(this.#held[k]);
      this.#held[k] = holds;
    }
  }
}
