import { assert } from "../units/assert.ts";

/** A Gaussian that a filter works on in place: mean n×1 and covariance n×n, row-major and exactly symmetric; n is 6 or 7. */
export interface Gaussian {
  readonly mean: Float64Array;
  readonly covariance: Float64Array;
}

/** Mean and covariance side by side in one piece of memory, which is what costs to allocate. */
export function createGaussian(
  size: number,
  buffer = new ArrayBuffer(gaussianBytes(size)),
  offset = 0,
): Gaussian {
  return {
    mean: new Float64Array(buffer, offset, size),
    covariance: new Float64Array(buffer, offset + size * BYTES, size * size),
  };
}

export const gaussianBytes = (size: number): number => (size + size * size) * BYTES;
const BYTES = Float64Array.BYTES_PER_ELEMENT;

/** Overwrites `target` with `source`, of the same size. */
export function copyGaussian(source: Gaussian, target: Gaussian): void {
  // A loop beats TypedArray.set at these sizes.
  const size = source.mean.length;
  for (let i = 0; i < size; i++) target.mean[i] = source.mean[i];
  for (let i = 0; i < size * size; i++) target.covariance[i] = source.covariance[i];
}

/** Least variance a state may keep, in its own unit squared: far below any sensor, far above rounding. */
const VARIANCE_FLOOR = 1e-9;

/**
 * Raises any variance below the floor to it and drops that state's correlations, which keeps the matrix positive definite
 * where rounding ate a variance. Returns how many were raised: 0 in sound running, and counted by the tracker.
 * Asserts that every number is finite, and turns −0 into +0, since JSON knows no −0 and a restored run must have the same bits.
 */
export function repairGaussian(state: Gaussian): number {
  const { mean, covariance } = state;
  const size = mean.length;
  let repairs = 0;
  for (let i = 0; i < size; i++) {
    const variance = covariance[i * size + i];
    assert(Number.isFinite(mean[i]) && Number.isFinite(variance), "state is finite");
    if (variance >= VARIANCE_FLOOR) continue;
    repairs++;
    for (let j = 0; j < size; j++) {
      covariance[i * size + j] = 0;
      covariance[j * size + i] = 0;
    }
    covariance[i * size + i] = VARIANCE_FLOOR;
  }
  for (let i = 0; i < size; i++) mean[i] += 0;
  for (let i = 0; i < covariance.length; i++) covariance[i] += 0;
  return repairs;
}

/**
 * The interaction of two models: `targetA` and `targetB` become the mixtures of `a` and `b` in which `a` weighs `weightInA` and `weightInB`;
 * {@link mixGaussians} twice, at little more than the cost of once. Targets may not be sources.
 */
export function interactGaussians(
  a: Gaussian,
  b: Gaussian,
  weightInA: number,
  weightInB: number,
  targetA: Gaussian,
  targetB: Gaussian,
): void {
  const size = a.mean.length;
  const spreadInA = weightInA * (1 - weightInA);
  const spreadInB = weightInB * (1 - weightInB);
  for (let i = 0; i < size; i++) {
    const differenceI = a.mean[i] - b.mean[i];
    targetA.mean[i] = b.mean[i] + weightInA * differenceI;
    targetB.mean[i] = b.mean[i] + weightInB * differenceI;
    for (let j = i; j < size; j++) {
      const at = i * size + j;
      const product = differenceI * (a.mean[j] - b.mean[j]);
      const fromB = b.covariance[at];
      const change = a.covariance[at] - fromB;
      const valueA = fromB + weightInA * change + spreadInA * product;
      const valueB = fromB + weightInB * change + spreadInB * product;
      targetA.covariance[at] = valueA;
      targetA.covariance[j * size + i] = valueA;
      targetB.covariance[at] = valueB;
      targetB.covariance[j * size + i] = valueB;
    }
  }
}

/**
 * `target` = the Gaussian with the mean and covariance of the mixture of `a` and `b` (weight `weightA` and its complement):
 * m = Σ wᵢ mᵢ, P = Σ wᵢ (Pᵢ + (mᵢ − m)(mᵢ − m)ᵀ). `target` may be neither. No −0 comes out.
 */
export function mixGaussians(a: Gaussian, b: Gaussian, weightA: number, target: Gaussian): void {
  const weightB = 1 - weightA;
  const size = a.mean.length;
  const spread = weightA * weightB;
  for (let i = 0; i < size; i++) {
    target.mean[i] = weightA * a.mean[i] + weightB * b.mean[i] + 0;
    const differenceI = a.mean[i] - b.mean[i];
    for (let j = i; j < size; j++) {
      const difference = differenceI * (a.mean[j] - b.mean[j]);
      const value =
        weightA * a.covariance[i * size + j] +
        weightB * b.covariance[i * size + j] +
        spread * difference +
        0;
      target.covariance[i * size + j] = value;
      target.covariance[j * size + i] = value;
    }
  }
}
