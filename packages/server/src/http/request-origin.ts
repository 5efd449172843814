import { isIP } from "node:net";
import { hostname } from "node:os";

/**
 * Whether a request was meant for this server. A page elsewhere can have its own name resolve to 127.0.0.1 and would
 * then read what is here as its own: so a name has to be one of ours, and only addresses stand for themselves.
 */
export function isOwnHost(host: string | undefined, boundHost: string): boolean {
  if (host === undefined) return false;
  const name = hostOf(host);
  if (name === null) return false;
  const own = ["localhost", boundHost.toLowerCase(), hostname().toLowerCase()];
  return isIP(name.replace(/^\[|\]$/g, "")) !== 0 || own.includes(name);
}

/** Programs send no origin; a browser sends its page's. */
export function isSameOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  return host !== undefined && new URL(origin).host === host.toLowerCase();
}

/** Without the port; an IPv6 address keeps its brackets. */
function hostOf(host: string): string | null {
  const address = `http://${host}/`;
  return URL.canParse(address) ? new URL(address).hostname : null;
}
