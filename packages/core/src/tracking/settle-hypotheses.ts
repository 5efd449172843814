import { HypothesisMarginals } from "../association/hypothesis-marginals.ts";
import { RIVALS_MAX, RivalMarginals } from "../association/rival-marginals.ts";
import { BALLISTIC_PROBABILITY, leadingMember, THRUST_PROBABILITY } from "../filter/bank-layout.ts";
import {
  BALLISTIC_PRIOR,
  BALLISTIC_SPEED_SIGMA,
  POWERED_SPEED_SIGMA,
} from "../filter/motion-models.ts";
import type { EvidenceRef } from "../measurement/look.ts";
import { clamp } from "../units/algebra.ts";
import { boundExistence, existenceOfOdds } from "./existence.ts";
import { type HypothesisClusters, markOf, MARKS } from "./hypothesis-clusters.ts";
import * as columns from "./track-columns.ts";
import { HEAD, IS_CONFIRMED } from "./track-head.ts";
import { confirm, CONFIRM_EXISTENCE, isDue } from "./track-life.ts";
import { NO_CLUSTER, TrackTable } from "./track-table.ts";
import type { TrackerConfig } from "./tracker.ts";

/** Ways to explain one founding detection that are kept, the most probable. */
export const HYPOTHESES_MAX = 8;
/**
 * Fewer detections wait while a rival has one of them. Where bodies leave one place at about the period of the radar, the first detections of
 * three lie as those of one slow object would; it takes a fourth look to tell.
 */
const UNDOUBTED_DETECTIONS = 4;
/**
 * A rival counts down to this share of the likelier one's existence, were the speeds of both as probable beforehand. The priors of speed by
 * themselves favour what is slow by some thousands to one, as one volume of velocities to the other: what is likelier by them has to be so by
 * more, and what is likelier against them by less …
 */
const RIVAL_SHARE = 0.01;
/** … within these bounds. */
const RIVAL_SHARE_LEAST = 1e-4;
const RIVAL_SHARE_GREATEST = 0.1;
/** Far more than sums of a few probabilities are rounded by. */
const ROUNDING = 1e-9;

/** A track that is not confirmed: one way to explain its detections. */
interface Hypothesis {
  readonly place: number;
  readonly evidence: readonly EvidenceRef[];
  readonly logOdds: number;
  /** 0 until it is weighed. */
  existence: number;
  isReached: boolean;
}

export interface Settled {
  /** Rows of the tracks that were confirmed. */
  readonly confirmed: readonly number[];
  /** Places of the hypotheses that are over: of too many for one founding detection, or with a detection of a track that was confirmed. */
  readonly gone: ReadonlySet<number>;
}

const marginals = new HypothesisMarginals();
const exactMarginals = new RivalMarginals();
let existences = new Float64Array(64);

/**
 * Weighs what is not confirmed and was changed since. Each such track is a hypothesis about the detections in it, and of two that share one at
 * most one is true: the existence of each is its probability among all that it shares detections with, itself or through others
 * ({@link HypothesisMarginals}). The founding detection is of an object with the sum over the hypotheses that begin with it; when that and
 * the likeliest one's detections allow, it is confirmed under the name that they share, and whatever else claims its detections is over.
 */
export function settleHypotheses(
  tracks: TrackTable,
  clusters: HypothesisClusters,
  config: TrackerConfig,
): Settled {
  const settled = { confirmed: [], gone: new Set<number>() };
  if (!clusters.areUnsettled) return settled;
  for (const places of placesByCluster(tracks, clusters)) {
    if (typeof places === "number") settleAlone(tracks, places, config, settled);
    else if (places.length === 1) settleAlone(tracks, places[0], config, settled);
    else settleCluster(tracks, places, clusters, config, settled);
  }
  clusters.settled();
  return settled;
}

interface Settling {
  readonly confirmed: number[];
  readonly gone: Set<number>;
}

/** How many hypotheses there are of the clusters of each mark; 0 but while they are counted. */
const counts = new Uint32Array(MARKS);

/**
 * The places of the hypotheses of each unsettled cluster, those that began first first; of one that is seen at once to be alone in its cluster, as most
 * are, its place itself.
 */
