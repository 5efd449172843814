import type { Recorded } from "@tocsin/core";
import type { AskedJournal } from "../counterfactual/ask-what-if.ts";

/** The records of a journal that tell of an incident: a stretch of it, and those before it that it rests on. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly also: readonly number[];
}

export function stretchOf({ incident, recorded }: AskedJournal): Stretch {
  const { record } = incident;
  const cited = [
    record.site.sequence,
    ...recorded.links.flatMap(({ records }) => records),
    ...recorded.defences.flatMap(({ records }) => records),
  ].filter((sequence) => sequence > 0);
  const lists: readonly (readonly Recorded<unknown>[])[] = [record.looks, record.warnings];
  const inside = lists.flat().map(({ sequence }) => sequence);
  const of = inside.length > 0 ? inside : cited;
  const from = of.reduce((least, one) => Math.min(least, one), Infinity);
  const to = of.reduce((most, one) => Math.max(most, one), 0);
  const also = [...new Set(cited)].filter((sequence) => sequence < from || sequence > to);
  return { from, to, also: also.toSorted((a, b) => a - b) };
}
