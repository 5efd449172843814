import { PLANNED_KINDS, type PlannedKind, type TimeUs } from "@tocsin/core";
import { z } from "zod";

/** Bounds on what a planner may ask for at once. */
export const PLAN_LIMITS = {
  heights: 8,
  speeds: 4,
  /** Of a text that names candidates, which has to fit into a request. */
  candidatesCharacters: 6_000,
  failingShown: 12,
} as const;

/** What a planner asks: what is left out is asked as `tocsin plan` has it. */
export const planRequestSchema = z.strictObject({
  kinds: z.array(z.enum(PLANNED_KINDS)).min(1).max(PLANNED_KINDS.length).optional(),
  heightsM: z.array(z.number().min(1).max(20_000)).min(1).max(PLAN_LIMITS.heights).optional().meta({
    description: "Of level flight above the ground, m.",
  }),
  speedsMps: z.array(z.number().min(1).max(1_500)).min(1).max(PLAN_LIMITS.speeds).optional().meta({
    description: "Of level flight, m/s.",
  }),
  observers: z.boolean().optional().meta({
    description: "Whether people at observer posts count as watching.",
  }),
  candidates: z.string().max(PLAN_LIMITS.candidatesCharacters).optional().meta({
    description:
      "Sensors that could be had, and places, in the form of the file of `tocsin plan sensors`.",
  }),
});
export type PlanRequest = z.output<typeof planRequestSchema>;

/** From where an attack would not be seen in time, and what one more sensor would buy. */
export interface SitePlan {
  readonly siteName: string;
  readonly madeUs: TimeUs;
  /** Stands on everything that leaves the planner's hands. */
  readonly caution: string;
  /** To whom it was given. */
  readonly givenTo: string;
  /** What has to be known with the figures, in sentences. */
  readonly notes: readonly string[];
  readonly areas: readonly PlannedArea[];
  /** null: no candidates were named. */
  readonly sensors: {
    /** Share of approaches, by people, warned of in time today. */
    readonly inTimeShare: number;
    /** Of each kind its best place, the best buy first. */
    readonly best: readonly PlannedGain[];
  } | null;
  /** The same as a page to keep, with the caution on it. */
  readonly page: string;
}

export interface PlannedArea {
  readonly id: string;
  readonly name: string;
  /** Seconds that people need. */
  readonly neededS: number;
  /** Approaches that leave them, of those asked about. */
  readonly inTime: number;
  readonly of: number;
  /** In words, worst first. */
  readonly failing: readonly string[];
  readonly failingLeftOut: number;
  /** SVG. */
  readonly rose: string;
  readonly maps: readonly { readonly kind: PlannedKind; readonly svg: string }[];
}

export interface PlannedGain {
  readonly kindName: string;
  readonly placeName: string;
  readonly cost: number;
  readonly inTimeShare: number;
  readonly shareGained: number;
  readonly secondsGained: number;
}
