import { z } from "zod";
import type { Parameter, RouteDescription } from "../api-description.ts";
import { accountBody, eraseBody, rolesBody } from "./account-routes.ts";
import { PROVIDER_RETURN } from "./provider-routes.ts";
import { enrolBody, linkBody, passwordBody, proofBody, signInBody } from "./identity-routes.ts";
import {
  accountSchema,
  accountWithLinkSchema,
  linkSchema,
  providerAddressSchema,
  whoAmISchema,
} from "./identity-schemas.ts";

const accountId: Parameter = {
  name: "id",
  in: "path",
  description: "Of an account; its name will do, percent-encoded.",
};
const NO_ACCOUNT = "There is no such account.";
const LAST = "It is the last administrator.";

/** Routes with which people sign in, and with which administrators manage accounts. */
export const IDENTITY_ROUTES: readonly RouteDescription[] = [
  {
    path: "/api/identity",
    access: "public",
    summary: "Whom the server takes the asker for, what that person may do, and how to sign in.",
    parameters: [],
    answer: whoAmISchema,
    refusals: {},
  },
  {
    path: "/api/identity/sign-in",
    method: "POST",
    access: "public",
    summary: "Signs in with a name and a password. The answer sets the session's cookie.",
    parameters: [],
    body: signInBody,
    answer: whoAmISchema,
    refusals: {
      401: "Name and password do not belong together.",
      429: "Too many wrong attempts from this address.",
      503: "Too many people sign in at once, or accounts cannot be used.",
    },
  },
  {
    path: "/api/identity/sign-out",
    method: "POST",
    access: "signing-in",
    summary: "Ends the session.",
    parameters: [],
    answer: whoAmISchema,
    refusals: {},
  },
  {
    path: "/api/identity/link",
    method: "POST",
    access: "public",
    summary: "What a one-time link is for. It still works afterwards.",
    parameters: [],
    body: linkBody,
    answer: linkSchema,
    refusals: { 410: "The link does not work." },
  },
  {
    path: "/api/identity/enrol",
    method: "POST",
    access: "public",
    summary:
      "Uses a one-time link: sets the password of its account, or makes the account of the first administrator, and signs in.",
    parameters: [],
    body: enrolBody,
    answer: whoAmISchema,
    refusals: {
      400: "The name or the password will not do; the message says why.",
      409: "That name is taken.",
      410: "The link does not work.",
    },
  },
  {
    path: "/api/identity/prove",
    method: "POST",
    access: "signed-in",
    summary: "Shows once more, with the password, who is signed in.",
    parameters: [],
    body: proofBody,
    answer: whoAmISchema,
    refusals: { 401: "The password is not right.", 429: "Too many wrong attempts." },
  },
  {
    path: "/api/identity/password",
    method: "POST",
    access: "signed-in",
    summary: "Changes one's own password. All other sessions of the account end.",
    parameters: [],
    body: passwordBody,
    answer: whoAmISchema,
    refusals: {
      400: "The new password will not do; the message says why.",
      401: "The old password is not right.",
      429: "Too many wrong attempts.",
    },
  },
  {
    path: "/api/identity/provider",
    method: "POST",
    access: "public",
    summary:
      "Begins a sign-in with the site's own provider: the answer says where to send the browser, and sets the cookie that binds it to this sign-in.",
    parameters: [],
    answer: providerAddressSchema,
    refusals: {
      404: "There is no provider, or nobody has an account yet.",
      429: "Too many answers from this address did not hold.",
      503: "The provider cannot be reached, or too many people sign in at once.",
    },
  },
  {
    path: PROVIDER_RETURN,
    access: "public",
    summary:
      "Where the provider sends the browser back to, with its answer. Sets the session's cookie and leads to the console; a refusal is a page.",
    parameters: [
      { name: "code", in: "query", description: "What the provider proves the person with." },
      { name: "state", in: "query", description: "What the sign-in was begun with." },
      { name: "iss", in: "query", description: "Who the provider says that it is." },
      { name: "error", in: "query", description: "Why it proves nobody." },
    ],
    answer: null,
    media: "text/html",
    refusals: {
      400: "This browser did not begin it, or too long ago, or it was answered already.",
      401: "The answer does not hold.",
      403: "No role comes of it, or the account is closed.",
      404: "There is no provider.",
      503: "The provider cannot be reached.",
    },
  },
  {
    path: "/api/accounts",
    access: "administer",
    summary: "All accounts.",
    parameters: [],
    answer: z.array(accountSchema),
    refusals: {},
  },
  {
    path: "/api/accounts",
    method: "POST",
    access: "administer",
    summary:
      "Makes an account. The answer has the link with which its owner signs in for the first time; it is shown once.",
    parameters: [],
    body: accountBody,
    answer: accountWithLinkSchema,
    refusals: { 400: "The name will not do.", 409: "That name is taken." },
  },
  {
    path: "/api/accounts/{id}/roles",
    method: "POST",
    access: "administer",
    summary: "Gives an account other roles, at once.",
    parameters: [accountId],
    body: rolesBody,
    answer: accountSchema,
    refusals: { 404: NO_ACCOUNT, 409: LAST },
  },
  {
    path: "/api/accounts/{id}/disable",
    method: "POST",
    access: "administer",
    summary: "Lets an account in no more, and ends its sessions.",
    parameters: [accountId],
    answer: accountSchema,
    refusals: { 404: NO_ACCOUNT, 409: LAST },
  },
  {
    path: "/api/accounts/{id}/enable",
    method: "POST",
    access: "administer",
    summary: "Lets a disabled account in again.",
    parameters: [accountId],
    answer: accountSchema,
    refusals: { 404: NO_ACCOUNT },
  },
  {
    path: "/api/accounts/{id}/erase",
    method: "POST",
    access: "administer",
    summary:
      "Erases a person: the account, its records, and with `reports` what it reported. The records' payloads go within seconds where their segment is closed, and otherwise when it is.",
    parameters: [accountId],
    body: eraseBody,
    answer: z.strictObject({ id: z.string() }),
    refusals: { 404: NO_ACCOUNT, 409: LAST },
  },
  {
    path: "/api/accounts/{id}/reset",
    method: "POST",
    access: "administer",
    summary:
      "Takes away every way in which an account signs in, ends its sessions, and answers with a new link.",
    parameters: [accountId],
    answer: accountWithLinkSchema,
    refusals: { 404: NO_ACCOUNT },
  },
];
