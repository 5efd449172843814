import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type OidcConfig, parseSiteConfig } from "@tocsin/sdk";
import { SITE } from "../run/post-process.ts";
import { type ClientMetadata, Provider } from "oidc-provider";

export const CLIENT_ID = "tocsin-harbour";
export const CLIENT_SECRET = "a secret of the two of them";

/** A person as the provider knows them. */
export interface Known {
  readonly sub: string;
  readonly preferred_username: string;
  readonly groups: readonly string[];
}
type Claims = Readonly<Record<string, unknown>>;

/**
 * A provider of OpenID Connect that listens: node-oidc-provider, with keys of its own. It takes whoever comes for
 * {@link current}, and can be made to lie in a token that it signs with its true key.
 */
export class RealProvider {
  current: Known = { sub: "s-1", preferred_username: "ada", groups: [] };
  /** What its tokens say instead. */
  lie: (claims: Claims) => Claims = (claims) => claims;
  /** Signs with a key that is not its own. */
  foreignKey = false;
  readonly #keys = generateKeyPairSync("rsa", { modulusLength: 2_048 });
  readonly #foreign = generateKeyPairSync("rsa", { modulusLength: 2_048 });
  #server: Server | null = null;
  #port = 0;

  get issuer(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** `claimsInToken` false: it tells of groups where it is asked for a person, and not in the token. */
  async start(
    redirects: readonly string[],
    options: { readonly claimsInToken?: boolean; readonly publicClient?: boolean } = {},
  ): Promise<void> {
    this.#server = createServer();
    this.#server.listen(this.#port, "127.0.0.1");
    await once(this.#server, "listening");
    this.#port = (this.#server.address() as AddressInfo).port;
    const provider = this.#provider(redirects, options);
    const handle = provider.callback();
    this.#server.on("request", (request, response) => {
      if (request.url?.startsWith("/interaction/") !== true) return void handle(request, response);
      void provider.interactionFinished(request, response, {
        login: { accountId: this.current.sub },
      });
    });
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    this.#server?.close();
    if (this.#server !== null) await once(this.#server, "close");
    this.#server = null;
  }

  config(more: object = {}): OidcConfig {
    const result = parseSiteConfig({
      ...SITE,
      identity: {
        oidc: {
          issuer: this.issuer,
          client_id: CLIENT_ID,
          secret_env: "TOCSIN_TEST_SECRET",
          scopes: ["profile", "groups"],
          roles: [
            { value: "watch", role: "operator" },
            { value: "watch", role: "viewer" },
            { value: "chiefs", role: "administrator" },
          ],
          ...more,
        },
      },
    });
    if (!result.ok || result.config.identity.oidc === undefined)
      throw new Error(JSON.stringify(result));
    return result.config.identity.oidc;
  }

  #provider(
    redirects: readonly string[],
    options: { readonly claimsInToken?: boolean; readonly publicClient?: boolean },
  ): Provider {
    const key = { ...this.#keys.privateKey.export({ format: "jwk" }), kid: "1", use: "sig" };
    const client: ClientMetadata = {
      client_id: CLIENT_ID,
      redirect_uris: [...redirects],
      response_types: ["code"],
      ...(options.publicClient === true
        ? { token_endpoint_auth_method: "none" }
        : { client_secret: CLIENT_SECRET }),
    };
    const provider = new Provider(this.issuer, {
      clients: [client],
      jwks: { keys: [key] },
      cookies: { keys: ["k"] },
      claims: { openid: ["sub"], profile: ["preferred_username"], groups: ["groups"] },
      conformIdTokenClaims: options.claimsInToken === false,
      features: { devInteractions: { enabled: false } },
      ttl: { AccessToken: 60, Grant: 600, IdToken: 60, Interaction: 600, Session: 600 },
      interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
      findAccount: (_context, accountId) => ({
        accountId,
        claims: () => ({ ...this.current, groups: [...this.current.groups] }),
      }),
      loadExistingGrant: async (context) => {
        const { client: asking, session } = context.oidc;
        const grant = new context.oidc.provider.Grant({
          clientId: asking?.clientId ?? "",
          accountId: session?.accountId ?? "",
        });
        grant.addOIDCScope("openid profile groups");
        await grant.save();
        return grant;
      },
    });
    provider.use(async (context, next) => {
      await next();
      const body = context.body as { id_token?: string } | undefined;
      if (context.path === "/token" && typeof body?.id_token === "string")
        body.id_token = this.#told(body.id_token);
    });
    return provider;
  }

  /** The token again, with what it is made to say. */
  #told(token: string): string {
    const [head = "", content = ""] = token.split(".");
    const claims = JSON.parse(Buffer.from(content, "base64url").toString()) as Claims;
    const key = this.foreignKey ? this.#foreign.privateKey : this.#keys.privateKey;
    return signed(head, this.lie(claims), key);
  }
}

function signed(head: string, claims: Claims, key: KeyObject): string {
  const body = `${head}.${Buffer.from(JSON.stringify(claims)).toString("base64url")}`;
  return `${body}.${sign("sha256", Buffer.from(body), key).toString("base64url")}`;
}

/** Follows a browser's way through the provider: cookies kept, redirects followed, until it is sent elsewhere. */
export async function throughProvider(address: string): Promise<string> {
  const cookies = new Map<string, string>();
  const { origin } = new URL(address);
  let at = address;
  for (let hop = 0; hop < 10; hop++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(at, { redirect: "manual", headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const next = response.headers.get("location");
    if (next === null) throw new Error(`${response.status} ${await response.text()}`);
    at = new URL(next, at).href;
    if (new URL(at).origin !== origin) return at;
  }
  throw new Error("the provider sends the browser round in circles");
}
