/** Messages are passed until none changes by more than this, or this often. */
const TOLERANCE = 1e-7;
const ROUNDS_MAX = 200;
/** No pairing is weighed more than this: past it, the doubt left is below that of every model. */
const WEIGHT_MAX = 1e12;

/**
 * Which detection comes from which track, as probabilities: the marginals of all ways to give each detection to at most one track and
 * each track at most one detection, where a way's weight is the product of its pairings' weights. A pairing's weight is
 * r·P_D·L/λ / (1 − r·P_D): r existence, P_D detection probability, L likelihood, λ the density of detections that no track explains.
 *
 * Loopy belief propagation on the sparse pairings, exact on trees, and proved to converge:
 * μ(i→j) = w_ij / (1 + Σ_{k≠j} w_ik·ν(k→i)), ν(j→i) = 1 / (1 + Σ_{l≠i} μ(l→j)).
 * (J. Williams and R. Lau, "Approximate evaluation of marginal association probabilities with belief propagation",
 * IEEE Transactions on Aerospace and Electronic Systems 50 (2014) 2942–2959.)
 *
 * Rows are tracks, columns detections, both in canonical order, so that the order of arrival changes no bit. Clusters that share nothing
 * are solved by themselves. The workspace grows to the largest look and is used again.
 */
export class Marginals {
  rowCount = 0;
  columnCount = 0;
  /** Pairings of row i are rowStart[i] … rowStart[i + 1] − 1. */
  rowStart = new Int32Array(1);
  columns = new Int32Array(0);
  weights = new Float64Array(0);
  /** Probability of each pairing. */
  probabilities = new Float64Array(0);
  /** Probability that a row has none of its columns, and a column none of its rows. */
  rowAlone = new Float64Array(0);
  columnAlone = new Float64Array(0);
  /** The cluster that a row belongs to: the least row in it; and that of a column, −1 where no row wants it. */
  clusterOfRow = new Int32Array(0);
  clusterOfColumn = new Int32Array(0);
  #toColumn = new Float64Array(0);
  #toRow = new Float64Array(0);
  #columnSum = new Float64Array(0);
  /** Rows sorted by cluster, and by row inside. */
  #order = new Int32Array(0);
  #next = new Int32Array(0);

  /** Empties the problem; rows follow by {@link add} and {@link closeRow}. */
  begin(columnCount: number): void {
    this.rowCount = 0;
    this.columnCount = columnCount;
    if (this.columnAlone.length < columnCount) {
      this.columnAlone = new Float64Array(2 * columnCount);
      this.clusterOfColumn = new Int32Array(2 * columnCount);
      this.#columnSum = new Float64Array(2 * columnCount);
    }
    this.#growRows(64);
    this.rowStart.fill(0, 0, 2);
  }

  /** A pairing of the row under way with a column, columns ascending; ln of its weight. */
  add(column: number, logWeight: number): void {
    const at = this.rowStart[this.rowCount + 1];
    if (at >= this.columns.length) this.#growPairings(2 * at + 64);
    this.columns[at] = column;
    this.weights[at] = Math.min(Math.exp(logWeight), WEIGHT_MAX);
    this.rowStart[this.rowCount + 1] = at + 1;
  }

  /** Puts another pairing in the place of one of the row under way. */
  replace(pairing: number, column: number, logWeight: number): void {
    this.columns[pairing] = column;
    this.weights[pairing] = Math.min(Math.exp(logWeight), WEIGHT_MAX);
  }

  /** Whether another row wants a column of this one, directly or through others. After {@link solve}. */
  isShared(row: number): boolean {
    return this.clusterOfRow[row] !== row || this.#next[row] !== -1;
  }

  /**
   * What a row says to the column of one of its pairings, μ(i→j): the odds that it has that column, were no other row to want it. From
   * the marginals, w·p₀/(1 − p), the difference as the sum of what is left. After {@link solve}.
   */
  claimOf(row: number, pairing: number): number {
    const { rowStart, probabilities } = this;
    let others = this.rowAlone[row];
    for (let at = rowStart[row]; at < rowStart[row + 1]; at++) {
      if (at !== pairing) others += probabilities[at];
    }
    return (this.weights[pairing] * this.rowAlone[row]) / others;
  }

