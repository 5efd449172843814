import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import { TocsinError } from "@tocsin/sdk";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { answerOf } from "./error-answer.ts";
import { forThose } from "./identity/access.ts";

/** Where `npm run build:console` puts the console. */
export const CONSOLE_FOLDER = fileURLToPath(new URL("../../../console/dist", import.meta.url));

const OBSERVE_PERMISSIONS = "camera=(), microphone=(), geolocation=(self)";

/** Shown where `npm run build:console` was never run. */
export const CONSOLE_NOT_BUILT = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Tocsin</title></head>
<body>
<h1>Tocsin is running; its console is not built</h1>
<p>Run <code>npm run build:console</code> in the checkout, then load this page again.</p>
<p>Without it there is the interface for programs: <a href="/api/sources">/api/sources</a>,
<a href="/api/openapi.json">/api/openapi.json</a>.</p>
</body>
</html>
`;

/** The console's files; nothing of them is sent yet. */
export async function addConsoleFiles(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    serve: false,
    setHeaders: (response, path) => {
      // Vite names files in assets by their content.
      const lasting = path.includes("/assets/");
      void response.header(
        "cache-control",
        lasting ? "public, max-age=31536000, immutable" : "no-cache",
      );
    },
  });
}

/** The console's files. Its pages are views of one document: what is no file and no route of ours is that document. */
export async function addConsoleRoutes(app: FastifyInstance, folder: string): Promise<void> {
  const index = join(folder, "index.html");
  await addConsoleFiles(app, folder);
  app.get("/*", forThose("public"), (request, reply) => {
    const path = request.url.split("?", 1)[0] ?? "/";
    if (path.startsWith("/api/")) return refuse(request, reply);
    if (!existsSync(index)) return reply.type("text/html; charset=utf-8").send(CONSOLE_NOT_BUILT);
    // The one page that may ask where it is.
    if (path === "/observe")
      return reply.header("permissions-policy", OBSERVE_PERMISSIONS).sendFile("observe.html");
    const name = decoded(path);
    const isFile = /\.\w+$/.test(name);
    return reply.sendFile(isFile ? name.slice(1) : "index.html");
  });
}

export function refuse(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split("?", 1)[0] ?? "";
  return reply.status(404).send(answerOf(new TocsinError("ROUTE_NOT_FOUND", { path })));
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
