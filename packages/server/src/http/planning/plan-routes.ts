import type { SiteModel } from "@tocsin/core";
import { planRequestSchema, TocsinError } from "@tocsin/sdk";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { forThose } from "../identity/access.ts";
import { readBody } from "../identity/read-body.ts";
import { goneOf } from "../gone-of.ts";
import type { JournalQueries, Progress } from "../journal-queries.ts";

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
  /** Of whom a plan is being made, the latest one and how far it is. */
  const running = new Map<string, { readonly signal: AbortSignal; readonly done: Progress }>();
  app.post("/api/plan", forThose("plan"), (request: FastifyRequest, reply: FastifyReply) => {
    const to = givenTo(request);
    const body = readBody(planRequestSchema, request);
    const signal = goneOf(reply);
    running.set(to, { signal, done: NOT_BEGUN });
    const isLatest = (): boolean => running.get(to)?.signal === signal;
    const progress = (done: Progress): void => {
      if (isLatest()) running.set(to, { signal, done });
    };
    const waited = { signal, progress };
    return queries.plan(site(), body, { to, atUs: nowUs() }, waited).finally(() => {
      if (isLatest()) running.delete(to);
    });
  });
  app.get(
    "/api/plan/progress",
    forThose("plan"),
    (request: FastifyRequest) => running.get(givenTo(request))?.done ?? NOT_BEGUN,
  );
}

const NOT_BEGUN: Progress = { done: 0, of: 0 };

function givenTo({ asker }: FastifyRequest): string {
  if (asker.kind === "account") return asker.account.name;
  if (asker.kind === "command-line") return asker.user;
  throw new TocsinError("SIGN_IN_NEEDED", {});
}
