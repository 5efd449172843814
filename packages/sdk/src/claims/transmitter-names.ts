import type { TimeUs } from "@tocsin/core";
import type { Claim } from "./claim.ts";

/** Two names are common: a serial number and a session's. */
const NAMES_HONEST_MAX = 2;
const NAMES_KEPT_MAX = 8;
/** A name not heard for so long is no longer one of its transmitter's. */
const FORGOTTEN_US = 60_000_000;
/** Transmitters remembered; at the limit all are forgotten. */
const TRANSMITTERS_MAX = 4_096;

/** Finds transmitters that speak for many. */
export class TransmitterNames {
  readonly #names = new Map<string, Map<string, TimeUs>>();

  hasMany({ transmitter, claimant, timeUs }: Claim): boolean {
    if (transmitter === null) return false;
    if (this.#names.size >= TRANSMITTERS_MAX) this.#names.clear();
    const names = this.#names.get(transmitter) ?? new Map<string, TimeUs>();
    this.#names.set(transmitter, names);
    for (const [name, heardUs] of names) {
      if (timeUs - heardUs > FORGOTTEN_US) names.delete(name);
    }
    if (names.size < NAMES_KEPT_MAX || names.has(claimant)) names.set(claimant, timeUs);
    return names.size > NAMES_HONEST_MAX;
  }
}
