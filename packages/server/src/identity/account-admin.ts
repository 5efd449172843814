import {
  type AccountSummary,
  type AccountWithLink,
  type OneTimeLink,
  type Role,
  TocsinError,
} from "@tocsin/sdk";
import { accountName, plainName } from "./account-name.ts";
import { ACCOUNTS_MAX } from "./account-view.ts";
import type { IdentityCore } from "./identity-core.ts";
import type { AccountRecord, AccountState, Actor, IdentityRecord } from "./identity-record.ts";
import { type Link, LINKS_MAX } from "./link-store.ts";
import { makeId } from "./secret-token.ts";

/** So long a link for an account works. */
export const ACCOUNT_LINK_LASTS_US = 24 * 3_600_000_000;

/** So long an account is not another person's than whoever made it: long enough for others to see that there is a new one. */
const MADE_COUNTS_US = 24 * 3_600_000_000;

/** Making, changing and closing accounts: for administrators, and for the command line beside the data. */
export class AccountAdmin {
  readonly #core: IdentityCore;

  constructor(core: IdentityCore) {
    this.#core = core;
  }

  list(): readonly AccountSummary[] {
    return this.#core.accounts.list().map((account) => this.#summary(account));
  }

  /** The id of an account that is called by its name or its id. */
  idOf(nameOrId: string): string {
    const { accounts } = this.#core;
    const found = accounts.byId(nameOrId) ?? accounts.byName(plainName(nameOrId));
    if (found === null) throw new TocsinError("ACCOUNT_NOT_FOUND", { name: nameOrId });
    return found.id;
  }

  /** Whoever has lately given this account its way in or its rights, and so may be who uses it. */
  makersOf(id: string): readonly string[] {
    return this.#core.accounts.makersOf(id, this.#core.nowUs() - MADE_COUNTS_US);
  }

