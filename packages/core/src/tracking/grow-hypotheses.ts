import { secondsBetween } from "../units/time.ts";
import { applyMiss, type LookParts, takePairing } from "./apply-look.ts";
import type { Association } from "./associate-look.ts";
import { SURVIVAL_S } from "./existence.ts";
import type { HypothesisClusters } from "./hypothesis-clusters.ts";
import type { PreparedLook } from "./prepared-look.ts";
import * as columns from "./track-columns.ts";
import { TrackTable } from "./track-table.ts";

/**
 * Ways to go on that a hypothesis is given by a look: missed, and its likeliest pairings. Where a salvo leaves one place, the detections of several
 * neighbours are likelier than the own one of a body that is fast, as the priors of speed favour what is slow: with three there was none left for it.
 */
export const WAYS_MAX = 8;

/** One way to go on: by a pairing, or −1 for none, with ln of the odds that it then has. */
interface Way {
  readonly pairing: number;
  readonly logOdds: number;
}

/**
 * A track that is not confirmed, at the row `row` of an association, goes on as if the look had missed it and in each way that explains it
 * better: the likeliest in its own place, the others as new rows behind, which share its founding detection and so its name. Their odds are
 *
 * Λ' = Λ·exp(−Δt/τ)·P_D·L·f/λ with a detection, Λ' = Λ·(1 − P_D) without,
 *
 * | symbol | meaning |
 * |---|---|
 * | Λ | odds that its detections are of one object, against that they are false or of new ones, were there no other hypothesis |
 * | P_D | probability of detection, 0 where the look says nothing of it |
 * | L | likelihood of the pairing, 1/measurement volume |
 * | λ | density of false detections and new objects, 1/measurement volume |
 * | f | 1/(1 + Σ μ), μ the claims of confirmed tracks to the detection ({@link Association.free}) |
 *
 * (The track-oriented tree of hypotheses: T. Kurien, "Issues in the design of practical multitarget tracking algorithms", in
 * Y. Bar-Shalom, ed., Multitarget-Multisensor Tracking: Advanced Applications, Artech House (1990), chapter 3.) No more than `room` rows
 * are added. Returns the variances repaired.
 */
export function growHypotheses(
  tracks: TrackTable,
  association: Association,
  row: number,
  look: PreparedLook,
  parts: LookParts & { readonly room: number; readonly clusters: HypothesisClusters },
): number {
  const place = association.places[row];
  const { clusters } = parts;
  const ways = waysOf(tracks, association, row, look).slice(0, 1 + parts.room);
  if (ways.length > 1) {
    const index = tracks.own(place);
    tracks.numbers[TrackTable.at(index) + columns.IS_BRANCHED] = 1;
  }
  let repairs = 0;
  for (const way of ways.slice(1)) {
    tracks.append(tracks.copyOf(tracks.live[place]));
    repairs += go(tracks.count - 1, way);
  }
  return repairs + go(place, ways[0]);

  function go(at: number, way: Way): number {
    clusters.touch(tracks, at);
    if (way.pairing !== -1) {
      clusters.join(tracks, at, association.marginals.columns[way.pairing]);
      return takePairing(tracks, tracks.own(at), association, { row, ...way }, look, parts);
    }
    const probability = association.missProbability[row];
    const isExpected = association.missIsExpected[row] === 1;
    if (probability > 0) applyMiss(tracks, at, { probability, isExpected }, look, parts.env);
    return 0;
  }
}

/** The likeliest first; of two alike the earlier detection. */
function waysOf(
  tracks: TrackTable,
  association: Association,
  row: number,
  { table }: PreparedLook,
): readonly Way[] {
  const { marginals, logPrior, logWeights, free, missProbability } = association;
  const a = tracks.numbers;
  const at = TrackTable.at(tracks.live[association.places[row]]);
  const before = a[at + columns.LOG_ODDS];
  const missed: Way = { pairing: -1, logOdds: before + Math.log(1 - missProbability[row]) };
  const found: Way[] = [];
  for (let p = marginals.rowStart[row]; p < marginals.rowStart[row + 1]; p++) {
    const i = marginals.columns[p];
    const quietS = Math.max(0, secondsBetween(a[at + columns.EXISTENCE_US], table.sensedUs[i]));
    const ratio = logWeights[p] - logPrior[row] + Math.log(free[i]);
    const logOdds = before - quietS / SURVIVAL_S + ratio;
    if (logOdds > missed.logOdds) found.push({ pairing: p, logOdds });
  }
  found.sort((v, w) => w.logOdds - v.logOdds);
  return [...found.slice(0, WAYS_MAX - 1), missed];
}
