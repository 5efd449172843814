import {
  isRunning,
  OfficialBook,
  type OfficialEntry,
  type OfficialWarningEvent,
  type TimeUs,
} from "@tocsin/core";
import type { Relays } from "../run/assemble-post.ts";

/**
 * What authorities really warn of from the air, here: while it holds no exercise begins, and one that runs ends. A message that names
 * no place known here counts where the site file has all of its input passed on to people.
 */
export class OfficialThreats {
  readonly #book = new OfficialBook();
  readonly #relays: Relays;

  constructor(relays: Relays, recovered: readonly OfficialEntry[]) {
    this.#relays = relays;
    this.#book.restore(recovered);
  }

  /** The name of the authority, where the message warns really, here and now; null where it does not. */
  take({ warning, receivedUs }: OfficialWarningEvent): string | null {
    const { entry } = this.#book.take(warning, receivedUs);
    return this.#counts(entry, receivedUs) ? warning.source : null;
  }

  /** The authority whose warning holds; null where none does. */
  holding(nowUs: TimeUs): string | null {
    return this.#book.list().find((entry) => this.#counts(entry, nowUs))?.warning.source ?? null;
  }

  #counts(entry: OfficialEntry, nowUs: TimeUs): boolean {
    const { warning, areas } = entry;
    const isHere = areas.length > 0 || this.#relays.get(warning.inputId) === "all";
    return isHere && warning.airThreat && warning.status === "actual" && isRunning(entry, nowUs);
  }
}
