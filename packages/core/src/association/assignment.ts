import { assert } from "../units/assert.ts";

/**
 * Rows (tracks) that may each take one column (detection) or none. Row `i` has the pairings
 * `rowStart[i] … rowStart[i + 1] − 1`, each with its column and cost; leaving a row alone costs 0.
 */
export interface AssignmentProblem {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly rowStart: ArrayLike<number>;
  readonly columns: ArrayLike<number>;
  readonly costs: ArrayLike<number>;
}

/**
 * The cheapest assignment and the proof of it: prices with `rowPrice ≤ 0`, `columnPrice ≤ 0` and
 * `rowPrice[i] + columnPrice[j] ≤ cost[i, j]` on every pairing, whose sum equals the cost.
 */
export interface Assignment {
  /** Column of each row, −1 where the row is left alone. */
  readonly columnOfRow: Int32Array;
  readonly rowPrice: Float64Array;
  readonly columnPrice: Float64Array;
  readonly cost: number;
}

/**
 * Exact minimum-cost assignment on sparse pairings by shortest augmenting paths with prices.
 *
 * Each row is added in turn by the shortest path, in reduced cost, to a free column or to a row on the way that is better
 * left alone. A path stays inside one cluster of rows and columns that compete, so that the effort is that of the clusters
 * and not of the whole. Equal costs go to the lower column, then the lower row: the caller's order breaks ties.
 *
 * R. Jonker and A. Volgenant, "A shortest augmenting path algorithm for dense and sparse linear assignment problems",
 * Computing 38 (1987) 325–340.
 */
export function assignSparse(problem: AssignmentProblem): Assignment {
  const search = new Search(problem);
  for (let row = 0; row < problem.rowCount; row++) {
    if (!search.takeNearest(row)) search.augment(row);
  }
  return search.result();
}

class Search {
  readonly #problem: AssignmentProblem;
  readonly #columnOfRow: Int32Array;
  readonly #rowOfColumn: Int32Array;
  readonly #rowPrice: Float64Array;
  readonly #columnPrice: Float64Array;
  /** Shortest reduced cost found to each column, and the row before it; Infinity where not reached. */
  readonly #distance: Float64Array;
  readonly #previousRow: Int32Array;
  readonly #settled: Uint8Array;
  readonly #heapPosition: Int32Array;
  readonly #heap: number[] = [];
  readonly #reachedColumns: number[] = [];
  readonly #settledColumns: number[] = [];

  constructor(problem: AssignmentProblem) {
    this.#problem = problem;
    const { rowCount, columnCount, rowStart, costs } = problem;
    this.#columnOfRow = new Int32Array(rowCount).fill(-1);
    this.#rowOfColumn = new Int32Array(columnCount).fill(-1);
    this.#rowPrice = new Float64Array(rowCount);
    this.#columnPrice = new Float64Array(columnCount);
    this.#distance = new Float64Array(columnCount).fill(Infinity);
    this.#previousRow = new Int32Array(columnCount).fill(-1);
    this.#settled = new Uint8Array(columnCount);
    this.#heapPosition = new Int32Array(columnCount).fill(-1);
    for (let row = 0; row < rowCount; row++) {
      let least = 0;
      const end = rowStart[row + 1];
      for (let pair = rowStart[row]; pair < end; pair++) {
        const cost = costs[pair];
        assert(cost > -Infinity && cost === cost, "assignment cost is a number above −∞");
        if (cost < least) least = cost;
      }
      this.#rowPrice[row] = least;
    }
  }

