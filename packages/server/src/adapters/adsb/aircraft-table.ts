import { type Aircraft, createAircraft } from "./aircraft.ts";

/** Aircraft that have told a place; a receiver on a mountain hears some hundreds. */
export const PLACED_MAX = 4_096;
/** Addresses that have not. They are forgotten first: a flood of made-up ones costs no aircraft its state. */
export const UNPLACED_MAX = 4_096;

/** The aircraft heard, each table in the order of hearing; beyond its limit the one not heard for longest is forgotten. */
export class AircraftTable {
  readonly #placed = new Map<number, Aircraft>();
  readonly #unplaced = new Map<number, Aircraft>();
  #forgotten = 0;

  /** Forgotten to make room, since the start. */
  get forgotten(): number {
    return this.#forgotten;
  }

  /** The aircraft if it is known; it counts as heard. */
  known(address: number, isAircraftAddress: boolean): Aircraft | null {
    const key = keyOf(address, isAircraftAddress);
    return this.#touch(this.#placed, key) ?? this.#touch(this.#unplaced, key);
  }

  /** The aircraft, made known if it was not. */
  get(address: number, isAircraftAddress: boolean): Aircraft {
    const known = this.known(address, isAircraftAddress);
    if (known !== null) return known;
    const aircraft = createAircraft(address, isAircraftAddress);
    this.#add(this.#unplaced, aircraft, UNPLACED_MAX);
    return aircraft;
  }

  /** The aircraft has told a place. */
  placed(aircraft: Aircraft): void {
    const key = keyOf(aircraft.address, aircraft.isAircraftAddress);
    if (this.#unplaced.delete(key)) this.#add(this.#placed, aircraft, PLACED_MAX);
  }

  #touch(table: Map<number, Aircraft>, key: number): Aircraft | null {
    const aircraft = table.get(key);
    if (aircraft === undefined) return null;
    table.delete(key);
    table.set(key, aircraft);
    return aircraft;
  }

  #add(table: Map<number, Aircraft>, aircraft: Aircraft, sizeMax: number): void {
    if (table.size >= sizeMax) {
      for (const oldest of table.keys()) {
        table.delete(oldest);
        this.#forgotten++;
        break;
      }
    }
    table.set(keyOf(aircraft.address, aircraft.isAircraftAddress), aircraft);
  }
}

const keyOf = (address: number, isAircraftAddress: boolean): number =>
  isAircraftAddress ? address : address + 0x100_0000;
