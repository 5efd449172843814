import type { Track } from "../tracking/track.ts";
import { lightProbability } from "./harmless.ts";

/** What a track is to those about it. */
export interface Neighbour {
  readonly track: Track;
  readonly eastM: number;
  readonly northM: number;
  /** Probability of a bird or clutter. */
  readonly light: number;
}

/** Who flies about whom: tracks by squares of the ground, so that none is compared with all others. Made when it is first asked. */
export class Neighbourhood {
  readonly #radiusM: number;
  readonly #tracks: () => readonly Track[];
  #squares: Map<number, Neighbour[]> | null = null;

  /** Of `tracks`, asked for when anybody asks first, who is within `radiusM` over the ground of whom. */
  constructor(tracks: () => readonly Track[], radiusM: number) {
    this.#tracks = tracks;
    this.#radiusM = radiusM;
  }

  /** Those about a track, itself not among them, in an order that depends on the tracks alone. */
  *about(track: Track): Generator<Neighbour, void> {
    const squares = (this.#squares ??= this.#sorted());
    const [east, north] = track.estimates[0].mean;
    const [column, row] = [this.#stepOf(east), this.#stepOf(north)];
    for (let e = column - 1; e <= column + 1; e++)
      for (let n = row - 1; n <= row + 1; n++)
        for (const neighbour of squares.get(keyOf(e, n)) ?? []) {
          if (neighbour.track === track) continue;
          const [de, dn] = [neighbour.eastM - east, neighbour.northM - north];
          if (de * de + dn * dn <= this.#radiusM * this.#radiusM) yield neighbour;
        }
  }

  #sorted(): Map<number, Neighbour[]> {
    const squares = new Map<number, Neighbour[]>();
    for (const track of this.#tracks()) {
      const [eastM, northM] = track.estimates[0].mean;
      const neighbour = { track, eastM, northM, light: lightProbability(track) };
      const key = keyOf(this.#stepOf(eastM), this.#stepOf(northM));
      const square = squares.get(key);
      if (square === undefined) squares.set(key, [neighbour]);
      else square.push(neighbour);
    }
    return squares;
  }

  #stepOf(alongM: number): number {
    return Math.floor(alongM / this.#radiusM);
  }
}

/** Squares to each side of the site that have keys of their own; any that share one beyond it are told apart by distance. */
const SQUARES = 32_768;
const keyOf = (column: number, row: number): number =>
  (column + SQUARES) * 2 * SQUARES + row + SQUARES;
