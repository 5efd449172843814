import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readRunningServer } from "../http/identity/local-key.ts";

/** Where a post's server is asked. */
export interface PostAddress {
  readonly url: string;
  /** The authority that its certificate is of; null: one that this machine trusts. */
  readonly authority: string | null;
}

/** The server of the post that runs on a data directory, from this machine; null where none has served from there. */
export function runningPost(dataDir: string): PostAddress | null {
  const running = readRunningServer(dataDir);
  return running === null
    ? null
    : { url: reachable(running.address, "127.0.0.1"), authority: authorityOf(dataDir) };
}

/** The certificate of a post's own authority; null where it has none. */
export function authorityOf(dataDir: string): string | null {
  const path = join(dataDir, "tls", "authority.pem");
  return existsSync(path) ? readFileSync(path, "utf8") : null;
}

/** A server that listens on every address is found under a name of this machine. */
export function reachable(address: string, name: string): string {
  const url = new URL(address);
  if (url.hostname === "0.0.0.0" || url.hostname === "[::]") url.hostname = name;
  return url.origin;
}
