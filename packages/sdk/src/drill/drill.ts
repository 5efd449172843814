import type { TimeUs, WarningStage } from "@tocsin/core";
import { z } from "zod";

/** Bounds on what a drill may be asked for. */
export const DRILL_LIMITS = {
  scenarioCharacters: 200,
  reasonCharacters: 300,
  /** It may be set to begin so much later, in microseconds. */
  aheadUs: 86_400_000_000,
} as const;

const line = z
  .string()
  .trim()
  .min(3)
  .max(DRILL_LIMITS.reasonCharacters)
  .regex(/^[^\p{C}]+$/u);

/** What somebody asks for who wants to drill a site while its post protects it. */
export const drillRequestSchema = z.strictObject({
  scenario: z.string().min(1).max(DRILL_LIMITS.scenarioCharacters).meta({
    description: "`rocket` or `drone` at one area, a scenario's name, or a file of this machine.",
  }),
  areaId: z
    .string()
    .regex(/^[A-Za-z0-9][\w-]{0,63}$/)
    .nullable()
    .meta({
      description: "At which area a `rocket` or `drone` comes; null: the first protected one.",
    }),
  atUs: z
    .int()
    .min(0)
    .nullable()
    .meta({ description: "When it begins, microseconds since 1970, UTC; null: now." }),
  reason: line,
});
export type DrillRequest = z.output<typeof drillRequestSchema>;

export const drillStopSchema = z.strictObject({ reason: line });

/** Whether a drill could begin now, whatever is flown in it. */
export interface DrillReadiness {
  /** Why none can, and what to do, in words; null: one can. */
  readonly refusal: string | null;
}

/** A drill beside a post that protects, as screens show it: part of each live picture while there is one, and for a minute after. */
export interface ShownDrill {
  readonly id: string;
  readonly title: string;
  /** Who started it, for people to read. */
  readonly by: string;
  readonly reason: string;
  readonly startUs: TimeUs;
  /** When its scenario is over. */
  readonly endUs: TimeUs;
  readonly state: "starting" | "running" | "ended";
  /** Why it ended, in words; null while it has not. */
  readonly why: string | null;
  /** Areas that are told something in it. */
  readonly areas: readonly {
    readonly id: string;
    readonly stage: WarningStage;
    readonly arrivalFromUs: TimeUs | null;
    readonly arrivalToUs: TimeUs | null;
  }[];
  /** Channels that carry it, and those of the drill that it does without, with the reason. */
  readonly channels: readonly string[];
  readonly leftOut: readonly string[];
}