  /** A new account, and the link with which its owner signs in for the first time. */
  add(name: string, roles: readonly Role[], by: Actor): Promise<AccountWithLink> {
    return this.#core.exclusive(async () => {
      const { accounts } = this.#core;
      const plain = accountName(name);
      if (accounts.byName(plain) !== null) throw new TocsinError("ACCOUNT_EXISTS", { name: plain });
      if (accounts.list().length >= ACCOUNTS_MAX)
        throw new TocsinError("ACCOUNT_INVALID", {
          detail: `There are ${ACCOUNTS_MAX} accounts already, and no more are taken.`,
        });
      const account = {
        id: makeId("u"),
        name: plain,
        roles: checked(roles),
        disabled: false,
        origin: null,
      } as const;
      return this.#withLink(account, [this.#record("created", account, by)], by, () => undefined);
    });
  }

  setRoles(id: string, roles: readonly Role[], by: Actor): Promise<AccountSummary> {
    return this.#core.exclusive(async () => {
      const before = this.#core.account(id);
      ofThisPost(before);
      const account = { ...before, roles: checked(roles) };
      if (!account.roles.includes("administrator")) this.#keepAdministrator(before);
      // Rights are asked for at each request: sessions go on, with the new ones.
      await this.#core.change([this.#record("roles", account, by)]);
      return this.#summary(account);
    });
  }

  setDisabled(id: string, disabled: boolean, by: Actor): Promise<AccountSummary> {
    return this.#core.exclusive(async () => {
      const before = this.#core.account(id);
      if (disabled) this.#keepAdministrator(before);
      const account = { ...before, disabled };
      const change = disabled ? "disabled" : "enabled";
      await this.#core.change([this.#record(change, account, by)], () => {
        if (disabled) this.#core.sessions.endAllOf(id);
      });
      return this.#summary(account);
    });
  }

  /**
   * Takes out what is known of a person: the account, and by those who run the journal its records. Whom the provider would make anew
   * at the next sign-in has to be taken off there first.
   */
  erase(id: string, withReports: boolean, by: Actor): Promise<{ readonly id: string }> {
    return this.#core.exclusive(async () => {
      const before = this.#core.account(id);
      this.#keepAdministrator(before);
      const account = { id, name: "", roles: [], disabled: true, origin: null };
      const erased = { ...this.#record("erased", account, by), withReports };
      await this.#core.change([erased]);
      return { id };
    });
  }

  /** Takes away every way to sign in, ends every session, and makes a new link. */
  reset(id: string, by: Actor): Promise<AccountWithLink> {
    return this.#core.exclusive(async () => {
      const account = this.#core.account(id);
      ofThisPost(account);
      const older = this.#core.links.list().filter(({ accountId }) => accountId === id);
      const records = [
        this.#record("reset", account, by),
        ...older.map((link) => this.#revoked(link, by)),
      ];
      return this.#withLink(account, records, by, () => {
        for (const link of older) this.#core.links.take(link.id);
        this.#core.forgetCredentials(id);
        this.#core.sessions.endAllOf(id);
      });
    });
  }

  /** The link with which the first administrator makes an account; those of earlier starts work no more. */
  claim(): Promise<OneTimeLink> {
    return this.#core.exclusive(async () => {
      const by = { kind: "post" } as const;
      const { links } = this.#core;
      const older = links.list().filter((link) => link.accountId === null && link.device === null);
      const { link, secret } = links.make({
        accountId: null,
        roles: ["administrator"],
        device: null,
        lastsUs: ACCOUNT_LINK_LASTS_US,
      });
      await this.#core.change(
        [...older.map((old) => this.#revoked(old, by)), this.#issued(link, by)],
        () => {
          for (const old of older) links.take(old.id);
          links.store(link, secret);
        },
      );
      return { path: pathOf(secret), expiresUs: link.expiresUs };
    });
  }

  async #withLink(
    account: AccountState,
    records: readonly IdentityRecord[],
    by: Actor,
    secrets: () => void,
  ): Promise<AccountWithLink> {
    const { links } = this.#core;
    if (links.list().length >= LINKS_MAX)
      throw new TocsinError("ACCOUNT_INVALID", { detail: "Too many links wait to be followed." });
    const { link, secret } = links.make({
      accountId: account.id,
      roles: account.roles,
      device: null,
      lastsUs: ACCOUNT_LINK_LASTS_US,
    });
    await this.#core.change([...records, this.#issued(link, by)], () => {
      secrets();
      links.store(link, secret);
    });
    return {
      account: this.#summary(account),
      link: { path: pathOf(secret), expiresUs: link.expiresUs },
    };
  }

  /** One who signs in by a provider does not count: the provider may be out of reach. */
  #keepAdministrator(account: AccountState): void {
    if (account.origin !== null) return;
    const others = this.#core.accounts
      .list()
      .filter(
        ({ id, roles, disabled, origin }) =>
          id !== account.id && !disabled && origin === null && roles.includes("administrator"),
      );
    if (account.roles.includes("administrator") && !account.disabled && others.length === 0)
      throw new TocsinError("LAST_ADMINISTRATOR", { name: account.name });
  }

  #summary(account: AccountState): AccountSummary {
    const { id, name, roles, disabled } = account;
    return { id, name, roles, disabled, signsInWith: this.#core.methodsOf(account) };
  }

  #record(change: AccountRecord["change"], account: AccountState, by: Actor): AccountRecord {
    return { kind: "account", timeUs: this.#core.nowUs(), change, method: null, account, by };
  }

  #issued(token: Link, by: Actor): IdentityRecord {
    return { kind: "token", timeUs: this.#core.nowUs(), change: "issued", token, by };
  }

  #revoked(token: Link, by: Actor): IdentityRecord {
    return { kind: "token", timeUs: this.#core.nowUs(), change: "revoked", token, by };
  }
}

export function ofThisPost({ name, origin }: AccountState): void {
  if (origin === null) return;
  throw new TocsinError("ACCOUNT_INVALID", {
    detail: `${name} signs in by ${origin.issuer}, which gives the roles and has the password. It can be closed here.`,
  });
}

/** The secret stands behind `#`: a browser sends that to no server, so it is in no log. */
const pathOf = (secret: string): string => `#/enrol/${secret}`;

function checked(roles: readonly Role[]): readonly Role[] {
  if (roles.length > 0) return [...new Set(roles)];
  throw new TocsinError("ACCOUNT_INVALID", { detail: "An account has at least one role." });
}
