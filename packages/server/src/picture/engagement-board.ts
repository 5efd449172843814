import type { EngagementEvent } from "@tocsin/core";
import { PICTURE_LIMITS, type PictureEngagement } from "@tocsin/sdk";

/** What is reported of objects that defences engaged: one entry an object, however many reports speak of it. */
export class EngagementBoard {
  readonly #entries = new Map<string, PictureEngagement>();
  #unnamed = 0;

  add(event: EngagementEvent): void {
    const name = event.object ?? event.trackId;
    const key = name === undefined ? `#${++this.#unnamed}` : `${event.source} ${name}`;
    const before = this.#entries.get(key);
    this.#entries.delete(key);
    this.#entries.set(key, {
      timeUs: event.atUs,
      defence: event.defence,
      object: name ?? "an object",
      outcome: before === undefined ? event.outcome : together(before.outcome, event.outcome),
      by: event.source,
    });
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > PICTURE_LIMITS.engagements) this.#entries.delete(oldest);
  }

  /** The latest first. */
  list(): readonly PictureEngagement[] {
    return [...this.#entries.values()].reverse();
  }
}

type Outcome = PictureEngagement["outcome"];

/** What two reports of one object come to: what is surer holds, and a contradiction is called one. */
function together(a: Outcome, b: Outcome): Outcome {
  const both: readonly Outcome[] = [a, b];
  if (both.includes("disputed")) return "disputed";
  if (both.includes("intercepted") && both.includes("struck")) return "disputed";
  return ORDER.find((outcome) => both.includes(outcome)) ?? "unknown";
}

const ORDER = ["intercepted", "struck", "missed", "unknown"] as const;
