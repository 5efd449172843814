import type { PositionDetection } from "@tocsin/core";
import { DOUBT_WORDS, type Judgement } from "./claim.ts";
import { widenByDoubt } from "./widen-by-doubt.ts";

/** Below this a spoof score is not worth a word. */
const SCORE_SAID = 0.05;

/** A claimed position as it goes into a look: wider by what is doubted of it, and saying so, with the emergency it tells of. */
export function judgedDetection(
  detection: PositionDetection,
  judgement: Judgement,
  emergency: string | null,
): PositionDetection {
  const widened = widenByDoubt(detection, judgement);
  const { spoofScore, doubts } = judgement;
  if (spoofScore < SCORE_SAID && emergency === null) return widened;
  const claim = {
    spoofScore: Math.round(spoofScore * 1_000) / 1_000,
    doubts: doubts.map((doubt) => DOUBT_WORDS[doubt]),
    emergency,
  };
  return { ...widened, claim };
}
