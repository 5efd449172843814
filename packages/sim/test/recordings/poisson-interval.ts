/** The rates that leave a count of so many, or one as far off, at least 2.5 % likely on either side; see {@link poissonInterval}. */
export interface RateInterval {
  readonly from: number;
  readonly to: number;
}

const TAIL = 0.025;
const HALVINGS = 200;

/**
 * The 95 % interval of the mean of which `count` was drawn: the exact one, P(N ≥ count | from) = P(N ≤ count | to) = 2.5 %.
 * Source: F. Garwood, "Fiducial limits for the Poisson distribution" (1936), Biometrika 28, 437–442. Found by halving.
 */
export function poissonInterval(count: number): RateInterval {
  const most = 2 * count + 20;
  return {
    from: count === 0 ? 0 : solve((mean) => 1 - below(count - 1, mean) < TAIL, most),
    to: solve((mean) => below(count, mean) > TAIL, most),
  };
}

/** The greatest mean, up to `most`, for which `holds`, which holds below some mean and not above. */
function solve(holds: (mean: number) => boolean, most: number): number {
  let [low, high] = [0, most];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** P(N ≤ count) for a mean. */
function below(count: number, mean: number): number {
  let term = Math.exp(-mean);
  let sum = term;
  for (let n = 1; n <= count; n++) {
    term *= mean / n;
    sum += term;
  }
  return sum;
}
