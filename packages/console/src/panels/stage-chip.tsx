import type { ReactElement } from "react";
import { STAGE_WORDS, type StageWord } from "../format/words.ts";

export function StageChip({ stage }: { readonly stage: StageWord }): ReactElement {
  return (
    <span className="chip" data-tone={toneOf(stage)}>
      {STAGE_WORDS[stage]}
    </span>
  );
}

/** The accent of a stage. */
export function toneOf(stage: StageWord): "alarm" | "caution" | "well" | "plain" {
  switch (stage) {
    case "take-cover":
      return "alarm";
    case "pre-alert":
      return "caution";
    case "all-clear":
      return "well";
    case "retraction":
    case "none":
      return "plain";
  }
}
