import {
  LINK_STAGES,
  MODES,
  OBJECT_CLASSES,
  REASON_CODES,
  type ReasonCode,
  TRUST_CLASSES,
  type WhyReport,
} from "@tocsin/core";
import { SELF_TEST_LINKS } from "@tocsin/sdk";
import type {
  OfficialReport,
  Picture,
  PictureSite,
  SourceDetail,
  SourceSummary,
  StatusReport,
  Story,
  Timeline,
} from "@tocsin/sdk";
import { z } from "zod";
import { drillSchema } from "./drill/drill-description.ts";
import { operationsSchema, recipientsSchema } from "./operators/operator-schemas.ts";
import type { ErrorAnswer } from "./error-answer.ts";
import type { Readiness } from "./health-routes.ts";
import {
  pictureClaimSchema,
  pictureInputSchema,
  pictureSensorSchema,
  pictureSourcesSchema,
} from "./picture-sensor-schema.ts";

/**
 * What the routes answer, as schemas: the OpenAPI document is made from them, the compiler holds them to the contract
 * with the console, and tests hold real answers to them.
 */
const timeUs = z.number().meta({ description: "Microseconds since 1970, UTC." });
const mode = z.enum(MODES);
const place = z
  .tuple([z.number().min(-90).max(90), z.number().min(-180).max(180)])
  .meta({ description: "Latitude, then longitude, degrees, WGS-84." });
const reasons = z.array(z.enum(Object.keys(REASON_CODES) as ReasonCode[] as [ReasonCode]));
const decisionStage = z.enum(["none", "pre-alert", "take-cover"]);
const warningStage = z.enum(["pre-alert", "take-cover", "all-clear", "retraction"]);
const ellipse = z
  .strictObject({ majorM: z.number(), minorM: z.number(), bearingDeg: z.number() })
  .meta({ description: "Semi-axes of the 90 % ellipse; bearing of the longer one." });

const protectionSummary = z.strictObject({
  status: z.enum(["protecting", "degraded", "not-protecting"]),
  sinceUs: timeUs,
  because: z.array(z.string()),
});
const track = z.strictObject({
  id: z.string(),
  label: z.string(),
  status: z.enum(["tentative", "confirmed", "coasting"]),
  place,
  heightM: z.number().meta({ description: "Above the site's ground." }),
  ellipse,
  speedMps: z.number(),
  courseDeg: z.number(),
  climbMps: z.number(),
  existence: z.number(),
  class: z.enum(OBJECT_CLASSES),
  classProbability: z.number(),
  identity: z.string().nullable(),
  claimContradictedBy: z.enum(["flight", "place"]).optional().meta({
    description:
      "What speaks against what it says of itself: how it flies, or that nobody sees it where it says it is.",
  }),
  claim: pictureClaimSchema.optional(),
  sources: pictureSourcesSchema,
  masked: z.boolean().meta({ description: "It flies an announced friendly flight." }),
  continues: z
    .strictObject({ label: z.string(), probability: z.number() })
    .optional()
    .meta({ description: "The lost track that it may go on from, and how probably." }),
  lastSensedUs: timeUs,
  trail: z.array(place),
  impact: z
    .strictObject({ place, ellipse, fromUs: timeUs, toUs: timeUs, weight: z.number() })
    .nullable(),
  threatens: z.array(z.string()),
});
const blindSector = z.strictObject({
  kind: z.string(),
  heightM: z.number(),
  fromDeg: z.number(),
  toDeg: z.number(),
  because: z.string(),
  warningS: z.number().nullable(),
});
const area = z.strictObject({
  id: z.string(),
  stage: z.enum(["pre-alert", "take-cover"]).nullable(),
  sinceUs: timeUs.nullable(),
  arrivalFromUs: timeUs.nullable(),
  arrivalToUs: timeUs.nullable(),
  expiresUs: timeUs.nullable(),
  threats: z.array(z.string()),
  protection: z.enum(["protecting", "degraded", "not-protecting", "not-asked"]),
  blind: z.array(blindSector),
  pathsDisagree: z.boolean().optional(),
  heldBack: z
    .strictObject({
      because: z.string(),
      sinceUs: timeUs,
      arrivalFromUs: timeUs.nullable(),
      arrivalToUs: timeUs.nullable(),
      objects: z.int(),
    })
    .optional()
    .meta({
      description:
        "What its people would be told of, were automatic warning not off or held back there.",
    }),
  safe: z
    .int()
    .optional()
    .meta({ description: "How many said that they are safe. Nobody was asked who they are." }),
});
const decision = z.strictObject({
  number: z.number(),
  timeUs,
  trackId: z.string(),
  trackLabel: z.string(),
  areaId: z.string().nullable(),
  stage: decisionStage,
  reasons,
  probability: z.number(),
  threshold: z.number(),
  missDistanceM: z.number(),
  final: z.boolean(),
  text: z.string(),
});
const warning = z.strictObject({
  timeUs,
  areaId: z.string(),
  stage: warningStage,
  action: z.string(),
  episode: z.number(),
  version: z.number(),
  headline: z.string(),
  instruction: z.string(),
  receipts: z.array(
    z.strictObject({
      channelId: z.string(),
      outcome: z.string(),
      detail: z.string(),
      recipients: z
        .strictObject({
          total: z.number(),
          reached: z.number(),
          acknowledged: z.number(),
          missing: z.array(
            z.strictObject({ id: z.string(), sinceUs: timeUs, failed: z.boolean() }),
          ),
        })
        .optional(),
    }),
  ),
});

