import type { EvidenceRef } from "../measurement/look.ts";
import type { Mode } from "../policy/site-model.ts";
import type { ImpactComponent } from "../projection/projection.ts";
import type { AreaId, TrackId } from "../units/ids.ts";
import type { TimeUs } from "../units/time.ts";
import type { ObjectClass } from "../tracking/track.ts";
import type { SecondOpinion } from "../second-path/second-path.ts";
import type { ReasonCode } from "./reason-codes.ts";

export type DecisionStage = "none" | "pre-alert" | "take-cover";

/**
 * An assessment under a policy, positive or negative, with its numbers. Recorded when its stage or governing
 * reason changes, and once more when the track ends. JSON-safe.
 */
export interface Decision {
  /** 1, 2, … within a journal. */
  readonly number: number;
  readonly decidedUs: TimeUs;
  readonly mode: Mode;
  readonly trackId: TrackId;
  /** null: all areas that the track never came near, decided together. */
  readonly areaId: AreaId | null;
  readonly stage: DecisionStage;
  /** All that apply; the first governs. */
  readonly reasons: readonly ReasonCode[];
  /** Which rule of the policy decided, e.g. `impact-probability`. */
  readonly rule: string;
  readonly policyVersion: string;
  readonly numbers: DecisionNumbers;
  readonly class: ObjectClass;
  /** The most probable state that was projected: site-frame position m and velocity m/s at `stateUs`. */
  readonly stateUs: TimeUs;
  readonly state: readonly number[];
  /** Where it was projected to come down, if it was held to be falling at all. */
  readonly impact: ImpactComponent | null;
  readonly evidence: readonly EvidenceRef[];
  /** What the second path says of the same object at that moment; left out where nothing is asked of it. */
  readonly secondPath?: SecondOpinion;
  /** The last decision of its track: `greatest…` and `least…` are over the whole of it. */
  readonly final: boolean;
}

export interface DecisionNumbers {
  /** That the area is hit or reached, existence included, 0…1. */
  readonly probability: number;
  readonly threshold: number;
  readonly existence: number;
  /** From the area's edge to the mean impact point or closest approach; negative inside. */
  readonly missDistanceM: number;
  /** `missDistanceM` in units of the projection's standard deviation in that direction. */
  readonly missSigmas: number;
  readonly arrivalFromUs: TimeUs | null;
  readonly arrivalToUs: TimeUs | null;
  readonly greatestProbability: number;
  readonly leastMissDistanceM: number;
}
