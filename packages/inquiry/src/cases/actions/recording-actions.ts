import { z } from "zod";
import { done, idSchema, sha256Schema } from "./action-fields.ts";

export const RECORDING_ACTIONS = [
  /**
   * A recording joins: by the end of its journal's chain, or by the bundle that another party signed, and by what that says in words that claims are
   * held against.
   */
  z.strictObject({
    kind: z.literal("recording"),
    recordingId: idSchema,
    name: z.string().min(1).max(200),
    source: z.string().min(1).max(1000),
    /** Null of a bundle. */
    chain: sha256Schema.nullable(),
    lastSequence: z.int().min(1),
    sha256: sha256Schema,
    /** Absent of a journal. */
    bundle: z
      .strictObject({
        sha256: sha256Schema,
        publicKey: z.string().min(1).max(200),
        vouched: z.boolean(),
      })
      .optional(),
    notional: z.boolean(),
    /** What the journal was asked, so that anybody can ask it again. */
    asked: z.strictObject({
      place: z.string().min(1).max(200),
      at: z.iso.datetime(),
      withinS: z.number().min(0).max(86_400),
      lowestM: z.number().min(0).max(20_000),
      highestM: z.number().min(0).max(20_000),
      speedMps: z.number().positive().max(1000),
      /** Whether looks of that time had been erased from the journal by then: without them an absence says nothing. */
      looksErased: z.boolean(),
    }),
    ...done,
  }),
] as const;
