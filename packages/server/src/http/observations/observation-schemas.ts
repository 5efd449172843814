import {
  type ObservationAnswer,
  type ObservationList,
  observationSchema,
  type ObservedSite,
} from "@tocsin/sdk";
import { z } from "zod";

const timeUs = z.number().meta({ description: "Microseconds since 1970, UTC." });
const outcome = z.strictObject({
  receivedUs: timeUs,
  use: z.enum(["tracked", "recorded"]).meta({
    description: "`tracked`: a detection. `recorded`: it stands in the record and moves no track.",
  }),
  because: z
    .enum(["not-an-object", "no-place", "too-old", "far-away", "counts-for-nothing", "input-down"])
    .nullable(),
  afterAlarm: z
    .boolean()
    .meta({ description: "It came after a warning of that place was public." }),
  ownBefore: z.exactOptional(
    z.int().meta({ description: "So many of the same person came within a minute before it." }),
  ),
  weight: z.number(),
});
const answerFields = {
  id: z.string(),
  sequence: z.int().meta({ description: "Its number in the record." }),
  outcome,
  withdrawnUs: timeUs.nullable(),
};
export const observationAnswerSchema: z.ZodType<ObservationAnswer> = z.strictObject(answerFields);

const place = z.strictObject({
  name: z.string(),
  latitudeDeg: z.number(),
  longitudeDeg: z.number(),
});
export const observedSiteSchema: z.ZodType<ObservedSite> = z.strictObject({
  id: z.string(),
  name: z.string(),
  latitudeDeg: z.number(),
  longitudeDeg: z.number(),
  places: z.array(place),
});

const observerFields = {
  kind: z.enum(["account", "phone"]),
  id: z.string(),
  name: z.string(),
};
const position = { latitudeDeg: z.number(), longitudeDeg: z.number() };
const extent = z.discriminatedUnion("shape", [
  z.strictObject({
    shape: z.literal("sector"),
    ...position,
    azimuthDeg: z.number().meta({ description: "From true north." }),
    halfWidthDeg: z.number(),
    reachM: z.number(),
  }),
  z.strictObject({ shape: z.literal("circle"), ...position, radiusM: z.number() }),
]);
const verdict = z.enum(["agreed", "disagreed", "undecided"]);
export const observationListSchema: z.ZodType<ObservationList> = z.strictObject({
  isOn: z.boolean().meta({
    description: "Whether the site takes reports at all; there are none where it does not.",
  }),
  observations: z.array(
    z.strictObject({
      ...answerFields,
      observer: z.strictObject(observerFields),
      report: observationSchema,
      extent: extent.nullable().meta({
        description: "Where what was reported lay then, with 95 %; null where nobody knows.",
      }),
      verdict: verdict.nullable().meta({ description: "How it agreed with what sensors tracked." }),
    }),
  ),
  observers: z.array(
    z.strictObject({
      ...observerFields,
      standing: z.strictObject({
        agreed: z.int(),
        disagreed: z.int(),
        undecided: z.int(),
        from: z.number().meta({ description: "Share that agreed: 95 % interval." }),
        to: z.number(),
        weight: z.number(),
      }),
    }),
  ),
});
