import { createECDH } from "node:crypto";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { lookup } from "node:dns";
import { plainAddress } from "../../sources/allowed-peers.ts";
import type { PushKeys } from "./encrypt-push.ts";

/** Where one browser is reached, as it gave it. Who knows it can be told nothing but by the post's key. */
export interface PushSubscription extends PushKeys {
  readonly endpoint: string;
}

const ENDPOINT_CHARACTERS_MAX = 1_024;
/** Of what a page sends to be told, or to be told no more. */
export const PUSH_BODY_BYTES_MAX = 4_096;

/** What a page sends; null where it is no subscription. Never throws. */
export function readSubscription(
  body: Buffer,
): { readonly subscription: PushSubscription; readonly nonce: string } | null {
  try {
    const { endpoint, keys, nonce } = JSON.parse(body.toString("utf8")) as Record<string, unknown>;
    if (typeof keys !== "object" || keys === null) return null;
    const { p256dh, auth } = keys as Record<string, unknown>;
    if (!isEndpoint(endpoint) || typeof nonce !== "string" || !/^[\w-]{16,64}$/.test(nonce))
      return null;
    const [point, secret] = [octetsOf(p256dh), octetsOf(auth)];
    if (point?.length !== 65 || point[0] !== 4 || secret?.length !== 16) return null;
    // Refused here, where the point is none of the curve.
    const trial = createECDH("prime256v1");
    trial.generateKeys();
    trial.computeSecret(point);
    return { subscription: { endpoint, p256dh: point, auth: secret }, nonce };
  } catch {
    return null;
  }
}

/** The endpoint that a page wants to be told at no more; null where there is none. Never throws. */
export function readEndpoint(body: Buffer): string | null {
  try {
    const { endpoint } = JSON.parse(body.toString("utf8")) as Record<string, unknown>;
    return isEndpoint(endpoint) ? endpoint : null;
  } catch {
    return null;
  }
}

function isEndpoint(endpoint: unknown): endpoint is string {
  if (typeof endpoint !== "string" || endpoint.length > ENDPOINT_CHARACTERS_MAX) return false;
  if (!URL.canParse(endpoint)) return false;
  const { protocol, username, password } = new URL(endpoint);
  return protocol === "https:" && username === "" && password === "";
}

/** Whether an endpoint is of a service that the site file names, or below one. With a port only where the name has it. */
export function isOfService(endpoint: string, services: readonly string[]): boolean {
  const { host } = new URL(endpoint);
  return services.some((service) => host === service || host.endsWith(`.${service}`));
}

/** Networks that no push service of the public is in: this machine, private ones, and those for special use (RFC 6890). */
const NOT_PUBLIC = new BlockList();
for (const network of [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/3",
]) {
  const [address = "", bits] = network.split("/");
  NOT_PUBLIC.addSubnet(address, Number(bits), "ipv4");
}
/** Of IPv6 only what is given out as global unicast is public, and of that not what stands for another address. */
const GLOBAL = new BlockList();
GLOBAL.addSubnet("2000::", 3, "ipv6");
for (const network of ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"]) {
  const [address = "", bits] = network.split("/");
  NOT_PUBLIC.addSubnet(address, Number(bits), "ipv6");
}

export function isPublicAddress(address: string): boolean {
  const plain = plainAddress(address);
  if (isIP(plain) === 4) return !NOT_PUBLIC.check(plain, "ipv4");
  return isIP(plain) === 6 && GLOBAL.check(plain, "ipv6") && !NOT_PUBLIC.check(plain, "ipv6");
}

/**
 * Finds the addresses of a name, and gives only public ones: asked by the connection itself, so that what was looked at is what is
 * connected to. A name that is an address already never gets here: see {@link isOfService}.
 */
export const publicLookup: LookupFunction = (name, options, found) => {
  lookup(name, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return found(error, "");
    const open = addresses.filter(({ address }) => isPublicAddress(address));
    const first = open[0];
    if (first === undefined) found(new Error(`${name} has no public address`), "");
    else if (options.all === true) found(null, open);
    else found(null, first.address, first.family);
  });
};

function octetsOf(value: unknown): Buffer | null {
  return typeof value === "string" && /^[\w-]+={0,2}$/.test(value)
    ? Buffer.from(value, "base64url")
    : null;
}
