import type { TimeUs } from "@tocsin/core";
import type { IssuerKind } from "../envelope/envelope.ts";
import type { Permission, Role, ServicePermission } from "./role.ts";

/** An account as administrators see it. */
export interface AccountSummary {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly disabled: boolean;
  /** What it can sign in with; empty until its link was followed. */
  readonly signsInWith: readonly SignInMethod[];
}

/** `code`: six digits from an app. `provider`: the site's own sign-in service (OpenID Connect). */
export type SignInMethod = "password" | "passkey" | "code" | "provider";

/** `GET /api/identity`: whom the server takes the asker for, and how one may sign in. */
export interface WhoAmI {
  /**
   * `open`: nobody signs in here. `nobody`: signed out. `expired`: a session has ended. `second-factor`: the password
   * was right, and the second proof is missing. `account`: signed in.
   */
  readonly state: "open" | "nobody" | "expired" | "second-factor" | "account";
  /** In words, where it is open: why. */
  readonly because: string | null;
  readonly account: {
    readonly id: string;
    readonly name: string;
    /** Its password and roles are the sign-in service's matter. */
    readonly fromProvider: boolean;
  } | null;
  readonly roles: readonly Role[];
  readonly permissions: readonly Permission[];
  readonly methods: readonly SignInMethod[];
  /** The site's own sign-in service; null where there is none, or nobody has an account yet. */
  readonly provider: {
    /** What its button says. */
    readonly label: string;
    /** false: the last attempt did not reach it. */
    readonly reachable: boolean;
  } | null;
  /** When the session ends whatever happens; null without one. */
  readonly endsUs: TimeUs | null;
}

/** A passkey, as its owner sees it. */
export interface PasskeySummary {
  readonly id: string;
  readonly name: string;
  /** The name that pages are opened by where it works. */
  readonly rpId: string;
  readonly createdUs: TimeUs;
  /** Null: never yet. */
  readonly usedUs: TimeUs | null;
}

/** A link that works once: whoever follows it chooses how to sign in. */
export interface OneTimeLink {
  /** After the server's address: `#/enrol/…`. */
  readonly path: string;
  readonly expiresUs: TimeUs;
}

/** What making or resetting an account answers. */
export interface AccountWithLink {
  readonly account: AccountSummary;
  readonly link: OneTimeLink;
}

/** A code with which one device may enrol one key, once. */
export interface DeviceCode {
  readonly code: string;
  readonly kind: IssuerKind;
  readonly subject: string;
  readonly expiresUs: TimeUs;
}

/** What a device learns when its key is enrolled. */
export interface EnrolledKey extends DeviceKeySummary {
  /** Whom its envelopes are for. */
  readonly audience: string;
}

/** What a device learns when its key is certified. */
export interface CertifiedKey extends DeviceKeySummary {
  /** PEM. */
  readonly certificate: string;
  /** Certificate (PEM) of the authority, by which the device knows the post in turn. */
  readonly authority: string;
}

/** The token of a program that reads, such as one that collects metrics. Its secret is shown once and kept by nobody here. */
export interface ServiceToken {
  readonly id: string;
  readonly name: string;
  /** The one thing that it may do. */
  readonly permission: ServicePermission;
  readonly expiresUs: TimeUs;
  readonly revoked: boolean;
  /** To the minute; null: never yet. */
  readonly usedUs: TimeUs | null;
}

/** What making one answers. */
export interface ServiceTokenWithSecret {
  readonly token: ServiceToken;
  readonly secret: string;
}

/** What a device's key proves with. */
export type DeviceProof = "envelope" | "certificate";

/** The public key of a device. */
export interface DeviceKeySummary {
  readonly id: string;
  readonly kind: IssuerKind;
  /** Id of the sensor, siren, observer or post that it speaks for. */
  readonly subject: string;
  readonly proof: DeviceProof;
  /** Ed25519, 32 octets in base64url; of a certificate the SHA-256 of its key. */
  readonly publicKey: string;
  readonly revoked: boolean;
}
