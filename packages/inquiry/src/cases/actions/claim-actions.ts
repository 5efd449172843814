import { z } from "zod";
import { SPEAKER_KINDS } from "../../attribution/attribution.ts";
import { POLARITIES, PREDICATES } from "../../claims/claim.ts";
import {
  done,
  idSchema,
  intervalSchema,
  reasonSchema,
  remarkSchema,
  spanSchema,
} from "./action-fields.ts";

const valueSchema = z.string().min(1).max(300);

/** How far a source can be relied on, as the Admiralty grades it; F: it cannot be judged. */
export const RELIABILITIES = ["A", "B", "C", "D", "E", "F"] as const;
/** How credible a piece of information is, as the Admiralty grades it; 6: it cannot be judged. */
export const CREDIBILITIES = [1, 2, 3, 4, 5, 6] as const;

/** What an edit changes of a claim; what it leaves out stays as it is. */
const changeSchema = z
  .strictObject({
    value: valueSchema.optional(),
    /** Null: no number is said. */
    interval: intervalSchema.nullable().optional(),
    population: z.string().min(1).max(100).nullable().optional(),
    polarity: z.enum(POLARITIES).optional(),
    hedges: z.array(z.string().min(1).max(100)).max(20).optional(),
    event: z.string().min(1).max(100).optional(),
  })
  .refine((change) => Object.values(change).some((each) => each !== undefined), "changes nothing");

const partSchema = z.strictObject({
  span: spanSchema,
  value: valueSchema.optional(),
  interval: intervalSchema.nullable().optional(),
});

/** What people decide about claims. The proposal that a decision is about is never lost. */
export const CLAIM_ACTIONS = [
  z.strictObject({
    kind: z.literal("decide"),
    claimId: idSchema,
    /** `reopen`: it is a proposal again, as it was made. */
    verdict: z.enum(["accept", "reject", "reopen"]),
    reason: remarkSchema,
    ...done,
  }),
  z.strictObject({
    kind: z.literal("attribute"),
    claimId: idSchema,
    speaker: z.string().min(1).max(300),
    speakerKind: z.enum(SPEAKER_KINDS),
    reason: remarkSchema,
    ...done,
  }),
  z
    .strictObject({
      kind: z.literal("claim"),
      accountId: idSchema,
      span: spanSchema,
      predicate: z.enum(PREDICATES),
      value: valueSchema,
      least: z.int().min(0).nullable(),
      most: z.int().min(0).nullable(),
      population: z.string().max(100).nullable(),
      speaker: z.string().min(1).max(300),
      speakerKind: z.enum(SPEAKER_KINDS),
      reason: remarkSchema,
      ...done,
    })
    .refine(({ least, most }) => most === null || (least !== null && least <= most), {
      path: ["most"],
      message: "needs a lower bound that is not greater",
    }),
  z.strictObject({
    kind: z.literal("edit"),
    claimId: idSchema,
    change: changeSchema,
    reason: reasonSchema,
    ...done,
  }),
  z.strictObject({
    kind: z.literal("split"),
    claimId: idSchema,
    parts: z.array(partSchema).min(2).max(10),
    reason: reasonSchema,
    ...done,
  }),
  z.strictObject({
    kind: z.literal("merge"),
    claimId: idSchema,
    /** The claim of which it is another place. */
    into: idSchema,
    reason: reasonSchema,
    ...done,
  }),
  z.strictObject({
    kind: z.literal("grade-information"),
    claimId: idSchema,
    /** Null takes back the grade that was given. */
    credibility: z.literal(CREDIBILITIES).nullable(),
    reason: reasonSchema,
    ...done,
  }),
  z.strictObject({
    kind: z.literal("grade-source"),
    /** An account by its id, or a speaker by name. */
    source: z.strictObject({
      kind: z.enum(["account", "speaker"]),
      name: z.string().min(1).max(300),
    }),
    /** Null takes back the grade that was given. */
    reliability: z.enum(RELIABILITIES).nullable(),
    reason: reasonSchema,
    ...done,
  }),
] as const;
