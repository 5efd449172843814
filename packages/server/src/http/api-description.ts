import { z } from "zod";
import type { Access } from "./identity/access.ts";
import { DEVICE_ROUTES } from "./identity/device-description.ts";
import { IDENTITY_ROUTES } from "./identity/identity-description.ts";
import { SERVICE_ROUTES } from "./identity/service-description.ts";
import { PASSKEY_ROUTES } from "./identity/passkey-description.ts";
import {
  accountSchema,
  accountWithLinkSchema,
  deviceCodeSchema,
  deviceKeySchema,
  serviceTokenSchema,
  whoAmISchema,
} from "./identity/identity-schemas.ts";
import { OPERATOR_ROUTES } from "./operators/operator-description.ts";
import { DRILL_ROUTES, drillScoreSchema } from "./drill/drill-description.ts";
import { PLAN_ROUTES, sitePlanSchema } from "./planning/plan-description.ts";
import { SCORING_ROUTES } from "./scoring/scoring-description.ts";
import { scorecardReportSchema } from "./scoring/scoring-schemas.ts";
import { OBSERVATION_ROUTES } from "./observations/observation-description.ts";
import {
  observationAnswerSchema,
  observationListSchema,
  observedSiteSchema,
} from "./observations/observation-schemas.ts";
import {
  detailSchema,
  errorSchema,
  healthSchema,
  liveMessageSchema,
  officialReportSchema,
  pictureSchema,
  readinessSchema,
  siteSchema,
  statusSchema,
  storySchema,
  summarySchema,
  timelineSchema,
  whySchema,
} from "./api-schemas.ts";

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly description: string;
}
/** One route as programs see it. */
export interface RouteDescription {
  /** As in OpenAPI: `/api/sources/{id}`. */
  readonly path: string;
  /** GET where it is left out. */
  readonly method?: "POST";
  readonly access: Access;
  readonly summary: string;
  readonly parameters: readonly Parameter[];
  /** Schema of what is sent; absent: nothing is. */
  readonly body?: z.ZodType;
  /** Schema of the answer; null: it is not JSON. */
  readonly answer: z.ZodType | null;
  /** Refusals, by status. */
  readonly refusals: Readonly<Record<number, string>>;
  /** What an answer that is not JSON is. */
  readonly media?: string;
}

const sourceId: Parameter = {
  name: "id",
  in: "path",
  description: "Of a source, percent-encoded: `salvo`, `baghdad-2021-11%2Fout-of-range`, `live`.",
};
const query = (name: string, description: string): Parameter => ({
  name,
  in: "query",
  description,
});
const UNKNOWN = "There is no such thing.";

/** What is asked about, for an answer or for a report. */
const WHY_QUESTION: readonly Parameter[] = [
  sourceId,
  query("decision", "A decision's number."),
  query("track", "A track's id; its first letters will do."),
  query("area", "The area to explain it for; without a track, what threatened it most."),
  query("at", "`latitude,longitude` in degrees, or an area's id: something said to be there."),
  query("time", "ISO 8601 with its zone: `2021-11-06T23:31:00Z`."),
  query("from", "Where it came from, degrees clockwise from north. Left out: nobody says."),
  query("height", "Metres above the ground; 100 where left out."),
  query("speed", "Metres a second; 25 where left out."),
  query("within", "How far off the time may be, seconds; 120 where left out."),
];