function placesByCluster(
  { clusters, live, count }: TrackTable,
  wanted: HypothesisClusters,
): readonly (number | readonly number[])[] {
  const { unsettledMarks } = wanted;
  unsettled.length = 0;
  for (let place = 0; place < count; place++) {
    const cluster = clusters[live[place]];
    const mark = markOf(cluster);
    if (unsettledMarks[mark] === 0 || cluster === NO_CLUSTER) continue;
    unsettled.push(place);
    counts[mark]++;
  }
  const found: (number | number[])[] = [];
  shared.clear();
  for (const place of unsettled) {
    const cluster = clusters[live[place]];
    const places = shared.get(cluster);
    if (counts[markOf(cluster)] === 1) found.push(place);
    else if (places !== undefined) places.push(place);
    else {
      const first = [place];
      shared.set(cluster, first);
      found.push(first);
    }
  }
  for (const place of unsettled) counts[markOf(clusters[live[place]])] = 0;
  shared.clear();
  return found;
}
const unsettled: number[] = [];
const shared = new Map<number, number[]>();

/** Settles a hypothesis that shares nothing: what most of the clutter is. */
function settleAlone(
  tracks: TrackTable,
  place: number,
  config: TrackerConfig,
  { confirmed }: Settling,
): void {
  const at = TrackTable.at(tracks.live[place]);
  const existence = existenceOfOdds(tracks.numbers[at + columns.LOG_ODDS]);
  remember(tracks, place, existence);
  if (isDue(tracks.numbers, TrackTable.at(tracks.live[place]), existence, config))
    confirmed.push(confirmAt(tracks, place, existence));
}

/** Settles the hypotheses at those places; what shares nothing with the first of them gets a cluster of its own. */
function settleCluster(
  tracks: TrackTable,
  places: readonly number[],
  clusters: HypothesisClusters,
  config: TrackerConfig,
  settling: Settling,
): void {
  const hypotheses = places.map((place) => hypothesisAt(tracks, place));
  if (hypotheses.length <= RIVALS_MAX) {
    opposeRivals(hypotheses);
    if (exactMarginals.isOneNet()) return settleComponent(tracks, hypotheses, config, settling);
  }
  for (const hypothesis of hypotheses) {
    if (hypothesis.isReached) continue;
    const component = reachedFrom(hypothesis, hypotheses);
    if (hypothesis !== hypotheses[0]) clusters.part(tracks, component);
    if (component.length === 1) settleAlone(tracks, hypothesis.place, config, settling);
    else {
      if (component.length <= RIVALS_MAX) opposeRivals(component);
      settleComponent(tracks, component, config, settling);
    }
  }
}

function hypothesisAt(tracks: TrackTable, place: number): Hypothesis {
  const index = tracks.live[place];
  const logOdds = tracks.numbers[TrackTable.at(index) + columns.LOG_ODDS];
  const evidence = tracks.evidence[index];
  return { place, evidence, logOdds, existence: 0, isReached: false };
}

/** Of two that share a detection at most one is true. */
function areRivals({ evidence: p }: Hypothesis, { evidence: q }: Hypothesis): boolean {
  for (let i = 0; i < p.length; i++) {
    for (let k = 0; k < q.length; k++) if (p[i] === q[k]) return true;
  }
  return false;
}

/** A hypothesis, its rivals among all, theirs, and so on; those that began first first. */
function reachedFrom(first: Hypothesis, all: readonly Hypothesis[]): readonly Hypothesis[] {
  first.isReached = true;
  const reached = [first];
  for (let next = 0; next < reached.length && reached.length < all.length; next++) {
    for (const other of all) {
      if (other.isReached || !areRivals(reached[next], other)) continue;
      other.isReached = true;
      reached.push(other);
    }
  }
  return reached.sort((p, q) => p.place - q.place);
}

/** Settles hypotheses that are one net of rivals; where they are few, who opposes whom was noted. */
function settleComponent(
  tracks: TrackTable,
  component: readonly Hypothesis[],
  config: TrackerConfig,
  { confirmed, gone }: Settling,
): void {
  weigh(component);
  let total = 0;
  for (const { place, existence } of component) {
    remember(tracks, place, existence);
    total += existence;
  }
  // Few that together are not enough hold no family that is: what most of the clutter that shares a detection is.
  if (component.length <= HYPOTHESES_MAX && total < CONFIRM_EXISTENCE - ROUNDING) return;
  const families = new Map<EvidenceRef, Hypothesis[]>();
  for (const hypothesis of component) {
    const family = families.get(hypothesis.evidence[0]);
    if (family === undefined) families.set(hypothesis.evidence[0], [hypothesis]);
    else family.push(hypothesis);
  }
  for (const family of families.values()) {
    thinOut(family, gone);
    const best = confirmBest(tracks, family, component, gone, config);
    if (best !== null) confirmed.push(best);
  }
}

