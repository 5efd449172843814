import type { TimeUs } from "@tocsin/core";

/** Names remembered; beyond it the one not heard for longest is forgotten. */
export const NAMES_MAX = 4_096;

/** When the last event of each name was of, in the order of hearing. */
export class SeenEvents {
  readonly #lastUs = new Map<string, TimeUs>();

  /** False where nothing newer is said than before: servers send the same event on more than one way. */
  isNews(uid: string, timeUs: TimeUs): boolean {
    const last = this.#lastUs.get(uid);
    if (last !== undefined && timeUs <= last) return false;
    this.#lastUs.delete(uid);
    if (this.#lastUs.size >= NAMES_MAX)
      for (const oldest of this.#lastUs.keys()) {
        this.#lastUs.delete(oldest);
        break;
      }
    this.#lastUs.set(uid, timeUs);
    return true;
  }
}
