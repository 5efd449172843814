import { isIP } from "node:net";
import {
  type Permission,
  PERMISSIONS,
  type Role,
  type ServiceToken,
  TocsinError,
} from "@tocsin/sdk";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Actor } from "../../identity/identity-record.ts";
import type { Caller, Identity } from "../../identity/identity.ts";
import { isSameOrigin } from "../request-origin.ts";
import type { Access } from "./access.ts";
import { type LocalKey, readLocalUser } from "./local-key.ts";
import { readSessionCookie } from "./session-cookie.ts";

/** Who asks, as far as it is known. */
export type Asker =
  | Caller
  /** Nobody signs in here. */
  | { readonly kind: "open"; readonly because: string }
  /** A program, by a token that lets it do one thing. */
  | { readonly kind: "service"; readonly token: ServiceToken }
  /** The command line, which has read what only the owner of the data may read. */
  | { readonly kind: "command-line"; readonly user: string };

declare module "fastify" {
  interface FastifyRequest {
    asker: Asker;
  }
}

/** What the guard knows of this server. */
export interface GuardParts {
  /** null: it shows recordings only. A string: accounts cannot be used, and why. */
  readonly identity: () => Identity | string | null;
  readonly localKey: LocalKey | null;
}

const OPEN_RECORDINGS = "This server shows recordings and simulations: nobody signs in.";
const OPEN_UNCLAIMED =
  "Nobody has an account here yet, so whoever uses this machine sees everything. The post printed a link for the first administrator when it started.";

/** Acting on warnings is a person's: the right to the files of a post is none, and it counts for no second one. */
const NEED_A_PERSON: ReadonlySet<Access> = new Set<Permission>(["operate", "supervise"]);

/** Stands before every route: what is not allowed in so many words is refused. */
export function addGuard(app: FastifyInstance, parts: GuardParts): void {
  app.decorateRequest("asker");
  app.addHook("onRequest", async (request) => {
    refuseOtherPages(request);
    request.asker = askerOf(request, parts);
    if (request.is404) return;
    const refusal = refusalOf(request.routeOptions.config.access, request.asker);
    if (refusal !== null) throw refusal;
  });
}

/** What is open where nobody has an account, or there are recordings only. */
export const OPEN_PERMISSIONS: readonly Permission[] = ["view", "measure"];
const OPEN: ReadonlySet<Access> = new Set(OPEN_PERMISSIONS);

/** Why `asker` may not use a route for those who have `access`; null where it may. */
export function refusalOf(access: Access | undefined, asker: Asker): TocsinError | null {
  if (access === undefined) return new TocsinError("NOT_ALLOWED", {});
  if (access === "public") return null;
  if (asker.kind === "open") return OPEN.has(access) ? null : new TocsinError("SIGN_IN_NEEDED", {});
  if (asker.kind === "nobody") return new TocsinError("SIGN_IN_NEEDED", {});
  if (asker.kind === "expired") return new TocsinError("SESSION_EXPIRED", {});
  if (asker.kind === "command-line")
    return isPermission(access) && !NEED_A_PERSON.has(access)
      ? null
      : new TocsinError("SIGN_IN_NEEDED", {});
  if (asker.kind === "service")
    return access === asker.token.permission ? null : new TocsinError("NOT_ALLOWED", {});
  if (access === "signing-in") return null;
  if (asker.session.secondFactorMissing) return new TocsinError("SECOND_FACTOR_NEEDED", {});
  if (access === "signed-in" || asker.permissions.has(access)) return null;
  return new TocsinError("NOT_ALLOWED", {});
}

/** Who is to be named in the record as having done it. */
export function actorOf({ asker }: FastifyRequest): Actor {
  if (asker.kind === "account") return { kind: "account", id: asker.account.id };
  if (asker.kind === "command-line") return asker;
  throw new TocsinError("SIGN_IN_NEEDED", {});
}

export const rolesOfAsker = (asker: Asker): readonly Role[] =>
  asker.kind === "account" ? asker.account.roles : [];

/** What is in the way of a browser's page of another site; programs send no origin. */
function refuseOtherPages({ method, headers }: FastifyRequest): void {
  if (method === "GET" || method === "HEAD") return;
  const crossSite =
    headers["sec-fetch-site"] !== undefined && headers["sec-fetch-site"] !== "same-origin";
  if (crossSite || !isSameOrigin(headers.origin, headers.host))
    throw new TocsinError("REQUEST_INVALID", {
      detail: "A page of another site may change nothing here.",
    });
}

function askerOf(request: FastifyRequest, { identity: current, localKey }: GuardParts): Asker {
  const identity = current();
  if (identity === null) return { kind: "open", because: OPEN_RECORDINGS };
  const user = localKey === null ? null : readLocalUser(request, localKey);
  if (user !== null) return { kind: "command-line", user };
  if (typeof identity === "string") return { kind: "nobody" };
  if (!identity.claimed)
    return comesFromHere(request) ? { kind: "open", because: OPEN_UNCLAIMED } : { kind: "nobody" };
  const program = bearerOf(request);
  if (program === null) return identity.caller(readSessionCookie(request));
  const token = identity.services.find(program);
  return token === null ? { kind: "nobody" } : { kind: "service", token };
}

const SCHEME = /^Bearer +(\S{1,128})$/i;
/** What a program shows (RFC 6750, section 2.1); null where it shows nothing of the kind. */
const bearerOf = ({ headers }: FastifyRequest): string | null =>
  SCHEME.exec(headers.authorization ?? "")?.[1] ?? null;

/** Whether it comes from this machine, and no proxy says that it comes from farther. */
export const comesFromHere = (request: FastifyRequest): boolean =>
  !isForwarded(request) && isLoopback(request.ip);

/** What a proxy passes on comes from nobody knows where. */
export const isForwarded = ({ headers }: FastifyRequest): boolean =>
  (headers.forwarded ?? headers["x-forwarded-for"] ?? headers["x-real-ip"]) !== undefined;

export function isLoopback(address: string): boolean {
  const plain = address.replace(/^::ffff:/, "");
  return isIP(plain) === 4 ? plain.startsWith("127.") : plain === "::1" || plain === "localhost";
}

const isPermission = (access: Access): access is Permission => Object.hasOwn(PERMISSIONS, access);
