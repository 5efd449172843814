import { z } from "zod";
import { done, idSchema, reasonSchema, remarkSchema, sha256Schema } from "./action-fields.ts";
import { EXHIBIT_KINDS } from "./exhibit-kinds.ts";
import { evidenceSchema } from "./finding-actions.ts";

const placeSchema = z.union([
  z.strictObject({ latDeg: z.number().min(-90).max(90), lonDeg: z.number().min(-180).max(180) }),
  z.strictObject({ text: z.string().min(1).max(300) }),
]);

const targetSchema = z.discriminatedUnion("kind", [
  ...evidenceSchema.options,
  z.strictObject({
    kind: z.literal("track"),
    recordingId: idSchema,
    trackId: z.string().min(1).max(200),
  }),
  z.strictObject({
    kind: z.literal("record"),
    recordingId: idSchema,
    sequence: z.int().min(1),
  }),
]);

const whoSchema = z.string().min(1).max(200);

/** Things and files, through whose hands they went, and what they bear on. */
export const EXHIBIT_ACTIONS = [
  z.strictObject({
    kind: z.literal("exhibit"),
    exhibitId: idSchema,
    exhibitKind: z.enum(EXHIBIT_KINDS),
    /** Each lies in the case under its hash. */
    files: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(255),
          sha256: sha256Schema,
          bytes: z.int().min(0),
        }),
      )
      .min(1)
      .max(1000),
    /** As whoever took it says; null where nobody does. */
    taken: z.iso.datetime({ offset: true }).nullable(),
    place: placeSchema.nullable(),
    takenBy: whoSchema,
    note: remarkSchema,
    ...done,
  }),
  z.strictObject({
    kind: z.literal("hand-over"),
    exhibitId: idSchema,
    from: whoSchema,
    to: whoSchema,
    when: z.iso.datetime({ offset: true }),
    reason: reasonSchema,
    ...done,
  }),
  z
    .strictObject({
      kind: z.literal("verify-exhibit"),
      exhibitId: idSchema,
      taken: z.iso.datetime({ offset: true }).nullable(),
      place: placeSchema.nullable(),
      reason: reasonSchema,
      ...done,
    })
    .refine(({ taken, place }) => taken !== null || place !== null, "verifies nothing"),
  z.strictObject({
    kind: z.literal("link-exhibit"),
    exhibitId: idSchema,
    to: targetSchema,
    reason: reasonSchema,
    ...done,
  }),
  /** A link that was made does not hold any more. */
  z.strictObject({
    kind: z.literal("unlink-exhibit"),
    exhibitId: idSchema,
    to: targetSchema,
    reason: reasonSchema,
    ...done,
  }),
] as const;
