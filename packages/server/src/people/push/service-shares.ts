import { assert } from "@tocsin/core";

/** Messages that are on their way at the same time, to all services together; each holds a connection. */
const CONNECTIONS_MAX = 512;
/** Messages that one service is asked to take at the same time. */
export const IN_FLIGHT_MAX = 64;
/** A service may hold so much of what is free. */
const SHARE_OF_FREE = 1 / 4;
/** So many are only for services that answered when they were asked last. */
const KEPT_FOR_ANSWERING = 128;
/** So many services are known to answer; who was longest not heard of is forgotten, and has to answer once more. */
const KNOWN_MAX = 1_000;

/**
 * How many messages each push service may have on its way, so that services that hang, be it many, leave room for the phones of others: each may hold
 * at most a share of what the others leave free (the dynamic thresholds of Choudhury and Hahne 1998, Dynamic queue length thresholds for shared-memory
 * packet switches, equation 1), and a part is kept for services that answer. Eight that hang hold 32 each, and 256 are free.
 */
export class ServiceShares {
  readonly #inFlight = new Map<string, number>();
  readonly #answering = new Set<string>();
  #total = 0;

  inFlight(origin: string): number {
    return this.#inFlight.get(origin) ?? 0;
  }

  mayTake(origin: string): boolean {
    const kept = this.#answering.has(origin) ? 0 : KEPT_FOR_ANSWERING;
    const free = CONNECTIONS_MAX - this.#total - kept;
    return this.inFlight(origin) < Math.min(IN_FLIGHT_MAX, free * SHARE_OF_FREE);
  }

  take(origin: string): void {
    assert(this.mayTake(origin), "no service has more than its share");
    this.#total++;
    this.#inFlight.set(origin, this.inFlight(origin) + 1);
  }

  /** One is done; `answered`: the service said something, whatever it was. */
  give(origin: string, answered: boolean): void {
    const left = this.inFlight(origin) - 1;
    assert(left >= 0, "only what was taken is given back");
    this.#total--;
    if (left === 0) this.#inFlight.delete(origin);
    else this.#inFlight.set(origin, left);
    this.#answering.delete(origin);
    if (!answered) return;
    this.#answering.add(origin);
    const [oldest] = this.#answering;
    if (this.#answering.size > KNOWN_MAX && oldest !== undefined) this.#answering.delete(oldest);
  }
}
