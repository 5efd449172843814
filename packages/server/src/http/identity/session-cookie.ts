import type { FastifyReply, FastifyRequest } from "fastify";

/**
 * A cookie that holds a secret. Where the connection is encrypted its name binds it to this very server (RFC 6265bis,
 * section 4.1.3.2); browsers take that name over no other connection.
 */
interface SecretCookie {
  readonly name: string;
  readonly sameSite: "Strict" | "Lax";
  /** null: until the browser closes, or what it is for ends on the server. */
  readonly lastsS: number | null;
}

const SESSION: SecretCookie = { name: "tocsin", sameSite: "Strict", lastsS: null };
/** `Lax`: it has to come back with the browser that a provider's page sends here. */
const PROVIDER: SecretCookie = { name: "tocsin-provider", sameSite: "Lax", lastsS: 600 };

export const readSessionCookie = (request: FastifyRequest): string | null => read(request, SESSION);

export const setSessionCookie = (
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
): unknown => set(request, reply, { cookie: SESSION, value: token, lastsS: SESSION.lastsS });

export const clearSessionCookie = (request: FastifyRequest, reply: FastifyReply): unknown =>
  set(request, reply, { cookie: SESSION, value: "", lastsS: 0 });

/** What binds a sign-in by a provider to the browser that began it. */
export const readProviderCookie = (request: FastifyRequest): string | null =>
  read(request, PROVIDER);

export const setProviderCookie = (
  request: FastifyRequest,
  reply: FastifyReply,
  secret: string,
): unknown => set(request, reply, { cookie: PROVIDER, value: secret, lastsS: PROVIDER.lastsS });

export const clearProviderCookie = (request: FastifyRequest, reply: FastifyReply): unknown =>
  set(request, reply, { cookie: PROVIDER, value: "", lastsS: 0 });

function read(request: FastifyRequest, { name }: SecretCookie): string | null {
  const wanted = nameOf(request, name);
  for (const part of (request.headers.cookie ?? "").split(";")) {
    const [key, value] = part.trim().split("=", 2);
    if (key === wanted && value !== undefined) return value;
  }
  return null;
}

function set(
  request: FastifyRequest,
  reply: FastifyReply,
  what: { readonly cookie: SecretCookie; readonly value: string; readonly lastsS: number | null },
): unknown {
  const { cookie, value, lastsS } = what;
  const secure = isEncrypted(request) ? "; Secure" : "";
  const lasts = lastsS === null ? "" : `; Max-Age=${lastsS}`;
  return reply.header(
    "set-cookie",
    `${nameOf(request, cookie.name)}=${value}; Path=/; HttpOnly; SameSite=${cookie.sameSite}${secure}${lasts}`,
  );
}

const nameOf = (request: FastifyRequest, name: string): string =>
  isEncrypted(request) ? `__Host-${name}` : name;

export const isEncrypted = (request: FastifyRequest): boolean => "encrypted" in request.socket;