  /** The rows of a cluster, ascending. After {@link solve}. */
  rowsOfCluster(cluster: number): readonly number[] {
    const rows: number[] = [];
    for (let row = cluster; row !== -1; row = this.#next[row]) rows.push(row);
    return rows;
  }

  closeRow(): void {
    this.rowCount++;
    this.#growRows(this.rowCount + 1);
    this.rowStart[this.rowCount + 1] = this.rowStart[this.rowCount];
  }

  solve(): void {
    this.#findClusters();
    const { rowStart, columns } = this;
    this.columnAlone.fill(1, 0, this.columnCount);
    for (let row = 0; row < this.rowCount; row++) {
      if (this.clusterOfRow[row] !== row) continue;
      if (this.#next[row] === -1) {
        this.#solveSingle(row);
        continue;
      }
      let rows = 0;
      for (let member = row; member !== -1; member = this.#next[member])
        this.#order[rows++] = member;
      this.#pass(rows);
    }
    for (let at = 0; at < rowStart[this.rowCount]; at++) {
      const column = columns[at];
      this.columnAlone[column] = Math.max(0, this.columnAlone[column]);
    }
  }

  /** One row against its columns: p_j = w_j / (1 + Σ w). */
  #solveSingle(row: number): void {
    const { rowStart, columns, weights, probabilities } = this;
    let sum = 1;
    for (let at = rowStart[row]; at < rowStart[row + 1]; at++) sum += weights[at];
    this.rowAlone[row] = 1 / sum;
    for (let at = rowStart[row]; at < rowStart[row + 1]; at++) {
      probabilities[at] = weights[at] / sum;
      this.columnAlone[columns[at]] = 1 - probabilities[at];
    }
  }

  /** Belief propagation among the first `rows` of {@link #order}. */
  #pass(rows: number): void {
    const { rowStart, columns } = this;
    for (let k = 0; k < rows; k++) {
      const row = this.#order[k];
      for (let at = rowStart[row]; at < rowStart[row + 1]; at++) {
        this.#toRow[at] = 1;
        this.#columnSum[columns[at]] = 0;
      }
    }
    for (let round = 0; round < ROUNDS_MAX; round++) {
      this.#fromRows(rows);
      if (this.#fromColumns(rows) < TOLERANCE) break;
    }
    this.#conclude(rows);
  }

  #fromRows(rows: number): void {
    const { rowStart, columns, weights } = this;
    for (let k = 0; k < rows; k++) {
      const row = this.#order[k];
      for (let at = rowStart[row]; at < rowStart[row + 1]; at++) this.#columnSum[columns[at]] = 0;
    }
    for (let k = 0; k < rows; k++) {
      const row = this.#order[k];
      let sum = 1;
      for (let at = rowStart[row]; at < rowStart[row + 1]; at++)
        sum += weights[at] * this.#toRow[at];
      for (let at = rowStart[row]; at < rowStart[row + 1]; at++) {
        const own = weights[at] * this.#toRow[at];
        // What is left of the sum without its greatest part is summed anew, since the difference would be all rounding.
        const others = sum - own > 1e-6 * sum ? sum - own : this.#othersOf(row, at);
        const message = weights[at] / others;
        this.#toColumn[at] = message;
        this.#columnSum[columns[at]] += message;
      }
    }
  }

