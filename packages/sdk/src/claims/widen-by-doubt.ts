import type { PositionDetection } from "@tocsin/core";
import type { Judgement } from "./claim.ts";

/** At a score of 1 errors are so many times as wide, beyond their own width. */
const WIDENED_BY = 4;

/** Who may be lying is believed less: C ← (1 + 4 s)² C of the place, s being the spoof score. */
export function widenByDoubt(
  detection: PositionDetection,
  { spoofScore }: Judgement,
): PositionDetection {
  const factor = (1 + WIDENED_BY * spoofScore) * (1 + WIDENED_BY * spoofScore);
  return {
    ...detection,
    covarianceEeM2: detection.covarianceEeM2 * factor,
    covarianceEnM2: detection.covarianceEnM2 * factor,
    covarianceNnM2: detection.covarianceNnM2 * factor,
  };
}
