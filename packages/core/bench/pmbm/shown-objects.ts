import { BANK } from "../../src/filter/bank-layout.ts";
import type { Environment } from "../../src/motion/environment.ts";
import { bringBank } from "../../src/tracking/bring-bank.ts";
import { TIME_US } from "../../src/tracking/track-columns.ts";
import type { TimeUs } from "../../src/units/time.ts";
import { type Gaussian, gaussianOfBank, mixGaussians } from "./gaussian-of-bank.ts";
import type { Cluster, LocalHypothesis } from "./local-hypothesis.ts";
import type { PmbmFilter } from "./pmbm-filter.ts";

/** An object that the filter shows at a time. */
export interface ShownObject extends Gaussian {
  readonly id: string;
}

/** What the filter shows, read in two ways: each is an estimator of its own. */
export interface Shown {
  /** The objects of the most probable global hypothesis of each cluster. */
  readonly best: readonly ShownObject[];
  /** Each tree's object where the mean over all global hypotheses has it. */
  readonly mean: readonly ShownObject[];
}

/** The confirmed objects that exist more probably than `existenceLeast`, at `timeUs`. */
export function shownObjects(filter: PmbmFilter, timeUs: TimeUs, existenceLeast: number): Shown {
  const best: ShownObject[] = [];
  const mean: ShownObject[] = [];
  for (const cluster of filter.clusters) {
    cluster.trees.forEach(({ id, isConfirmed }, i) => {
      if (!isConfirmed) return;
      const choice = cluster.globals[0].choices[i];
      if (choice !== null && choice.existence >= existenceLeast)
        best.push({ id, ...gaussianAt(choice, timeUs, filter.env) });
      const parts = partsOf(cluster, i);
      const existence = [...parts.values()].reduce((sum, part) => sum + part, 0);
      if (existence < existenceLeast) return;
      const gaussians = [...parts].map(([hypothesis, part]) => ({
        weight: part / existence,
        gaussian: gaussianAt(hypothesis, timeUs, filter.env),
      }));
      mean.push({ id, ...mixGaussians(gaussians) });
    });
  }
  return { best, mean };
}

/** Probabilities that the object of a tree exists in each of its ways. */
function partsOf({ globals }: Cluster, i: number): ReadonlyMap<LocalHypothesis, number> {
  const parts = new Map<LocalHypothesis, number>();
  for (const { logWeight, choices } of globals) {
    const choice = choices[i];
    if (choice === null) continue;
    parts.set(choice, (parts.get(choice) ?? 0) + Math.exp(logWeight) * choice.existence);
  }
  return parts;
}

const bank = new Float64Array(BANK);

function gaussianAt({ row }: LocalHypothesis, timeUs: TimeUs, env: Environment): Gaussian {
  bringBank(row, 0, Math.max(timeUs, row[TIME_US]), env, bank, 0);
  return gaussianOfBank(bank);
}
