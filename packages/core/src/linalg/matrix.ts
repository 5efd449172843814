/**
 * Small dense matrices are row-major `Float64Array`s with their dimensions beside them. `out` must not
 * share memory with an operand unless a function says so; nothing here allocates.
 */

/** Writes the `n`×`n` identity. */
export function identity(n: number, out: Float64Array): Float64Array {
  for (let row = 0; row < n; row++) {
    for (let col = 0; col < n; col++) out[row * n + col] = row === col ? 1 : 0;
  }
  return out;
}

/** `out = A·B` with A `rows`×`inner` and B `inner`×`cols`. */
export function multiply(
  a: Float64Array,
  b: Float64Array,
  out: Float64Array,
  rows: number,
  inner: number,
  cols: number,
): Float64Array {
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++) {
      let sum = 0;
      for (let k = 0; k < inner; k++) sum += a[row * inner + k] * b[k * cols + col];
      out[row * cols + col] = sum;
    }
  }
  return out;
}

/** `out = A·Bᵀ` with A `rows`×`inner` and B `cols`×`inner`. */
export function multiplyTransposed(
  a: Float64Array,
  b: Float64Array,
  out: Float64Array,
  rows: number,
  inner: number,
  cols: number,
): Float64Array {
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++) {
      let sum = 0;
      for (let k = 0; k < inner; k++) sum += a[row * inner + k] * b[col * inner + k];
      out[row * cols + col] = sum;
    }
  }
  return out;
}

/** `out = Aᵀ` with A `rows`×`cols`. */
export function transpose(
  a: Float64Array,
  out: Float64Array,
  rows: number,
  cols: number,
): Float64Array {
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++) out[col * rows + row] = a[row * cols + col]!;
  }
  return out;
}

/** `A := (A + Aᵀ)/2` in place, `n`×`n`: takes away the asymmetry that rounding brings into a covariance. */
export function symmetrize(a: Float64Array, n: number): Float64Array {
  for (let row = 1; row < n; row++) {
    for (let col = 0; col < row; col++) {
      const mean = 0.5 * (a[row * n + col] + a[col * n + row]);
      a[row * n + col] = mean;
      a[col * n + row] = mean;
    }
  }
  return a;
}

/** `xᵀ·A·x` with A `n`×`n`. */
export function quadraticForm(a: Float64Array, x: Float64Array, n: number): number {
  let sum = 0;
  for (let row = 0; row < n; row++) {
    let dot = 0;
    for (let col = 0; col < n; col++) dot += a[row * n + col] * x[col];
    sum += x[row] * dot;
  }
  return sum;
}
