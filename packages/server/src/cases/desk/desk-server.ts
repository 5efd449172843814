import { existsSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { DESK_FILE_BYTES_MAX, type DeskDone, type DeskStanding, TocsinError } from "@tocsin/sdk";
import Fastify, { type FastifyInstance } from "fastify";
import { z } from "zod";
import { addConsoleFiles, CONSOLE_NOT_BUILT } from "../../http/console-routes.ts";
import { answerOf, errorAnswer } from "../../http/error-answer.ts";
import { isOwnHost, isSameOrigin } from "../../http/request-origin.ts";
import { SECURITY_HEADERS } from "../../http/security-headers.ts";
import type { CaseDesk } from "./case-desk.ts";
import type { DeskKeys } from "./desk-keys.ts";

/** The desk writes a journal: it is this machine's only. */
export const DESK_HOST = "127.0.0.1";

/** Bounds on what a page may send, and for how long it may take. */
const LIMITS = {
  bodyBytes: 16_384,
  urlCharacters: 512,
  connections: 64,
  requestMs: 60_000,
} as const;

/** Nobody works on one account for longer at a stretch. */
const STRETCH_MAX_S = 86_400;

/** A page plays sounds of exhibits, which it has as its own. */
const HEADERS = {
  ...SECURITY_HEADERS,
  "content-security-policy": `${SECURITY_HEADERS["content-security-policy"] ?? ""}; media-src 'self' blob:`,
};

/** What is in an action is checked where it becomes a record. */
const doneSchema = z.strictObject({
  action: z.looseObject({
    kind: z.enum([
      "attribute",
      "claim",
      "conclude",
      "decide",
      "drop-origin-decision",
      "edit",
      "exhibit",
      "grade-information",
      "grade-source",
      "hand-over",
      "hypothesis",
      "join-origins",
      "lift",
      "link-exhibit",
      "merge",
      "part-origin",
      "relabel",
      "revise-hypothesis",
      "split",
      "take-back",
      "unlink-exhibit",
      "verify-exhibit",
      "weigh",
    ]),
  }),
  accountId: z.string().min(1).max(200).nullable(),
  activeS: z.number().min(0).max(STRETCH_MAX_S),
});
const standingSchema = z.looseObject({
  kind: z.enum(["ask-to-join", "draft", "member", "publish", "statement"]),
});
const versionSchema = z.coerce.number().int().min(1);
const linkedSchema = z.strictObject({ caseId: z.string().regex(/^[0-9a-f]{64}$/) });
const entrySchema = z.strictObject({ key: z.string().min(1).max(100) });

export interface DeskParts {
  readonly desk: CaseDesk;
  readonly keys: DeskKeys;
  readonly consoleFolder: string;
  /** Serves another case at a desk of its own, and gives the address that lets a window in there. */
  readonly openCase: (folder: string) => Promise<string>;
  /** Called when a window was let in: its address is used up. */
  readonly entered: () => void;
  /** Called with every failure that is ours. */
  readonly failed: (error: unknown) => void;
}

/** The server of one case's desk; it does not listen yet. */
export async function buildDeskServer(parts: DeskParts): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: LIMITS.bodyBytes,
    requestTimeout: LIMITS.requestMs,
    forceCloseConnections: true,
  });
  app.server.maxConnections = LIMITS.connections;
  app.addHook("onRequest", async (request, reply) => {
    void reply.headers(HEADERS);
    const { host, origin } = request.headers;
    if (request.url.length > LIMITS.urlCharacters)
      throw Object.assign(new Error("The address is too long."), { statusCode: 414 });
    // A page elsewhere may be sent here, or have its own name lead here; neither may ask for anything.
    if (!isOwnHost(host, DESK_HOST) || !isSameOrigin(origin, host))
      throw new TocsinError("DESK_CLOSED", {});
    if (!request.url.startsWith("/assets/")) void reply.header("cache-control", "no-store");
    if (request.url.startsWith("/api/") && request.url !== "/api/desk/enter")
      parts.keys.check(request.headers.authorization);
  });
  app.setErrorHandler((error, _request, reply) => {
    const { status, body } = errorAnswer(error);
    if (status >= 500) parts.failed(error);
    return reply.status(status).send(body);
  });
  app.setNotFoundHandler((request, reply) =>
    reply.status(404).send(answerOf(new TocsinError("ROUTE_NOT_FOUND", { path: request.url }))),
  );
  addDeskRoutes(app, parts);
  await addConsoleFiles(app, parts.consoleFolder);
  app.get("/", (_request, reply) =>
    existsSync(join(parts.consoleFolder, "desk.html"))
      ? reply.sendFile("desk.html")
      : reply.type("text/html; charset=utf-8").send(CONSOLE_NOT_BUILT),
  );
  app.get("/assets/*", (request, reply) =>
    reply.sendFile(request.url.slice(1).split("?", 1)[0] ?? ""),
  );
  return app;
}

function addDeskRoutes(app: FastifyInstance, parts: DeskParts): void {
  const { desk, keys, entered } = parts;
  app.post("/api/desk/enter", (request) => {
    const window = keys.enter(sent(entrySchema, request.body).key);
    entered();
    return { window };
  });
  app.get("/api/desk/case", () => desk.show());
  app.get<{ Params: { readonly id: string } }>("/api/desk/accounts/:id", ({ params }) => ({
    text: desk.textOf(params.id),
  }));
  // A film is not taken into memory: its bytes go to the disk as they come.
  app.addContentTypeParser("application/octet-stream", (_request, payload, done) =>
    done(null, payload),
  );
  app.post("/api/desk/files", { bodyLimit: DESK_FILE_BYTES_MAX }, ({ body }) => {
    if (!(body instanceof Readable)) throw refusedBody();
    return desk.keepFile(body);
  });
  app.get<{ Params: { readonly sha256: string } }>(
    "/api/desk/files/:sha256",
    ({ params }, reply) => {
      const { type, content } = desk.fileOf(params.sha256);
      return reply.type(type).send(content);
    },
  );
  app.post("/api/desk/linked", async ({ body }) => ({
    address: await parts.openCase(desk.folderOfLinked(sent(linkedSchema, body).caseId)),
  }));
  app.post("/api/desk/standing", ({ body }) =>
    desk.stand(sent(standingSchema, body) as DeskStanding),
  );
  app.get<{ Params: { readonly version: string } }>(
    "/api/desk/reports/:version",
    ({ params }, reply) =>
      reply
        .type("text/html; charset=utf-8")
        .send(desk.reportOf(sent(versionSchema, params.version))),
  );
  app.post("/api/desk/actions", ({ body }) => desk.act(sent(doneSchema, body) as DeskDone));
}

function sent<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw refusedBody();
}

const refusedBody = (): TocsinError =>
  new TocsinError("REQUEST_INVALID", { detail: "The page sent what the desk does not take." });
