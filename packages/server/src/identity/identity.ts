import { type OidcConfig, type Permission, permissionsOf } from "@tocsin/sdk";
import { AccountAdmin } from "./account-admin.ts";
import { DeviceAdmin } from "./device-admin.ts";
import { IdentityCore, type IdentityParts } from "./identity-core.ts";
import type { AccountState } from "./identity-record.ts";
import { Passkeys } from "./passkeys.ts";
import { ServiceTokens } from "./service-tokens.ts";
import type { Session } from "./session-store.ts";
import { ProviderSignIn } from "./provider/provider-sign-in.ts";
import { SignIn } from "./sign-in.ts";

/** Whom a secret of a session stands for. */
export type Caller =
  | { readonly kind: "nobody" }
  | { readonly kind: "expired" }
  | {
      readonly kind: "account";
      readonly account: AccountState;
      readonly session: Session;
      readonly permissions: ReadonlySet<Permission>;
    };

export interface IdentityOptions extends IdentityParts {
  /** The site's own sign-in service; null: there is none. */
  readonly oidc: OidcConfig | null;
  /** Called with what is wrong with that, once until it is right again. */
  readonly failed: (detail: string) => void;
}

/** Who may do what at one site. */
export class Identity {
  readonly signIn: SignIn;
  readonly passkeys: Passkeys;
  readonly admin: AccountAdmin;
  readonly devices: DeviceAdmin;
  readonly services: ServiceTokens;
  readonly #core: IdentityCore;
  readonly #provider: ProviderSignIn | null;

  constructor(parts: IdentityOptions) {
    const { oidc: config, nowMs, failed } = parts;
    this.#core = new IdentityCore(parts);
    this.signIn = new SignIn(this.#core);
    this.passkeys = new Passkeys(this.#core);
    this.admin = new AccountAdmin(this.#core);
    this.devices = new DeviceAdmin(this.#core);
    this.services = new ServiceTokens(this.#core);
    this.#provider =
      config === null ? null : new ProviderSignIn(this.#core, { config, nowMs, failed });
  }

  /** Takes in what the journal holds already. */
  catchUp(journalDirectory: string, lastSequence: number): void {
    this.#core.catchUp(journalDirectory, lastSequence);
  }

  /** Whether anybody has an account: from then on nothing is open. */
  get claimed(): boolean {
    return this.#core.accounts.list().length > 0;
  }

  /** null until somebody has an account: the first administrator is one of this post, and gets in without a provider. */
  get provider(): ProviderSignIn | null {
    return this.claimed ? this.#provider : null;
  }

  caller(token: string | null): Caller {
    if (token === null) return { kind: "nobody" };
    const found = this.#core.sessions.find(token);
    return found.kind === "session" ? this.#callerOf(found.session) : this.#without(found.kind);
  }

  /** Whether a session that was found before still holds. */
  holds(sessionKey: string): boolean {
    const found = this.#core.sessions.findByKey(sessionKey);
    return found.kind === "session" && this.#callerOf(found.session).kind === "account";
  }

  /** `durableSequence`: how far the journal is on the disk, as far as that is known. */
  async sweep(durableSequence: number = 0): Promise<void> {
    this.#core.sweep();
    this.#provider?.sweep();
    await this.#core.noteDurable(durableSequence);
  }

  #callerOf(session: Session): Caller {
    const account = this.#core.accounts.byId(session.accountId);
    if (account === null || account.disabled) return { kind: "nobody" };
    return { kind: "account", account, session, permissions: permissionsOf(account.roles) };
  }

  #without(kind: "none" | "expired"): Caller {
    return kind === "none" ? { kind: "nobody" } : { kind: "expired" };
  }
}
