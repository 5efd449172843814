import { plainLine } from "@tocsin/sdk";
import type { SafeCount } from "./people-messages.ts";

/** Answers that are counted of one area's alarm; beyond, it is said that there are so many. */
export const SAFE_ANSWERS_MAX = 50_000;
/** Names that are kept of them. */
export const SAFE_NAMES_MAX = 500;
export const SAFE_NAME_CHARACTERS_MAX = 60;

interface Book {
  readonly key: string;
  readonly ids: Set<string>;
  readonly names: string[];
}

/**
 * Counts those who say that they are safe, each once, of the areas whose people were told to take cover. Nobody is asked who they are, so
 * it is what people said and no more; nothing but the count follows from it.
 */
export class SafeBook {
  readonly #books = new Map<string, Book>();
  #changed = false;

  /** The areas whose people may answer now. Another alarm begins at nought. */
  ask(covers: readonly { readonly area: string; readonly key: string }[]): void {
    for (const { area, key } of covers)
      if (this.#books.get(area)?.key !== key)
        this.#books.set(area, { key, ids: new Set(), names: [] });
    const asked = new Set(covers.map(({ area }) => area));
    for (const area of this.#books.keys()) if (!asked.has(area)) this.#books.delete(area);
  }

  /** Takes an answer; false where nobody asked. The same `id` counts once. */
  take(answer: {
    readonly area: string;
    readonly id: string;
    readonly name: string | null;
  }): boolean {
    const book = this.#books.get(answer.area);
    if (book === undefined) return false;
    if (book.ids.has(answer.id) || book.ids.size >= SAFE_ANSWERS_MAX) return true;
    book.ids.add(answer.id);
    if (answer.name !== null && book.names.length < SAFE_NAMES_MAX) book.names.push(answer.name);
    this.#changed = true;
    return true;
  }

  /** All counts, where one has changed since they were last asked for; else null. */
  changed(): readonly SafeCount[] | null {
    if (!this.#changed) return null;
    this.#changed = false;
    return [...this.#books]
      .filter(([, { ids }]) => ids.size > 0)
      .map(([area, { key, ids, names }]) => ({ area, key, count: ids.size, names: [...names] }));
  }
}

export const SAFE_BODY_BYTES_MAX = 1_024;

/** An answer as a page sends it; null where it is none. Never throws. */
export function readSafeAnswer(
  body: Buffer,
): { readonly area: string; readonly id: string; readonly name: string | null } | null {
  try {
    const { area, id, name } = JSON.parse(body.toString("utf8")) as Record<string, unknown>;
    if (typeof area !== "string" || !/^[\w-]{1,64}$/.test(area)) return null;
    if (typeof id !== "string" || !/^[\w-]{16,64}$/.test(id)) return null;
    if (name !== undefined && typeof name !== "string") return null;
    const plain = name === undefined ? "" : plainLine(name).trim();
    return { area, id, name: plain === "" ? null : plain.slice(0, SAFE_NAME_CHARACTERS_MAX) };
  } catch {
    return null;
  }
}
