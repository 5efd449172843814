import { furnitureOf } from "../src/account/furniture.ts";
import type { Claim } from "../src/claims/claim.ts";
import { claimsOf } from "../src/claims/claims-of.ts";
import type { Figures } from "./figures.ts";
import type { KeyedReport, KeyedToll } from "./muc-data.ts";

export interface CasualtyScore {
  readonly figures: Figures;
  readonly misses: readonly string[];
  readonly extras: readonly string[];
}

/**
 * Killed and injured of reports against their keys: each different pair of kind and number is one figure of a report. A key tells of terrorist acts
 * only, so that what a report says of a battle stands nowhere in it and counts as wrong. Reports without a key of casualties are left out.
 */
export function scoreCasualties(reports: readonly KeyedReport[]): CasualtyScore {
  let right = 0;
  const misses: string[] = [];
  const extras: string[] = [];
  for (const { id, text, tolls } of reports) {
    if (!tolls.some(({ optional }) => !optional)) continue;
    const claims = tellingsOf(claimsOf(id, text, furnitureOf(text)));
    const matched = new Set<Claim>();
    const asked = new Set<string>();
    for (const toll of tolls) {
      const found = claims.filter((claim) => agrees(claim, toll));
      for (const claim of found) matched.add(claim);
      const key = `${toll.predicate} ${toll.numbers.join("/")}`;
      if (toll.optional || asked.has(key)) continue;
      asked.add(key);
      if (found.length > 0) right++;
      else misses.push(`${id} ${key} ${toll.who}`);
    }
    for (const claim of claims)
      if (!matched.has(claim))
        extras.push(
          `${id} ${claim.predicate} ${claim.count?.min}..${claim.count?.max ?? ""}: ${text.slice(claim.span.start, claim.span.end).replace(/\s+/g, " ")}`,
        );
  }
  return { figures: { right, wrong: extras.length, missed: misses.length }, misses, extras };
}

/** One claim of each kind and number; that nobody was hurt is asked nowhere in the keys. */
function tellingsOf(claims: readonly Claim[]): readonly Claim[] {
  const found = new Map<string, Claim>();
  for (const claim of claims) {
    if (!claim.predicate.startsWith("casualties.") || claim.count?.max === 0) continue;
    const key = `${claim.predicate} ${claim.count?.min} ${claim.count?.max}`;
    if (!found.has(key)) found.set(key, claim);
  }
  return [...found.values()];
}

/** A number of the key: "6", "50-" (fewer), "10+", "~50" (about), "PLURAL". */
function agrees({ predicate, count }: Claim, toll: KeyedToll): boolean {
  if (predicate !== toll.predicate || count === null) return false;
  return toll.numbers.some((number) => {
    if (number === "PLURAL") return count.weak && count.min >= 2;
    const value = Number(number.replace(/[^\d]/g, ""));
    const within = count.approximate && count.min <= value && value <= (count.max ?? count.min);
    return count.min === value || count.max === value || within;
  });
}
