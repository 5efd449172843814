import type { SiteModel } from "@tocsin/core";
import { planRequestSchema, TocsinError } from "@tocsin/sdk";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { forThose } from "../identity/access.ts";
import { readBody } from "../identity/read-body.ts";
import { goneOf } from "../gone-of.ts";
import type { JournalQueries } from "../journal-queries.ts";

/** The gap seen before the attack: for planners, each by name, and never where nobody signs in. */
export function addPlanRoutes(
  app: FastifyInstance,
  parts: {
    readonly queries: JournalQueries;
    readonly site: () => SiteModel;
    readonly nowUs: () => number;
  },
): void {
  const { queries, site, nowUs } = parts;
  app.post("/api/plan", forThose("plan"), (request: FastifyRequest, reply: FastifyReply) =>
    queries.plan(
      site(),
      readBody(planRequestSchema, request),
      { to: givenTo(request), atUs: nowUs() },
      goneOf(reply),
    ),
  );
}

function givenTo({ asker }: FastifyRequest): string {
  if (asker.kind === "account") return asker.account.name;
  if (asker.kind === "command-line") return asker.user;
  throw new TocsinError("SIGN_IN_NEEDED", {});
}
