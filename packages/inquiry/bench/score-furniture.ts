import { furnitureOf } from "../src/account/furniture.ts";
import { claimsOf } from "../src/claims/claims-of.ts";
import { overlaps } from "../src/text/span.ts";
import type { Figures } from "./figures.ts";
import type { GoldAccount, GoldFurniture } from "./inquiry-data.ts";

export interface FurnitureScore {
  readonly ranges: Figures;
  /** Claims read out of furniture: each would be a false fact. */
  readonly falseFacts: readonly string[];
}

/** Labelled ranges against gold; a range is found where a label covers it but for white space. */
export function scoreFurniture(
  accounts: readonly GoldAccount[],
  gold: readonly GoldFurniture[],
): FurnitureScore {
  let [right, wrong, missed] = [0, 0, 0];
  const falseFacts: string[] = [];
  for (const { file, text } of accounts) {
    const labels = furnitureOf(text);
    const own = gold.filter((each) => each.file === file && each.kind !== "broken paragraph");
    for (const each of own) {
      const lead = each.span.length - each.span.trimStart().length;
      const tail = each.span.length - each.span.trimEnd().length;
      if (labels.some(({ start, end }) => start <= each.start + lead && end >= each.end - tail))
        right++;
      else missed++;
    }
    wrong += labels.filter((label) => !own.some((each) => overlaps(label, each))).length;
    for (const claim of claimsOf(file, text, labels))
      if (own.some((each) => overlaps(claim.span, each)))
        falseFacts.push(
          `${claim.predicate} ${claim.value}: ${text.slice(claim.span.start, claim.span.end)}`,
        );
  }
  return { ranges: { right, wrong, missed }, falseFacts };
}
