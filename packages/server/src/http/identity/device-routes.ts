import { ISSUER_KINDS } from "@tocsin/sdk";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Identity } from "../../identity/identity.ts";
import { forThose } from "./access.ts";
import { actorOf } from "./guard.ts";
import { readBody } from "./read-body.ts";

export const deviceBody = z.strictObject({
  kind: z.enum(ISSUER_KINDS),
  subject: z.string().regex(/^[\w.-]{1,64}$/),
});
export const deviceKeyBody = z.strictObject({
  code: z.string().max(64),
  publicKey: z.string().max(64),
  signature: z.string().max(128),
});

export const certifyBody = z.strictObject({
  code: z.string().max(64),
  request: z.string().max(4_096),
});

/** Keys of devices: codes for them, and the door through which a device comes in with one. */
export function addDeviceRoutes(app: FastifyInstance, identity: () => Identity): void {
  const administer = forThose("administer");
  app.get("/api/devices", administer, () => identity().devices.list());
  app.post("/api/devices", administer, (request) => {
    const { kind, subject } = readBody(deviceBody, request);
    return identity().devices.issue(kind, subject, actorOf(request));
  });
  app.post("/api/devices/enrol", forThose("public"), (request) => {
    const { code, publicKey, signature } = readBody(deviceKeyBody, request);
    return identity().devices.enrol(code, publicKey, signature);
  });
  app.post("/api/devices/certify", forThose("public"), (request) => {
    const { code, request: wanted } = readBody(certifyBody, request);
    return identity().devices.certify(code, wanted);
  });
  app.post("/api/devices/:id/revoke", administer, (request) =>
    identity().devices.revoke((request.params as { readonly id: string }).id, actorOf(request)),
  );
}
