import type { PasskeySummary } from "@tocsin/sdk";
import { z } from "zod";
import type { RouteDescription } from "../api-description.ts";
import { whoAmISchema } from "./identity-schemas.ts";
import { keyFileBody, newPasskeyBody, passkeyAnswerBody } from "./passkey-routes.ts";

const timeUs = z.number().meta({ description: "Microseconds since 1970, UTC." });
const passkeySchema: z.ZodType<PasskeySummary> = z.strictObject({
  id: z.string(),
  name: z.string(),
  rpId: z.string().meta({
    description:
      "The name that pages are opened by where it works; `(key file)` of a key in a file.",
  }),
  createdUs: timeUs,
  usedUs: timeUs.nullable(),
});
const optionsSchema = z
  .looseObject({ challenge: z.string() })
  .meta({ description: "Options in WebAuthn's JSON. The challenge works once, for two minutes." });
const STALE = "The last proof is too old: show a password or a passkey once more.";
const PAGE = "Browsers give no passkey to such a page; the message says why.";

/** Routes of passkeys. */
export const PASSKEY_ROUTES: readonly RouteDescription[] = [
  {
    path: "/api/identity/passkeys",
    access: "signed-in",
    summary: "One's own passkeys.",
    parameters: [],
    answer: z.array(passkeySchema),
    refusals: {},
  },
  {
    path: "/api/identity/passkeys/options",
    method: "POST",
    access: "signed-in",
    summary: "What the browser needs to make a passkey for this account and this page.",
    parameters: [],
    answer: optionsSchema,
    refusals: { 400: PAGE, 403: STALE },
  },
  {
    path: "/api/identity/passkeys",
    method: "POST",
    access: "signed-in",
    summary:
      "Registers the passkey that the browser made, under a name. It has verified its user, and is good for this page's name alone.",
    parameters: [],
    body: newPasskeyBody,
    answer: passkeySchema,
    refusals: {
      400: "The name or the page will not do, or the answer proves no new passkey.",
      403: STALE,
    },
  },
  {
    path: "/api/identity/keys",
    method: "POST",
    access: "signed-in",
    summary:
      "Registers a key in a file, with which its person signs what they do at a terminal. It lets nobody in. `signature`: Ed25519 over `tocsin person key 1`, `person ID` and `key PUBLICKEY`, a line each.",
    parameters: [],
    body: keyFileBody,
    answer: passkeySchema,
    refusals: {
      400: "The name will not do, the key did not sign that, or it is registered already.",
      403: STALE,
    },
  },
  {
    path: "/api/identity/passkeys/{id}/revoke",
    method: "POST",
    access: "signed-in",
    summary: "Ends one's own passkey. All other sessions of the account end.",
    parameters: [{ name: "id", in: "path", description: "Of the passkey." }],
    answer: whoAmISchema,
    refusals: { 403: STALE, 404: "There is no such passkey of this account." },
  },
  {
    path: "/api/identity/prove/passkey/options",
    method: "POST",
    access: "signed-in",
    summary: "What the browser needs to show once more, with a passkey, who is signed in.",
    parameters: [],
    answer: optionsSchema,
    refusals: { 400: PAGE },
  },
  {
    path: "/api/identity/prove/passkey",
    method: "POST",
    access: "signed-in",
    summary: "Shows once more, with a passkey, who is signed in.",
    parameters: [],
    body: passkeyAnswerBody,
    answer: whoAmISchema,
    refusals: { 401: "It is no passkey of this account.", 429: "Too many wrong attempts." },
  },
  {
    path: "/api/identity/sign-in/passkey/options",
    method: "POST",
    access: "public",
    summary: "What the browser needs to sign in with a passkey of this page.",
    parameters: [],
    answer: optionsSchema,
    refusals: { 400: PAGE, 429: "Too many wrong attempts from this address." },
  },
  {
    path: "/api/identity/sign-in/passkey",
    method: "POST",
    access: "public",
    summary: "Signs in with a passkey alone. The answer sets the session's cookie.",
    parameters: [],
    body: passkeyAnswerBody,
    answer: whoAmISchema,
    refusals: {
      400: PAGE,
      401: "The passkey does not sign in here.",
      429: "Too many wrong attempts from this address.",
      503: "Accounts cannot be used.",
    },
  },
];
