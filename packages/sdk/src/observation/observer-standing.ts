import { clamp } from "@tocsin/core";
import type { ObserverCounts, ObserverStanding } from "./observation.ts";

/** A newcomer counts as one who was right four times of five. */
const PRIOR_AGREED = 4;
const PRIOR_DISAGREED = 1;
/** Nobody counts for less, however often a sensor saw nothing: sensors err too, and the next report may be the one that matters. */
export const STANDING_LEAST = 0.25;
/** 97.5 % point of the standard normal distribution. */
const Z = 1.959964;

/**
 * What the agreement of an observer's reports with sensors' tracks says of the next one: weight = (a + 4)/(a + d + 5), at least
 * ¼, a agreed and d disagreed; what no sensor could decide changes nothing. The interval of the share a/(a + d) is Wilson's
 * (E. B. Wilson, J. Am. Stat. Assoc. 22, 1927): (p + z²/2n ± z √(p(1 − p)/n + z²/4n²))/(1 + z²/n); 0…1 where n = 0.
 */
export function observerStanding(counts: ObserverCounts): ObserverStanding {
  const { agreed, disagreed } = counts;
  const n = agreed + disagreed;
  const weight = Math.max(
    (agreed + PRIOR_AGREED) / (n + PRIOR_AGREED + PRIOR_DISAGREED),
    STANDING_LEAST,
  );
  if (n === 0) return { ...counts, from: 0, to: 1, weight };
  const p = agreed / n;
  const z2 = (Z * Z) / n;
  const centre = p + z2 / 2;
  const half = Z * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n));
  const [from, to] = [centre - half, centre + half].map((x) => clamp(x / (1 + z2), 0, 1));
  return { ...counts, from, to, weight };
}
