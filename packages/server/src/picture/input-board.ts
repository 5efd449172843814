import type { RejectTally } from "@tocsin/core";
import type { PictureInput } from "@tocsin/sdk";
import { PICTURE_LIMITS } from "@tocsin/sdk";

/** What each input gave that was not used, by reason; those of the greatest numbers. */
export class InputBoard {
  readonly #tallies = new Map<string, RejectTally & { readonly last: string }>();

  rejected(tally: RejectTally, detail: string): void {
    const key = `${tally.input} ${tally.reason} ${tally.sensor ?? ""}`;
    if (!this.#tallies.has(key) && this.#tallies.size >= TALLIES_MAX) return;
    this.#tallies.set(key, { ...tally, last: detail });
  }

  list(): readonly PictureInput[] {
    const inputs = new Map<string, PictureInput["rejected"][number][]>();
    for (const { input, reason, sensor, count, last } of this.#tallies.values()) {
      const rejected = inputs.get(input) ?? [];
      inputs.set(input, rejected);
      rejected.push({ reason, sensor, count, last });
    }
    return Array.from(inputs, ([id, rejected]) => ({
      id,
      rejected: rejected.sort((a, b) => b.count - a.count).slice(0, PICTURE_LIMITS.rejections),
    }));
  }
}

const TALLIES_MAX = 2_000;
