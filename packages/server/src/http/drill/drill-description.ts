import {
  type DrillReadiness,
  type DrillScore,
  type DrillSummary,
  drillRequestSchema,
  drillStopSchema,
  type ShownDrill,
} from "@tocsin/sdk";
import { z } from "zod";
import type { RouteDescription } from "../api-description.ts";
import { scorecardSchema } from "../scoring/scoring-schemas.ts";

const timeUs = z.number().meta({ description: "Microseconds since 1970, UTC." });

export const drillSchema: z.ZodType<ShownDrill> = z.strictObject({
  id: z.string(),
  title: z.string(),
  by: z.string(),
  reason: z.string(),
  startUs: timeUs,
  endUs: timeUs,
  state: z.enum(["starting", "running", "ended"]),
  why: z.string().nullable(),
  areas: z.array(
    z.strictObject({
      id: z.string(),
      stage: z.enum(["pre-alert", "take-cover", "all-clear", "retraction"]),
      arrivalFromUs: timeUs.nullable(),
      arrivalToUs: timeUs.nullable(),
    }),
  ),
  channels: z.array(z.string()),
  leftOut: z.array(z.string()),
});

const drillReadinessSchema: z.ZodType<DrillReadiness> = z.strictObject({
  refusal: z.string().nullable(),
});

const drillSummarySchema = z.strictObject({
  id: z.string(),
  scenario: z.string(),
  startedUs: timeUs,
  by: z.union([
    z.strictObject({ kind: z.literal("account"), id: z.string() }),
    z.strictObject({ kind: z.literal("command-line"), user: z.string() }),
  ]),
  reason: z.string(),
  endedUs: timeUs
    .nullable()
    .meta({ description: "null: it runs, or its post went away before it could say so." }),
  ending: z.string().nullable(),
  channels: z.array(z.string()).meta({ description: "What it was to be told over." }),
} satisfies Record<keyof DrillSummary, z.ZodType>);

const count = z.int();
const seconds = z.number().nullable();

export const drillScoreSchema = z.strictObject({
  drill: drillSummarySchema,
  messages: z.array(
    z.strictObject({
      areaId: z.string(),
      stage: z.enum(["pre-alert", "take-cover", "all-clear", "retraction"]),
      action: z.enum(["start", "raise", "update", "lower", "end"]),
      issuedUs: timeUs,
    }),
  ),
  reached: z
    .array(
      z.strictObject({
        channelId: z.string(),
        recipient: z.string().nullable(),
        taken: count,
        acknowledged: count,
        silent: count,
        failed: count,
        firstS: seconds,
        slowestS: seconds,
        failure: z.string().nullable(),
      }),
    )
    .meta({
      description:
        "Each channel, or each of those behind it: messages taken, acted on, failed and not answered; seconds from the decision.",
    }),
  card: scorecardSchema.nullable().meta({ description: "null: nothing is known of what came." }),
} satisfies Record<keyof DrillScore, z.ZodType>);

const OFF = "Nothing can be commanded here.";

/** Drills beside a post that protects. */
export const DRILL_ROUTES: readonly RouteDescription[] = [
  {
    path: "/api/drills",
    access: "view",
    summary: "Drills beside the post, the latest 50, newest first.",
    parameters: [],
    answer: z.array(drillSummarySchema),
    refusals: { 404: "There is no live post here.", 503: "Too many questions are being answered." },
  },
  {
    path: "/api/drills/{id}",
    access: "view",
    summary:
      "How a drill went: whom it reached and when, what failed, and how its warnings compare with what its scenario knows.",
    parameters: [{ name: "id", in: "path", description: "Of a drill." }],
    answer: drillScoreSchema,
    refusals: {
      404: "There is no such drill, or no live post here.",
      503: "Too many questions are being answered.",
    },
  },
  {
    path: "/api/drill",
    access: "drill",
    summary:
      "Whether a drill could begin now: `refusal` says why not and what to do, and is null where one could.",
    parameters: [],
    answer: drillReadinessSchema,
    refusals: { 404: OFF },
  },
  {
    path: "/api/drill",
    method: "POST",
    access: "drill",
    summary: "Starts a drill beside the post, in a process, a journal and channels of its own.",
    parameters: [],
    body: drillRequestSchema,
    answer: drillSchema,
    refusals: {
      404: OFF,
      409: "A drill runs, a real warning holds, or the scenario cannot be flown here.",
    },
  },
  {
    path: "/api/drill/stop",
    method: "POST",
    access: "drill",
    summary: "Ends the drill, and tells everybody who was told something in it.",
    parameters: [],
    body: drillStopSchema,
    answer: drillSchema,
    refusals: { 404: OFF, 409: "No drill runs." },
  },
];
