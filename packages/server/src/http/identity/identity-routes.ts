import { TocsinError, type WhoAmI } from "@tocsin/sdk";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Identity } from "../../identity/identity.ts";
import { forThose } from "./access.ts";
import { beginSession } from "./begin-session.ts";
import { readBody } from "./read-body.ts";
import { clearSessionCookie } from "./session-cookie.ts";
import { whoAmI } from "./who-am-i.ts";

/** Longer than any password that is taken, so that the rule and not the parser says why. */
const secretText = z.string().max(1_024);
export const signInBody = z.strictObject({ name: z.string().max(256), password: secretText });
export const linkBody = z.strictObject({ link: z.string().max(128) });
export const enrolBody = z.strictObject({
  link: z.string().max(128),
  name: z.string().max(256).default(""),
  password: secretText,
});
export const proofBody = z.strictObject({ password: secretText });
export const passwordBody = z.strictObject({ old: secretText, new: secretText });

/** Signing in and out, and who one is. */
export function addIdentityRoutes(
  app: FastifyInstance,
  identity: () => Identity,
  provider: () => Identity["provider"],
): void {
  const signedIn = (
    request: FastifyRequest,
    reply: FastifyReply,
    begin: () => Promise<string>,
  ): Promise<WhoAmI> => beginSession(identity(), request, reply, begin);
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
  app.post("/api/identity/prove", forThose("signed-in"), (request) => {
    const { asker } = request;
    if (asker.kind !== "account") throw new TocsinError("SIGN_IN_NEEDED", {});
    const { password } = readBody(proofBody, request);
    return identity()
      .signIn.proveWithPassword(asker.session, password, request.ip)
      .then(() => whoAmI(asker, provider()));
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
