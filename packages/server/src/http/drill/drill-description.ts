import { drillRequestSchema, drillStopSchema, type ShownDrill } from "@tocsin/sdk";
import { z } from "zod";
import type { RouteDescription } from "../api-description.ts";

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

const OFF = "Nothing can be commanded here.";

/** Drills beside a post that protects. */
export const DRILL_ROUTES: readonly RouteDescription[] = [
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
