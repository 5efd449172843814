import { type OidcConfig, type Role, TocsinError, type WhoAmI } from "@tocsin/sdk";
import * as oidc from "openid-client";
import { ACCOUNTS_MAX } from "../account-view.ts";
import { AttemptLimits } from "../attempt-limits.ts";
import type { IdentityCore } from "../identity-core.ts";
import type { AccountRecord, AccountState } from "../identity-record.ts";
import { makeId } from "../secret-token.ts";
import { BegunSignIns } from "./begun-sign-ins.ts";
import { ProviderClient } from "./provider-client.ts";
import { providerName } from "./provider-name.ts";
import type { ProvenPerson } from "./proven-person.ts";

/** Signing in with the site's own provider. What cannot be proven, and who has no role, is not let in. */
export class ProviderSignIn {
  readonly #core: IdentityCore;
  readonly #config: OidcConfig;
  readonly #client: ProviderClient;
  readonly #begun: BegunSignIns;
  /** Apart from those of passwords: a provider that is wrong about everybody keeps no local account out. */
  readonly #limits: AttemptLimits;

  constructor(
    core: IdentityCore,
    options: {
      readonly config: OidcConfig;
      readonly nowMs: () => number;
      readonly failed: (detail: string) => void;
    },
  ) {
    this.#core = core;
    this.#config = options.config;
    this.#client = new ProviderClient(options);
    this.#begun = new BegunSignIns(options.nowMs);
    this.#limits = new AttemptLimits(options.nowMs);
  }

  get shown(): NonNullable<WhoAmI["provider"]> {
    return { label: this.#config.label, reachable: this.#client.reachable };
  }

  /** Where to send the browser, and the secret that it has to bring back. */
  async begin(
    redirect: string,
    before: string | null,
    from: string,
  ): Promise<{ readonly address: string; readonly secret: string }> {
    const waitMs = this.#limits.waitMs(from, this.#config.issuer);
    if (waitMs > 0) {
      this.#core.noteRefused(from);
      throw new TocsinError("TOO_MANY_ATTEMPTS", { seconds: Math.ceil(waitMs / 1_000) });
    }
    const expected = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      pkceVerifier: oidc.randomPKCECodeVerifier(),
    };
    try {
      const address = await this.#client.address(redirect, expected);
      return { address, secret: this.#begun.add({ expected, redirect, before }, from) };
    } catch (error) {
      // Anybody can ask for this as often as they like: it is counted, and recorded together.
      this.#core.noteRefused(from);
      throw error;
    }
  }

  /** The secret of a new session, for the browser that comes back from the provider with `query`. */
  async finish(secret: string | null, query: string, from: string): Promise<string> {
    const core = this.#core;
    const begun = secret === null ? null : this.#begun.take(secret);
    if (begun === null) {
      core.noteRefused(from);
      throw new TocsinError("PROVIDER_NOT_BEGUN", {});
    }
    const answer = new URL(begun.redirect);
    answer.search = query;
    let person: ProvenPerson | null = null;
    try {
      const proven = await this.#client.prove(answer, begun.expected);
      person = proven;
      const token = await core.exclusive(() => this.#letIn(proven, from));
      if (begun.before !== null) core.sessions.end(begun.before);
      return token;
    } catch (error) {
      this.#noteFailed(error, person, from);
      throw error;
    }
  }

  sweep(): void {
    this.#begun.sweep();
  }

  async #letIn(person: ProvenPerson, from: string): Promise<string> {
    const core = this.#core;
    const known = core.accounts.byOrigin(person.origin);
    if (known?.disabled === true) throw new TocsinError("ACCOUNT_CLOSED", {});
    if (person.roles.length === 0) {
      await this.#takeRoles(known);
      throw new TocsinError("PROVIDER_NO_ROLE", {});
    }
    const account = await this.#current(known, person);
    core.note({ outcome: "signed-in", accountId: account.id, method: "provider", from });
    return core.sessions.begin(account.id, from, false);
  }

  /** The account as it is to be from now on; a change is recorded before it holds. */
  async #current(known: AccountState | null, person: ProvenPerson): Promise<AccountState> {
    const core = this.#core;
    if (known !== null) {
      if (sameRoles(known.roles, person.roles)) return known;
      const account = { ...known, roles: person.roles };
      await core.change([this.#record("roles", account)]);
      return account;
    }
    if (core.accounts.list().length >= ACCOUNTS_MAX)
      throw new TocsinError("ACCOUNT_INVALID", {
        detail: `There are ${ACCOUNTS_MAX} accounts already, and no more are taken.`,
      });
    const { origin, roles } = person;
    const name = providerName(person, (each) => core.accounts.byName(each) !== null);
    const account = { id: makeId("u"), name, roles, disabled: false, origin };
    await core.change([this.#record("created", account)]);
    return account;
  }

  /** Who has a role no more loses what is open at once, and on the record. */
  async #takeRoles(known: AccountState | null): Promise<void> {
    if (known === null) return;
    this.#core.sessions.endAllOf(known.id);
    if (known.roles.length > 0)
      await this.#core.change([this.#record("roles", { ...known, roles: [] })]);
  }

  #record(change: AccountRecord["change"], account: AccountState): AccountRecord {
    const by = { kind: "provider", issuer: this.#config.issuer } as const;
    return {
      kind: "account",
      timeUs: this.#core.nowUs(),
      change,
      method: "provider",
      account,
      by,
    };
  }

  #noteFailed(error: unknown, person: ProvenPerson | null, from: string): void {
    const { accounts } = this.#core;
    const reason = error instanceof TocsinError ? error.code : "IDENTITY_UNAVAILABLE";
    if (reason === "PROVIDER_REFUSED") this.#limits.failed(from, this.#config.issuer);
    const accountId = person === null ? null : (accounts.byOrigin(person.origin)?.id ?? null);
    this.#core.note({ outcome: "failed", accountId, method: "provider", from, reason });
  }
}

const sameRoles = (some: readonly Role[], others: readonly Role[]): boolean =>
  some.length === others.length && some.every((role) => others.includes(role));
