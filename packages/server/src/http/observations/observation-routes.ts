import { createPublicKey, verify } from "node:crypto";
import {
  EnvelopeJudge,
  type EnvelopeKey,
  type ObservationList,
  observationSchema,
  type Observer,
  TocsinError,
} from "@tocsin/sdk";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Identity } from "../../identity/identity.ts";
import { monotonicMs } from "../../journal/monotonic-port.ts";
import { forThose } from "../identity/access.ts";
import { readBody } from "../identity/read-body.ts";
import type { ObservationDesk } from "./observation-desk.ts";

/** An enrolled phone puts what it says into an envelope for this audience; its key is of one site. */
const AUDIENCE = "observations";
/** A report in an envelope, in base64url. */
const ENVELOPE_CHARACTERS_MAX = 6_000;

export const sealedBody = z.strictObject({
  envelope: z
    .string()
    .max(ENVELOPE_CHARACTERS_MAX)
    .regex(/^[\w-]+$/),
});
const NO_REPORTS: ObservationList = { isOn: false, observations: [], observers: [] };
const idContent = z.strictObject({ id: z.uuid() });

/** Reports of people: from an account's session, or sealed by an enrolled phone that nobody is signed in on. */
export function addObservationRoutes(
  app: FastifyInstance,
  {
    desk,
    isOn,
    identity,
  }: {
    /** Refuses where the site takes no reports. */
    readonly desk: () => ObservationDesk;
    readonly isOn: () => boolean;
    readonly identity: () => Identity;
  },
): void {
  const report = forThose("report");
  app.get("/api/observations/site", report, () => desk().site);
  app.post("/api/observations", report, (request) =>
    desk().take(accountOf(request), readBody(observationSchema, request)),
  );
  app.post("/api/observations/:id/withdraw", report, (request) =>
    desk().withdraw(accountOf(request), (request.params as { readonly id: string }).id),
  );
  // Every operator's screen asks for it; that a site takes no reports is an answer.
  app.get("/api/observations", forThose("operate"), () =>
    isOn() ? desk().list((observer) => nameOf(observer, identity())) : NO_REPORTS,
  );
  const judge = envelopeJudge(identity);
  app.post("/api/observations/sealed", forThose("public"), (request) => {
    const { envelope } = readBody(sealedBody, request);
    const verdict = judge.judge(Buffer.from(envelope, "base64url"), monotonicMs());
    if (!verdict.ok) throw new TocsinError("ENVELOPE_REFUSED", { reason: verdict.reason });
    const observer: Observer = { kind: "phone", id: verdict.head.issuer };
    const content = contentOf(verdict.content);
    switch (verdict.head.purpose) {
      case "site":
        return desk().site;
      case "report":
        return desk().take(observer, read(observationSchema, content));
      case "withdraw":
        return desk().withdraw(observer, read(idContent, content).id);
      default:
        throw new TocsinError("ENVELOPE_REFUSED", { reason: "unknown purpose" });
    }
  });
}

function accountOf({ asker }: FastifyRequest): Observer {
  if (asker.kind !== "account") throw new TocsinError("SIGN_IN_NEEDED", {});
  return { kind: "account", id: asker.account.id };
}

function nameOf({ kind, id }: Observer, identity: Identity): string {
  if (kind === "phone") return id;
  return identity.admin.list().find((account) => account.id === id)?.name ?? id;
}

/**
 * The counters live as long as this thread. An envelope from before it is taken again after a restart at worst, and its report
 * is known by its id then; the counter is what keeps two answers from being asked for with one signature meanwhile.
 */
const envelopeJudge = (identity: () => Identity): EnvelopeJudge =>
  new EnvelopeJudge(AUDIENCE, {
    key: (keyId): EnvelopeKey | null => {
      const key = identity().devices.key(keyId);
      if (key === null || key.kind !== "observer") return null;
      return {
        issuerKind: key.kind,
        issuer: key.subject,
        publicKey: Buffer.from(key.publicKey, "base64url"),
      };
    },
    verify: (publicKey, signed, signature) =>
      verify(
        null,
        signed,
        createPublicKey({
          key: { kty: "OKP", crv: "Ed25519", x: Buffer.from(publicKey).toString("base64url") },
          format: "jwk",
        }),
        signature,
      ),
    nowMs: monotonicMs,
  });

function contentOf(content: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(content).toString("utf8"));
  } catch {
    throw new TocsinError("REQUEST_INVALID", { detail: "The envelope holds no JSON." });
  }
}

function read<T extends z.ZodType>(schema: T, content: unknown): z.output<T> {
  const { success, data, error } = schema.safeParse(content);
  if (success) return data;
  const where = error.issues[0].path.join(".");
  throw new TocsinError("REQUEST_INVALID", {
    detail: `The report is not as it should be: ${where}.`,
  });
}
