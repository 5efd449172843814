import { z } from "zod";
import { done, idSchema, reasonSchema, sha256Schema } from "./action-fields.ts";

/** What can speak for or against a hypothesis. */
export const evidenceSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("claim"), claimId: idSchema }),
  z.strictObject({ kind: z.literal("exhibit"), exhibitId: idSchema }),
  z.strictObject({ kind: z.literal("recording"), recordingId: idSchema }),
]);

/** Hypotheses in rows, each with what speaks for and against it, and what people conclude; and other cases that this one is linked to. */
export const FINDING_ACTIONS = [
  z.strictObject({
    kind: z.literal("hypothesis"),
    hypothesisId: idSchema,
    text: z.string().min(1).max(1000),
    ...done,
  }),
  z.strictObject({
    kind: z.literal("revise-hypothesis"),
    hypothesisId: idSchema,
    /** How it is put now; null: it is withdrawn, until it is put in words again. */
    text: z.string().min(1).max(1000).nullable(),
    reason: reasonSchema,
    ...done,
  }),
  z.strictObject({
    kind: z.literal("weigh"),
    hypothesisId: idSchema,
    evidence: evidenceSchema,
    /** `neither` takes back what was said before. */
    bears: z.enum(["for", "against", "neither"]),
    reason: reasonSchema,
    ...done,
  }),
  z.strictObject({
    kind: z.literal("conclude"),
    hypothesisId: idSchema,
    verdict: z.enum(["holds", "fails", "open"]),
    reason: reasonSchema,
    ...done,
  }),
  z.strictObject({
    kind: z.literal("link-case"),
    /** The hash of the other case's first record. */
    caseId: sha256Schema,
    title: z.string().min(1).max(300),
    /** Where its journal stood when it was linked. */
    sequence: z.int().min(1),
    chain: sha256Schema,
    reason: reasonSchema,
    ...done,
  }),
] as const;
