import { allowedPeers } from "./allowed-peers.ts";

/** A peer that has said nothing for so long gives its place to one that waits. */
const IDLE_AFTER_US = 30_000_000;

export interface PlacesOptions {
  readonly peersMax: number;
  /** Addresses and networks that may connect; empty: any. */
  readonly allow: readonly string[];
}

/** One peer's place, as long as its line stands. */
export interface Place {
  /** When it last said something. */
  heardUs: number;
  readonly close: () => void;
}

/** The bounded number of lines that a listening source holds. */
export class PeerPlaces {
  readonly #peersMax: number;
  readonly #mayConnect: (address: string) => boolean;
  readonly #places = new Set<Place>();

  constructor({ peersMax, allow }: PlacesOptions) {
    this.#peersMax = peersMax;
    this.#mayConnect = allowedPeers(allow);
  }

  /** Why a peer from this address may not have a place now, or null where it may. A silent one may make room. */
  refusal(address: string, nowUs: number): "peer-not-allowed" | "too-many-peers" | null {
    if (!this.#mayConnect(address)) return "peer-not-allowed";
    if (this.#places.size < this.#peersMax || this.#makeRoom(nowUs)) return null;
    return "too-many-peers";
  }

  take(place: Place): void {
    this.#places.add(place);
  }

  leave(place: Place): void {
    this.#places.delete(place);
  }

  closeAll(): void {
    for (const { close } of this.#places) close();
  }

  #makeRoom(nowUs: number): boolean {
    let idlest: Place | null = null;
    for (const place of this.#places)
      if (idlest === null || place.heardUs < idlest.heardUs) idlest = place;
    if (idlest === null || nowUs - idlest.heardUs < IDLE_AFTER_US) return false;
    this.#places.delete(idlest);
    idlest.close();
    return true;
  }
}
