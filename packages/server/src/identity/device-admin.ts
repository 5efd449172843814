import { createPublicKey, verify } from "node:crypto";
import {
  type DeviceCode,
  type DeviceKeySummary,
  type EnrolledKey,
  type IssuerKind,
  TocsinError,
} from "@tocsin/sdk";
import type { DeviceKey } from "./account-view.ts";
import type { IdentityCore } from "./identity-core.ts";
import type { Actor, KeyRecord } from "./identity-record.ts";
import { LINKS_MAX } from "./link-store.ts";
import { makeId } from "./secret-token.ts";

/** So long a code for a device works. */
export const DEVICE_CODE_LASTS_US = 3_600_000_000;
/** Keys of one site, revoked ones among them. */
export const DEVICE_KEYS_MAX = 10_000;
/** What a device signs to show that it has the key: this, then the code. */
export const ENROLMENT_PREFIX = "tocsin device enrolment\n";

const PUBLIC_KEY = /^[\w-]{43}$/;
const SIGNATURE = /^[\w-]{86}$/;

/** Keys of devices: a code that works once lets a device in with a key that it made itself and never gives away. */
export class DeviceAdmin {
  readonly #core: IdentityCore;

  constructor(core: IdentityCore) {
    this.#core = core;
  }

  list(): readonly DeviceKeySummary[] {
    return this.#core.accounts.keys();
  }

  /** The key of an id, for whoever judges envelopes; null where there is none, or it was revoked. */
  key(id: string): DeviceKey | null {
    return this.#core.accounts.keys().find((key) => key.id === id && !key.revoked) ?? null;
  }

  /** A code with which one device may enrol one key. */
  issue(kind: IssuerKind, subject: string, by: Actor): Promise<DeviceCode> {
    return this.#core.exclusive(async () => {
      const { links } = this.#core;
      if (links.list().length >= LINKS_MAX || this.#core.accounts.keys().length >= DEVICE_KEYS_MAX)
        throw new TocsinError("ACCOUNT_INVALID", {
          detail: "Too many devices, or codes that wait.",
        });
      const { link, secret } = links.make({
        accountId: null,
        roles: [],
        device: { kind, subject },
        lastsUs: DEVICE_CODE_LASTS_US,
      });
      const timeUs = this.#core.nowUs();
      await this.#core.change([{ kind: "token", timeUs, change: "issued", token: link, by }], () =>
        links.store(link, secret),
      );
      return { code: secret, kind, subject, expiresUs: link.expiresUs };
    });
  }

  /** Uses a code: the device shows that it has the private key, and its public key holds from now on. */
  enrol(code: string, publicKey: string, signature: string): Promise<EnrolledKey> {
    return this.#core.exclusive(async () => {
      const link = this.#core.links.find(code);
      const device = link?.device ?? null;
      if (link === null || device === null) throw new TocsinError("LINK_INVALID", {});
      if (!hasKey(publicKey, signature, `${ENROLMENT_PREFIX}${code}`))
        throw new TocsinError("REQUEST_INVALID", {
          detail: "The signature is not made with this key over this code.",
        });
      const key = { id: makeId("k"), ...device, publicKey };
      const timeUs = this.#core.nowUs();
      // The code lets the device in; whoever issued it is in the record of that.
      const by = { kind: "post" } as const;
      const enrolled: KeyRecord = { kind: "key", timeUs, change: "enrolled", key, by };
      await this.#core.change(
        [{ kind: "token", timeUs, change: "used", token: link, by }, enrolled],
        () => this.#core.links.take(link.id),
      );
      return { ...key, revoked: false, audience: this.#core.siteId };
    });
  }

  revoke(id: string, by: Actor): Promise<DeviceKeySummary> {
    return this.#core.exclusive(async () => {
      const found = this.#core.accounts.keys().find((key) => key.id === id);
      if (found === undefined) throw new TocsinError("KEY_NOT_FOUND", { name: id });
      const { revoked: _revoked, ...key } = found;
      const timeUs = this.#core.nowUs();
      await this.#core.change([{ kind: "key", timeUs, change: "revoked", key, by }]);
      return { ...key, revoked: true };
    });
  }
}

/** Whether `signature` over `text` was made with the private key of `publicKey` (both base64url, Ed25519). */
function hasKey(publicKey: string, signature: string, text: string): boolean {
  if (!PUBLIC_KEY.test(publicKey) || !SIGNATURE.test(signature)) return false;
  try {
    const key = createPublicKey({
      key: { kty: "OKP", crv: "Ed25519", x: publicKey },
      format: "jwk",
    });
    return verify(null, Buffer.from(text, "ascii"), key, Buffer.from(signature, "base64url"));
  } catch {
    return false;
  }
}
