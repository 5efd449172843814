import { type OidcConfig, TocsinError } from "@tocsin/sdk";
import * as oidc from "openid-client";
import { readSecret } from "../../sources/read-secret.ts";
import { claimAt, type Claims, rolesFrom } from "./provider-claims.ts";
import type { ProvenPerson } from "./proven-person.ts";
import { isOutOfReach, problemText } from "./provider-problem.ts";

/** What a begun sign-in has to come back with. None of it leaves the post but as a hash or a question. */
export interface Expected {
  readonly state: string;
  readonly nonce: string;
  readonly pkceVerifier: string;
}

/** One request to the provider takes at most so long. */
const REQUEST_S = 5;
/** What the provider says of itself is asked for again after so long, so that one that is gone is noticed. */
const DISCOVERED_LASTS_MS = 60_000;
/** Longest `sub` (OpenID Connect Core 1.0, section 2). */
const SUBJECT_LENGTH_MAX = 255;

/** The provider, as it is asked by us: OpenID Connect Core 1.0, section 3.1, with PKCE (RFC 7636). */
export class ProviderClient {
  readonly #config: OidcConfig;
  readonly #nowMs: () => number;
  readonly #failed: (detail: string) => void;
  #discovered: { readonly at: oidc.Configuration; readonly untilMs: number } | null = null;
  #asking: Promise<oidc.Configuration> | null = null;
  #reachable = true;

  constructor(options: {
    readonly config: OidcConfig;
    /** A clock that only goes forward. */
    readonly nowMs: () => number;
    /** Called when the provider can be used no more, once until it can again. */
    readonly failed: (detail: string) => void;
  }) {
    this.#config = options.config;
    this.#nowMs = options.nowMs;
    this.#failed = options.failed;
  }

  /** false: the last attempt did not reach it. */
  get reachable(): boolean {
    return this.#reachable;
  }

  /** Where the browser is to be sent. */
  async address(redirect: string, expected: Expected): Promise<string> {
    const at = await this.#discover();
    const url = oidc.buildAuthorizationUrl(at, {
      redirect_uri: redirect,
      response_type: "code",
      scope: ["openid", ...this.#config.scopes].join(" "),
      state: expected.state,
      nonce: expected.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(expected.pkceVerifier),
      code_challenge_method: "S256",
    });
    return url.href;
  }

  /** Whom the provider's answer proves, once everything that can be checked of it holds. */
  async prove(answer: URL, expected: Expected): Promise<ProvenPerson> {
    const at = await this.#discover();
    const claims = await this.#claims(at, answer, expected).catch((error: unknown) => {
      if (error instanceof TocsinError) throw error;
      if (isOutOfReach(error)) throw this.#unreachable(error);
      throw new TocsinError("PROVIDER_REFUSED", { detail: problemText(error) });
    });
    const { name_claim: nameClaim, issuer } = this.#config;
    const name = claimAt(claims, nameClaim);
    return {
      origin: { issuer, subject: String(claims["sub"]) },
      name: typeof name === "string" ? name : null,
      roles: rolesFrom(claims, this.#config),
    };
  }

  async #claims(at: oidc.Configuration, answer: URL, expected: Expected): Promise<Claims> {
    const tokens = await oidc.authorizationCodeGrant(at, answer, {
      expectedState: expected.state,
      expectedNonce: expected.nonce,
      pkceCodeVerifier: expected.pkceVerifier,
      idTokenExpected: true,
    });
    const proven = tokens.claims();
    if (proven === undefined || proven.sub.length > SUBJECT_LENGTH_MAX)
      throw new TocsinError("PROVIDER_REFUSED", { detail: "it names nobody" });
    const { role_claim: roleClaim } = this.#config;
    const complete = claimAt(proven, roleClaim) !== undefined;
    if (complete || at.serverMetadata().userinfo_endpoint === undefined) return proven;
    // Some providers tell of groups there alone.
    const told = await oidc.fetchUserInfo(at, tokens.access_token, proven.sub);
    return { ...told, ...proven };
  }

  #discover(): Promise<oidc.Configuration> {
    const known = this.#discovered;
    if (known !== null && this.#nowMs() < known.untilMs) return Promise.resolve(known.at);
    this.#asking ??= this.#ask().finally(() => (this.#asking = null));
    return this.#asking;
  }

  async #ask(): Promise<oidc.Configuration> {
    const { issuer, client_id: clientId } = this.#config;
    try {
      const secret = await this.#secret();
      const server = new URL(issuer);
      const at = await oidc.discovery(
        server,
        clientId,
        {},
        secret === null ? oidc.None() : oidc.ClientSecretBasic(secret),
        {
          timeout: REQUEST_S,
          // The site file takes plain HTTP on this machine alone.
          // The signature is checked too, although the token comes over a line that is known (section 3.1.3.7, point 6).
          execute: [
            oidc.enableNonRepudiationChecks,
            ...(server.protocol === "http:" ? [oidc.allowInsecureRequests] : []),
          ],
        },
      );
      this.#discovered = { at, untilMs: this.#nowMs() + DISCOVERED_LASTS_MS };
      this.#reachable = true;
      return at;
    } catch (error) {
      throw this.#unreachable(error);
    }
  }

  #unreachable(error: unknown): TocsinError {
    const detail = problemText(error);
    this.#discovered = null;
    if (this.#reachable) this.#failed(`${this.#config.issuer} cannot be used: ${detail}`);
    this.#reachable = false;
    return new TocsinError("PROVIDER_UNREACHABLE", { detail });
  }

  async #secret(): Promise<string | null> {
    const { secret_file: file, secret_env: variable } = this.#config;
    if (file !== undefined) return readSecret(file);
    if (variable === undefined) return null;
    const value = process.env[variable] ?? "";
    if (value === "") throw new Error(`the variable ${variable} of the environment is empty`);
    return value;
  }
}
