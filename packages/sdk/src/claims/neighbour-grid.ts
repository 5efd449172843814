import type { Claim } from "./claim.ts";
import { distanceM } from "./claim-distance.ts";

/** Nearer than this, horizontally and in height, two objects would have collided or fly as one. */
const TOGETHER_M = 30;
/** Claims within so long of each other are of one moment; an object at 10 m/s moves no farther than 20 m in it. */
const TOGETHER_US = 1_000_000;
/** What stands may stand close. */
const MOVING_MPS = 10;
/** So often in a row, lest a crossing counts. */
const TOGETHER_TIMES = 5;
const CELL_RAD = 60 / 6_371_000;
/** Cells remembered; at the limit all are forgotten. */
const CELLS_MAX = 16_384;

/** Finds claims of two names at one place at one time that both move. */
export class NeighbourGrid {
  readonly #cells = new Map<string, Claim>();
  readonly #together = new Map<string, number>();

  /** Whether another has been at the claim's place for several claims; the claim is remembered. */
  sharesPlace(claim: Claim): boolean {
    const isMoving = claim.speedMps !== null && claim.speedMps >= MOVING_MPS;
    if (!isMoving || claim.heightM === null || claim.sigmaM > TOGETHER_M) return false;
    const times = this.#hasNeighbour(claim) ? (this.#together.get(claim.claimant) ?? 0) + 1 : 0;
    if (this.#cells.size >= CELLS_MAX) this.#cells.clear();
    if (this.#together.size >= CELLS_MAX) this.#together.clear();
    this.#cells.set(keyOf(claim, 0, 0), claim);
    if (times === 0) this.#together.delete(claim.claimant);
    else this.#together.set(claim.claimant, times);
    return times >= TOGETHER_TIMES;
  }

  #hasNeighbour(claim: Claim): boolean {
    for (let north = -1; north <= 1; north++) {
      for (let east = -1; east <= 1; east++) {
        const other = this.#cells.get(keyOf(claim, north, east));
        if (other === undefined || other.claimant === claim.claimant) continue;
        if (Math.abs(other.timeUs - claim.timeUs) > TOGETHER_US) continue;
        const apart = Math.abs((other.heightM ?? 0) - (claim.heightM ?? 0));
        if (apart < TOGETHER_M && distanceM(other, claim) < TOGETHER_M + movedM(other, claim))
          return true;
      }
    }
    return false;
  }
}

const movedM = (a: Claim, b: Claim): number =>
  (Math.abs(a.timeUs - b.timeUs) / 1e6) * Math.max(a.speedMps ?? 0, b.speedMps ?? 0) * 0.1;

const keyOf = (claim: Claim, north: number, east: number): string => {
  const row = Math.floor(claim.latitudeRad / CELL_RAD) + north;
  const columnRad = CELL_RAD / Math.max(Math.cos(row * CELL_RAD), 1e-3);
  return `${row}/${Math.floor(claim.longitudeRad / columnRad) + east}`;
};
