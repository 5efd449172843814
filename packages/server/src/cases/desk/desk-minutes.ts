import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DeskMinutes } from "@tocsin/sdk";

/**
 * How long people took for each account. It is kept beside the journal and not in it: it says something of those who work, and nothing of the
 * case, and so it is in no report, and whoever does not want it removes the file.
 */
export class MinutesFile {
  readonly #path: string;
  #minutes: readonly DeskMinutes[];

  constructor(folder: string) {
    this.#path = join(folder, "desk-minutes.json");
    this.#minutes = readMinutes(this.#path);
  }

  get minutes(): readonly DeskMinutes[] {
    return this.#minutes;
  }

  /** Time that led to decisions. */
  add({ accountId, activeS, decisions }: DeskMinutes): void {
    const known = this.#minutes.find((each) => each.accountId === accountId);
    const sum = {
      accountId,
      activeS: Math.round((known?.activeS ?? 0) + activeS),
      decisions: (known?.decisions ?? 0) + decisions,
    };
    this.#minutes = [...this.#minutes.filter((each) => each !== known), sum].toSorted((a, b) =>
      a.accountId < b.accountId ? -1 : 1,
    );
    const text = `${JSON.stringify({ format: "tocsin desk minutes 1", accounts: this.#minutes }, null, 2)}\n`;
    writeFileSync(`${this.#path}.new`, text, { mode: 0o600 });
    renameSync(`${this.#path}.new`, this.#path);
  }
}

/** What cannot be read counts for nothing: it is measured anew. */
function readMinutes(path: string): readonly DeskMinutes[] {
  if (!existsSync(path)) return [];
  try {
    const { accounts } = JSON.parse(readFileSync(path, "utf8")) as {
      readonly accounts?: readonly Partial<DeskMinutes>[];
    };
    return (accounts ?? []).flatMap(({ accountId, activeS, decisions }) =>
      typeof accountId === "string" && typeof activeS === "number" && typeof decisions === "number"
        ? [{ accountId, activeS, decisions }]
        : [],
    );
  } catch {
    return [];
  }
}
