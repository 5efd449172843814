import { randomBytes, timingSafeEqual } from "node:crypto";
import { TocsinError } from "@tocsin/sdk/errors";

const KEY_BYTES = 24;
/** Windows of one desk; the one that was opened first gives way. */
const WINDOWS_MAX = 16;

/**
 * Who may use a desk: whoever was given its address. The key in it lets one window in, once; that window gets a key of its own, which no address
 * ever carries and which ends with the process. No cookie is used, because every server of this machine would be sent it.
 */
export class DeskKeys {
  #entry = newKey();
  #windows: string[] = [];

  /** The key that the next address carries. */
  get entry(): string {
    return this.#entry;
  }

  /** The key of a new window, for the one of an address. Throws where that was used, or never was one. */
  enter(key: string): string {
    if (!isSame(key, this.#entry)) throw new TocsinError("DESK_CLOSED", {});
    this.#entry = newKey();
    const window = newKey();
    this.#windows = [...this.#windows, window].slice(-WINDOWS_MAX);
    return window;
  }

  /** Throws where a request comes from no window of this desk. */
  check(authorization: string | undefined): void {
    const given = /^Bearer (\S+)$/.exec(authorization ?? "")?.[1] ?? "";
    if (!this.#windows.some((window) => isSame(given, window)))
      throw new TocsinError("DESK_CLOSED", {});
  }
}

const newKey = (): string => randomBytes(KEY_BYTES).toString("base64url");

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
