import {
  commandRequestSchema,
  type KeyFileSignature,
  type PasskeyAnswer,
  type Person,
  type PersonSignature,
  TocsinError,
} from "@tocsin/sdk";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Identity } from "../../identity/identity.ts";
import type { Session } from "../../identity/session-store.ts";
import { forThose } from "../identity/access.ts";
import { isForwarded } from "../identity/guard.ts";
import { passkeyPage } from "../identity/passkey-page.ts";
import { keyFileSignature, passkeyAnswerBody } from "../identity/passkey-routes.ts";
import { readBody } from "../identity/read-body.ts";
import { type ProofRule, refuseStaleProof } from "../identity/recent-proof.ts";
import type { OperatorLine } from "./operator-line.ts";

/** Commands of people, and what waits for a second person. Only somebody with an account commands: no file and no key does. */
export function addOperatorRoutes(
  app: FastifyInstance,
  line: () => OperatorLine,
  rule: ProofRule,
  identity: () => Identity,
): void {
  const operate = forThose("operate");
  app.get("/api/operations", forThose("view"), () => line().ask({ ask: "operations" }));
  app.post("/api/commands", operate, (request) => {
    const { person } = whoOf(request);
    const { signature, ...wanted } = readBody(signedCommandBody, request);
    return signatureOf(signature, request, identity).then((signed) =>
      line().ask({
        ask: "command",
        person,
        makers: identity().admin.makersOf(person.id),
        request: wanted,
        signed,
      }),
    );
  });
  app.get("/api/recipients", forThose("view"), () => line().ask({ ask: "recipients" }));
  app.post("/api/recipients/:channel/:id/test", forThose("administer"), ({ params }) => {
    const { channel, id } = params as { readonly channel: string; readonly id: string };
    return line().ask({ ask: "test", channel, recipient: id });
  });
  app.get("/api/proposals", operate, () => line().ask({ ask: "proposals" }));
  app.post("/api/proposals/:id/second", forThose("supervise"), (request) => {
    const { person, session } = whoOf(request);
    const { signature } = readBody(secondBody, request);
    // Signed with a passkey over exactly this proposal it is a proof of its own: the desk compares what it is of. A key in a file proves
    // nobody's presence.
    if (signature === undefined || !("response" in signature)) refuseStaleProof(session, rule);
    const onSite = line().isOnSite(request.ip) && !isForwarded(request);
    return signatureOf(signature, request, identity).then((signed) =>
      line().ask({
        ask: "second",
        person,
        makers: identity().admin.makersOf(person.id),
        proposal: proposalOf(request),
        onSite,
        signed,
      }),
    );
  });
  for (const ask of ["refuse", "withdraw"] as const)
    app.post(`/api/proposals/:id/${ask}`, operate, (request) =>
      line().ask({ ask, person: whoOf(request).person, proposal: proposalOf(request) }),
    );
}

/** A signature over what is asked, where the person gave one. */
const signature = z.union([passkeyAnswerBody.shape.answer, keyFileSignature]).optional().meta({
  description:
    "Of a passkey of the asker's, over the SHA-256 of the approval's text, or of a registered key in a file, over the text itself: docs/operating/site-file.md.",
});
export const signedCommandBody = commandRequestSchema.extend({ signature });
export const secondBody = z.strictObject({ signature }).prefault({});

async function signatureOf(
  answer: PasskeyAnswer | KeyFileSignature | undefined,
  request: FastifyRequest,
  identity: () => Identity,
): Promise<PersonSignature | null> {
  if (answer === undefined) return null;
  const { accountId, key: sessionKey } = whoOf(request).session;
  if ("publicKey" in answer)
    return identity().passkeys.keyFileSignature(accountId, answer, request.ip);
  const page = passkeyPage(request);
  return identity().passkeys.signature({ accountId, sessionKey }, answer, page, request.ip);
}

const proposalOf = ({ params }: FastifyRequest): string => (params as { readonly id: string }).id;

/** The command line has the right to the data directory, and that is no person. */
function whoOf({ asker }: FastifyRequest): { readonly person: Person; readonly session: Session } {
  if (asker.kind !== "account") throw new TocsinError("SIGN_IN_NEEDED", {});
  const { account, session } = asker;
  return { person: { id: account.id, name: account.name }, session };
}
