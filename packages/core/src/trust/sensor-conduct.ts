import type { SensorId } from "../units/ids.ts";

/** What a sensor's data has earned. `unproven`: there was too little to compare it with. */
export type Standing = "unproven" | "sound" | "doubtful";

/** What can be held against a sensor, each by a rule of `judgeConduct`. */
export const CONDUCT_REASONS = [
  "UNSEEN",
  "APART",
  "STRAYS",
  "CLAIMS_DOUBTED",
  "CLOCK",
  "LATE",
] as const;
export type ConductReason = (typeof CONDUCT_REASONS)[number];

/** How often a sensor was asked about what others saw in a piece of its claimed coverage, and how often it saw it. */
export interface ObservedCell {
  /** Clockwise from true north at the sensor, rad. */
  readonly azimuthFromRad: number;
  readonly azimuthToRad: number;
  readonly rangeFromM: number;
  readonly rangeToM: number;
  /** Above the ground; null: without end. Both are absent in journals of earlier versions, which told no heights apart. */
  readonly heightFromM?: number;
  readonly heightToM?: number | null;
  readonly asked: number;
  readonly found: number;
  /** The mean of the probabilities of detection that the site file claims for what was asked. */
  readonly claimed: number;
  /** Objects that it was asked about there: looks at one object are alike. Absent in journals of earlier versions. */
  readonly flights?: number;
}

/** What a sensor's data has shown of it, from looks alone: it feeds no decision. Counts fade to a half in an hour, those of cells never. */
export interface SensorConduct {
  readonly sensorId: SensorId;
  readonly standing: Standing;
  /** What speaks against it; `CLOCK` and `LATE` do not make it doubtful. */
  readonly reasons: readonly ConductReason[];
  /** Added to its times, since its clock disagrees with the post's; 0 while it is plausible. */
  readonly clockOffsetUs: number;
  /** How old its looks come, by its own clock, lately; null before the first. */
  readonly delayS: number | null;
  /** Objects that it reported where others should have seen them: those that they saw, and those that they never did. */
  readonly objects: { readonly seen: number; readonly unseen: number };
  /** How far its detections lie from where others have the object, in squares of the errors that both state: 1 is as stated. */
  readonly apart: { readonly count: number; readonly meanSquare: number };
  /** Detections that belong to no confirmed object, in looks that say what they swept, and how many false ones it claims for these. */
  readonly strays: { readonly looks: number; readonly count: number; readonly claimed: number };
  /** Its reports of objects that say who they are, and those of which the word is doubted. */
  readonly claims: { readonly count: number; readonly doubted: number };
  readonly cells: readonly ObservedCell[];
}
