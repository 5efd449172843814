import type { WhoAmI } from "@tocsin/sdk";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Identity } from "../../identity/identity.ts";
import { setSessionCookie } from "./session-cookie.ts";
import { whoAmI } from "./who-am-i.ts";

/** Answers with the session that `begin` gives the secret of. One that was there before does not become another's: it ends. */
export async function beginSession(
  identity: Identity,
  request: FastifyRequest,
  reply: FastifyReply,
  begin: () => Promise<string>,
): Promise<WhoAmI> {
  const { asker } = request;
  const token = await begin();
  if (asker.kind === "account") identity.signIn.endQuietly(asker.session.key);
  setSessionCookie(request, reply, token);
  return whoAmI(identity.caller(token), identity.provider);
}
