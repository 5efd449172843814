import { PLANNED_KINDS } from "@tocsin/core";
import { planRequestSchema, type SitePlan } from "@tocsin/sdk";
import { z } from "zod";
import type { RouteDescription } from "../api-description.ts";

const count = z.int();
const svg = z.string().meta({ description: "SVG." });

export const sitePlanSchema: z.ZodType<SitePlan> = z.strictObject({
  siteName: z.string(),
  madeUs: z.number().meta({ description: "Microseconds since 1970, UTC." }),
  caution: z.string(),
  givenTo: z.string(),
  notes: z.array(z.string()),
  areas: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      neededS: z.number(),
      inTime: count,
      of: count,
      failing: z.array(z.string()).meta({ description: "In words, worst first." }),
      failingLeftOut: count,
      rose: svg,
      maps: z.array(z.strictObject({ kind: z.enum(PLANNED_KINDS), svg })),
    }),
  ),
  sensors: z
    .strictObject({
      inTimeShare: z.number(),
      best: z.array(
        z.strictObject({
          kindName: z.string(),
          placeName: z.string(),
          cost: z.number(),
          inTimeShare: z.number(),
          shareGained: z.number(),
          secondsGained: z.number(),
        }),
      ),
    })
    .nullable(),
  page: z.string().meta({ description: "The same as a page to keep." }),
});

export const planProgressSchema = z.strictObject({ done: count, of: count });

/** For those who plan a site's protection. */
export const PLAN_ROUTES: readonly RouteDescription[] = [
  {
    path: "/api/plan",
    method: "POST",
    access: "plan",
    summary:
      "From where an attack would not be seen in time, and what one more sensor would buy: what `tocsin plan` works out, of the site that protects. It names to whom it was given.",
    parameters: [],
    body: planRequestSchema,
    answer: sitePlanSchema,
    refusals: {
      400: "The question or the candidates are not understood.",
      404: "There is no live post here.",
      503: "Too much is being worked out, or this takes too long.",
    },
  },
  {
    path: "/api/plan/progress",
    access: "plan",
    summary:
      "How far the plan is that is being made for whoever asks: surveys done, of all. Both are 0 where none has begun.",
    parameters: [],
    answer: planProgressSchema,
    refusals: { 404: "There is no live post here." },
  },
];
