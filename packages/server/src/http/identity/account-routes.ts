import { ROLE_NAMES } from "@tocsin/sdk";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Identity } from "../../identity/identity.ts";
import { forThose } from "./access.ts";
import { actorOf } from "./guard.ts";
import { readBody } from "./read-body.ts";

const roles = z.array(z.enum(ROLE_NAMES)).min(1).max(ROLE_NAMES.length);
export const accountBody = z.strictObject({ name: z.string().max(256), roles });
export const eraseBody = z.strictObject({ reports: z.boolean() });
export const rolesBody = z.strictObject({ roles });

/** Accounts, for those who manage them. An account is named by its id or its name. */
export function addAccountRoutes(
  app: FastifyInstance,
  identity: () => Identity,
  forgetReports: (accountId: string) => void,
): void {
  const administer = forThose("administer");
  const idOf = ({ params }: FastifyRequest): string =>
    identity().admin.idOf((params as { readonly id: string }).id);
  app.get("/api/accounts", administer, () => identity().admin.list());
  app.post("/api/accounts", administer, (request) => {
    const { name, roles: wanted } = readBody(accountBody, request);
    return identity().admin.add(name, wanted, actorOf(request));
  });
  app.post("/api/accounts/:id/roles", administer, (request) =>
    identity().admin.setRoles(idOf(request), readBody(rolesBody, request).roles, actorOf(request)),
  );
  app.post("/api/accounts/:id/disable", administer, (request) =>
    identity().admin.setDisabled(idOf(request), true, actorOf(request)),
  );
  app.post("/api/accounts/:id/enable", administer, (request) =>
    identity().admin.setDisabled(idOf(request), false, actorOf(request)),
  );
  app.post("/api/accounts/:id/erase", administer, (request) => {
    const { reports } = readBody(eraseBody, request);
    return identity()
      .admin.erase(idOf(request), reports, actorOf(request))
      .then((erased) => {
        if (reports) forgetReports(erased.id);
        return erased;
      });
  });
  app.post("/api/accounts/:id/reset", administer, (request) =>
    identity().admin.reset(idOf(request), actorOf(request)),
  );
}
