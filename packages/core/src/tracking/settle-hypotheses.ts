import { HypothesisMarginals } from "../association/hypothesis-marginals.ts";
import type { EvidenceRef } from "../measurement/look.ts";
import { boundExistence, existenceOfOdds } from "./existence.ts";
import * as columns from "./track-columns.ts";
import { HEAD, IS_CONFIRMED } from "./track-head.ts";
import { confirm, isDue } from "./track-life.ts";
import { TrackTable } from "./track-table.ts";
import type { TrackerConfig } from "./tracker.ts";

/** Ways to explain one founding detection that are kept, the most probable. */
export const HYPOTHESES_MAX = 8;
/**
 * Fewer detections wait while a rival has one of them. Where bodies leave one place at about the period of the radar, the first detections of
 * three lie as those of one slow object would; it takes a fourth look to tell.
 */
const UNDOUBTED_DETECTIONS = 4;
/**
 * A rival counts down to this share of the likelier one's existence. The priors of speed by themselves favour what is slow by some thousands to
 * one ({@link POWERED_SPEED_SIGMA}, {@link BALLISTIC_SPEED_SIGMA}), as one volume of velocities to the other.
 */
const RIVAL_SHARE = 1e-4;

/** A track that is not confirmed: one way to explain its detections. */
interface Hypothesis {
  readonly place: number;
  readonly evidence: readonly EvidenceRef[];
  readonly logOdds: number;
  existence: number;
}

export interface Settled {
  /** Rows of the tracks that were confirmed. */
  readonly confirmed: readonly number[];
  /** Places of the hypotheses that are over: of too many for one founding detection, or with a detection of a track that was confirmed. */
  readonly gone: ReadonlySet<number>;
}

const marginals = new HypothesisMarginals();
let existences = new Float64Array(64);

/**
 * Weighs what is not confirmed after a look. Each such track is a hypothesis about the detections in it, and of two that share one at most
 * one is true: the existence of each is its probability among all of them ({@link HypothesisMarginals}). The founding detection is of
 * an object with the sum over the hypotheses that begin with it; when that and the likeliest one's detections allow, it is
 * confirmed under the name that they share, and whatever else claims its detections is over.
 */
export function settleHypotheses(tracks: TrackTable, config: TrackerConfig): Settled {
  const hypotheses: Hypothesis[] = [];
  const claims = new Map<EvidenceRef, Hypothesis[]>();
  const families = new Map<EvidenceRef, Hypothesis[]>();
  for (let place = 0; place < tracks.count; place++) {
    const index = tracks.live[place];
    if (tracks.heads[index * HEAD + IS_CONFIRMED] === 1) continue;
    const evidence = tracks.evidence[index];
    const logOdds = tracks.numbers[TrackTable.at(index) + columns.LOG_ODDS];
    const hypothesis = { place, evidence, logOdds, existence: existenceOfOdds(logOdds) };
    hypotheses.push(hypothesis);
    for (const one of evidence) list(claims, one, hypothesis);
    list(families, evidence[0], hypothesis);
  }
  weigh(hypotheses, claims);
  for (const { place, existence } of hypotheses) remember(tracks, place, existence);
  const gone = new Set<number>();
  const confirmed: number[] = [];
  for (const family of families.values()) {
    thinOut(family, gone);
    const best = confirmBest(tracks, family, claims, gone, config);
    if (best !== null) confirmed.push(best);
  }
  return { confirmed, gone };
}

function list(
  lists: Map<EvidenceRef, Hypothesis[]>,
  one: EvidenceRef,
  hypothesis: Hypothesis,
): void {
  const others = lists.get(one);
  if (others === undefined) lists.set(one, [hypothesis]);
  else others.push(hypothesis);
}

/** Gives those that share detections their probabilities. */
function weigh(
  hypotheses: readonly Hypothesis[],
  claims: ReadonlyMap<EvidenceRef, readonly Hypothesis[]>,
): void {
  const numberOf = new Map<EvidenceRef, number>();
  for (const [one, claimants] of claims) if (claimants.length > 1) numberOf.set(one, numberOf.size);
  if (numberOf.size === 0) return;
  marginals.begin(numberOf.size);
  const contended: Hypothesis[] = [];
  for (const hypothesis of hypotheses) {
    const shared: number[] = [];
    for (const one of hypothesis.evidence) {
      const number = numberOf.get(one);
      if (number !== undefined) shared.push(number);
    }
    if (shared.length === 0) continue;
    marginals.add(hypothesis.logOdds, shared);
    contended.push(hypothesis);
  }
  if (existences.length < contended.length) existences = new Float64Array(2 * contended.length);
  marginals.solve(existences);
  contended.forEach((hypothesis, k) => (hypothesis.existence = boundExistence(existences[k])));
}

function remember(tracks: TrackTable, place: number, existence: number): void {
  const at = TrackTable.at(tracks.live[place]);
  if (tracks.numbers[at + columns.EXISTENCE] === existence) return;
  tracks.numbers[TrackTable.at(tracks.own(place)) + columns.EXISTENCE] = existence;
}

/** The likelier, and of two alike the older, first. */
const bestFirst = (p: Hypothesis, q: Hypothesis): number =>
  q.existence - p.existence || p.place - q.place;

function thinOut(family: readonly Hypothesis[], gone: Set<number>): void {
  if (family.length <= HYPOTHESES_MAX) return;
  for (const { place } of family.toSorted(bestFirst).slice(HYPOTHESES_MAX)) gone.add(place);
}

/** The row of the likeliest hypothesis of a family, where it is confirmed now; what shares its detections goes. */
function confirmBest(
  tracks: TrackTable,
  family: readonly Hypothesis[],
  claims: ReadonlyMap<EvidenceRef, readonly Hypothesis[]>,
  gone: Set<number>,
  config: TrackerConfig,
): number | null {
  let best = family[0];
  let existence = 0;
  for (const hypothesis of family) {
    existence += hypothesis.existence;
    if (bestFirst(hypothesis, best) < 0) best = hypothesis;
  }
  existence = boundExistence(existence);
  if (gone.has(best.place)) return null;
  if (!isDue(tracks.numbers, TrackTable.at(tracks.live[best.place]), existence, config))
    return null;
  if (best.evidence.length < UNDOUBTED_DETECTIONS && hasRival(best, claims)) return null;
  const index = tracks.own(best.place);
  confirm(tracks.numbers, TrackTable.at(index), existence);
  tracks.heads[index * HEAD + IS_CONFIRMED] = 1;
  for (const one of best.evidence) {
    for (const { place } of claims.get(one) ?? []) if (place !== best.place) gone.add(place);
  }
  return index;
}

/**
 * Whether as many detections, one of them its own, are otherwise explained: by a hypothesis that were likelier than not if there were no others,
 * and is not out of the question beside it.
 */
function hasRival(
  best: Hypothesis,
  claims: ReadonlyMap<EvidenceRef, readonly Hypothesis[]>,
): boolean {
  const isRival = (other: Hypothesis): boolean =>
    other !== best &&
    other.evidence.length >= best.evidence.length &&
    other.logOdds > 0 &&
    other.existence > RIVAL_SHARE * best.existence;
  return best.evidence.some((one) => claims.get(one)?.some(isRival));
}
