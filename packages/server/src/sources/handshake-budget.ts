import type { TimeUs } from "@tocsin/core";

/** Handshakes that a port takes on in a second: each costs a millisecond or two of the thread that protects. */
export const HANDSHAKES_PER_SECOND = 50;
/** Of these so many for whoever was let in before: strangers, from however many addresses, do not get them. */
export const HANDSHAKES_KEPT_PER_SECOND = 15;
/** Of one address, in a second. */
export const ADDRESS_HANDSHAKES_PER_SECOND = 20;
/** Of one address, begun and not ended: one that never goes on holds its place until it times out. */
export const ADDRESS_HANDSHAKES_OPEN_MAX = 10;
/** Addresses that were let in before and are remembered; the one that was let in longest ago is forgotten beyond. */
const KNOWN_MAX = 4_096;
const SECOND_US = 1_000_000;

/** Where a connection comes from. */
export interface Caller {
  readonly address: string;
  readonly port: number;
}

/** How many handshakes a port takes on, so that no address that knocks often keeps others out. */
export class HandshakeBudget {
  readonly #known = new Set<string>();
  readonly #open = new Map<string, Set<number>>();
  /** Taken on in this second, by address: at most as many entries as handshakes are taken on. */
  readonly #taken = new Map<string, number>();
  #takenOfAll = 0;
  #sinceUs: TimeUs = -Infinity;

  /** Takes a handshake on, or says why not. */
  begin({ address, port }: Caller, nowUs: TimeUs): string | null {
    if (nowUs - this.#sinceUs >= SECOND_US || nowUs < this.#sinceUs) {
      this.#sinceUs = nowUs;
      this.#taken.clear();
      this.#takenOfAll = 0;
    }
    const open = this.#open.get(address) ?? new Set<number>();
    if (open.size >= ADDRESS_HANDSHAKES_OPEN_MAX)
      return `more than ${ADDRESS_HANDSHAKES_OPEN_MAX} of its address at once`;
    const taken = this.#taken.get(address) ?? 0;
    if (taken >= ADDRESS_HANDSHAKES_PER_SECOND)
      return `more than ${ADDRESS_HANDSHAKES_PER_SECOND} of its address in a second`;
    const kept = this.#known.has(address) ? 0 : HANDSHAKES_KEPT_PER_SECOND;
    if (this.#takenOfAll >= HANDSHAKES_PER_SECOND - kept)
      return `more than ${HANDSHAKES_PER_SECOND - kept} in a second`;
    this.#taken.set(address, taken + 1);
    this.#takenOfAll++;
    this.#open.set(address, open.add(port));
    return null;
  }

  /** It is over, well or not; a second time says nothing. */
  end({ address, port }: Caller): void {
    const open = this.#open.get(address);
    open?.delete(port);
    if (open?.size === 0) this.#open.delete(address);
  }

  /** Whoever comes from there is somebody who may. */
  admit(address: string): void {
    this.#known.delete(address);
    this.#known.add(address);
    for (const oldest of this.#known) {
      if (this.#known.size <= KNOWN_MAX) break;
      this.#known.delete(oldest);
    }
  }
}
