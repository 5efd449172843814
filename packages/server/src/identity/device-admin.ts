import { createPublicKey, verify } from "node:crypto";
import {
  type CertifiedKey,
  type DeviceCode,
  type DeviceKeySummary,
  type EnrolledKey,
  type IssuerKind,
  RAW_KEY,
  TocsinError,
} from "@tocsin/sdk";
import type { DeviceKey } from "./account-view.ts";
import type { IdentityCore } from "./identity-core.ts";
import type { Actor, KeyRecord } from "./identity-record.ts";
import { type Link, LINKS_MAX } from "./link-store.ts";
import { makeKeyId, proofOfKey } from "./device-key-use.ts";

/** So long a code for a device works. */
export const DEVICE_CODE_LASTS_US = 3_600_000_000;
/** Keys of one site, revoked ones among them. */
export const DEVICE_KEYS_MAX = 10_000;
/** What a device signs to show that it has the key: this, then the code. */
export const ENROLMENT_PREFIX = "tocsin device enrolment\n";

const SIGNATURE = /^[\w-]{86}$/;

/** Keys of devices: a code that works once lets a device in with a key that it made itself and never gives away. */
export class DeviceAdmin {
  readonly #core: IdentityCore;

  constructor(core: IdentityCore) {
    this.#core = core;
  }

  list(): readonly DeviceKeySummary[] {
    return this.#core.accounts.keys().map(summaryOf);
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
      const link = this.#linkOf(code);
      if (!hasKey(publicKey, signature, `${ENROLMENT_PREFIX}${code}`))
        throw new TocsinError("REQUEST_INVALID", {
          detail: "The signature is not made with this key over this code.",
        });
      const key = { id: makeKeyId("envelope"), ...link.device, publicKey };
      await this.#enrolled(link, key);
      return { ...summaryOf({ ...key, revoked: false }), audience: this.#core.siteId };
    });
  }

  /** Uses a code: the local authority certifies the key of a request (PKCS #10), and it opens lines from now on. */
  certify(code: string, request: string): Promise<CertifiedKey> {
    return this.#core.exclusive(async () => {
      const link = this.#linkOf(code);
      const { certifyDevice, readRequest } = await import("../authority/certify-device.ts");
      const checked = await readRequest(request);
      if (checked === null)
        throw new TocsinError("REQUEST_INVALID", {
          detail:
            "The certificate request is none, or is not signed with its own key on the curve P-256 or P-384.",
        });
      const { dataDir } = this.#core;
      const certified = await certifyDevice(dataDir, checked, link.device.subject);
      const { fingerprint: publicKey } = checked;
      const key = { id: makeKeyId("certificate"), ...link.device, publicKey };
      await this.#enrolled(link, key);
      return { ...summaryOf({ ...key, revoked: false }), ...certified };
    });
  }

  revoke(id: string, by: Actor): Promise<DeviceKeySummary> {
    return this.#core.exclusive(async () => {
      const found = this.#core.accounts.keys().find((key) => key.id === id);
      if (found === undefined) throw new TocsinError("KEY_NOT_FOUND", { name: id });
      const { revoked: _revoked, ...key } = found;
      const timeUs = this.#core.nowUs();
      await this.#core.change([{ kind: "key", timeUs, change: "revoked", key, by }]);
      return summaryOf({ ...key, revoked: true });
    });
  }

  #linkOf(code: string): DeviceLink {
    const link = this.#core.links.find(code);
    if (link === null || link.device === null) throw new TocsinError("LINK_INVALID", {});
    return { ...link, device: link.device };
  }

  /** The code lets the device in; whoever issued it is in the record of that. */
  async #enrolled(link: DeviceLink, key: KeyRecord["key"]): Promise<void> {
    const timeUs = this.#core.nowUs();
    const by = { kind: "post" } as const;
    const enrolled: KeyRecord = { kind: "key", timeUs, change: "enrolled", key, by };
    await this.#core.change(
      [{ kind: "token", timeUs, change: "used", token: link, by }, enrolled],
      () => this.#core.links.take(link.id),
    );
  }
}

type DeviceLink = Link & { readonly device: NonNullable<Link["device"]> };

const summaryOf = (key: DeviceKey): DeviceKeySummary => ({ ...key, proof: proofOfKey(key.id) });

/** Whether `signature` over `text` was made with the private key of `publicKey` (both base64url, Ed25519). */
function hasKey(publicKey: string, signature: string, text: string): boolean {
  if (!RAW_KEY.test(publicKey) || !SIGNATURE.test(signature)) return false;
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
