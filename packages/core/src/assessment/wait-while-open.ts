import { secondsBetween } from "../units/time.ts";
import type { DecisionContext } from "./decide.ts";
import { harmlessProbability, isSizeTold } from "./harmless.ts";

/** What is still open about an object that flies in is waited for where nobody was told of it yet and people lose nothing by it. */
type Open = Pick<DecisionContext, "track" | "area" | "policy" | "assessment" | "before" | "nowUs">;

/**
 * Whether what comes may yet turn out to pass over: nobody measured its height, of which what is measured tells more with each look, and there is
 * time to spare. What is in doubt when people need the time is warned of, as is what is low with {@link SURELY_LOW}. `leadS` until it may arrive.
 */
export function isHeightOpen(context: Open, leadS: number): boolean {
  const { track, assessment, nowUs } = context;
  if (track.isOverHeights !== true || !hasTimeToSpare(context, leadS)) return false;
  if (secondsBetween(track.firstSensedUs, nowUs) > HEIGHT_TOLD_S) return false;
  return assessment.lowReachProbability < SURELY_LOW * assessment.reachProbability;
}
const SURELY_LOW = 0.9;
/** After so long from the first detection on nobody waits any more: what the range tells of a height in so long is next to all that it will. */
const HEIGHT_TOLD_S = 60;

/**
 * Whether what would make people get ready, and send nobody to cover, may yet turn out to be nothing to them: it is rather harmless than not, and there
 * is time to spare. What sends people to cover is not asked, so that no order waits. As with {@link isSizeTold} without which nothing is
 * probably harmless, and for nobody who keeps all harmless things as threats (`harmless_cover_probability` of 1). `leadS` until it may arrive.
 */
export function isClassOpen(context: Open, leadS: number): boolean {
  const { track, policy } = context;
  const { harmlessCoverProbability: least = 1 } = policy;
  if (least === 1 || !isSizeTold(track) || !hasTimeToSpare(context, leadS)) return false;
  return harmlessProbability(track) >= RATHER_HARMLESS;
}
const RATHER_HARMLESS = 0.5;

/** Whether nobody was told yet, and people who are told later still reach shelter. */
const hasTimeToSpare = ({ area, before }: Open, leadS: number): boolean =>
  before === "none" && leadS > area.shelterS + TO_SPARE_S;
/** Time that people keep beside what they need to reach shelter. */
const TO_SPARE_S = 15;
