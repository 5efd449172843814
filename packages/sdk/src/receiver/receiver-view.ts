import type { Mode, WarningStage } from "@tocsin/core";
import type { WarningState } from "../broadcast/broadcast.ts";
import type { WatchView } from "./watch-view.ts";

/** What a receiver shows of one area in one mode. Times are of the receiver's steady clock, milliseconds. */
export interface AreaView {
  readonly area: string;
  readonly mode: Mode;
  /** What was said, by the post that says the most. */
  readonly state: WarningState;
  readonly stage: WarningStage;
  readonly untilMs: number;
  /** When the first threat arrives at the earliest and the last at the latest; null when nothing is coming. */
  readonly window: { readonly fromMs: number; readonly toMs: number } | null;
}

export type Connection = "never" | "connected" | "lost";

export interface ReceiverView {
  /** `lost`: no post was heard for so long that a warning might have been missed. */
  readonly connection: Connection;
  /** Since a post was last heard to live; null where none ever was. */
  readonly silentMs: number | null;
  /** The gravest first, and what is live before any exercise. */
  readonly areas: readonly AreaView[];
  /** Whether anybody would be warned by itself where nothing is shown. */
  readonly watch: WatchView;
}

/** Something to draw attention to. */
export interface ReceiverEvent {
  /** `raised`: people are told of something graver than before. `ended`: it is over, or was a mistake. */
  readonly kind: "raised" | "changed" | "ended";
  readonly view: AreaView;
}

/** How grave a stage is; an end is not grave. */
export const gravity = (stage: WarningStage): number =>
  stage === "take-cover" ? 2 : stage === "pre-alert" ? 1 : 0;

/** What is real stands before all else: nothing of an exercise may hide it. */
export const compareViews = (a: AreaView, b: AreaView): number => {
  if ((a.mode === "live") !== (b.mode === "live")) return a.mode === "live" ? -1 : 1;
  if (a.stage !== b.stage) return gravity(b.stage) - gravity(a.stage);
  return a.area < b.area ? -1 : a.area > b.area ? 1 : 0;
};
