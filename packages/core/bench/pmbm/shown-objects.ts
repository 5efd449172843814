import { BANK } from "../../src/filter/bank-layout.ts";
import { bringBank } from "../../src/tracking/bring-bank.ts";
import { TIME_US } from "../../src/tracking/track-columns.ts";
import type { TimeUs } from "../../src/units/time.ts";
import { type Gaussian, gaussianOfBank } from "./gaussian-of-bank.ts";
import type { PmbmFilter } from "./pmbm-filter.ts";

/** An object that the filter shows at a time. */
export interface ShownObject extends Gaussian {
  readonly id: string;
}

const bank = new Float64Array(BANK);

/** The confirmed objects that exist more probably than `existenceLeast` in the most probable global hypothesis, at `timeUs`. */
export function shownObjects(
  filter: PmbmFilter,
  timeUs: TimeUs,
  existenceLeast: number,
): readonly ShownObject[] {
  return filter.clusters.flatMap(({ trees, globals }) =>
    trees.flatMap(({ id, isConfirmed }, i): readonly ShownObject[] => {
      const choice = globals[0].choices[i];
      if (!isConfirmed || choice === null || choice.existence < existenceLeast) return [];
      bringBank(choice.row, 0, Math.max(timeUs, choice.row[TIME_US]), filter.env, bank, 0);
      return [{ id, ...gaussianOfBank(bank) }];
    }),
  );
}
