import { TocsinError, type WhoAmI } from "@tocsin/sdk";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { AccountState } from "../../identity/identity-record.ts";
import type { Identity } from "../../identity/identity.ts";
import { forThose } from "./access.ts";
import { type Asker, rolesOfAsker } from "./guard.ts";
import { readBody } from "./read-body.ts";
import { clearSessionCookie, setSessionCookie } from "./session-cookie.ts";

/** Longer than any password that is taken, so that the rule and not the parser says why. */
const secretText = z.string().max(1_024);
export const signInBody = z.strictObject({ name: z.string().max(256), password: secretText });
export const linkBody = z.strictObject({ link: z.string().max(128) });
export const enrolBody = z.strictObject({
  link: z.string().max(128),
  name: z.string().max(256).default(""),
  password: secretText,
});
export const passwordBody = z.strictObject({ old: secretText, new: secretText });

/** Signing in and out, and who one is. */
export function addIdentityRoutes(
  app: FastifyInstance,
  identity: () => Identity,
  provider: () => Identity["provider"],
): void {
  const signedIn = async (
    request: FastifyRequest,
    reply: FastifyReply,
    begin: () => Promise<string>,
  ): Promise<WhoAmI> => {
    // A session that was there before does not become another's: it ends, and a new one begins.
    const { asker } = request;
    const token = await begin();
    if (asker.kind === "account") identity().signIn.endQuietly(asker.session.key);
    setSessionCookie(request, reply, token);
    return whoAmI(identity().caller(token), identity().provider);
  };
  app.get("/api/identity", forThose("public"), ({ asker }) => whoAmI(asker, provider()));
  app.post("/api/identity/sign-in", forThose("public"), (request, reply) => {
    const { name, password } = readBody(signInBody, request);
    return signedIn(request, reply, () =>
      identity().signIn.withPassword(name, password, request.ip),
    );
  });
  app.post("/api/identity/sign-out", forThose("signing-in"), (request, reply) => {
    const { asker } = request;
    if (asker.kind === "account")
      identity().signIn.signOut(
        { key: asker.session.key, accountId: asker.account.id },
        request.ip,
      );
    clearSessionCookie(request, reply);
    return whoAmI({ kind: "nobody" }, provider());
  });
  app.post("/api/identity/link", forThose("public"), (request) => {
    const { link, name } = identity().signIn.lookAtLink(readBody(linkBody, request).link);
    return { name, roles: link.roles };
  });
  app.post("/api/identity/enrol", forThose("public"), (request, reply) => {
    const { link, ...chosen } = readBody(enrolBody, request);
    return signedIn(request, reply, () => identity().signIn.withLink(link, chosen, request.ip));
  });
  app.post("/api/identity/password", forThose("signed-in"), (request, reply) => {
    const { asker } = request;
    if (asker.kind !== "account") throw new TocsinError("SIGN_IN_NEEDED", {});
    const passwords = readBody(passwordBody, request);
    return signedIn(request, reply, () =>
      identity().signIn.changePassword(asker.account.id, passwords, request.ip),
    );
  });
}

function whoAmI(asker: Asker, provider: Identity["provider"]): WhoAmI {
  const account = asker.kind === "account" ? asker : null;
  const full = account !== null && !account.session.secondFactorMissing;
  return {
    state: stateOf(asker),
    because: asker.kind === "open" ? asker.because : null,
    account: account === null ? null : shown(account.account),
    roles: full ? rolesOfAsker(asker) : [],
    permissions: full ? [...account.permissions] : asker.kind === "open" ? ["view"] : [],
    methods: provider === null ? ["password"] : ["password", "provider"],
    provider: provider?.shown ?? null,
    endsUs: account?.session.endsUs ?? null,
  };
}

const shown = ({ id, name, origin }: AccountState): NonNullable<WhoAmI["account"]> => ({
  id,
  name,
  fromProvider: origin !== null,
});

function stateOf(asker: Asker): WhoAmI["state"] {
  if (asker.kind === "command-line") return "nobody";
  if (asker.kind === "account" && asker.session.secondFactorMissing) return "second-factor";
  return asker.kind;
}
