import { z } from "zod";
import { done, idSchema, reasonSchema, remarkSchema, sha256Schema } from "./action-fields.ts";
import { MEMBER_ROLES } from "./member-roles.ts";

const octetsSchema = z
  .string()
  .regex(/^[\w-]+$/)
  .max(2000);
/** Ed25519, base64; or a passkey's, as the browser gives it. */
const signatureSchema = z.union([
  z.base64().length(88),
  z.strictObject({
    clientDataJSON: octetsSchema,
    authenticatorData: octetsSchema,
    signature: octetsSchema,
  }),
]);
/** DER SubjectPublicKeyInfo, base64: of an Ed25519 key, or of a passkey on P-256. */
const publicKeySchema = z.union([z.base64().length(60), z.base64().length(124)]);

/** Who belongs to a case, what they sign or dissent from, and what is published. */
export const MEMBER_ACTIONS = [
  /** Somebody names a key. It makes nobody a member: a lead does, who compares the key with the person. */
  z.strictObject({
    kind: z.literal("ask-to-join"),
    memberId: idSchema,
    publicKey: publicKeySchema,
    /** The id of the passkey, base64url; null of a key in a file. */
    passkey: octetsSchema.nullable(),
    ...done,
  }),
  z.strictObject({
    kind: z.literal("member"),
    memberId: idSchema,
    role: z.enum(MEMBER_ROLES),
    publicKey: publicKeySchema,
    /** The lead who says so; the first member is a lead who signs for himself or herself. */
    signedBy: idSchema,
    signature: signatureSchema,
    ...done,
  }),
  z
    .strictObject({
      kind: z.literal("draft"),
      version: z.int().min(1),
      /** SHA-256 of the report's manifest. */
      manifest: sha256Schema,
      /** The case as it stood after this record is what is reported. */
      sequence: z.int().min(1),
      chain: sha256Schema,
      /** What differs from the version that was published before, and why; null where none was. */
      corrects: z
        .strictObject({ version: z.int().min(1), changed: reasonSchema, why: reasonSchema })
        .nullable(),
      ...done,
    })
    .refine(({ version, corrects }) => corrects === null || corrects.version < version, {
      path: ["corrects"],
      message: "names no version before this one",
    }),
  z
    .strictObject({
      kind: z.literal("statement"),
      memberId: idSchema,
      version: z.int().min(1),
      manifest: sha256Schema,
      stance: z.enum(["approve", "dissent"]),
      words: remarkSchema,
      signature: signatureSchema,
      ...done,
    })
    .refine(({ stance, words }) => stance === "approve" || words.trim() !== "", {
      path: ["words"],
      message: "a dissent has words",
    }),
  z.strictObject({
    kind: z.literal("publish"),
    version: z.int().min(1),
    manifest: sha256Schema,
    ...done,
  }),
] as const;