/** The row of a track that is confirmed by this. */
function confirmAt(tracks: TrackTable, place: number, existence: number): number {
  const index = tracks.own(place);
  confirm(tracks.numbers, TrackTable.at(index), existence);
  tracks.heads[index * HEAD + IS_CONFIRMED] = 1;
  tracks.clusters[index] = NO_CLUSTER;
  return index;
}

/** Gives those of a component their probabilities. */
function weigh(component: readonly Hypothesis[]): void {
  if (existences.length < component.length) existences = new Float64Array(2 * component.length);
  if (component.length <= RIVALS_MAX) exactMarginals.solve(existences);
  else weighMany(component);
  for (let h = 0; h < component.length; h++) component[h].existence = boundExistence(existences[h]);
}

function opposeRivals(component: readonly Hypothesis[]): void {
  exactMarginals.begin();
  for (let h = 0; h < component.length; h++) {
    exactMarginals.add(component[h].logOdds);
    for (let g = 0; g < h; g++)
      if (areRivals(component[g], component[h])) exactMarginals.oppose(g, h);
  }
}

function weighMany(component: readonly Hypothesis[]): void {
  const claims = new Map<EvidenceRef, number>();
  for (const { evidence } of component)
    for (const one of evidence) claims.set(one, (claims.get(one) ?? 0) + 1);
  const numberOf = new Map<EvidenceRef, number>();
  marginals.begin();
  for (const { logOdds, evidence } of component) {
    marginals.add(logOdds);
    for (const one of evidence) {
      if ((claims.get(one) ?? 0) < 2) continue;
      const number = numberOf.get(one) ?? numberOf.size;
      numberOf.set(one, number);
      marginals.share(number);
    }
  }
  marginals.solve(existences);
}

function remember(tracks: TrackTable, place: number, existence: number): void {
  const at = TrackTable.at(tracks.live[place]);
  if (tracks.numbers[at + columns.EXISTENCE] === existence) return;
  const index = tracks.ownCounted(place);
  tracks.numbers[TrackTable.at(index) + columns.EXISTENCE] = existence;
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
  component: readonly Hypothesis[],
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
  if (best.evidence.length < UNDOUBTED_DETECTIONS && hasRival(tracks, best, component)) return null;
  const index = confirmAt(tracks, best.place, existence);
  for (const other of component)
    if (other !== best && areRivals(best, other)) gone.add(other.place);
  return index;
}

/**
 * Whether as many detections, one of them its own, are otherwise explained: by a hypothesis that were likelier than not if there were no others,
 * and is not out of the question beside it.
 */
function hasRival(tracks: TrackTable, best: Hypothesis, component: readonly Hypothesis[]): boolean {
  return component.some(
    (other) =>
      other !== best &&
      other.evidence.length >= best.evidence.length &&
      other.logOdds > 0 &&
      other.existence > rivalShare(tracks, best, other) * best.existence &&
      areRivals(best, other),
  );
}

function rivalShare(tracks: TrackTable, best: Hypothesis, other: Hypothesis): number {
  const against = logSpeedPrior(tracks, other) - logSpeedPrior(tracks, best);
  return clamp(RIVAL_SHARE * Math.exp(against), RIVAL_SHARE_LEAST, RIVAL_SHARE_GREATEST);
}

/** ln of the density that the velocity of a hypothesis had beforehand, but for what all have in common. */
function logSpeedPrior({ numbers: a, live }: TrackTable, { place }: Hypothesis): number {
  const row = TrackTable.at(live[place]);
  const falls = a[row + BALLISTIC_PROBABILITY] + a[row + THRUST_PROBABILITY] > 0.5;
  const { horizontal, vertical } = falls ? BALLISTIC_SPEED_SIGMA : POWERED_SPEED_SIGMA;
  const share = falls ? BALLISTIC_PRIOR : 1 - BALLISTIC_PRIOR;
  const v = leadingMember(a, row) + 3;
  const level = (a[v] * a[v] + a[v + 1] * a[v + 1]) / (horizontal * horizontal);
  const climb = (a[v + 2] * a[v + 2]) / (vertical * vertical);
  return Math.log(share / (horizontal * horizontal * vertical)) - 0.5 * (level + climb);
}
