import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const argon2Promise = promisify(argon2) as (
  algorithm: "argon2id",
  parameters: Parameters<typeof argon2>[1],
) => Promise<Buffer>;

/**
 * Cost of Argon2id, the second recommended option of RFC 9106, section 4, with one lane in place of four: lanes would be
 * computed one after the other here. 64 MiB, three passes.
 */
const COST = { memory: 65_536, passes: 3, parallelism: 1 } as const;
const SALT_BYTES = 16;
const TAG_BYTES = 32;
const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([\w+/]{22})\$([\w+/]{43})$/;

/** Hashes a password with Argon2id, as PHC text that carries salt and cost. Takes some tenths of a second. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(SALT_BYTES);
  const tag = await derive(password, nonce, COST);
  const { memory, passes, parallelism } = COST;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${bare(nonce)}$${bare(tag)}`;
}

/**
 * Whether a password is the hashed one. Without a hash, as for a name that nobody has, the same work is done and the
 * answer is no: how long it takes tells nothing.
 */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const match = PHC.exec(hash ?? NOBODY);
  if (match === null) return false;
  const [, memory, passes, parallelism, salt, tag] = match;
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  const derived = await derive(password, Buffer.from(salt, "base64"), cost);
  return timingSafeEqual(derived, Buffer.from(tag, "base64")) && hash !== null;
}

/** A hash of no password. */
const NOBODY = `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${"A".repeat(22)}$${"A".repeat(43)}`;

const bare = (bytes: Buffer): string => bytes.toString("base64").replace(/=+$/, "");

/** The same password has the same bytes on every keyboard: NFC (NIST SP 800-63B-4, section 3.1.1.2). */
const derive = (
  password: string,
  nonce: Buffer,
  cost: { readonly memory: number; readonly passes: number; readonly parallelism: number },
): Promise<Buffer> =>
  argon2Promise("argon2id", {
    message: Buffer.from(password.normalize("NFC"), "utf8"),
    nonce,
    tagLength: TAG_BYTES,
    ...cost,
  });
