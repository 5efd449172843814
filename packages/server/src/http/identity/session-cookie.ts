import type { FastifyReply, FastifyRequest } from "fastify";

/**
 * The cookie that holds a session's secret. Where the connection is encrypted its name binds it to this very server
 * (RFC 6265bis, section 4.1.3.2); browsers take that name over no other connection.
 */
const cookieName = (encrypted: boolean): string => (encrypted ? "__Host-tocsin" : "tocsin");

export function readSessionCookie(request: FastifyRequest): string | null {
  const name = cookieName(isEncrypted(request));
  for (const part of (request.headers.cookie ?? "").split(";")) {
    const [key, value] = part.trim().split("=", 2);
    if (key === name && value !== undefined) return value;
  }
  return null;
}

/** It lasts until the browser closes, or the session ends on the server. */
export function setSessionCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
): void {
  void reply.header("set-cookie", cookieText(request, token, ""));
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  void reply.header("set-cookie", cookieText(request, "", "; Max-Age=0"));
}

function cookieText(request: FastifyRequest, value: string, more: string): string {
  const encrypted = isEncrypted(request);
  const secure = encrypted ? "; Secure" : "";
  return `${cookieName(encrypted)}=${value}; Path=/; HttpOnly; SameSite=Strict${secure}${more}`;
}

const isEncrypted = (request: FastifyRequest): boolean => "encrypted" in request.socket;
