import { cholesky, mahalanobisSquared, SparseAssignment, sparseProblemOf } from "@tocsin/core";
import type { TruthState } from "./scenario.ts";
import { CUTOFF_M, type ScoredTrack, squaredDistance } from "./scored-track.ts";
import { TrajectoryGospa } from "./trajectory-gospa.ts";

/** One contender's tracks in one scenario, against the truth. Errors are root mean squares over matched pairs. */
export interface TrackScore {
  /** GOSPA of order 2, cut-off 200 m, over the root of the number of objects, mean over scans, m. */
  readonly gospaM: number;
  /** OSPA of order 2, cut-off 200 m, mean over scans with anything in them, m. */
  readonly ospaM: number;
  /** See {@link TrajectoryGospa}, m. */
  readonly trajectoryGospaM: number;
  readonly dronePositionM: number;
  readonly ballisticPositionM: number;
  readonly droneVelocityMps: number;
  readonly ballisticVelocityMps: number;
  /** Mean of eᵀ·P⁻¹·e over position and velocity: 6 where the covariance is right. NaN where nobody gave one. */
  readonly droneNees: number;
  readonly ballisticNees: number;
  /** Share of visible objects that no track was near, over all scans. */
  readonly missedShare: number;
  /** Tracks a scan that are near no object, seen or hidden. */
  readonly falsePerScan: number;
  /** Times that an object was followed by another track than before. */
  readonly switches: number;
  /** Scans from an object's first visible one to the first with a track near it; 0 is at once. Of those that got one. */
  readonly confirmationScans: number;
  readonly neverConfirmed: number;
}

/** Scans at the start that count for confirmation, switches and errors only: nobody can have confirmed yet. */
export const SETTLING_SCANS = 5;

/**
 * Matches the confirmed tracks of each scan with the visible objects so that Σd² + c²/2 · (missed + false) is least, and counts.
 * What no sensor can see need not be tracked, and who tracks it all the same is right: tracks near such objects, of those that are near no
 * visible one, are left out for every contender.
 * Source: A. S. Rahmathullah, Á. F. García-Fernández and L. Svensson, "Generalized optimal sub-pattern
 * assignment metric", 20th International Conference on Information Fusion (2017), proposition 1 (α = 2, p = 2).
 */
export function scoreTracks(
  truth: readonly (readonly TruthState[])[],
  tracks: readonly (readonly ScoredTrack[])[],
): TrackScore {
  const tally = new Tally();
  truth.forEach((states, scan) => {
    const visible = states.filter((state) => state.visible);
    const hidden = states.filter((state) => !state.visible);
    tally.addScan(scan, visible, withoutHidden(visible, hidden, tracks[scan] ?? []));
  });
  return tally.result();
}

/** The tracks but those of hidden objects: near one, and not the nearest to a visible one. */
function withoutHidden(
  visible: readonly TruthState[],
  hidden: readonly TruthState[],
  tracks: readonly ScoredTrack[],
): readonly ScoredTrack[] {
  if (hidden.length === 0) return tracks;
  const taken = new Set(nearest(visible, tracks));
  const rest = tracks.filter((_, column) => !taken.has(column));
  const ofHidden = new Set([...nearest(hidden, rest)].map((column) => rest[column]?.id));
  return tracks.filter(({ id }) => !ofHidden.has(id));
}

class RootMeanSquare {
  #sum = 0;
  #count = 0;
  add(squared: number): void {
    this.#sum += squared;
    this.#count++;
  }
  /** Zero where nothing was added. */
  get value(): number {
    return this.#count === 0 ? 0 : Math.sqrt(this.#sum / this.#count);
  }
}

class Mean {
  #sum = 0;
  #count = 0;
  add(value: number): void {
    this.#sum += value;
    this.#count++;
  }
  get value(): number {
    return this.#count === 0 ? NaN : this.#sum / this.#count;
  }
}

class Tally {
  readonly #position = { drone: new RootMeanSquare(), ballistic: new RootMeanSquare() };
  readonly #velocity = { drone: new RootMeanSquare(), ballistic: new RootMeanSquare() };
  readonly #nees = { drone: new Mean(), ballistic: new Mean() };
  readonly #ospa = new Mean();
  readonly #trajectory = new TrajectoryGospa();
  readonly #firstVisible = new Map<number, number>();
  readonly #firstTracked = new Map<number, number>();
  readonly #lastTrack = new Map<number, string>();
  #switches = 0;
  #settledScans = 0;
  #gospaSum = 0;
  #missed = 0;
  #false = 0;
  #expected = 0;