const engagementSchema = z.strictObject({
  timeUs,
  defence: z.string(),
  object: z.string(),
  outcome: z.enum(["intercepted", "missed", "struck", "unknown", "disputed"]),
  by: z.string(),
});

const officialSchema = z.strictObject({
  id: z.string(),
  timeUs,
  source: z.string(),
  status: z.enum(["actual", "exercise", "system", "test", "draft"]),
  messageType: z.enum(["alert", "update", "cancel", "ack", "error"]),
  state: z.enum(["running", "updated", "cancelled", "over"]),
  headline: z.string(),
  instruction: z.string().nullable(),
  severity: z.string().nullable(),
  languages: z.array(z.string()),
  areas: z.array(z.string()),
  outline: z
    .strictObject({
      rings: z.array(z.array(place)),
      circles: z.array(z.strictObject({ place: place, radiusM: z.number() })),
    })
    .optional(),
  unplaced: z.array(z.string()),
  sentUs: timeUs,
  expiresUs: timeUs.nullable(),
  signature: z.enum(["none", "unverified", "verified"]),
  receipts: warning.shape.receipts,
});

export const pictureSchema: z.ZodType<Picture> = z.strictObject({
  timeUs,
  mode,
  protection: protectionSummary,
  tracks: z.array(track),
  areas: z.array(area),
  sensors: z.array(pictureSensorSchema),
  inputs: z.array(pictureInputSchema),
  weather: z
    .strictObject({
      source: z.string(),
      observedUs: timeUs,
      untilUs: timeUs,
      winds: z.array(
        z.strictObject({ aboveM: z.number(), fromDeg: z.number(), speedMps: z.number() }),
      ),
    })
    .optional(),
  defences: z.array(
    z.strictObject({
      id: z.string(),
      state: z.enum(["ready", "down", "inhibited", "unknown"]),
      sinceUs: timeUs.nullable(),
      by: z.string().nullable(),
      inhibitedBy: z.string().optional(),
      reason: z.string().optional(),
      reachM: z.number().optional(),
      protectsAreas: z.array(z.string()).optional(),
    }),
  ),
  decisions: z.array(decision),
  warnings: z.array(warning),
  official: z.array(officialSchema).optional(),
  engagements: z.array(engagementSchema).optional(),
  faults: z.array(
    z.strictObject({ timeUs, code: z.string(), subject: z.string(), detail: z.string() }),
  ),
  automation: z.boolean(),
  recipients: recipientsSchema.optional(),
  operations: operationsSchema.optional(),
  selfTest: z
    .strictObject({
      state: z.enum(["passed", "failed", "waiting"]),
      everyS: z.number(),
      lastUs: timeUs.nullable(),
      passedUs: timeUs.nullable(),
      roundTripMs: z.number().nullable(),
      medianMs: z.number().nullable(),
      passedMs: z.partialRecord(z.enum(SELF_TEST_LINKS), z.number()),
      broken: z.enum(SELF_TEST_LINKS).nullable(),
      detail: z.string(),
    })
    .optional(),
  drill: drillSchema.optional(),
});

export const siteSchema: z.ZodType<PictureSite> = z.strictObject({
  id: z.string(),
  name: z.string(),
  mode,
  origin: place,
  timeZone: z.string().nullable(),
  areas: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      owner: z.string(),
      protection: z.enum(["protected", "subscribed", "none"]),
      people: z.number(),
      shelterS: z.number(),
      rings: z.array(z.array(place)),
    }),
  ),
  sensors: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      kind: z.enum(["radar", "tracker", "acoustic", "radio", "cooperative", "observer"]),
      place,
      rangeMinM: z.number(),
      rangeMaxM: z.number(),
      azimuthFromDeg: z.number(),
      azimuthWidthDeg: z.number(),
      periodS: z.number(),
      trustClass: z.enum(TRUST_CLASSES),
      staleAfterS: z.number(),
      shares: z.array(z.strictObject({ what: z.string(), with: z.array(z.string()) })),
    }),
  ),
  defences: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      owner: z.string(),
      place,
      reachM: z.number(),
      protectsAreas: z.array(z.string()),
      notional: z.boolean(),
    }),
  ),
});

