import { SparseAssignment, sparseProblemOf } from "@tocsin/core";
import type { TruthState } from "./scenario.ts";
import { CUTOFF_M, type ScoredTrack, squaredDistance } from "./scored-track.ts";

/** What a change of pairing costs, as a distance, m: as much as missing an object for half a scan. */
export const SWITCH_PENALTY_M = 100;

/**
 * An upper bound of the trajectory GOSPA metric of order 2, cut-off 200 m, over the root of the number of object-scans. The pairing is chosen scan by
 * scan with what it costs to leave the last one: γ² for another track, γ²/2 from or to none. The metric is the least over
 * all sequences of pairings; each sequence, so this one too, bounds it from above.
 *
 * Á. F. García-Fernández, A. S. Rahmathullah and L. Svensson, "A metric on the space of finite sets of trajectories for evaluation of
 * multi-target tracking algorithms", IEEE Transactions on Signal Processing 68 (2020) 3917–3928, equation 4.
 */
export class TrajectoryGospa {
  readonly #assignment = new SparseAssignment();
  #last = new Map<number, string>();
  #sum = 0;
  #objectScans = 0;

  addScan(objects: readonly TruthState[], tracks: readonly ScoredTrack[]): void {
    const alone = 0.5 * CUTOFF_M * CUTOFF_M;
    const penalty = SWITCH_PENALTY_M * SWITCH_PENALTY_M;
    const rowStart = [0];
    const columns: number[] = [];
    const costs: number[] = [];
    for (const { object, state } of objects) {
      const last = this.#last.get(object);
      tracks.forEach((track, column) => {
        const squared = squaredDistance(state, track.state, 0);
        if (squared >= CUTOFF_M * CUTOFF_M) return;
        const change = last === undefined ? 0.5 : last === track.id ? 0 : 1;
        // Against being left alone, which costs half a switch where there was a track.
        const leave = last === undefined ? 0 : 0.5;
        columns.push(column);
        costs.push(squared - 2 * alone + penalty * (change - leave));
      });
      rowStart.push(columns.length);
    }
    const problem = sparseProblemOf(tracks.length, rowStart, columns, costs);
    const columnOfRow = this.#assignment.solve(problem);
    const now = new Map<number, string>();
    let paired = 0;
    objects.forEach(({ object, state }, row) => {
      const last = this.#last.get(object);
      const column = columnOfRow[row];
      if (column === -1) {
        this.#sum += last === undefined ? 0 : penalty / 2;
        return;
      }
      const { id, state: estimate } = tracks[column];
      now.set(object, id);
      paired++;
      this.#sum += squaredDistance(state, estimate, 0);
      this.#sum += last === undefined ? penalty / 2 : last === id ? 0 : penalty;
    });
    this.#sum += alone * (objects.length + tracks.length - 2 * paired);
    this.#objectScans += objects.length;
    this.#last = now;
  }

  /** m; the first pairing of an object costs as much for every contender. */
  get valueM(): number {
    return Math.sqrt(this.#sum / Math.max(1, this.#objectScans));
  }
}
