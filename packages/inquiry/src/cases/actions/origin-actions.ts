import { z } from "zod";
import { done, idSchema, reasonSchema } from "./action-fields.ts";

/** So many claims may go back to one statement. */
const CLAIMS_MAX = 200;

const claimIdsSchema = z
  .array(idSchema)
  .min(1)
  .max(CLAIMS_MAX)
  .refine((ids) => new Set(ids).size === ids.length, "names a claim twice");

/** What people decide about where claims come from. Each decision has a name, by which it can be dropped again. */
export const ORIGIN_ACTIONS = [
  /** The claims, and whatever shares an origin with one of them, go back to one statement. */
  z.strictObject({
    kind: z.literal("join-origins"),
    decisionId: idSchema,
    claimIds: claimIdsSchema.min(2),
    reason: reasonSchema,
    ...done,
  }),
  /** The claims go back to another statement than the rest of the origin that they share. */
  z.strictObject({
    kind: z.literal("part-origin"),
    decisionId: idSchema,
    claimIds: claimIdsSchema,
    reason: reasonSchema,
    ...done,
  }),
  z.strictObject({
    kind: z.literal("drop-origin-decision"),
    decisionId: idSchema,
    reason: reasonSchema,
    ...done,
  }),
] as const;