export const whySchema: z.ZodType<WhyReport> = z.strictObject({
  question: z.string(),
  mode,
  outcome: z.enum(["warned", "not-warned"]),
  answer: z.string(),
  links: z.array(
    z.strictObject({
      stage: z.enum(LINK_STAGES),
      subject: z.string(),
      held: z.boolean(),
      prevented: z.boolean(),
      code: z.enum(Object.keys(REASON_CODES) as ReasonCode[] as [ReasonCode]).nullable(),
      statement: z.string(),
      margin: z
        .strictObject({
          value: z.number(),
          unit: z.enum(["m", "rad", "s", "sigma", "probability", "count"]),
          meaning: z.string(),
        })
        .nullable(),
      records: z.array(z.number()),
    }),
  ),
  prevented: reasons,
  defences: z.array(
    z.strictObject({
      defence: z.string(),
      owner: z.string(),
      notional: z.boolean(),
      wouldHaveActivated: z.boolean(),
      reasons,
      statement: z.string(),
      records: z.array(z.number()),
    }),
  ),
  official: z
    .array(
      z.strictObject({
        source: z.string(),
        statement: z.string(),
        records: z.array(z.number()),
      }),
    )
    .optional(),
  objects: z
    .array(
      z.strictObject({
        object: z.string(),
        trackId: z.string().nullable(),
        outcome: z.enum(["intercepted", "missed", "struck", "unknown", "disputed", "not-reported"]),
        statement: z.string(),
        records: z.array(z.number()),
      }),
    )
    .optional(),
});

const summaryFields = {
  id: z.string(),
  kind: z.enum(["live", "recording"]),
  story: z.string().nullable(),
  title: z.string(),
  summary: z.string(),
  mode,
  notional: z.boolean(),
};
export const summarySchema: z.ZodType<SourceSummary> = z.strictObject(summaryFields);
export const detailSchema: z.ZodType<SourceDetail> = z.strictObject({
  ...summaryFields,
  site: siteSchema,
  facts: z.array(z.strictObject({ statement: z.string(), source: z.string() })),
  questions: z.array(z.strictObject({ ask: z.string(), answer: whySchema.nullable() })),
  outcome: z
    .strictObject({
      decisionsSha256: z.string(),
      decisions: z.number(),
      warned: z.array(
        z.strictObject({
          areaId: z.string(),
          stage: z.string(),
          atUs: timeUs,
          leadS: z.number().nullable(),
        }),
      ),
      notWarned: z.array(z.strictObject({ areaId: z.string(), reasons: z.array(z.string()) })),
    })
    .nullable(),
  drillChannels: z
    .strictObject({ carries: z.array(z.string()), leftOut: z.array(z.string()) })
    .optional(),
});
export const storySchema: z.ZodType<Story> = z.strictObject({
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  variants: z.array(summarySchema),
  accounts: z.array(
    z.strictObject({
      topic: z.string(),
      statements: z.array(
        z.strictObject({
          says: z.string(),
          speaker: z.string(),
          source: z.string(),
          fits: z.array(z.string()),
        }),
      ),
    }),
  ),
});
export const timelineSchema: z.ZodType<Timeline> = z.strictObject({
  stepS: z.number(),
  startUs: timeUs,
  endUs: timeUs,
  pictures: z.array(pictureSchema),
  marks: z.array(
    z.strictObject({
      timeUs,
      kind: z.enum(["warning", "impact", "fault", "engagement", "sensor", "official"]),
      text: z.string(),
    }),
  ),
});
export const statusSchema: z.ZodType<StatusReport> = z.strictObject({
  version: z.string(),
  mode: mode.nullable(),
  siteName: z.string().nullable(),
  live: z.boolean(),
  startedUs: timeUs,
  nowUs: timeUs,
});
export const readinessSchema: z.ZodType<Readiness> = z.strictObject({
  ready: z.boolean(),
  status: z.enum(["protecting", "degraded", "not-protecting"]),
  because: z.array(z.string()),
});
export const healthSchema = z.strictObject({ alive: z.boolean() });
export const errorSchema: z.ZodType<ErrorAnswer> = z.strictObject({
  code: z.string(),
  message: z.string(),
  remedy: z.string(),
});
export const liveMessageSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("picture"), picture: pictureSchema }),
  z.strictObject({ type: z.literal("change"), picture: pictureSchema }),
  z.strictObject({ type: z.literal("heartbeat"), timeUs, sequence: z.number() }),
]);

const leadSummary = z
  .strictObject({ least: z.number(), median: z.number(), greatest: z.number() })
  .nullable();
export const officialReportSchema: z.ZodType<OfficialReport> = z.strictObject({
  officialFirst: z.int(),
  oursFirst: z.int(),
  officialOnly: z.int(),
  oursOnly: z.int(),
  officialLeadS: leadSummary.meta({ description: "By how much an authority was first, s." }),
  oursLeadS: leadSummary.meta({ description: "By how much we were, s." }),
  firstUs: timeUs.nullable(),
  lastUs: timeUs.nullable(),
  isDrill: z.boolean().meta({ description: "Exercises were compared." }),
  scores: z.array(
    z.strictObject({
      areaId: z.string(),
      outcome: z.enum(["official-first", "ours-first", "official-only", "ours-only"]),
      officialLeadS: z.number().nullable(),
      officialSentLeadS: z.number().nullable(),
      oursUs: timeUs.nullable(),
      officialUs: timeUs.nullable(),
      source: z.string().nullable(),
      records: z.array(z.number()),
    }),
  ),
});
