const half = new Float64Array(42);

/**
 * `out = J·P·Jᵀ` for a ballistic transition: J 7×7 whose last row is that of the identity, as ln k does not change, P 7×7 symmetric;
 * both row-major. `out` is symmetric to the bit and may be P.
 */
export function propagateCovariance(J: Float64Array, P: Float64Array, out: Float64Array): void {
  for (let row = 0; row < 6; row++) {
    const at = row * 7;
    const j0 = J[at];
    const j1 = J[at + 1];
    const j2 = J[at + 2];
    const j3 = J[at + 3];
    const j4 = J[at + 4];
    const j5 = J[at + 5];
    const j6 = J[at + 6];
    for (let k = 0; k < 7; k++) {
      half[at + k] =
        j0 * P[k] +
        j1 * P[7 + k] +
        j2 * P[14 + k] +
        j3 * P[21 + k] +
        j4 * P[28 + k] +
        j5 * P[35 + k] +
        j6 * P[42 + k];
    }
  }
  for (let row = 0; row < 6; row++) {
    const at = row * 7;
    const h0 = half[at];
    const h1 = half[at + 1];
    const h2 = half[at + 2];
    const h3 = half[at + 3];
    const h4 = half[at + 4];
    const h5 = half[at + 5];
    const h6 = half[at + 6];
    for (let col = 0; col <= row; col++) {
      const c = col * 7;
      const value =
        h0 * J[c] +
        h1 * J[c + 1] +
        h2 * J[c + 2] +
        h3 * J[c + 3] +
        h4 * J[c + 4] +
        h5 * J[c + 5] +
        h6 * J[c + 6];
      out[at + col] = value;
      out[c + row] = value;
    }
    out[at + 6] = h6;
    out[42 + row] = h6;
  }
  out[48] = P[48]!;
}

/** `before := J·before` for transitions of one body, 7×7 row-major: what came before, then J, whose last row is that of the identity. */
export function chainTransition(J: Float64Array, before: Float64Array): void {
  const B = before;
  for (let col = 0; col < 7; col++) {
    const b0 = B[col];
    const b1 = B[7 + col];
    const b2 = B[14 + col];
    const b3 = B[21 + col];
    const b4 = B[28 + col];
    const b5 = B[35 + col];
    const b6 = B[42 + col];
    for (let row = 0; row < 6; row++) {
      const at = row * 7;
      B[at + col] =
        J[at] * b0 +
        J[at + 1] * b1 +
        J[at + 2] * b2 +
        J[at + 3] * b3 +
        J[at + 4] * b4 +
        J[at + 5] * b5 +
        J[at + 6] * b6;
    }
  }
}