/** Every route, in the order of the documentation. A test holds this list and the server together, both ways. */
export const ROUTES: readonly RouteDescription[] = [
  {
    path: "/api/status",
    access: "view",
    summary: "What runs here, and since when.",
    parameters: [],
    answer: statusSchema,
    refusals: {},
  },
  {
    path: "/api/sources",
    access: "view",
    summary: "What can be shown: the live post, and recordings.",
    parameters: [],
    answer: z.array(summarySchema),
    refusals: {},
  },
  {
    path: "/api/sources/{id}",
    access: "view",
    summary: "One source: its site for a map, what is reported of it, its questions with answers.",
    parameters: [sourceId],
    answer: detailSchema,
    refusals: { 404: UNKNOWN },
  },
  {
    path: "/api/sources/{id}/timeline",
    access: "view",
    summary:
      "A recording as a row of pictures, a fixed step apart; of the live post its last minutes. Gzipped for whoever takes it.",
    parameters: [
      sourceId,
      query(
        "last",
        "Only so many seconds before its end, at most 86400; of the live post 600 where left out.",
      ),
    ],
    answer: timelineSchema,
    refusals: {
      400: "`last` is no number of seconds.",
      404: UNKNOWN,
      503: "Too many questions are being answered.",
    },
  },
  {
    path: "/api/sources/{id}/why",
    access: "view",
    summary:
      "Why it did, or did not, warn: the same answer as `tocsin why`. Ask with `decision`; `track` and perhaps `area`; `area` and `time`; or `at` and `time`.",
    parameters: WHY_QUESTION,
    answer: whySchema,
    refusals: {
      400: "The question is not understood.",
      404: UNKNOWN,
      503: "Too many questions are being answered.",
    },
  },
  {
    path: "/api/sources/{id}/report",
    access: "view",
    summary:
      "The report of an incident as one page, made as `tocsin report` makes it. Asked as for why. The record is run again many times for it, in a thread that gives way: it may take minutes.",
    parameters: WHY_QUESTION,
    answer: null,
    media: "text/html",
    refusals: {
      400: "The question is not understood.",
      404: UNKNOWN,
      503: "Too many reports are being made, or this one takes too long.",
    },
  },
  {
    path: "/api/sources/{id}/official",
    access: "view",
    summary:
      "Official warnings of threats from the air held against our own, over the whole record: who was first, by how much, and who missed what.",
    parameters: [sourceId],
    answer: officialReportSchema,
    refusals: { 404: UNKNOWN, 503: "Too many questions are being answered." },
  },
  {
    path: "/api/stories",
    access: "view",
    summary: "Recordings that belong together, with the outside accounts of the event.",
    parameters: [],
    answer: z.array(storySchema),
    refusals: {},
  },
  {
    path: "/api/stories/{id}",
    access: "view",
    summary: "One story.",
    parameters: [{ name: "id", in: "path", description: "Of a story: `baghdad-2021-11`." }],
    answer: storySchema,
    refusals: { 404: UNKNOWN },
  },
  {
    path: "/api/live",
    access: "view",
    summary:
      "A WebSocket. The first message is a picture; then, at most every 250 ms, one that takes its place and leaves out the trails, which go on from the one before; and a heartbeat every second. Whoever misses two has lost the post.",
    parameters: [],
    answer: null,
    media: "a WebSocket; each message is a LiveMessage",
    refusals: {
      400: "It is no WebSocket, or a page of another site asks.",
      404: "There is no live post here.",
      503: "Too many screens watch.",
    },
  },
  {
    path: "/api/openapi.json",
    access: "public",
    summary: "This description, as OpenAPI 3.1.",
    parameters: [],
    answer: z.looseObject({ openapi: z.string() }),
    refusals: {},
  },
  {
    path: "/healthz",
    access: "public",
    summary: "Whether the post answers.",
    parameters: [],
    answer: healthSchema,
    refusals: { 503: "It does not." },
  },
  {
    path: "/readyz",
    access: "public",
    summary:
      "Whether it protects, and, for those who may see it, why not. Protecting in part is ready.",
    parameters: [],
    answer: readinessSchema,
    refusals: { 503: "It does not protect; the reasons are in the answer." },
  },
  {
    path: "/metrics",
    access: "measure",
    summary: "Metrics for Prometheus: docs/reference/metrics.md.",
    parameters: [],
    answer: null,
    media: "text/plain",
    refusals: {},
  },
  ...IDENTITY_ROUTES,
  ...PASSKEY_ROUTES,
  ...DEVICE_ROUTES,
  ...SERVICE_ROUTES,
  ...OBSERVATION_ROUTES,
  ...OPERATOR_ROUTES,
  ...SCORING_ROUTES,
  ...DRILL_ROUTES,
  ...PLAN_ROUTES,
];

/** Schemas that carry a name in the document. */
export const NAMED_SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  StatusReport: statusSchema,
  SourceSummary: summarySchema,
  PictureSite: siteSchema,
  SourceDetail: detailSchema,
  Picture: pictureSchema,
  Timeline: timelineSchema,
  WhyReport: whySchema,
  OfficialReport: officialReportSchema,
  ScorecardReport: scorecardReportSchema,
  DrillScore: drillScoreSchema,
  SitePlan: sitePlanSchema,
  Story: storySchema,
  LiveMessage: liveMessageSchema,
  Readiness: readinessSchema,
  Health: healthSchema,
  WhoAmI: whoAmISchema,
  AccountSummary: accountSchema,
  AccountWithLink: accountWithLinkSchema,
  DeviceKeySummary: deviceKeySchema,
  DeviceCode: deviceCodeSchema,
  ServiceToken: serviceTokenSchema,
  ObservationAnswer: observationAnswerSchema,
  ObservationList: observationListSchema,
  ObservedSite: observedSiteSchema,
  Error: errorSchema,
};
