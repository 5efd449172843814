import { z } from "zod";
import { done, idSchema, reasonSchema, sha256Schema, spanSchema } from "./action-fields.ts";

/** A case begins, takes in accounts, and corrects what was taken for page furniture. */
export const ACCOUNT_ACTIONS = [
  z.strictObject({ kind: z.literal("case"), title: z.string().min(1).max(300), ...done }),
  z.strictObject({
    kind: z.literal("account"),
    accountId: idSchema,
    sha256: sha256Schema,
    source: z.string().min(1).max(1000),
    title: z.string().max(300).nullable(),
    published: z.iso.date().nullable(),
    ...done,
  }),
  z.strictObject({
    kind: z.literal("lift"),
    accountId: idSchema,
    span: spanSchema,
    reason: reasonSchema,
    ...done,
  }),
  /** The label holds again, after it was lifted. */
  z.strictObject({
    kind: z.literal("relabel"),
    accountId: idSchema,
    span: spanSchema,
    reason: reasonSchema,
    ...done,
  }),
] as const;
