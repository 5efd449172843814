import type { SiteModel } from "@tocsin/core";
import { TocsinError } from "@tocsin/sdk";
import type { Identity } from "../identity/identity.ts";
import Fastify, { type FastifyInstance } from "fastify";
import { addApiRoutes } from "./api-routes.ts";
import { addConsoleRoutes, refuse } from "./console-routes.ts";
import { errorAnswer } from "./error-answer.ts";
import { type Access, forThose } from "./identity/access.ts";
import { addAccountRoutes } from "./identity/account-routes.ts";
import { addDeviceRoutes } from "./identity/device-routes.ts";
import { addServiceRoutes } from "./identity/service-routes.ts";
import { addGuard, type GuardParts } from "./identity/guard.ts";
import { addPasskeyRoutes } from "./identity/passkey-routes.ts";
import { PROOF_US, type ProofRule } from "./identity/recent-proof.ts";
import { addIdentityRoutes } from "./identity/identity-routes.ts";
import { addProviderRoutes } from "./identity/provider-routes.ts";
import type { SessionWatch } from "./identity/session-watch.ts";
import type { ObservationDesk } from "./observations/observation-desk.ts";
import { addObservationRoutes } from "./observations/observation-routes.ts";
import type { OperatorLine } from "./operators/operator-line.ts";
import { addOperatorRoutes } from "./operators/operator-routes.ts";
import { addDrillRoutes, addDrillScoreRoutes } from "./drill/drill-routes.ts";
import { addPlanRoutes } from "./planning/plan-routes.ts";
import { addOutcomeRoutes, type OutcomeLine } from "./scoring/outcome-routes.ts";
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
  /** A password and a name, or a report, at most. */
  bodyBytes: 8_192,
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
  readonly guard: GuardParts;
  readonly sessions: SessionWatch;
  /** Absent or null: no reports of people are taken. */
  readonly observations?: ObservationDesk | null;
  /** Absent or null: nothing can be commanded. */
  readonly operators?: OperatorLine | null;
  /** Absent or null: nobody can say here what happened. */
  readonly outcomes?: OutcomeLine | null;
  /** The address that it is bound to, as it was named. */
  readonly host: string;
  readonly consoleFolder: string;
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Called with every route as it is added. */
  readonly onRoute?: (route: AddedRoute) => void;
  /** Called with every failure that is ours. */
  readonly failed?: (error: unknown) => void;
}

export interface AddedRoute {
  readonly method: string;
  readonly path: string;
  /** Absent: nobody may use it. */
  readonly access: Access | undefined;
}

/** The HTTP server with all of its routes; it does not listen yet. */
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
  app.addHook("onRoute", ({ url, method, config }) => {
    for (const one of [method].flat())
      parts.onRoute?.({ method: one, path: url, access: config?.access });
  });
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
  addGuard(app, parts.guard);
  app.setErrorHandler((error, _request, reply) => {
    const { status, body } = errorAnswer(error);
    if (status >= 500 && !(error instanceof TocsinError)) parts.failed?.(error);
    return reply.status(status).send(body);
  });
  app.setNotFoundHandler(refuse);
  await addLiveRoute(app, parts);
  addApiRoutes(app, parts);
  addDrillScoreRoutes(app, parts);
  addHealthRoutes(app, parts.state);
  const identity = usableIdentity(parts.guard);
  addIdentityRoutes(app, identity, () => currentIdentity(parts.guard)?.provider ?? null);
  addProviderRoutes(app, identity);
  const nowUs = (): number => parts.state.status().nowUs;
  const proofRule: ProofRule = {
    proofUs: () => parts.operators?.proofUs ?? PROOF_US,
    nowUs,
  };
  addPasskeyRoutes(app, identity, proofRule);
  addAccountRoutes(app, identity, (id) => parts.observations?.forget({ kind: "account", id }));
  addDeviceRoutes(app, identity);
  addServiceRoutes(app, identity);
  addObservationRoutes(app, {
    desk: () => usableObservations(parts.observations),
    isOn: () => parts.observations !== null && parts.observations !== undefined,
    identity,
  });
  addOperatorRoutes(app, () => usableOperators(parts.operators), proofRule, identity);
  addDrillRoutes(app, () => usableOperators(parts.operators));
  addPlanRoutes(app, { queries: parts.queries, site: () => plannedSite(parts.state), nowUs });
  addOutcomeRoutes(app, () => usableOutcomes(parts.outcomes), nowUs);
  const document = openApiDocument(parts.state.status().version);
  app.get("/api/openapi.json", forThose("public"), () => document);
  app.get("/metrics", forThose("measure"), async (_request, reply) =>
    reply.type(parts.metrics.registry.contentType).send(await parts.metrics.registry.metrics()),
  );
  await addConsoleRoutes(app, parts.consoleFolder);
  return app;
}

function usableObservations(desk: ObservationDesk | null | undefined): ObservationDesk {
  if (desk === null || desk === undefined) throw new TocsinError("OBSERVERS_OFF", {});
  return desk;
}

function usableOperators(line: OperatorLine | null | undefined): OperatorLine {
  if (line === null || line === undefined)
    throw new TocsinError("OPERATIONS_OFF", { detail: "this server shows recordings" });
  return line;
}

function usableOutcomes(line: OutcomeLine | null | undefined): OutcomeLine {
  if (line === null || line === undefined)
    throw new TocsinError("OPERATIONS_OFF", { detail: "this server shows recordings" });
  return line;
}

function plannedSite({ live }: HttpState): SiteModel {
  if (live === null)
    throw new TocsinError("OPERATIONS_OFF", { detail: "this server shows recordings" });
  return live.model;
}

function currentIdentity(guard: GuardParts): Identity | null {
  const identity = guard.identity();
  return typeof identity === "string" ? null : identity;
}

/** Identity for the routes that need it, or a refusal in words. */
function usableIdentity(guard: GuardParts): () => Identity {
  return () => {
    const identity = guard.identity();
    if (identity === null)
      throw new TocsinError("IDENTITY_UNAVAILABLE", {
        detail: "this server shows recordings, and nobody signs in",
      });
    if (typeof identity === "string")
      throw new TocsinError("IDENTITY_UNAVAILABLE", { detail: identity });
    return identity;
  };
}
