import { drillRequestSchema, drillStopSchema, TocsinError } from "@tocsin/sdk";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { DrilledBy } from "../../drill/drill-record.ts";
import type { HttpState } from "../http-state.ts";
import { forThose } from "../identity/access.ts";
import { readBody } from "../identity/read-body.ts";
import type { JournalQueries } from "../journal-queries.ts";
import type { OperatorLine } from "../operators/operator-line.ts";

/** How drills went, for whoever may see what happens. */
export function addDrillScoreRoutes(
  app: FastifyInstance,
  { state, queries }: { readonly state: HttpState; readonly queries: JournalQueries },
): void {
  const view = forThose("view");
  app.get("/api/drills", view, () => queries.drills(state.journal("live")));
  app.get("/api/drills/:id", view, ({ params }) =>
    queries.drill(state.journal("live"), (params as { readonly id: string }).id),
  );
}

/** Drills beside the post. Whoever is on duty ends one. */
export function addDrillRoutes(app: FastifyInstance, line: () => OperatorLine): void {
  const drill = forThose("drill");
  app.get("/api/drill", drill, () => line().ask({ ask: "drill-readiness" }));
  app.post("/api/drill", drill, (request) =>
    line().ask({
      ask: "drill",
      by: drilledBy(request),
      request: readBody(drillRequestSchema, request),
    }),
  );
  app.post("/api/drill/stop", drill, (request) => {
    const { reason } = readBody(drillStopSchema, request);
    return line().ask({ ask: "end-drill", by: drilledBy(request), reason });
  });
}

function drilledBy({ asker }: FastifyRequest): { readonly who: DrilledBy; readonly name: string } {
  if (asker.kind === "account")
    return { who: { kind: "account", id: asker.account.id }, name: asker.account.name };
  if (asker.kind === "command-line")
    return { who: { kind: "command-line", user: asker.user }, name: asker.user };
  throw new TocsinError("SIGN_IN_NEEDED", {});
}