  /** The common case: the row's cheapest choice is free. */
  takeNearest(row: number): boolean {
    const { rowStart, columns, costs } = this.#problem;
    const price = this.#rowPrice[row];
    if (price === 0) return true;
    let nearest = -1;
    const end = rowStart[row + 1];
    for (let pair = rowStart[row]; pair < end; pair++) {
      const column = columns[pair];
      if (costs[pair] !== price || this.#rowOfColumn[column] !== -1) continue;
      if (nearest === -1 || column < nearest) nearest = column;
    }
    if (nearest === -1) return false;
    this.#columnOfRow[row] = nearest;
    this.#rowOfColumn[nearest] = row;
    return true;
  }

  augment(source: number): void {
    let leastTotal = -this.#rowPrice[source];
    let aloneRow = source;
    let freeColumn = -1;
    this.#relax(source, 0);
    while (this.#heap.length > 0) {
      const column = this.#heap[0];
      const distance = this.#distance[column];
      if (distance >= leastTotal) break;
      this.#pop();
      this.#settled[column] = 1;
      this.#settledColumns.push(column);
      const row = this.#rowOfColumn[column];
      if (row === -1) {
        freeColumn = column;
        leastTotal = distance;
        break;
      }
      const alone = distance - this.#rowPrice[row];
      if (alone < leastTotal) {
        leastTotal = alone;
        aloneRow = row;
      }
      this.#relax(row, distance);
    }
    this.#reprice(source, leastTotal);
    this.#flip(source, freeColumn, aloneRow);
    this.#forget();
  }

  result(): Assignment {
    const { rowCount, rowStart, columns, costs } = this.#problem;
    let cost = 0;
    for (let row = 0; row < rowCount; row++) {
      const column = this.#columnOfRow[row];
      if (column === -1) continue;
      let paired = Infinity;
      for (let pair = rowStart[row]; pair < rowStart[row + 1]; pair++) {
        if (columns[pair] === column) paired = Math.min(paired, costs[pair]);
      }
      cost += paired;
    }
    return {
      columnOfRow: this.#columnOfRow,
      rowPrice: this.#rowPrice,
      columnPrice: this.#columnPrice,
      cost,
    };
  }

  #relax(row: number, base: number): void {
    const { rowStart, columns, costs } = this.#problem;
    const price = this.#rowPrice[row];
    const end = rowStart[row + 1];
    for (let pair = rowStart[row]; pair < end; pair++) {
      const column = columns[pair];
      if (this.#settled[column] === 1) continue;
      const reduced = costs[pair] - price - this.#columnPrice[column];
      // Rounding can leave a reduced cost a hair below zero; distances must not fall along a path.
      const distance = base + (reduced > 0 ? reduced : 0);
      if (distance >= this.#distance[column]) continue;
      if (this.#heapPosition[column] === -1) {
        this.#reachedColumns.push(column);
        this.#heapPosition[column] = this.#heap.length;
        this.#heap.push(column);
      }
      this.#distance[column] = distance;
      this.#previousRow[column] = row;
      this.#rise(this.#heapPosition[column]);
    }
  }

  /** Moves the prices so that every reduced cost stays at or above zero and the path's become zero. */
  #reprice(source: number, leastTotal: number): void {
    this.#rowPrice[source] = this.#rowPrice[source] + leastTotal;
    for (const column of this.#settledColumns) {
      const change = leastTotal - this.#distance[column];
      if (change <= 0) continue;
      this.#columnPrice[column] = this.#columnPrice[column] - change;
      const row = this.#rowOfColumn[column];
      if (row !== -1) this.#rowPrice[row] = this.#rowPrice[row] + change;
    }
  }

  #flip(source: number, freeColumn: number, aloneRow: number): void {
    let column = freeColumn;
    if (column === -1) {
      if (aloneRow === source) return;
      column = this.#columnOfRow[aloneRow];
      this.#columnOfRow[aloneRow] = -1;
    }
    for (;;) {
      const row = this.#previousRow[column];
      const before = this.#columnOfRow[row];
      this.#columnOfRow[row] = column;
      this.#rowOfColumn[column] = row;
      if (row === source) return;
      column = before;
    }
  }

  #forget(): void {
    for (const column of this.#reachedColumns) {
      this.#distance[column] = Infinity;
      this.#settled[column] = 0;
      this.#heapPosition[column] = -1;
    }
    this.#reachedColumns.length = 0;
    this.#settledColumns.length = 0;
    this.#heap.length = 0;
  }

  #before(a: number, b: number): boolean {
    const distanceA = this.#distance[a];
    const distanceB = this.#distance[b];
    return distanceA < distanceB || (distanceA === distanceB && a < b);
  }

  #rise(from: number): void {
    const heap = this.#heap;
    let position = from;
    const column = heap[position];
    while (position > 0) {
      const parent = (position - 1) >> 1;
      const above = heap[parent];
      if (!this.#before(column, above)) break;
      heap[position] = above;
      this.#heapPosition[above] = position;
      position = parent;
    }
    heap[position] = column;
    this.#heapPosition[column] = position;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop() as number;
    if (heap.length === 0) return;
    let position = 0;
    for (;;) {
      let child = 2 * position + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && this.#before(heap[child + 1], heap[child])) {
        child++;
      }
      const below = heap[child];
      if (!this.#before(below, last)) break;
      heap[position] = below;
      this.#heapPosition[below] = position;
      position = child;
    }
    heap[position] = last;
    this.#heapPosition[last] = position;
  }
}
