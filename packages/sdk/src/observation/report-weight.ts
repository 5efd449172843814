/** What a report counts is halved for each one before it that it may be an echo of. */
const HALF = 0.5;
/** Below this it moves no track: thirty-two of them would count as one. */
export const WEIGHT_LEAST = 1 / 32;

/** What else was reported, and what was public by then. */
export interface ReportContext {
  /** The observer's standing, 0…1. */
  readonly standing: number;
  /** It came after a warning of that place was public, and so many such reports came before it. Null: nothing was public. */
  readonly promptedBefore: number | null;
  /** Reports of the same observer within the last minute: one compass, one error. */
  readonly ownBefore: number;
}

/**
 * What a report counts: w = standing · ½^own · ½^(1 + prompted), the last factor only after a public alarm. Who has just been told that
 * something comes sees it: however many report then, together they count no more than one report that nobody prompted, since
 * Σ ½^(1 + n) ≤ 1. Zero where that is below 1/32.
 */
export function reportWeight({ standing, promptedBefore, ownBefore }: ReportContext): number {
  let weight = standing;
  for (let i = 0; i < ownBefore && weight > 0; i++) weight *= HALF;
  const prompted = promptedBefore === null ? 0 : promptedBefore + 1;
  for (let i = 0; i < prompted && weight > 0; i++) weight *= HALF;
  return weight < WEIGHT_LEAST ? 0 : weight;
}
