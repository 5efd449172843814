import { z } from "zod";
import { numberField } from "./fields.ts";
import { oidcSchema } from "./oidc-schema.ts";

export const identitySchema = z.strictObject({
  session_idle_min: numberField({
    min: 5,
    max: 1_440,
    unit: "min",
    description:
      "A person is signed out after so long without use. A screen that is open uses its session.",
  }).default(60),
  session_max_h: numberField({
    min: 1,
    max: 720,
    unit: "h",
    description:
      "A person has to sign in again after so long, whatever happens. Choose it longer than a shift.",
  }).default(14),
  oidc: oidcSchema.optional(),
});

export type IdentityConfig = z.output<typeof identitySchema>;
