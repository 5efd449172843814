import { isIP } from "node:net";
import { TocsinError } from "@tocsin/sdk";
import type { FastifyRequest } from "fastify";
import type { PasskeyPage } from "../../identity/passkeys.ts";

/**
 * The page that a request comes from, as WebAuthn sees it. Browsers give passkeys to pages that were opened by a name over
 * a connection that they trust, or as `localhost`; to an address never (WebAuthn Level 3, section 5.1.3).
 */
export function passkeyPage({ headers }: FastifyRequest): PasskeyPage {
  const { origin } = headers;
  // That the origin's host is this server's the guard has seen already.
  const page = origin !== undefined && URL.canParse(origin) ? new URL(origin) : null;
  if (page === null)
    throw new TocsinError("PASSKEY_PAGE", {
      detail: "the request does not say which page it is of",
    });
  const { hostname, protocol } = page;
  if (isIP(hostname.replaceAll(/[[\]]/g, "")) !== 0)
    throw new TocsinError("PASSKEY_PAGE", {
      detail: `it was opened by an address (${hostname}) and not by a name`,
    });
  if (protocol !== "https:" && hostname !== "localhost")
    throw new TocsinError("PASSKEY_PAGE", { detail: "it was opened without encryption" });
  return { rpId: hostname, origin: page.origin };
}
