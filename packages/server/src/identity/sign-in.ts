import { TocsinError } from "@tocsin/sdk";
import { accountName, plainName } from "./account-name.ts";
import { HashQueue } from "./hash-queue.ts";
import type { AccountState } from "./identity-record.ts";
import type { IdentityCore } from "./identity-core.ts";
import type { Link } from "./link-store.ts";
import { hashPassword, verifyPassword } from "./password-hash.ts";
import { passwordProblem } from "./password-rules.ts";
import { makeId } from "./secret-token.ts";
import type { Session } from "./session-store.ts";

/** Signing in with a password, and following a link for the first time. Each gives out the secret of a new session. */
export class SignIn {
  readonly #core: IdentityCore;
  readonly #hashes = new HashQueue();

  constructor(core: IdentityCore) {
    this.#core = core;
  }

  async withPassword(name: string, password: string, from: string): Promise<string> {
    const core = this.#core;
    const plain = plainName(name).slice(0, 64);
    this.#refuseSoon(from, plain);
    const account = core.accounts.byName(plain);
    const hash = account === null || account.disabled ? null : core.passwordHash(account.id);
    const right = await this.#hashes.run(from, () => verifyPassword(password, hash));
    const accountId = account?.id ?? null;
    if (!right || account === null) {
      core.limits.failed(from, plain);
      core.note({ outcome: "failed", accountId, method: "password", from });
      throw new TocsinError("SIGN_IN_FAILED", {});
    }
    core.limits.succeeded(from, plain);
    core.note({ outcome: "signed-in", accountId, method: "password", from });
    return core.sessions.begin(account.id, from, false);
  }

  /** Somebody who is signed in shows the password once more. */
  async proveWithPassword(session: Session, password: string, from: string): Promise<void> {
    const core = this.#core;
    const { accountId } = session;
    const { name } = core.account(accountId);
    this.#refuseSoon(from, name);
    const hash = core.passwordHash(accountId);
    if (!(await this.#hashes.run(from, () => verifyPassword(password, hash)))) {
      core.limits.failed(from, name);
      core.note({ outcome: "failed", accountId, method: "password", from });
      throw new TocsinError("SIGN_IN_FAILED", {});
    }
    core.limits.succeeded(from, name);
    core.sessions.proven(session.key);
    core.note({ outcome: "proven", accountId, method: "password", from });
  }

  /** What a link is for, so that its page can say so; throws where it does not work. */
  lookAtLink(secret: string): { readonly link: Link; readonly name: string | null } {
    const link = this.#core.links.find(secret);
    if (link === null || link.device !== null) throw new TocsinError("LINK_INVALID", {});
    // The first administrator's is for a site where nobody has an account.
    if (link.accountId === null && this.#core.accounts.list().length > 0)
      throw new TocsinError("LINK_INVALID", {});
    const account = link.accountId === null ? null : this.#core.accounts.byId(link.accountId);
    if (link.accountId !== null && (account === null || account.disabled))
      throw new TocsinError("LINK_INVALID", {});
    return { link, name: account?.name ?? null };
  }

  /** Sets the password of the account that a link is for; where it is for a new one, makes that, by the name that is given. */
  async withLink(
    secret: string,
    chosen: { readonly name: string; readonly password: string },
    from: string,
  ): Promise<string> {
    const core = this.#core;
    const { link, name } = this.lookAtLink(secret);
    const newName = name ?? accountName(chosen.name);
    if (name === null && core.accounts.byName(newName) !== null)
      throw new TocsinError("ACCOUNT_EXISTS", { name: newName });
    this.#checkPassword(chosen.password, newName);
    const hash = await this.#hashes.run(from, () => hashPassword(chosen.password));
    return core.exclusive(async () => {
      const account: AccountState =
        link.accountId === null
          ? { id: makeId("u"), name: newName, roles: link.roles, disabled: false, origin: null }
          : core.account(link.accountId);
      // Somebody else may have followed it meanwhile.
      if (core.links.find(secret) === null) throw new TocsinError("LINK_INVALID", {});
      const by = { kind: "account", id: account.id } as const;
      const timeUs = core.nowUs();
      await core.change(
        [
          { kind: "token", timeUs, change: "used", token: link, by },
          ...(link.accountId === null
            ? ([{ kind: "account", timeUs, change: "created", method: null, account, by }] as const)
            : []),
          { kind: "account", timeUs, change: "credential", method: "password", account, by },
        ],
        () => {
          core.links.take(link.id);
          this.#storePassword(account.id, hash);
        },
      );
      core.note({ outcome: "signed-in", accountId: account.id, method: "link", from });
      return core.sessions.begin(account.id, from, false);
    });
  }

  /** A new password for somebody who knows the old one. All other sessions end; the answer is a new one. */
  async changePassword(
    accountId: string,
    passwords: { readonly old: string; readonly new: string },
    from: string,
  ): Promise<string> {
    const core = this.#core;
    const account = core.account(accountId);
    this.#refuseSoon(from, account.name);
    const right = await this.#hashes.run(from, () =>
      verifyPassword(passwords.old, core.passwordHash(accountId)),
    );
    if (!right) {
      core.limits.failed(from, account.name);
      core.note({ outcome: "failed", accountId, method: "password", from });
      throw new TocsinError("SIGN_IN_FAILED", {});
    }
    this.#checkPassword(passwords.new, account.name);
    const hash = await this.#hashes.run(from, () => hashPassword(passwords.new));
    return core.exclusive(async () => {
      const now = core.account(accountId);
      const by = { kind: "account", id: accountId } as const;
      await core.change(
        [
          {
            kind: "account",
            timeUs: core.nowUs(),
            change: "credential",
            method: "password",
            account: now,
            by,
          },
        ],
        () => {
          this.#storePassword(accountId, hash);
          core.sessions.endAllOf(accountId);
        },
      );
      return core.sessions.begin(accountId, from, false);
    });
  }

  signOut(session: { readonly key: string; readonly accountId: string }, from: string): void {
    this.#core.sessions.end(session.key);
    this.#core.note({
      outcome: "signed-out",
      accountId: session.accountId,
      method: null,
      from,
    });
  }

  /** Ends a session that another takes the place of. */
  endQuietly(sessionKey: string): void {
    this.#core.sessions.end(sessionKey);
  }

  #refuseSoon(from: string, name: string): void {
    const waitMs = this.#core.limits.waitMs(from, name);
    if (waitMs === 0) return;
    this.#core.noteRefused(from);
    throw new TocsinError("TOO_MANY_ATTEMPTS", { seconds: Math.ceil(waitMs / 1_000) });
  }

  #checkPassword(password: string, name: string): void {
    const problem = passwordProblem(password, { name, siteName: this.#core.siteName });
    if (problem !== null) throw new TocsinError("PASSWORD_UNFIT", { detail: problem });
  }

  #storePassword(accountId: string, hash: string): void {
    this.#core.database
      .prepare("INSERT OR REPLACE INTO password (account, hash) VALUES (?, ?)")
      .run(accountId, hash);
  }
}
