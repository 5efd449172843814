/** Messages are passed until none changes by more than this share, or this often. */
const TOLERANCE = 1e-5;
const ROUNDS_MAX = 60;
/** No hypothesis is weighed more than e to this, so that numbers last. Far beyond any doubt, as one of many detections contends with several of few. */
const LOG_ODDS_MAX = 200;
/** A message is never quite none: it could not grow again. */
const MESSAGE_LEAST = 1e-100;

const oddsOf = (logOdds: number): number => Math.exp(Math.min(logOdds, LOG_ODDS_MAX));

/**
 * How probable each of many hypotheses is, of which no two that share a detection can both be true: the marginals of all sets of
 * hypotheses without a shared detection, where a set's weight is the product of the odds Λ of its hypotheses, each for itself.
 *
 * Loopy belief propagation between hypotheses h and the detections d in them, geometrically damped; exact where the sharing has no circle:
 * ν(h→d) = Λ_h·Π_{e≠d} μ(e→h), μ(d→h) = 1 / (1 + Σ_{g≠h} ν(g→d)), p_h = x/(1 + x) with x = Λ_h·Π_d μ(d→h).
 *
 * It is the rule of {@link Marginals} with detections of several looks in one hypothesis, as in J. L. Williams and R. A. Lau, "Multiple scan data
 * association by convex variational inference", IEEE Transactions on Signal Processing 66 (2018) 2112–2127, whose convex weights are
 * left out: without them it may go on for all its rounds, and its probabilities of close rivals are then rough.
 *
 * Hypotheses keep the numbers in which they were added. Who shares nothing costs nothing. For a few, {@link RivalMarginals} is exact.
 */
export class HypothesisMarginals {
  readonly #odds: number[] = [];
  /** The hypothesis and the detection of each edge; edges of a hypothesis lie together. */
  readonly #edgeFrom: number[] = [];
  readonly #edgeHypothesis: number[] = [];
  /** Of those past the count none means anything. */
  readonly #edgesOfDetection: number[][] = [];
  #detections = 0;
  #toHypothesis = new Float64Array(64);
  #toDetection = new Float64Array(64);

  /** Empties the problem. */
  begin(): void {
    this.#odds.length = 0;
    this.#edgeFrom.length = 0;
    this.#edgeHypothesis.length = 0;
    for (let d = 0; d < this.#detections; d++) this.#edgesOfDetection[d].length = 0;
    this.#detections = 0;
  }

  /** A hypothesis with ln of its odds, that shares no detection yet. */
  add(logOdds: number): void {
    this.#odds.push(oddsOf(logOdds));
    this.#edgeFrom.push(this.#edgeHypothesis.length);
  }

  /** The hypothesis that was added last has a shared detection, once; detections are numbered from 0. */
  share(detection: number): void {
    while (this.#edgesOfDetection.length <= detection) this.#edgesOfDetection.push([]);
    this.#detections = Math.max(this.#detections, detection + 1);
    this.#edgesOfDetection[detection].push(this.#edgeHypothesis.length);
    this.#edgeHypothesis.push(this.#odds.length - 1);
  }

  /** Probability of each hypothesis, into `out`. */
  solve(out: Float64Array): void {
    const edges = this.#edgeHypothesis.length;
    if (this.#toHypothesis.length < edges) {
      this.#toHypothesis = new Float64Array(2 * edges);
      this.#toDetection = new Float64Array(2 * edges);
    }
    this.#toHypothesis.fill(1, 0, edges);
    for (let round = 0; round < ROUNDS_MAX; round++) {
      this.#fromHypotheses(edges);
      if (this.#fromDetections() < TOLERANCE) break;
    }
    for (let h = 0; h < this.#odds.length; h++) {
      const odds = this.#oddsOf(h, edges);
      out[h] = odds / (1 + odds);
    }
  }

  #endOf(hypothesis: number, edges: number): number {
    return hypothesis + 1 < this.#edgeFrom.length ? this.#edgeFrom[hypothesis + 1] : edges;
  }

  #oddsOf(hypothesis: number, edges: number): number {
    let odds = this.#odds[hypothesis];
    const end = this.#endOf(hypothesis, edges);
    for (let e = this.#edgeFrom[hypothesis]; e < end; e++) odds *= this.#toHypothesis[e];
    return odds;
  }

  #fromHypotheses(edges: number): void {
    for (let h = 0; h < this.#odds.length; h++) {
      const odds = this.#oddsOf(h, edges);
      const end = this.#endOf(h, edges);
      for (let e = this.#edgeFrom[h]; e < end; e++)
        this.#toDetection[e] = odds / this.#toHypothesis[e];
    }
  }

  /** The greatest relative change of a message. */
  #fromDetections(): number {
    let change = 0;
    for (let d = 0; d < this.#detections; d++) {
      const edges = this.#edgesOfDetection[d];
      let total = 0;
      for (const e of edges) total += this.#toDetection[e];
      for (const e of edges) {
        const before = this.#toHypothesis[e];
        const damped = Math.sqrt(before / (1 + this.#othersOf(edges, e, total)));
        const next = Math.max(MESSAGE_LEAST, damped);
        change = Math.max(change, Math.abs(next - before) / Math.max(next, before));
        this.#toHypothesis[e] = next;
      }
    }
    return change;
  }

  /** What is left of a sum without its greatest part is summed anew, since the difference would be all rounding. */
  #othersOf(edges: readonly number[], except: number, total: number): number {
    const rest = total - this.#toDetection[except];
    if (rest > 1e-6 * total) return rest;
    let sum = 0;
    for (const e of edges) if (e !== except) sum += this.#toDetection[e];
    return sum;
  }
}
