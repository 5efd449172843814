/**
 * Writes the lower triangular L with A = L·Lᵀ, `n`×`n`, zeros above the diagonal. Reads only the lower
 * triangle of `a`; `out` may be `a`. False, with `out` half written, when A is not positive definite
 * or holds a NaN. (Golub and Van Loan, 2013, Matrix Computations, 4th ed., section 4.2.)
 */
export function cholesky(a: Float64Array, n: number, out: Float64Array): boolean {
  for (let row = 0; row < n; row++) {
    for (let col = 0; col <= row; col++) {
      let sum = a[row * n + col];
      for (let k = 0; k < col; k++) sum -= out[row * n + k] * out[col * n + k];
      if (row === col) {
        // The negated form also refuses NaN.
        if (!(sum > 0) || sum === Number.POSITIVE_INFINITY) return false;
        out[row * n + row] = Math.sqrt(sum);
      } else {
        out[row * n + col] = sum / out[col * n + col];
      }
    }
  }
  for (let row = 0; row < n; row++) {
    for (let col = row + 1; col < n; col++) out[row * n + col] = 0;
  }
  return true;
}

/** Solves L·y = x for the lower triangular factor L, `n`×`n`; `out` may be `x`. */
export function solveLower(
  factor: Float64Array,
  x: Float64Array,
  n: number,
  out: Float64Array,
): Float64Array {
  for (let row = 0; row < n; row++) {
    let sum = x[row];
    for (let k = 0; k < row; k++) sum -= factor[row * n + k] * out[k];
    out[row] = sum / factor[row * n + row];
  }
  return out;
}

/** Solves A·out = b given the factor of {@link cholesky}; `out` may be `b`. */
export function choleskySolve(
  factor: Float64Array,
  b: Float64Array,
  n: number,
  out: Float64Array,
): Float64Array {
  solveLower(factor, b, n, out);
  for (let row = n - 1; row >= 0; row--) {
    let sum = out[row];
    for (let k = row + 1; k < n; k++) sum -= factor[k * n + row] * out[k];
    out[row] = sum / factor[row * n + row];
  }
  return out;
}

/** `xᵀ·A⁻¹·x`, the squared Mahalanobis distance, given the factor of A; `scratch` holds at least `n`. */
export function mahalanobisSquared(
  factor: Float64Array,
  x: Float64Array,
  n: number,
  scratch: Float64Array,
): number {
  solveLower(factor, x, n, scratch);
  let sum = 0;
  for (let row = 0; row < n; row++) sum += scratch[row] * scratch[row];
  return sum;
}

/** `ln det A` given the factor of A: twice the sum of the logarithms of its diagonal. */
export function logDeterminantFromCholesky(factor: Float64Array, n: number): number {
  let sum = 0;
  for (let row = 0; row < n; row++) sum += Math.log(factor[row * n + row]);
  return 2 * sum;
}

/** Writes A⁻¹ (symmetric, `n`×`n`) given the factor of A. `out` must not be `factor`; `scratch` holds `n`. */
export function inverseFromCholesky(
  factor: Float64Array,
  n: number,
  out: Float64Array,
  scratch: Float64Array,
): Float64Array {
  for (let col = 0; col < n; col++) {
    for (let row = 0; row < n; row++) scratch[row] = row === col ? 1 : 0;
    choleskySolve(factor, scratch, n, scratch);
    // Column `col` is taken from the diagonal down and mirrored, so that the inverse is symmetric to the bit.
    for (let row = col; row < n; row++) {
      out[row * n + col] = scratch[row]!;
      out[col * n + row] = scratch[row]!;
    }
  }
  return out;
}
