import { z } from "zod";
import { SPEAKER_KINDS } from "../attribution/attribution.ts";
import { PREDICATES } from "../claims/claim.ts";

const idSchema = z.string().min(1).max(200);
const spanSchema = z.strictObject({ start: z.int().min(0), end: z.int().min(0) });
const bySchema = z.string().min(1).max(100);
const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);
const reasonSchema = z.string().max(2000);

/**
 * What people do in a case, in the order in which they did it. Whatever else a case shows is worked out from these and the accounts, so that the
 * same actions show the same, whoever looks.
 */
export const caseActionSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("case"),
    title: z.string().min(1).max(300),
    by: bySchema,
    at: z.iso.datetime(),
  }),
  z.strictObject({
    kind: z.literal("account"),
    accountId: idSchema,
    sha256: sha256Schema,
    source: z.string().min(1).max(1000),
    title: z.string().max(300).nullable(),
    published: z.iso.date().nullable(),
    by: bySchema,
    at: z.iso.datetime(),
  }),
  z.strictObject({
    kind: z.literal("decide"),
    claimId: idSchema,
    verdict: z.enum(["accept", "reject"]),
    reason: reasonSchema,
    by: bySchema,
    at: z.iso.datetime(),
  }),
  z.strictObject({
    kind: z.literal("attribute"),
    claimId: idSchema,
    speaker: z.string().min(1).max(300),
    speakerKind: z.enum(SPEAKER_KINDS),
    reason: reasonSchema,
    by: bySchema,
    at: z.iso.datetime(),
  }),
  z.strictObject({
    kind: z.literal("claim"),
    accountId: idSchema,
    span: spanSchema,
    predicate: z.enum(PREDICATES),
    value: z.string().min(1).max(300),
    least: z.int().min(0).nullable(),
    most: z.int().min(0).nullable(),
    population: z.string().max(100).nullable(),
    speaker: z.string().min(1).max(300),
    speakerKind: z.enum(SPEAKER_KINDS),
    reason: reasonSchema,
    by: bySchema,
    at: z.iso.datetime(),
  }),
  /** A recording joins: by the end of its journal's chain, and by what that journal says in words that claims are held against. */
  z.strictObject({
    kind: z.literal("recording"),
    recordingId: idSchema,
    name: z.string().min(1).max(200),
    source: z.string().min(1).max(1000),
    chain: sha256Schema,
    lastSequence: z.int().min(1),
    sha256: sha256Schema,
    notional: z.boolean(),
    /** What the journal was asked, so that anybody can ask it again. */
    asked: z.strictObject({
      place: z.string().min(1).max(200),
      at: z.iso.datetime(),
      withinS: z.number().min(0).max(86_400),
      lowestM: z.number().min(0).max(20_000),
      highestM: z.number().min(0).max(20_000),
      speedMps: z.number().positive().max(1000),
    }),
    by: bySchema,
    at: z.iso.datetime(),
  }),
  z.strictObject({
    kind: z.literal("lift"),
    accountId: idSchema,
    span: spanSchema,
    reason: reasonSchema,
    by: bySchema,
    at: z.iso.datetime(),
  }),
]);

export type CaseAction = z.infer<typeof caseActionSchema>;
