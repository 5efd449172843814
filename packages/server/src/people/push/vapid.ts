import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Mode } from "@tocsin/core";
import { TocsinError } from "@tocsin/sdk";
import { makeSecretFile } from "../../disk/secret-file.ts";
import { identityFolder } from "../../identity/identity-database.ts";

/** At most a day (RFC 8292, section 2); a clock that is wrong by some hours does no harm then. */
const TOKEN_LIFE_S = 12 * 3_600;
/** Tokens that are kept: below a service that the site names there may be any number of hosts, and who subscribes names one. */
const TOKENS_MAX = 256;
/** A token is made anew when so much of its life is left. */
const TOKEN_LEFT_S = 6 * 3_600;

/**
 * The key by which push services know the post, of P-256, made when it is first asked for and readable by its owner only. Each mode has its
 * own: a push service gives a phone that subscribed for live warnings nothing that a drill sends.
 */
export function pushKeyFile(dataDir: string, mode: Mode): KeyObject {
  const folder = identityFolder(dataDir);
  const path = join(folder, `push-${mode}.pem`);
  if (existsSync(path)) return readKey(path);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const pem = privateKey.export({ type: "pkcs8", format: "pem" });
  return makeSecretFile(path, pem) ? privateKey : readKey(path);
}

function readKey(path: string): KeyObject {
  try {
    const key = createPrivateKey(readFileSync(path, "utf8"));
    if (key.asymmetricKeyDetails?.namedCurve === "prime256v1") return key;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new TocsinError("DEVICE_KEY_UNUSABLE", { path, detail });
  }
  throw new TocsinError("DEVICE_KEY_UNUSABLE", { path, detail: "it is no key of P-256" });
}

/** The public part as browsers want it: the uncompressed point, base64url. */
export function pushPublicKey(key: KeyObject): string {
  const { x = "", y = "" } = createPublicKey(key).export({ format: "jwk" });
  const [left, right] = [Buffer.from(x, "base64url"), Buffer.from(y, "base64url")];
  return Buffer.concat([Buffer.of(4), left, right]).toString("base64url");
}

/** Says to push services who sends (RFC 8292): a token for each service, signed with ES256, used until half of its life is over. */
export class VapidSigner {
  readonly #key: KeyObject;
  readonly #public: string;
  readonly #contact: string;
  readonly #nowS: () => number;
  /** The one that was made first stands first. */
  readonly #tokens = new Map<string, { readonly token: string; readonly untilS: number }>();

  /** `contact`: mailto: or https:, for the service's own people. `nowS`: seconds since 1970. */
  constructor(options: {
    readonly key: KeyObject;
    readonly contact: string;
    readonly nowS: () => number;
  }) {
    this.#key = options.key;
    this.#public = pushPublicKey(options.key);
    this.#contact = options.contact;
    this.#nowS = options.nowS;
  }

  /** The header `Authorization` for a service, named by its origin. */
  authorization(origin: string): string {
    const nowS = this.#nowS();
    const kept = this.#tokens.get(origin);
    const leftS = kept === undefined ? 0 : kept.untilS - nowS;
    // A token that lasts for longer than one ever does was made while the clock was ahead.
    if (kept !== undefined && leftS > TOKEN_LEFT_S && leftS <= TOKEN_LIFE_S)
      return `vapid t=${kept.token}, k=${this.#public}`;
    const untilS = nowS + TOKEN_LIFE_S;
    const head = part({ typ: "JWT", alg: "ES256" });
    const said = `${head}.${part({ aud: origin, exp: untilS, sub: this.#contact })}`;
    const signature = sign("sha256", Buffer.from(said), {
      key: this.#key,
      dsaEncoding: "ieee-p1363",
    });
    const token = `${said}.${signature.toString("base64url")}`;
    this.#tokens.delete(origin);
    this.#tokens.set(origin, { token, untilS });
    const [oldest] = this.#tokens.keys();
    if (this.#tokens.size > TOKENS_MAX) this.#tokens.delete(oldest);
    return `vapid t=${token}, k=${this.#public}`;
  }
}

/** The name under which a message of a place takes that of an earlier one (RFC 8030, section 5.4): it tells the service no name. */
export const pushTopic = (key: KeyObject, place: string): string =>
  createHmac("sha256", key.export({ type: "pkcs8", format: "der" }))
    .update(place)
    .digest("base64url")
    .slice(0, 32);

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
