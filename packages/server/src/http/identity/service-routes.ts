import { SERVICE_PERMISSIONS } from "@tocsin/sdk";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Identity } from "../../identity/identity.ts";
import { SERVICE_DAYS_MAX } from "../../identity/service-tokens.ts";
import { forThose } from "./access.ts";
import { actorOf } from "./guard.ts";
import { readBody } from "./read-body.ts";

export const serviceBody = z.strictObject({
  name: z.string().max(256),
  permission: z.enum(SERVICE_PERMISSIONS),
  days: z.int().min(1).max(SERVICE_DAYS_MAX),
});

/** Tokens of programs that read, for those who manage accounts. */
export function addServiceRoutes(app: FastifyInstance, identity: () => Identity): void {
  const administer = forThose("administer");
  app.get("/api/tokens", administer, () => identity().services.list());
  app.post("/api/tokens", administer, (request) =>
    identity().services.issue(readBody(serviceBody, request), actorOf(request)),
  );
  app.post("/api/tokens/:id/revoke", administer, (request) =>
    identity().services.revoke((request.params as { readonly id: string }).id, actorOf(request)),
  );
}
