import { assert } from "../units/assert.ts";

/**
 * Rows that may each take one column, by row: the pairings of row `i` are `columns[p]` and `costs[p]` for `p` from `rowStart[i]` up to
 * `rowStart[i + 1]`. A cost is relative to leaving the row alone, so that only costs below zero are ever chosen. Arrays may be longer
 * than the problem: what lies past it is not looked at.
 */
export interface SparseProblem {
  rowCount: number;
  columnCount: number;
  rowStart: Int32Array;
  columns: Int32Array;
  costs: Float64Array;
}

/** The problem of lists that were grown row by row: `rowStart` begins with 0 and has one more than there are rows. */
export const sparseProblemOf = (
  columnCount: number,
  rowStart: readonly number[],
  columns: readonly number[],
  costs: readonly number[],
): SparseProblem => ({
  rowCount: rowStart.length - 1,
  columnCount,
  rowStart: Int32Array.from(rowStart),
  columns: Int32Array.from(columns),
  costs: Float64Array.from(costs),
});

/** For each row, how many bids may be made for columns before the rest is left to shortest paths: bids can outbid each other by hairs. */
const BIDS_PER_ROW = 8;

/**
 * Exact minimum-cost assignment on sparse pairings, in memory that is kept from one problem to the next.
 *
 * Rows first bid for their cheapest column, raising its price to that of their second choice, and whom they outbid bids again
 * (augmenting row reduction). Rows that a tie or the limit left over are added by shortest augmenting paths in reduced cost, cut off
 * at the cheapest end found so far: a free column, or a row on the way that is better left alone. Both keep every assigned row at
 * its least reduced cost and every free column at price 0, so that the prices prove the result:
 * rowPrice ≤ 0, columnPrice ≤ 0, rowPrice[i] + columnPrice[j] ≤ cost[i, j], and their sum is the cost.
 * A bid or a path touches only rows and columns that compete with each other: the effort is that of the clusters.
 *
 * Costs are numbers above −∞; +∞ is never taken. The result is a function of the problem as it is laid out: of equal costs the one
 * that stands first in its row wins.
 *
 * R. Jonker and A. Volgenant, "A shortest augmenting path algorithm for dense and sparse linear assignment problems",
 * Computing 38 (1987) 325–340.
 */
export class SparseAssignment {
  /** Column of each row, −1 where it is left alone; of the latest problem. Valid until the next. */
  columnOfRow = new Int32Array(0);
  rowPrice = new Float64Array(0);
  columnPrice = new Float64Array(0);
  #rowOfColumn = new Int32Array(0);
  /** Shortest reduced cost found to each column, and the row before it; Infinity where not reached. */
  #distance = new Float64Array(0);
  #previousRow = new Int32Array(0);
  /** Columns by distance, with their places: a binary heap. */
  #heap = new Int32Array(0);
  #heapPlace = new Int32Array(0);
  #heapSize = 0;
  #reached = new Int32Array(0);
  #reachedCount = 0;
  #settled = new Int32Array(0);
  #settledCount = 0;
  #leftOver = new Int32Array(0);
  #leftOverCount = 0;
  #leastTotal = 0;
  #freeColumn = -1;

  /** Finds the cheapest assignment; the answer lies in {@link columnOfRow}, which is returned. */
  solve(problem: SparseProblem): Int32Array {
    const { rowCount, columnCount } = problem;
    this.#makeRoom(rowCount, columnCount);
    this.columnOfRow.fill(-1, 0, rowCount);
    this.columnPrice.fill(0, 0, columnCount);
    this.#rowOfColumn.fill(-1, 0, columnCount);
    this.#leftOverCount = 0;
    let bidsLeft = BIDS_PER_ROW * rowCount;
    for (let row = 0; row < rowCount; row++) bidsLeft -= this.#bid(problem, row, bidsLeft);
    for (let i = 0; i < this.#leftOverCount; i++) this.#augment(problem, this.#leftOver[i]);
    return this.columnOfRow;
  }

  /** The sum of the prices, which is what the chosen pairings cost, to rounding. */
  cost({ rowCount, columnCount }: SparseProblem): number {
    let sum = 0;
    for (let row = 0; row < rowCount; row++) sum += this.rowPrice[row];
    for (let column = 0; column < columnCount; column++) sum += this.columnPrice[column];
    return sum;
  }

  #makeRoom(rowCount: number, columnCount: number): void {
    if (this.rowPrice.length < rowCount) {
      const size = Math.max(rowCount, 2 * this.rowPrice.length);
      this.columnOfRow = new Int32Array(size);
      this.rowPrice = new Float64Array(size);
      this.#leftOver = new Int32Array(size);
    }
    if (this.columnPrice.length >= columnCount) return;
    const size = Math.max(columnCount, 2 * this.columnPrice.length);
    this.columnPrice = new Float64Array(size);
    this.#rowOfColumn = new Int32Array(size);
    this.#distance = new Float64Array(size).fill(Infinity);
    this.#previousRow = new Int32Array(size);
    this.#heap = new Int32Array(size);
    this.#heapPlace = new Int32Array(size).fill(-1);
    this.#reached = new Int32Array(size);
    this.#settled = new Int32Array(size);
  }

