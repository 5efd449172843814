import { atLeastProbability, type DetectionRunRule } from "./detection-run.ts";
import { RATE_UNIT_PER_S } from "./miss-rate.ts";

const counts = new Float64Array(64);

/** One way of counting looks: one comes every `periodS`. */
interface LookCount {
  readonly periodS: number;
  readonly stepM: number;
  readonly trials: Float64Array;
  next: number;
  /** Where the next look comes, m from the area. */
  atM: number;
}

/**
 * The greatest distance at which an object that flies inwards at `speedMps`, looked at every period, has been detected often
 * enough. A look detects with 1 − e^{−rate·period}. The first look comes a whole period inside what is searched: the unlucky
 * phase. A zone longer than the window needs no more looks than the window, since nothing changes after it. What counts as one
 * look is tried for each of `periodsS`, so that a fast poor sensor doesn't hide a slow good one.
 *
 * Zones are passed one by one, adjoining, the outermost first, so that whoever knows them only on the way works out no more
 * of them than are needed.
 */
export class RunSearch {
  readonly #rule: DetectionRunRule;
  readonly #looks: readonly LookCount[];

  constructor(rule: DetectionRunRule, speedMps: number, periodsS: Iterable<number>) {
    this.#rule = rule;
    this.#looks = [...new Set(periodsS)].map((periodS) => ({
      periodS,
      stepM: speedMps * periodS,
      trials: new Float64Array(rule.window),
      next: 0,
      atM: 0,
    }));
  }

  /** Anew, of an object that comes in from `outermostM`. */
  begin(outermostM: number): void {
    for (const each of this.#looks) {
      // A loop, since filling so few takes longer.
      for (let i = 0; i < this.#rule.window; i++) each.trials[i] = 0;
      each.next = 0;
      each.atM = outermostM - each.stepM;
    }
  }

  /** The next zone, down to `fromM`, with the sum of its sensors' rates in units of {@link RATE_UNIT_PER_S}; null: not yet. */
  pass(fromM: number, rateUnits: number): number | null {
    let best: number | null = null;
    for (const each of this.#looks) {
      const found = this.#passOne(each, fromM, rateUnits);
      if (found !== null && (best === null || found > best)) best = found;
    }
    return best;
  }

  #passOne(each: LookCount, fromM: number, rateUnits: number): number | null {
    const { trials, stepM, atM } = each;
    if (atM < fromM) return null;
    const { window, detectionsWanted, probabilityWanted } = this.#rule;
    const looks = Math.floor((atM - fromM) / stepM) + 1;
    const detects = rateUnits > 0 ? 1 - Math.exp(-rateUnits * RATE_UNIT_PER_S * each.periodS) : 0;
    for (let look = 0; look < looks && look < window; look++) {
      trials[each.next] = detects;
      each.next = (each.next + 1) % window;
      if (detects === 0) continue;
      if (atLeastProbability(trials, window, detectionsWanted, counts) >= probabilityWanted)
        return Math.max(atM - look * stepM, fromM);
    }
    each.atM = atM - looks * stepM;
    return null;
  }
}
