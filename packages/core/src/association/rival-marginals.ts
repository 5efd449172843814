/** Beyond this many hypotheses there may be too many sets to go through. */
export const RIVALS_MAX = 8;
/** Sets without two rivals, of hypotheses of which each has a rival: at most those of one with a rival in each of the others, and itself. */
const SETS_MAX = 1 << RIVALS_MAX;

/**
 * How probable each of a few hypotheses is, of which no two rivals can both be true: the marginals of all sets without two rivals, where a
 * set's weight is the product of the odds Λ of its hypotheses, each for itself. By going through all the sets, so exact:
 *
 * p_h = Σ_{S ∋ h} Π_{g∈S} Λ_g / Σ_S Π_{g∈S} Λ_g.
 *
 * What {@link HypothesisMarginals} approximates for many.
 */
export class RivalMarginals {
  readonly #logOdds = new Float64Array(RIVALS_MAX);
  /** A bit for each rival. */
  readonly #rivals = new Int32Array(RIVALS_MAX);
  readonly #setLogWeight = new Float64Array(SETS_MAX);
  readonly #setMembers = new Int32Array(SETS_MAX);
  #count = 0;
  #sets = 0;

  begin(): void {
    this.#count = 0;
  }

  /** A hypothesis with ln of its odds; at most {@link RIVALS_MAX}. */
  add(logOdds: number): void {
    this.#logOdds[this.#count] = logOdds;
    this.#rivals[this.#count++] = 0;
  }

  /** Two hypotheses cannot both be true; numbered as they were added. */
  oppose(one: number, other: number): void {
    this.#rivals[one] |= 1 << other;
    this.#rivals[other] |= 1 << one;
  }

  /** Whether each is a rival of the first, or of a rival of it, and so on. */
  isOneNet(): boolean {
    let reached = 1;
    let fresh = 1;
    while (fresh !== 0) {
      let next = 0;
      for (let h = 0, left = fresh; left !== 0; h++, left >>= 1)
        if (left & 1) next |= this.#rivals[h];
      fresh = next & ~reached;
      reached |= next;
    }
    return reached === (1 << this.#count) - 1;
  }

  /** Probability of each hypothesis, into `out`. */
  solve(out: Float64Array): void {
    this.#sets = 0;
    const greatest = this.#visit(0, 0, 0, 0);
    out.fill(0, 0, this.#count);
    let total = 0;
    for (let s = 0; s < this.#sets; s++) {
      const weight = Math.exp(this.#setLogWeight[s] - greatest);
      total += weight;
      for (let h = 0, members = this.#setMembers[s]; members !== 0; h++, members >>= 1)
        if (members & 1) out[h] += weight;
    }
    for (let h = 0; h < this.#count; h++) out[h] /= total;
  }

  /** Notes a set and all with more members behind `from`; returns the greatest ln of their weights. */
  #visit(from: number, members: number, barred: number, logWeight: number): number {
    this.#setMembers[this.#sets] = members;
    this.#setLogWeight[this.#sets++] = logWeight;
    let greatest = logWeight;
    for (let h = from; h < this.#count; h++) {
      if ((barred >> h) & 1) continue;
      const more = this.#visit(
        h + 1,
        members | (1 << h),
        barred | this.#rivals[h],
        logWeight + this.#logOdds[h],
      );
      if (more > greatest) greatest = more;
    }
    return greatest;
  }
}