  /** Lets a row bid, then the row that it outbid, and so on; returns the number of bids. */
  #bid(problem: SparseProblem, first: number, bidsMax: number): number {
    const { rowStart, columns, costs } = problem;
    const { columnOfRow, columnPrice, rowPrice } = this;
    const rowOfColumn = this.#rowOfColumn;
    let row = first;
    for (let bids = 1; ; bids++) {
      let least = 0;
      let second = Infinity;
      let column = -1;
      let other = -1;
      const end = rowStart[row + 1];
      for (let pair = rowStart[row]; pair < end; pair++) {
        const cost = costs[pair];
        const candidate = columns[pair];
        const reduced = cost - columnPrice[candidate];
        assert(reduced > -Infinity, "an assignment cost is a number above −∞");
        if (reduced >= second) continue;
        if (reduced < least) {
          second = least;
          other = column;
          least = reduced;
          column = candidate;
        } else {
          second = reduced;
          other = candidate;
        }
      }
      rowPrice[row] = least;
      if (column === -1) return bids;
      let owner = rowOfColumn[column];
      if (second === least && owner !== -1 && other !== -1 && rowOfColumn[other] === -1) {
        column = other;
        owner = -1;
      }
      if (owner !== -1 && (second === least || bids >= bidsMax)) {
        this.#leftOver[this.#leftOverCount++] = row;
        return bids;
      }
      columnPrice[column] -= second - least;
      rowPrice[row] = second;
      columnOfRow[row] = column;
      rowOfColumn[column] = row;
      if (owner === -1) return bids;
      columnOfRow[owner] = -1;
      row = owner;
    }
  }

  #augment(problem: SparseProblem, source: number): void {
    const { rowPrice } = this;
    rowPrice[source] = this.#leastReduced(problem, source);
    let aloneRow = source;
    this.#leastTotal = -rowPrice[source];
    this.#freeColumn = -1;
    this.#relax(problem, source, 0);
    while (this.#heapSize > 0) {
      const column = this.#heap[0];
      const distance = this.#distance[column];
      if (distance >= this.#leastTotal) break;
      this.#pop();
      this.#settled[this.#settledCount++] = column;
      const row = this.#rowOfColumn[column];
      const alone = distance - rowPrice[row];
      if (alone < this.#leastTotal) {
        this.#leastTotal = alone;
        this.#freeColumn = -1;
        aloneRow = row;
      }
      this.#relax(problem, row, distance);
    }
    this.#reprice(source);
    this.#flip(source, aloneRow);
    this.#forget();
  }

  /** The least reduced cost of a row, being left alone included. */
  #leastReduced({ rowStart, columns, costs }: SparseProblem, row: number): number {
    let least = 0;
    for (let pair = rowStart[row]; pair < rowStart[row + 1]; pair++) {
      least = Math.min(least, costs[pair] - this.columnPrice[columns[pair]]);
    }
    return least;
  }

  #relax({ rowStart, columns, costs }: SparseProblem, row: number, base: number): void {
    const { columnPrice } = this;
    const distances = this.#distance;
    const offset = base - this.rowPrice[row];
    let leastTotal = this.#leastTotal;
    const end = rowStart[row + 1];
    for (let pair = rowStart[row]; pair < end; pair++) {
      const column = columns[pair];
      const reached = offset + costs[pair] - columnPrice[column];
      if (reached >= leastTotal || reached >= distances[column]) continue;
      // Rounding can leave a reduced cost a hair below zero; distances must not fall along a path.
      const distance = reached > base ? reached : base;
      if (distance >= distances[column]) continue;
      if (distances[column] === Infinity) this.#reached[this.#reachedCount++] = column;
      distances[column] = distance;
      this.#previousRow[column] = row;
      if (this.#rowOfColumn[column] === -1) {
        leastTotal = distance;
        this.#freeColumn = column;
      } else {
        this.#rise(column, distance);
      }
    }
    this.#leastTotal = leastTotal;
  }

  /** Moves the prices so that every reduced cost stays at or above zero and the path's become zero. */
  #reprice(source: number): void {
    const leastTotal = this.#leastTotal;
    this.rowPrice[source] += leastTotal;
    for (let i = 0; i < this.#settledCount; i++) {
      const column = this.#settled[i];
      const change = leastTotal - this.#distance[column];
      if (change <= 0) continue;
      this.columnPrice[column] -= change;
      this.rowPrice[this.#rowOfColumn[column]] += change;
    }
  }

  #flip(source: number, aloneRow: number): void {
    let column = this.#freeColumn;
    if (column === -1) {
      if (aloneRow === source) return;
      column = this.columnOfRow[aloneRow];
      this.columnOfRow[aloneRow] = -1;
    }
    for (;;) {
      const row = this.#previousRow[column];
      const before = this.columnOfRow[row];
      this.columnOfRow[row] = column;
      this.#rowOfColumn[column] = row;
      if (row === source) return;
      column = before;
    }
  }

  #forget(): void {
    for (let i = 0; i < this.#reachedCount; i++) {
      this.#distance[this.#reached[i]] = Infinity;
      this.#heapPlace[this.#reached[i]] = -1;
    }
    this.#reachedCount = 0;
    this.#settledCount = 0;
    this.#heapSize = 0;
  }

  /** Puts a column, new or with a shorter distance, in its place. */
  #rise(column: number, distance: number): void {
    const heap = this.#heap;
    const places = this.#heapPlace;
    const distances = this.#distance;
    let place = places[column] === -1 ? this.#heapSize++ : places[column];
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = heap[parent];
      if (distances[above] <= distance) break;
      heap[place] = above;
      places[above] = place;
      place = parent;
    }
    heap[place] = column;
    places[column] = place;
  }

  #pop(): void {
    const heap = this.#heap;
    const places = this.#heapPlace;
    const distances = this.#distance;
    const size = --this.#heapSize;
    if (size === 0) return;
    const last = heap[size];
    const distance = distances[last];
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= size) break;
      if (child + 1 < size && distances[heap[child + 1]] < distances[heap[child]]) child++;
      const below = heap[child];
      if (distances[below] >= distance) break;
      heap[place] = below;
      places[below] = place;
      place = child;
    }
    heap[place] = last;
    places[last] = place;
  }
}
