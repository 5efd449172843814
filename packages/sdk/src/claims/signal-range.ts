import type { Claim, ClaimLimits } from "./claim.ts";
import { distanceM } from "./claim-distance.ts";

/** A claimant's mean departs from the others' by more than this: antennas and masking make less. */
const DEPARTURE_DB = 20;
const CLAIMS_MIN = 10;
const CLAIMANTS_MIN = 6;
/** Claimants remembered; at the limit all are forgotten. */
const CLAIMANTS_MAX = 4_096;
/** Nearer than this the distance is as uncertain as the place. */
const RANGE_MIN_M = 100;
/** Share of a new value in a mean. */
const SHARE = 0.1;

interface Mean {
  levelDb: number;
  count: number;
}

/**
 * Signal against distance. In free space S + 20 log₁₀(r / 1 m) is one number for all transmitters of a kind: what each
 * would have at 1 m. One whose mean is far from the median of the others is not where it says, or no such transmitter; and one
 * that is stronger at 1 m than any transmitter may be is nearer than it says.
 */
export class SignalRange {
  readonly #limits: ClaimLimits;
  readonly #means = new Map<string, Mean>();
  /** Follows the median of all claims: half of them push it up, half down. */
  #medianDb: number | null = null;

  constructor(limits: ClaimLimits) {
    this.#limits = limits;
  }

  differs(claim: Claim): boolean {
    const { receiver, signalAtOneMetreMaxDbm } = this.#limits;
    if (receiver === null || claim.signalDb === null) return false;
    const rangeM = Math.max(distanceM(receiver, claim), RANGE_MIN_M);
    const levelDb = claim.signalDb + 20 * Math.log10(rangeM);
    if (this.#means.size >= CLAIMANTS_MAX) this.#means.clear();
    const mean = this.#means.get(claim.claimant) ?? { levelDb, count: 0 };
    this.#means.set(claim.claimant, mean);
    mean.count++;
    mean.levelDb += SHARE * (levelDb - mean.levelDb);
    if (signalAtOneMetreMaxDbm !== null && mean.count >= CLAIMS_MIN)
      return mean.levelDb > signalAtOneMetreMaxDbm;
    this.#medianDb ??= levelDb;
    this.#medianDb += Math.sign(levelDb - this.#medianDb) * 0.05;
    if (this.#means.size < CLAIMANTS_MIN || mean.count < CLAIMS_MIN) return false;
    return Math.abs(mean.levelDb - this.#medianDb) > DEPARTURE_DB;
  }
}
