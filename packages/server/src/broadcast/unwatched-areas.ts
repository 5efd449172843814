import {
  type AreaProtection,
  type EngineEffect,
  MICROS_PER_SECOND,
  type SensorSpec,
  type SiteModel,
  type StandingOrders,
} from "@tocsin/core";
import { type AreaSet, areaSetOf, BROADCAST_LIMITS, HEARTBEAT_EVERY_MS } from "@tocsin/sdk";
import type { PipelineStep } from "../pipeline/pipeline.ts";

/** What is better again is said once it has held for so long: a sensor that comes and goes does not do so on people's phones. */
const BETTER_AFTER_MS = HEARTBEAT_EVERY_MS;
/** A post that has just begun waits for first looks as long as any of its sensors may be silent, and no longer than this. */
const FIRST_LOOKS_MAX_MS = 30_000;

/**
 * In which areas a post would warn nobody by itself: people hold it back there, or the engine says that the area is not protected. What is
 * worse is so at once, what is better once it has held for {@link BETTER_AFTER_MS}. Each area that asked for warnings counts.
 */
export class UnwatchedAreas {
  readonly #areas: readonly string[];
  #automation: boolean;
  #inhibited: ReadonlySet<string> = new Set();
  /** Areas that something would be seen to come to in time, from one direction at least. */
  #seen: ReadonlySet<string> = new Set();
  /** Those of which that was so at any time since sensors were heard: what a post that is started again remembers of them may be long over. */
  readonly #everSeen = new Set<string>();
  #heard = false;
  /** Before this, what was never seen may only not have been heard yet. */
  readonly #heardByMs: number;
  /** Until when an area counts, though nothing is wrong there any more. */
  readonly #untilMs = new Map<string, number>();

  /** `orders`: those that held when the post was started again. */
  constructor(
    site: Pick<SiteModel, "areas" | "sensors" | "automation">,
    { orders, nowMs }: { readonly orders: StandingOrders | null; readonly nowMs: number },
  ) {
    this.#areas = site.areas.filter(({ protection }) => protection !== "none").map(({ id }) => id);
    this.#automation = site.automation;
    if (orders !== null) this.#ordered(orders);
    this.#heardByMs = nowMs + Math.max(0, ...site.sensors.map(firstLookMs));
  }

  /** Takes in what the post did; whether more or fewer areas may be unwatched by it. */
  observe({ effects }: Pick<PipelineStep, "effects">, nowMs: number): boolean {
    this.#heard ||= effects.some((one) => one.type === "sensor" && one.health.status === "up");
    const changes = effects.filter(isOfWatching);
    if (changes.length === 0) return false;
    // Until now it was as it was.
    this.#note(nowMs);
    for (const effect of changes)
      if (effect.type === "orders") this.#ordered(effect.orders);
      else this.#surveyed(effect.areas);
    return true;
  }

  /** Those of now, by a clock that only goes forward. */
  at(nowMs: number): AreaSet {
    this.#note(nowMs);
    for (const [area, untilMs] of this.#untilMs) if (untilMs <= nowMs) this.#untilMs.delete(area);
    return areaSetOf(new Set(this.#untilMs.keys()), this.#areas, BROADCAST_LIMITS.unwatchedAreas);
  }

  #note(nowMs: number): void {
    for (const area of this.#areas)
      if (this.#isUnwatched(area, nowMs)) this.#untilMs.set(area, nowMs + BETTER_AFTER_MS);
  }

  #isUnwatched(area: string, nowMs: number): boolean {
    if (!this.#automation || this.#inhibited.has(area)) return true;
    return !this.#seen.has(area) && (nowMs >= this.#heardByMs || this.#everSeen.has(area));
  }

  #surveyed(areas: readonly AreaProtection[]): void {
    const seen = areas.filter(({ status }) => status !== "not-protecting");
    this.#seen = new Set(seen.map(({ areaId }) => areaId));
    if (this.#heard) for (const area of this.#seen) this.#everSeen.add(area);
  }

  #ordered({ automation, areas }: StandingOrders): void {
    this.#automation = automation;
    this.#inhibited = new Set(
      areas.flatMap(({ areaId, inhibit }) => (inhibit === null ? [] : [areaId])),
    );
  }
}

type OfWatching = Extract<EngineEffect, { readonly type: "orders" | "protection" }>;

const isOfWatching = (effect: EngineEffect): effect is OfWatching =>
  effect.type === "orders" || effect.type === "protection";

const firstLookMs = ({ staleAfterUs }: SensorSpec): number =>
  staleAfterUs === 0
    ? FIRST_LOOKS_MAX_MS
    : Math.min(FIRST_LOOKS_MAX_MS, (1_000 * staleAfterUs) / MICROS_PER_SECOND);