  addScan(scan: number, objects: readonly TruthState[], tracks: readonly ScoredTrack[]): void {
    for (const { object } of objects)
      if (!this.#firstVisible.has(object)) this.#firstVisible.set(object, scan);
    this.#trajectory.addScan(objects, tracks);
    const match = nearest(objects, tracks);
    let squaredSum = 0;
    let matched = 0;
    objects.forEach(({ object, kind, state }, row) => {
      const column = match[row];
      if (column === -1) return;
      const track = tracks[column];
      const squared = squaredDistance(state, track.state, 0);
      squaredSum += squared;
      matched++;
      this.#position[kind].add(squared);
      this.#velocity[kind].add(squaredDistance(state, track.state, 3));
      if (track.covariance !== undefined)
        this.#nees[kind].add(nees(state, track, track.covariance));
      if (!this.#firstTracked.has(object)) this.#firstTracked.set(object, scan);
      const before = this.#lastTrack.get(object);
      if (before !== undefined && before !== track.id) this.#switches++;
      this.#lastTrack.set(object, track.id);
    });
    if (scan < SETTLING_SCANS) return;
    const missed = objects.length - matched;
    const extra = tracks.length - matched;
    this.#settledScans++;
    this.#missed += missed;
    this.#false += extra;
    this.#expected += objects.length;
    const gospa = Math.sqrt(squaredSum + 0.5 * CUTOFF_M * CUTOFF_M * (missed + extra));
    this.#gospaSum += gospa / Math.sqrt(Math.max(1, objects.length));
    const most = Math.max(objects.length, tracks.length);
    if (most === 0) return;
    this.#ospa.add(Math.sqrt((squaredSum + CUTOFF_M * CUTOFF_M * (most - matched)) / most));
  }

  result(): TrackScore {
    let delay = 0;
    for (const [object, scan] of this.#firstTracked)
      delay += scan - (this.#firstVisible.get(object) ?? scan);
    const scans = Math.max(1, this.#settledScans);
    return {
      gospaM: this.#gospaSum / scans,
      ospaM: this.#ospa.value,
      trajectoryGospaM: this.#trajectory.valueM,
      dronePositionM: this.#position.drone.value,
      ballisticPositionM: this.#position.ballistic.value,
      droneVelocityMps: this.#velocity.drone.value,
      ballisticVelocityMps: this.#velocity.ballistic.value,
      droneNees: this.#nees.drone.value,
      ballisticNees: this.#nees.ballistic.value,
      missedShare: this.#missed / Math.max(1, this.#expected),
      falsePerScan: this.#false / scans,
      switches: this.#switches,
      confirmationScans: delay / Math.max(1, this.#firstTracked.size),
      neverConfirmed: this.#firstVisible.size - this.#firstTracked.size,
    };
  }
}

const assignment = new SparseAssignment();

/** Track of each object, −1 where none is near: the cheapest assignment under the cut-off. */
function nearest(objects: readonly TruthState[], tracks: readonly ScoredTrack[]): Int32Array {
  const rowStart = [0];
  const columns: number[] = [];
  const costs: number[] = [];
  for (const { state } of objects) {
    tracks.forEach((track, column) => {
      const squared = squaredDistance(state, track.state, 0);
      if (squared >= CUTOFF_M * CUTOFF_M) return;
      columns.push(column);
      costs.push(squared - CUTOFF_M * CUTOFF_M);
    });
    rowStart.push(columns.length);
  }
  const problem = sparseProblemOf(tracks.length, rowStart, columns, costs);
  return assignment.solve(problem).slice(0, objects.length);
}

const innovation = new Float64Array(6);
const factor = new Float64Array(36);
const solved = new Float64Array(6);

function nees(
  truth: readonly number[],
  { state }: ScoredTrack,
  covariance: readonly number[],
): number {
  for (let i = 0; i < 6; i++) innovation[i] = truth[i] - state[i];
  if (!cholesky(Float64Array.from(covariance), 6, factor)) return Infinity;
  return mahalanobisSquared(factor, innovation, 6, solved);
}
