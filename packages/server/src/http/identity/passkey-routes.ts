import { TocsinError, type WhoAmI } from "@tocsin/sdk";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Identity } from "../../identity/identity.ts";
import type { PasskeyOwner } from "../../identity/passkeys.ts";
import type { Session } from "../../identity/session-store.ts";
import { ofThisPost } from "../../identity/account-admin.ts";
import { forThose } from "./access.ts";
import { passkeyPage } from "./passkey-page.ts";
import { readBody } from "./read-body.ts";
import { type ProofRule, refuseStaleProof } from "./recent-proof.ts";
import { beginSession } from "./begin-session.ts";
import { whoAmI } from "./who-am-i.ts";

/** No part of an answer is longer: a key of RSA with 4096 bits takes a quarter. */
const octets = z
  .string()
  .max(6_000)
  .regex(/^[\w-]+$/);
const credential = octets.max(1_400);
export const newPasskeyBody = z.strictObject({
  name: z.string().max(256),
  answer: z.object({
    id: credential,
    response: z.object({ clientDataJSON: octets, attestationObject: octets }),
  }),
});
/** Ed25519: 44 octets of DER, 64 of a signature. */
export const keyFileSignature = z.strictObject({
  publicKey: octets.length(59),
  signature: octets.length(86),
});
export const keyFileBody = keyFileSignature.extend({ name: z.string().max(256) });
export const passkeyAnswerBody = z.strictObject({
  answer: z.object({
    id: credential,
    response: z.object({
      clientDataJSON: octets,
      authenticatorData: octets,
      signature: octets,
      userHandle: octets,
    }),
  }),
});

/**
 * Passkeys: one's own, and signing in with one. A new one is a way to every later proof, so it asks for a recent proof
 * itself, and before the browser makes one that would be refused; so does a revocation.
 */
export function addPasskeyRoutes(
  app: FastifyInstance,
  identity: () => Identity,
  rule: ProofRule,
): void {
  const signedIn = forThose("signed-in");
  const open = forThose("public");
  app.get("/api/identity/passkeys", signedIn, (request) =>
    identity().passkeys.list(ownerOf(request).accountId),
  );
  app.post("/api/identity/passkeys/options", signedIn, (request) => {
    const owner = localOwnerOf(request);
    refuseStaleProof(sessionOf(request), rule);
    return identity().passkeys.registrationOptions(owner, passkeyPage(request), request.ip);
  });
  app.post("/api/identity/passkeys", signedIn, (request) => {
    const owner = localOwnerOf(request);
    refuseStaleProof(sessionOf(request), rule);
    const wanted = readBody(newPasskeyBody, request);
    return identity().passkeys.register(owner, passkeyPage(request), wanted);
  });
  app.post("/api/identity/keys", signedIn, (request) => {
    const owner = localOwnerOf(request);
    refuseStaleProof(sessionOf(request), rule);
    return identity().passkeys.registerKeyFile(owner, readBody(keyFileBody, request));
  });
  app.post("/api/identity/passkeys/:id/revoke", signedIn, (request, reply): Promise<WhoAmI> => {
    const session = sessionOf(request);
    refuseStaleProof(session, rule);
    const { id } = request.params as { readonly id: string };
    return begin(request, reply, () => identity().passkeys.revoke(session, id, request.ip));
  });
  app.post("/api/identity/prove/passkey/options", signedIn, (request) =>
    identity().passkeys.proofOptions(ownerOf(request), passkeyPage(request), request.ip),
  );
  app.post("/api/identity/prove/passkey", signedIn, (request) => {
    const { answer } = readBody(passkeyAnswerBody, request);
    const page = passkeyPage(request);
    return identity()
      .passkeys.prove(ownerOf(request), answer, page, request.ip)
      .then(() => whoAmI(request.asker, identity().provider));
  });
  app.post("/api/identity/sign-in/passkey/options", open, (request) =>
    identity().passkeys.signInOptions(passkeyPage(request), request.ip),
  );
  app.post("/api/identity/sign-in/passkey", open, (request, reply): Promise<WhoAmI> => {
    const { answer } = readBody(passkeyAnswerBody, request);
    const page = passkeyPage(request);
    return begin(request, reply, () => identity().passkeys.signIn(answer, page, request.ip));
  });

  function begin(
    request: FastifyRequest,
    reply: FastifyReply,
    act: () => Promise<string>,
  ): Promise<WhoAmI> {
    return beginSession(identity(), request, reply, act);
  }
}

function sessionOf({ asker }: FastifyRequest): Session {
  if (asker.kind === "account") return asker.session;
  throw new TocsinError("SIGN_IN_NEEDED", {});
}

function ownerOf(request: FastifyRequest): PasskeyOwner {
  const { accountId, key: sessionKey } = sessionOf(request);
  return { accountId, sessionKey };
}

/** Whom a provider signs in gets no way past it. */
function localOwnerOf(request: FastifyRequest): PasskeyOwner {
  if (request.asker.kind === "account") ofThisPost(request.asker.account);
  return ownerOf(request);
}
