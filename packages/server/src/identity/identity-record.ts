import {
  type ErrorCode,
  isRole,
  type IssuerKind,
  type Role,
  type ServicePermission,
  type SignInMethod,
} from "@tocsin/sdk";
import type { Mode, TimeUs } from "@tocsin/core";
import { RECORD_TYPES, type RecordType } from "../journal/record-type.ts";

/** Who did something: somebody with an account, whoever may read the data directory, or the post by itself. */
export type Actor =
  | { readonly kind: "account"; readonly id: string }
  | { readonly kind: "command-line"; readonly user: string }
  | { readonly kind: "post" }
  /** The site's own sign-in service, by what it says of a person who signs in. */
  | { readonly kind: "provider"; readonly issuer: string };

/** Where somebody is known from who signs in by OpenID Connect: these two never change (OpenID Connect Core 1.0, section 5.7). */
export interface ProviderOrigin {
  readonly issuer: string;
  readonly subject: string;
}

/** An account as it is after a change: the last record of an account is what holds. */
export interface AccountState {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly disabled: boolean;
  /** null: an account of this post, with a password. Otherwise it has none, and its roles are what the provider says. */
  readonly origin: ProviderOrigin | null;
}

export interface AccountRecord {
  readonly kind: "account";
  readonly timeUs: TimeUs;
  readonly change:
    | "created"
    | "roles"
    | "disabled"
    | "enabled"
    | "reset"
    | "credential"
    | "credential-removed"
    /** What was known of a person is gone; only the id is left, and that it is nobody's. */
    | "erased";
  /** Which credential; null where the change is of none. */
  readonly method: SignInMethod | null;
  /** Which passkey, where it is one. */
  readonly passkey?: {
    readonly id: string;
    readonly name: string;
    /** COSE key, base64url: what the person's signatures are checked with. Versions before said nothing of it. */
    readonly publicKey?: string;
  };
  /** Where it is erased: what that person reported as an observer goes, too. */
  readonly withReports?: boolean;
  readonly account: AccountState;
  readonly by: Actor;
}

/** Somebody signed in or out, or did not, or showed once more who they are. A name that nobody has is not kept: it may be a password, mistyped. */
export interface AccessRecord {
  readonly kind: "access";
  readonly timeUs: TimeUs;
  readonly outcome: "signed-in" | "signed-out" | "proven" | "failed" | "refused";
  readonly accountId: string | null;
  readonly method: SignInMethod | "link" | null;
  /** Of a failure that says more than that it was one: a passkey's counter that did not rise. */
  readonly why?: "counter-went-back";
  /** Network address. */
  readonly from: string;
  /** How many of the same this record stands for. */
  readonly count: number;
  /** Why somebody was not let in whom a provider sent; absent otherwise. */
  readonly reason?: ErrorCode;
}

/** A link or code that works once. Its secret is in no record. */
export interface TokenRecord {
  readonly kind: "token";
  readonly timeUs: TimeUs;
  readonly change: "issued" | "used" | "revoked";
  readonly token: {
    readonly id: string;
    /** Of an account's link: whose. null: of one that is yet to be made, or of a device. */
    readonly accountId: string | null;
    readonly roles: readonly Role[];
    readonly device: { readonly kind: IssuerKind; readonly subject: string } | null;
    readonly expiresUs: TimeUs;
  };
  readonly by: Actor;
}

/** A device's public key, enrolled or revoked. */
export interface KeyRecord {
  readonly kind: "key";
  readonly timeUs: TimeUs;
  readonly change: "enrolled" | "revoked";
  readonly key: {
    readonly id: string;
    readonly kind: IssuerKind;
    /** Id of the sensor, siren or peer that it speaks for. */
    readonly subject: string;
    /** Ed25519, 32 bytes in base64url; of a certificate (`c-…`) the SHA-256 of its key. */
    readonly publicKey: string;
  };
  readonly by: Actor;
}

/** A token with which a program reads, issued or revoked. Its secret is in no record. */
export interface ServiceRecord {
  readonly kind: "service";
  readonly timeUs: TimeUs;
  readonly change: "issued" | "revoked";
  readonly token: {
    readonly id: string;
    readonly name: string;
    readonly permission: ServicePermission;
    readonly expiresUs: TimeUs;
  };
  readonly by: Actor;
}

export type IdentityRecord = AccountRecord | AccessRecord | TokenRecord | KeyRecord | ServiceRecord;

const TYPES: Readonly<Record<IdentityRecord["kind"], RecordType>> = {
  account: RECORD_TYPES.account,
  access: RECORD_TYPES.access,
  token: RECORD_TYPES.token,
  key: RECORD_TYPES.key,
  service: RECORD_TYPES.service,
};
const KINDS: ReadonlyMap<number, IdentityRecord["kind"]> = new Map(
  (Object.keys(TYPES) as IdentityRecord["kind"][]).map((kind) => [TYPES[kind], kind]),
);
/** Longer than any record of ours: a longer one is none. */
export const IDENTITY_RECORD_BYTES_MAX = 16_384;

export const isIdentityType = (type: number): boolean => KINDS.has(type);

export function encodeIdentityRecord(
  record: IdentityRecord,
  mode: Mode,
): { readonly type: RecordType; readonly payload: Uint8Array } {
  const { kind, ...content } = record;
  return { type: TYPES[kind], payload: Buffer.from(JSON.stringify({ mode, ...content }), "utf8") };
}

/** The record that a journal holds; null where it is of another kind, erased, or of a version that wrote it otherwise. */
export function decodeIdentityRecord(type: number, payload: Uint8Array): IdentityRecord | null {
  const kind = KINDS.get(type);
  if (kind === undefined || payload.length === 0 || payload.length > IDENTITY_RECORD_BYTES_MAX)
    return null;
  const { mode: _mode, ...content } = JSON.parse(Buffer.from(payload).toString("utf8")) as {
    readonly mode: Mode;
  };
  const record = { kind, ...content } as unknown as IdentityRecord;
  if (record.kind !== "account") return record;
  // A role that this version does not know grants nothing.
  const roles = record.account.roles.filter((role) => isRole(role));
  // Versions before there were providers say nothing of an origin.
  const { origin = null } = record.account as Partial<AccountState>;
  return { ...record, account: { ...record.account, roles, origin } };
}