  #othersOf(row: number, except: number): number {
    let sum = 1;
    for (let at = this.rowStart[row]; at < this.rowStart[row + 1]; at++) {
      if (at !== except) sum += this.weights[at] * this.#toRow[at];
    }
    return sum;
  }

  /** The greatest change of a message. */
  #fromColumns(rows: number): number {
    const { rowStart, columns } = this;
    let change = 0;
    for (let k = 0; k < rows; k++) {
      const row = this.#order[k];
      for (let at = rowStart[row]; at < rowStart[row + 1]; at++) {
        const total = this.#columnSum[columns[at]];
        const rest = total - this.#toColumn[at];
        const others = rest > 1e-6 * total ? rest : this.#otherRowsOf(rows, columns[at], at);
        const message = 1 / (1 + others);
        change = Math.max(change, Math.abs(message - this.#toRow[at]));
        this.#toRow[at] = message;
      }
    }
    return change;
  }

  #otherRowsOf(rows: number, column: number, except: number): number {
    const { rowStart, columns } = this;
    let sum = 0;
    for (let k = 0; k < rows; k++) {
      const row = this.#order[k];
      for (let at = rowStart[row]; at < rowStart[row + 1]; at++) {
        if (at !== except && columns[at] === column) sum += this.#toColumn[at];
      }
    }
    return sum;
  }

  #conclude(rows: number): void {
    const { rowStart, columns, weights, probabilities } = this;
    for (let k = 0; k < rows; k++) {
      const row = this.#order[k];
      let sum = 1;
      for (let at = rowStart[row]; at < rowStart[row + 1]; at++)
        sum += weights[at] * this.#toRow[at];
      this.rowAlone[row] = 1 / sum;
      for (let at = rowStart[row]; at < rowStart[row + 1]; at++) {
        probabilities[at] = (weights[at] * this.#toRow[at]) / sum;
        this.columnAlone[columns[at]] -= probabilities[at];
      }
    }
  }

  /** Rows that share columns, directly or through others, get the least of them as their cluster, and are chained in ascending order. */
  #findClusters(): void {
    const { rowStart, columns, clusterOfRow, clusterOfColumn } = this;
    clusterOfColumn.fill(-1, 0, this.columnCount);
    for (let row = 0; row < this.rowCount; row++) {
      clusterOfRow[row] = row;
      for (let at = rowStart[row]; at < rowStart[row + 1]; at++) {
        const before = clusterOfColumn[columns[at]];
        if (before === -1) clusterOfColumn[columns[at]] = row;
        else this.#join(before, row);
      }
    }
    const last = this.#order;
    for (let row = 0; row < this.rowCount; row++) {
      const root = this.#root(row);
      clusterOfRow[row] = root;
      this.#next[row] = -1;
      if (root !== row) this.#next[last[root]] = row;
      last[root] = row;
    }
    for (let column = 0; column < this.columnCount; column++) {
      const row = clusterOfColumn[column];
      if (row !== -1) clusterOfColumn[column] = clusterOfRow[row];
    }
  }

  #root(row: number): number {
    let root = row;
    while (this.clusterOfRow[root] !== root) root = this.clusterOfRow[root];
    for (let at = row; this.clusterOfRow[at] !== root; ) {
      const up = this.clusterOfRow[at];
      this.clusterOfRow[at] = root;
      at = up;
    }
    return root;
  }

  #join(a: number, b: number): void {
    const rootA = this.#root(a);
    const rootB = this.#root(b);
    if (rootA < rootB) this.clusterOfRow[rootB] = rootA;
    else this.clusterOfRow[rootA] = rootB;
  }

  #growRows(needed: number): void {
    if (this.rowStart.length >= needed + 2) return;
    const length = 2 * needed + 2;
    this.rowStart = grown(this.rowStart, new Int32Array(length));
    this.rowAlone = new Float64Array(length);
    this.clusterOfRow = new Int32Array(length);
    this.#order = new Int32Array(length);
    this.#next = new Int32Array(length);
  }

  #growPairings(length: number): void {
    this.columns = grown(this.columns, new Int32Array(length));
    this.weights = grown(this.weights, new Float64Array(length));
    this.probabilities = new Float64Array(length);
    this.#toColumn = new Float64Array(length);
    this.#toRow = new Float64Array(length);
  }
}

function grown<T extends Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
