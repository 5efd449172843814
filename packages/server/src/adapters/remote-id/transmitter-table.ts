import type { TimeUs } from "@tocsin/core";
import type { BasicId, LocationMessage, RemoteIdMessage } from "./decode/message.ts";

/** Transmitters remembered; beyond it the one not heard for longest is forgotten. */
export const TRANSMITTERS_MAX = 2_048;

/** What a transmitter has said of itself. Messages come one by one, and only together tell who is where. */
export interface Transmitter {
  readonly address: string;
  readonly ids: Map<number, BasicId>;
  lastLocation: LocationMessage | null;
  lastSensedUs: TimeUs | null;
}

/** The transmitters heard, in the order of hearing. */
export class TransmitterTable {
  readonly #transmitters = new Map<string, Transmitter>();

  get(address: string): Transmitter {
    const known = this.#transmitters.get(address);
    if (known !== undefined) {
      this.#transmitters.delete(address);
      this.#transmitters.set(address, known);
      return known;
    }
    if (this.#transmitters.size >= TRANSMITTERS_MAX) {
      for (const oldest of this.#transmitters.keys()) {
        this.#transmitters.delete(oldest);
        break;
      }
    }
    const transmitter: Transmitter = {
      address,
      ids: new Map(),
      lastLocation: null,
      lastSensedUs: null,
    };
    this.#transmitters.set(address, transmitter);
    return transmitter;
  }
}

/** Id types by how well they name a drone: serial number, registration, traffic management's, a session's. */
const ID_TYPES_BEST_FIRST = [1, 2, 3, 4];

/** The name that a transmitter goes by: its best id, else its radio's address. */
export function nameOf({ ids, address }: Transmitter): string {
  for (const type of ID_TYPES_BEST_FIRST) {
    const id = ids.get(type)?.id ?? null;
    if (id !== null) return id;
  }
  return address;
}

export function takeId(transmitter: Transmitter, message: RemoteIdMessage): void {
  if (message.type === "basic-id" && message.id !== null)
    transmitter.ids.set(message.idType, message);
}
