import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { goneOf } from "./gone-of.ts";
import type { HttpState } from "./http-state.ts";
import { forThose } from "./identity/access.ts";
import type { JournalQueries } from "./journal-queries.ts";
import { LIVE_PAST_S, readTimelineQuery } from "./read-timeline-query.ts";
import { readMonthQuery } from "./scoring/read-month-query.ts";
import { readWhyQuery } from "./read-why-query.ts";

/** The routes that answer once: what there is, what was recorded, and why. */
export function addApiRoutes(
  app: FastifyInstance,
  { state, queries }: { readonly state: HttpState; readonly queries: JournalQueries },
): void {
  const view = forThose("view");
  app.get("/api/status", view, () => state.status());
  app.get("/api/sources", view, () => state.sources());
  app.get("/api/sources/:id", view, (request) => state.detail(idOf(request)));
  app.get("/api/sources/:id/timeline", view, async (request, reply) => {
    const { journal, detail, timelineFile } = state.source(idOf(request));
    const lastS = readTimelineQuery(request.query) ?? (detail.kind === "live" ? LIVE_PAST_S : null);
    const { timeZone } = detail.site;
    const packed =
      timelineFile === null || lastS !== null
        ? await queries.timeline(journal, { timeZone, lastS })
        : await readFile(timelineFile);
    return sendPacked(request, reply, packed);
  });
  app.get("/api/sources/:id/why", view, (request) =>
    queries.why(state.journal(idOf(request)), readWhyQuery(request.query)),
  );
  app.get("/api/sources/:id/report", view, async (request, reply) => {
    const journal = state.journal(idOf(request));
    const page = await queries.report(journal, readWhyQuery(request.query), goneOf(reply));
    return reply.type("text/html; charset=utf-8").headers(REPORT_HEADERS).send(page);
  });
  app.get("/api/sources/:id/official", view, (request) =>
    queries.official(state.journal(idOf(request))),
  );
  app.get("/api/sources/:id/scorecard", view, (request) =>
    queries.scorecard(state.journal(idOf(request)), readMonthQuery(request.query)),
  );
  app.get("/api/stories", view, () => state.stories());
  app.get("/api/stories/:id", view, (request) => state.story(idOf(request)));
}

/** A report is a page of its own: it may load nothing and run nothing, whatever is written in the record. */
const REPORT_HEADERS = {
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
  "content-disposition": 'inline; filename="incident.html"',
} as const;

const idOf = ({ params }: FastifyRequest): string => (params as { readonly id: string }).id;

/** A timeline is kept packed: it is fifty times smaller, and nearly everybody takes it so. */
function sendPacked(
  request: FastifyRequest,
  reply: FastifyReply,
  packed: Uint8Array,
): FastifyReply {
  void reply.type("application/json; charset=utf-8").header("vary", "accept-encoding");
  const takesGzip = /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
  if (takesGzip) return reply.header("content-encoding", "gzip").send(packed);
  return reply.send(gunzipSync(packed));
}
