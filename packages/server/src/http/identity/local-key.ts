import { timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import type { FastifyRequest } from "fastify";
import { replaceSecretFile } from "../../disk/secret-file.ts";
import { identityFolder } from "../../identity/identity-database.ts";
import { makeToken, tokenHash } from "../../identity/secret-token.ts";

/** How the command line proves to a running post that it may read the post's own files. */
export interface LocalKey {
  readonly secret: string;
}
/** What lies in the data directory while a post serves. */
export interface RunningServer {
  readonly address: string;
  readonly secret: string;
}

const FILE = "running.json";
const SCHEME = "Tocsin ";

export const makeLocalKey = (): LocalKey => ({ secret: makeToken() });

/** Tells the command line where the server is and how to prove itself; readable by the owner of the data alone. */
export function writeRunningServer(dataDir: string, address: string, { secret }: LocalKey): void {
  const path = join(identityFolder(dataDir), FILE);
  const running: RunningServer = { address, secret };
  replaceSecretFile(path, JSON.stringify(running));
}

/** null where no post has served from this data directory. */
export function readRunningServer(dataDir: string): RunningServer | null {
  try {
    const path = join(identityFolder(dataDir), FILE);
    return JSON.parse(readFileSync(path, "utf8")) as RunningServer;
  } catch {
    return null;
  }
}

/** The header with which the command line proves itself. */
export function localAuthorization(secret: string): string {
  return `${SCHEME}${secret} ${Buffer.from(userInfo().username).toString("base64url")}`;
}

/** Who uses the command line, as the system calls them; null where the request is none of the command line's. */
export function readLocalUser({ headers }: FastifyRequest, key: LocalKey): string | null {
  const { authorization } = headers;
  if (authorization?.startsWith(SCHEME) !== true) return null;
  const [secret = "", user = ""] = authorization.slice(SCHEME.length).split(" ", 2);
  const [given, own] = [tokenHash(secret), tokenHash(key.secret)];
  if (given === null || own === null || !timingSafeEqual(given, own)) return null;
  return Buffer.from(user, "base64url").toString("utf8").slice(0, 64);
}
