import { TocsinError } from "@tocsin/sdk";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Identity } from "../../identity/identity.ts";
import { errorAnswer } from "../error-answer.ts";
import { forThose } from "./access.ts";
import { refusalPage } from "./refusal-page.ts";
import {
  clearProviderCookie,
  isEncrypted,
  readProviderCookie,
  setProviderCookie,
  setSessionCookie,
} from "./session-cookie.ts";

/** Where a provider sends the browser back to. It has to be registered there. */
export const PROVIDER_RETURN = "/api/identity/provider/return";

/** Signing in with the site's own provider: there, and back. */
export function addProviderRoutes(app: FastifyInstance, identity: () => Identity): void {
  const provider = (): NonNullable<Identity["provider"]> => {
    const current = identity().provider;
    if (current === null) throw new TocsinError("PROVIDER_OFF", {});
    return current;
  };
  app.post("/api/identity/provider", forThose("public"), async (request, reply) => {
    const { asker } = request;
    const before = asker.kind === "account" ? asker.session.key : null;
    const { address, secret } = await provider().begin(returnTo(request), before, request.ip);
    setProviderCookie(request, reply, secret);
    return { address };
  });
  // The browser comes from another site, so a refusal is a page and no object.
  app.get(PROVIDER_RETURN, forThose("public"), async (request, reply) => {
    clearProviderCookie(request, reply);
    const [, query = ""] = request.url.split(/\?(.*)/s, 2);
    try {
      const token = await provider().finish(readProviderCookie(request), query, request.ip);
      setSessionCookie(request, reply, token);
      return await reply.redirect("/", 303);
    } catch (error) {
      if (!(error instanceof TocsinError)) throw error;
      const { status, body } = errorAnswer(error);
      return reply.status(status).type("text/html; charset=utf-8").send(refusalPage(body));
    }
  });
}

/** By the address that the browser knows this server by: only there does it send its cookie back. */
const returnTo = (request: FastifyRequest): string =>
  `${isEncrypted(request) ? "https" : "http"}://${request.headers.host ?? ""}${PROVIDER_RETURN}`;
