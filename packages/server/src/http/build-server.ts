import { TocsinError } from "@tocsin/sdk";
import Fastify, { type FastifyInstance } from "fastify";
import { addApiRoutes } from "./api-routes.ts";
import { addConsoleRoutes, refuse } from "./console-routes.ts";
import { errorAnswer } from "./error-answer.ts";
import { addHealthRoutes } from "./health-routes.ts";
import type { HttpState } from "./http-state.ts";
import type { JournalQueries } from "./journal-queries.ts";
import type { LiveHub } from "./live-hub.ts";
import { addLiveRoute } from "./live-route.ts";
import type { HttpMetrics } from "./metrics.ts";
import { openApiDocument } from "./openapi-document.ts";
import { isOwnHost } from "./request-origin.ts";
import { SECURITY_HEADERS } from "./security-headers.ts";

/** Bounds on what a client may send, and for how long it may take. */
export const HTTP_LIMITS = {
  /** Nothing is sent to us yet. */
  bodyBytes: 1_024,
  urlCharacters: 2_048,
  /** Of an id in a path: a scenario's, percent-encoded. */
  parameterCharacters: 500,
  connections: 512,
  requestMs: 30_000,
  headersMs: 10_000,
  keepAliveMs: 5_000,
} as const;

export interface ServerParts {
  readonly state: HttpState;
  readonly queries: JournalQueries;
  readonly hub: LiveHub;
  readonly metrics: HttpMetrics;
  /** The address that it is bound to, as it was named. */
  readonly host: string;
  readonly consoleFolder: string;
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Called with the path of every route. */
  readonly onRoute?: (path: string) => void;
  /** Called with every failure that is ours. */
  readonly failed?: (error: unknown) => void;
}

/** The HTTP server with all of its routes; it does not listen yet. Read-only: no route changes anything. */
export async function buildServer(parts: ServerParts): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: HTTP_LIMITS.bodyBytes,
    requestTimeout: HTTP_LIMITS.requestMs,
    keepAliveTimeout: HTTP_LIMITS.keepAliveMs,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: HTTP_LIMITS.parameterCharacters },
    ...(parts.tls === undefined ? {} : { https: parts.tls }),
  } as object) as FastifyInstance;
  app.server.maxConnections = HTTP_LIMITS.connections;
  app.server.headersTimeout = HTTP_LIMITS.headersMs;
  app.addHook("onRoute", ({ url }) => parts.onRoute?.(url));
  app.addHook("onRequest", async (request, reply) => {
    void reply.headers(SECURITY_HEADERS);
    if (request.url.length > HTTP_LIMITS.urlCharacters)
      throw Object.assign(new Error("The address is too long."), { statusCode: 414 });
    if (!isOwnHost(request.headers.host, parts.host))
      throw new TocsinError("REQUEST_INVALID", {
        detail: "This server does not answer to that name: use its address.",
      });
    if (!request.url.startsWith("/assets/")) void reply.header("cache-control", "no-store");
  });
  app.setErrorHandler((error, _request, reply) => {
    const { status, body } = errorAnswer(error);
    if (status >= 500 && !(error instanceof TocsinError)) parts.failed?.(error);
    return reply.status(status).send(body);
  });
  app.setNotFoundHandler(refuse);
  await addLiveRoute(app, parts);
  addApiRoutes(app, parts);
  addHealthRoutes(app, parts.state);
  const document = openApiDocument(parts.state.status().version);
  app.get("/api/openapi.json", () => document);
  app.get("/metrics", async (_request, reply) =>
    reply.type(parts.metrics.registry.contentType).send(await parts.metrics.registry.metrics()),
  );
  await addConsoleRoutes(app, parts.consoleFolder);
  return app;
}
