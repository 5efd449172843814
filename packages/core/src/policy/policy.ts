import type { ExpectedHarm } from "./expected-harm.ts";

/** When to warn, as data: the only place that holds thresholds. */
export interface Policy {
  readonly version: string;
  /** Existence below which a track warns of nothing. */
  readonly existenceMin: number;
  /** Probability that something falling hits the area, at which each stage starts. */
  readonly preAlertProbability: number;
  readonly takeCoverProbability: number;
  /**
   * Probability that a powered object reaches the area, at which each stage starts. Higher than for what falls:
   * it can still turn, and everything that flies near would cross a low threshold all the time.
   */
  readonly preAlertReachProbability: number;
  readonly takeCoverReachProbability: number;
  /**
   * A powered object must stay above its threshold for this long before people are warned: the course of what
   * wanders points at everything in turn. Not asked of what is faster than {@link sustainedBelowMps}.
   */
  readonly sustainedS: number;
  readonly sustainedBelowMps: number;
  /** A stage that has started holds until the probability falls below this share of its threshold. */
  readonly releaseRatio: number;
  /** While an attack is expected, every threshold is lowered to this share. */
  readonly heightenedRatio: number;
  /** Powered objects that would arrive later than this are watched and not yet warned of. */
  readonly preAlertHorizonS: number;
  readonly takeCoverHorizonS: number;
  /** A powered object higher than this above the area is passing over, unless it descends. */
  readonly overflightHeightM: number;
  /** Stay under cover for this long after the last threat's latest arrival. */
  readonly allClearDelayS: number;
  /** A message lives this long past the end of its arrival window. */
  readonly expiryMarginS: number;
  /** Classes that do not threaten by themselves (bird, aircraft …) need this much class probability to be let pass. */
  readonly harmlessClassProbability: number;
  /** … and with this much they put nobody under cover: a pre-alert is the most that follows. What falls is so as a bird or clutter only. Absent: none does. */
  readonly harmlessCoverProbability?: number;
  /** For how long late looks are still applied in their order. */
  readonly lateLookLagS: number;
  /** How many independent sources must speak for an object, for each stage; absent: one is enough. */
  readonly corroboration?: Corroboration;
  /**
   * What is done with the second path, which sees straight courses and no more: nothing; it is recorded and shown; or people are told to get
   * ready where it alone says that something comes. Absent: nothing.
   */
  readonly secondPath?: SecondPathUse;
  /** In place of the take-cover probabilities: the threshold follows from what is at stake. */
  readonly expectedHarm?: ExpectedHarm;
}

export const SECOND_PATH_USES = ["off", "show", "pre-alert"] as const;
export type SecondPathUse = (typeof SECOND_PATH_USES)[number];

/** Independent sources as `independentSources` counts them: of sensors that share a link, supply, vendor or clock one counts. */
export interface Corroboration {
  readonly preAlert: number;
  readonly takeCover: number;
}
