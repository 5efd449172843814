import { commandRequestSchema, type Person, TocsinError } from "@tocsin/sdk";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Session } from "../../identity/session-store.ts";
import { forThose } from "../identity/access.ts";
import { isForwarded } from "../identity/guard.ts";
import { readBody } from "../identity/read-body.ts";
import { type ProofRule, refuseStaleProof } from "../identity/recent-proof.ts";
import type { OperatorLine } from "./operator-line.ts";

/** Commands of people, and what waits for a second person. Only somebody with an account commands: no file and no key does. */
export function addOperatorRoutes(
  app: FastifyInstance,
  line: () => OperatorLine,
  rule: ProofRule,
): void {
  const operate = forThose("operate");
  app.get("/api/operations", forThose("view"), () => line().ask({ ask: "operations" }));
  app.post("/api/commands", operate, (request) => {
    const { person } = whoOf(request);
    return line().ask({
      ask: "command",
      person,
      request: readBody(commandRequestSchema, request),
    });
  });
  app.get("/api/recipients", forThose("view"), () => line().ask({ ask: "recipients" }));
  app.post("/api/recipients/:channel/:id/test", forThose("administer"), ({ params }) => {
    const { channel, id } = params as { readonly channel: string; readonly id: string };
    return line().ask({ ask: "test", channel, recipient: id });
  });
  app.get("/api/proposals", operate, () => line().ask({ ask: "proposals" }));
  app.post("/api/proposals/:id/second", forThose("supervise"), (request) => {
    const { person, session } = whoOf(request);
    refuseStaleProof(session, rule);
    const onSite = line().isOnSite(request.ip) && !isForwarded(request);
    return line().ask({ ask: "second", person, proposal: proposalOf(request), onSite });
  });
  for (const ask of ["refuse", "withdraw"] as const)
    app.post(`/api/proposals/:id/${ask}`, operate, (request) =>
      line().ask({ ask, person: whoOf(request).person, proposal: proposalOf(request) }),
    );
}

const proposalOf = ({ params }: FastifyRequest): string => (params as { readonly id: string }).id;

/** The command line has the right to the data directory, and that is no person. */
function whoOf({ asker }: FastifyRequest): { readonly person: Person; readonly session: Session } {
  if (asker.kind !== "account") throw new TocsinError("SIGN_IN_NEEDED", {});
  const { account, session } = asker;
  return { person: { id: account.id, name: account.name }, session };
}
