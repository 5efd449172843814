import { z } from "zod";
import { ROLE_NAMES } from "../identity/role.ts";
import { textField } from "./fields.ts";

/** Most values of the claim that give roles. */
const GRANTS_MAX = 64;
/** Plain HTTP shows every secret on the way: it is for a provider on this very machine. */
const ISSUER = /^(https:\/\/|http:\/\/(127\.0\.0\.1|\[::1\]|localhost)[:/])/;

const grantSchema = z.strictObject({
  value: textField("What the claim says, letter for letter."),
  role: z.enum(ROLE_NAMES).meta({ description: "The role that it gives." }),
});

export const oidcSchema = z
  .strictObject({
    issuer: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .regex(ISSUER, "use https://; http:// is for a provider on this machine alone")
      .meta({
        description:
          "The provider's issuer identifier, as its discovery document has it. https://, or http:// on this machine.",
      }),
    client_id: textField("Under which name the provider knows this post."),
    secret_file: textField(
      "File whose first line is the client's secret, relative to this file.",
    ).optional(),
    secret_env: textField(
      "Variable of the environment that holds the client's secret. With neither of the two the client has none.",
    ).optional(),
    scopes: z
      .array(textField("A scope."))
      .max(16)
      .default(["profile"])
      .meta({ description: "What is asked for beside `openid`." }),
    role_claim: textField(
      "The claim that gives roles: a text or a list of texts. Dots lead into objects, as in `realm_access.roles`.",
    ).default("groups"),
    roles: z.array(grantSchema).min(1).max(GRANTS_MAX).meta({
      description:
        "Which value of that claim gives which role. Who has none of these values is not let in.",
    }),
    name_claim: textField("The claim that names a new account.").default("preferred_username"),
    label: textField("What the button on the sign-in page says.").default(
      "Sign in with your organisation",
    ),
  })
  .refine(({ secret_file: file, secret_env: env }) => file === undefined || env === undefined, {
    message: "give secret_file or secret_env, not both",
    path: ["secret_env"],
  })
  .meta({ description: "Sign-in by the site's own provider (OpenID Connect)." });

export type OidcConfig = z.output<typeof oidcSchema>;
