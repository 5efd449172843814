/**
 * `out = J·P·Jᵀ` with J `m`×`n` and P symmetric `n`×`n`; `out` is `m`×`m`, symmetric to the bit, and must
 * not share memory with J or P.
 */
export function sandwich(
  j: Float64Array,
  p: Float64Array,
  out: Float64Array,
  m: number,
  n: number,
): Float64Array {
  for (let row = 0; row < m; row++) {
    for (let col = 0; col < m; col++) out[row * m + col] = 0;
    for (let k = 0; k < n; k++) {
      let product = 0;
      for (let l = 0; l < n; l++) product += j[row * n + l] * p[l * n + k];
      if (product === 0) continue;
      for (let col = 0; col <= row; col++) out[row * m + col] += product * j[col * n + k];
    }
  }
  for (let row = 1; row < m; row++) {
    for (let col = 0; col < row; col++) out[col * m + row] = out[row * m + col]!;
  }
  return out;
}

/**
 * Joseph's form of the covariance update, `out = (I − K·H)·P·(I − K·H)ᵀ + K·R·Kᵀ`, symmetric and positive
 * semi-definite whatever the gain (Bucy and Joseph, 1968, Filtering for Stochastic Processes with
 * Applications to Guidance).
 *
 * Symbols: P `n`×`n` prior covariance, K `n`×`m` gain, H `m`×`n` measurement matrix, R `m`×`m` noise.
 * `scratch` holds at least 2·n² numbers; `out` may be P.
 */
export function joseph(
  p: Float64Array,
  gain: Float64Array,
  h: Float64Array,
  r: Float64Array,
  out: Float64Array,
  n: number,
  m: number,
  scratch: Float64Array,
): Float64Array {
  const left = scratch.subarray(0, n * n);
  const product = scratch.subarray(n * n, 2 * n * n);
  for (let row = 0; row < n; row++) {
    for (let col = 0; col < n; col++) {
      let sum = row === col ? 1 : 0;
      for (let k = 0; k < m; k++) sum -= gain[row * m + k] * h[k * n + col];
      left[row * n + col] = sum;
    }
  }
  sandwich(left, p, product, n, n);
  for (let row = 0; row < n; row++) {
    for (let col = 0; col <= row; col++) {
      let sum = product[row * n + col];
      for (let k = 0; k < m; k++) {
        for (let l = 0; l < m; l++) {
          sum += gain[row * m + k] * r[k * m + l] * gain[col * m + l];
        }
      }
      out[row * n + col] = sum;
      out[col * n + row] = sum;
    }
  }
  return out;
}
