import { z } from "zod";
import { SPEAKER_KINDS } from "../../attribution/attribution.ts";
import { POLARITIES, PREDICATES } from "../../claims/claim.ts";
import { done, idSchema, sha256Schema, spanSchema } from "./action-fields.ts";

/** What a model suggested about an account, checked. It counts nowhere until somebody accepts it. */
export const SUGGESTION_ACTIONS = [
  z.strictObject({
    kind: z.literal("suggest"),
    accountId: idSchema,
    span: spanSchema,
    predicate: z.enum(PREDICATES),
    value: z.string().min(1).max(300),
    least: z.int().min(0).nullable(),
    most: z.int().min(0).nullable(),
    population: z.string().min(1).max(100).nullable(),
    polarity: z.enum(POLARITIES),
    speaker: z.string().min(1).max(300),
    speakerKind: z.enum(SPEAKER_KINDS),
    /** The model's name as its endpoint knows it, and the endpoint's host. */
    model: z.string().min(1).max(200),
    host: z.string().min(1).max(300),
    /** SHA-256 of the task it was given and of its whole answer, lower-case hex. */
    taskSha256: sha256Schema,
    answerSha256: sha256Schema,
    ...done,
  }),
] as const;
