import {
  SERVICE_PERMISSIONS,
  type ServicePermission,
  type ServiceToken,
  type ServiceTokenWithSecret,
  TocsinError,
} from "@tocsin/sdk";
import type { IdentityCore } from "./identity-core.ts";
import type { Actor, ServiceRecord } from "./identity-record.ts";
import { makeId, makeToken, tokenHash } from "./secret-token.ts";

/** Tokens of one site that are neither revoked nor over. */
export const SERVICE_TOKENS_MAX = 100;
/** Longer than this no token works: who is gone and forgotten gets in no more. */
export const SERVICE_DAYS_MAX = 366;
const DAY_US = 86_400_000_000;
/** That a token was used is noted so often. */
const USE_NOTED_US = 60_000_000;
/** Before the secret, so that people and programs that look for lost secrets know what they found. */
const PREFIX = "tocsin-service-";
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u;

/** Tokens of programs that read: each has a name, one permission and an end, and only the hash of its secret is kept. */
export class ServiceTokens {
  readonly #core: IdentityCore;

  constructor(core: IdentityCore) {
    this.#core = core;
  }

  list(): readonly ServiceToken[] {
    return this.#core.database
      .prepare(
        "SELECT service_token.*, used_us FROM service_token LEFT JOIN service_secret ON token = id ORDER BY name, id",
      )
      .all()
      .flatMap(tokenOf);
  }

  /** A new token; its secret is in the answer and nowhere else. */
  issue(
    wanted: {
      readonly name: string;
      readonly permission: ServicePermission;
      readonly days: number;
    },
    by: Actor,
  ): Promise<ServiceTokenWithSecret> {
    return this.#core.exclusive(async () => {
      const { name, permission } = { name: wanted.name.trim(), permission: wanted.permission };
      const holding = this.list().filter((token) => this.#holds(token));
      const problem = problemOf(name, wanted.days, holding);
      if (problem !== null) throw new TocsinError("ACCOUNT_INVALID", { detail: problem });
      const expiresUs = this.#core.nowUs() + wanted.days * DAY_US;
      const token = { id: makeId("s"), name, permission, expiresUs };
      const secret = makeToken();
      await this.#core.change([this.#record("issued", token, by)], () => {
        this.#core.database
          .prepare("INSERT INTO service_secret (hash, token, used_us) VALUES (?, ?, NULL)")
          .run(tokenHash(secret), token.id);
      });
      return { token: { ...token, revoked: false, usedUs: null }, secret: `${PREFIX}${secret}` };
    });
  }

  revoke(id: string, by: Actor): Promise<ServiceToken> {
    return this.#core.exclusive(async () => {
      const token = this.list().find((one) => one.id === id);
      if (token === undefined) throw new TocsinError("TOKEN_NOT_FOUND", { name: id });
      if (!token.revoked)
        await this.#core.change([this.#record("revoked", token, by)], () => {
          this.#core.database.prepare("DELETE FROM service_secret WHERE token = ?").run(id);
        });
      return { ...token, revoked: true };
    });
  }

  /** Whose secret it is; null where it is nobody's, or of a token that is over. */
  find(secret: string): ServiceToken | null {
    if (!secret.startsWith(PREFIX)) return null;
    const hash = tokenHash(secret.slice(PREFIX.length));
    if (hash === null) return null;
    const row = this.#core.database
      .prepare(
        "SELECT service_token.*, used_us FROM service_secret JOIN service_token ON id = token WHERE hash = ?",
      )
      .get(hash);
    const [token] = row === undefined ? [] : tokenOf(row);
    if (token === undefined || !this.#holds(token)) return null;
    const nowUs = this.#core.nowUs();
    if (token.usedUs === null || nowUs - token.usedUs >= USE_NOTED_US)
      this.#core.database
        .prepare("UPDATE service_secret SET used_us = ? WHERE hash = ?")
        .run(nowUs, hash);
    return token;
  }

  /** Whether a token that was found before still lets in. */
  stillHolds(id: string): boolean {
    const token = this.list().find((one) => one.id === id);
    return token !== undefined && this.#holds(token);
  }

  #holds({ revoked, expiresUs }: ServiceToken): boolean {
    return !revoked && expiresUs > this.#core.nowUs();
  }

  #record(
    change: ServiceRecord["change"],
    { id, name, permission, expiresUs }: ServiceRecord["token"],
    by: Actor,
  ): ServiceRecord {
    const token = { id, name, permission, expiresUs };
    return { kind: "service", timeUs: this.#core.nowUs(), change, token, by };
  }
}

function problemOf(name: string, days: number, holding: readonly ServiceToken[]): string | null {
  if (!NAME.test(name))
    return "A token has a name of 1 to 64 letters, digits, blanks, dots or dashes.";
  if (!Number.isInteger(days) || days < 1 || days > SERVICE_DAYS_MAX)
    return `A token works for 1 to ${SERVICE_DAYS_MAX} days.`;
  if (holding.some((token) => token.name === name))
    return `There is a token called ${name} already; revoke it first, or choose another name.`;
  return holding.length >= SERVICE_TOKENS_MAX
    ? `There are ${SERVICE_TOKENS_MAX} tokens already, and no more are made.`
    : null;
}

/** None of a permission that this version does not know. */
function tokenOf(row: Readonly<Record<string, unknown>>): readonly ServiceToken[] {
  const permission = SERVICE_PERMISSIONS.find((one) => one === row["permission"]);
  if (permission === undefined) return [];
  return [
    {
      id: String(row["id"]),
      name: String(row["name"]),
      permission,
      expiresUs: Number(row["expires_us"]),
      revoked: row["revoked"] === 1,
      usedUs: row["used_us"] === null ? null : Number(row["used_us"]),
    },
  ];
}
