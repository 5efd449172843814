import type { Claim } from "../claims/claim.ts";
import { rangeText } from "../comparison/compare.ts";

/** What differs between two forms of one claim, in words, each with what it was. */
export function changesIn(before: Claim, after: Claim): readonly string[] {
  const fields: readonly (readonly [string, (claim: Claim) => string])[] = [
    ["value", ({ value }) => value],
    ["number", ({ count }) => (count === null ? "none" : rangeText(count))],
    ["of", ({ population }) => population ?? "nobody named"],
    ["polarity", ({ polarity }) => polarity],
    ["hedges", ({ hedges }) => (hedges.length === 0 ? "none" : hedges.join(", "))],
    ["event", ({ event }) => event],
    ["said by", ({ speaker }) => `${speaker.name} (${speaker.kind})`],
  ];
  return fields.flatMap(([name, of]) =>
    of(before) === of(after) ? [] : `${name} ${of(after)}, was ${of(before)}`,
  );
}
