import { compareLooks, type Look } from "../../src/measurement/look.ts";
import type { TimeUs } from "../../src/units/time.ts";
import type { PmbmFilter, PmbmMark } from "./pmbm-filter.ts";
import { type Shown, shownObjects } from "./shown-objects.ts";

/** Looks that may still be applied again, as many as the trackers beside it keep. */
const KEPT_LOOKS = 24;

export interface LookArrival {
  readonly look: Look;
  readonly receivedUs: TimeUs;
}

/** What the filter shows at each moment of what has arrived until then; it goes back to before a late look, and on again. */
export function runOrdered(
  filter: PmbmFilter,
  arrivals: readonly LookArrival[],
  momentsUs: readonly TimeUs[],
  existenceLeast: number,
): readonly Shown[] {
  const kept: { readonly look: Look; readonly before: PmbmMark }[] = [];
  const take = (look: Look): void => {
    let place = kept.length;
    while (place > 0 && compareLooks(kept[place - 1].look, look) > 0) place--;
    if (place === 0 && kept.length === KEPT_LOOKS) return;
    const later = kept.splice(place);
    if (later.length > 0) filter.rewind(later[0].before);
    for (const next of [look, ...later.map((entry) => entry.look)]) {
      kept.push({ look: next, before: filter.mark() });
      filter.processLook(next);
    }
    if (kept.length > KEPT_LOOKS) kept.shift();
  };
  let next = 0;
  return momentsUs.map((timeUs) => {
    for (; next < arrivals.length && arrivals[next].receivedUs <= timeUs; next++) {
      take(arrivals[next].look);
    }
    return shownObjects(filter, timeUs, existenceLeast);
  });
}
