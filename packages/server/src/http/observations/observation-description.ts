import { observationSchema } from "@tocsin/sdk";
import { z } from "zod";
import type { Parameter, RouteDescription } from "../api-description.ts";
import { sealedBody } from "./observation-routes.ts";
import {
  observationAnswerSchema,
  observationListSchema,
  observedSiteSchema,
} from "./observation-schemas.ts";

const reportId: Parameter = { name: "id", in: "path", description: "Of a report of one's own." };
const OFF = "This site takes no reports, or there is none of that id from the asker.";
const BUSY = "It was not recorded; send it again.";

/** Routes with which people report what they see and hear. */
export const OBSERVATION_ROUTES: readonly RouteDescription[] = [
  {
    path: "/api/observations/site",
    access: "report",
    summary: "What the page of observers shows of the site: its name, its place, names of places.",
    parameters: [],
    answer: observedSiteSchema,
    refusals: { 404: OFF },
  },
  {
    path: "/api/observations",
    method: "POST",
    access: "report",
    summary:
      "Takes what somebody saw or heard. The same `id` sent again is answered, and taken once.",
    parameters: [],
    body: observationSchema,
    answer: observationAnswerSchema,
    refusals: { 404: OFF, 429: "Too many at once; the message says when.", 503: BUSY },
  },
  {
    path: "/api/observations/{id}/withdraw",
    method: "POST",
    access: "report",
    summary:
      "Notes that a report was a mistake. Operators see it; what it led to is lowered by nobody but them.",
    parameters: [reportId],
    answer: observationAnswerSchema,
    refusals: { 404: OFF, 503: BUSY },
  },
  {
    path: "/api/observations",
    access: "operate",
    summary: "The latest reports, and how each observer's agreed with what sensors tracked.",
    parameters: [],
    answer: observationListSchema,
    refusals: {},
  },
  {
    path: "/api/observations/sealed",
    method: "POST",
    access: "public",
    summary:
      "The same from an enrolled phone: an envelope of a key of kind `observer`, base64url, for `observations`, its purpose `report`, `withdraw` or `site`, its content the body of that route.",
    parameters: [],
    body: sealedBody,
    answer: z.union([observationAnswerSchema, observedSiteSchema]),
    refusals: { 401: "The envelope is refused.", 404: OFF, 429: "Too many at once.", 503: BUSY },
  },
];
