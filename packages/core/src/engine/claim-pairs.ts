import type { EvidenceRef } from "../measurement/look.ts";
import type { MotionEstimate, Track } from "../tracking/track.ts";
import { square } from "../units/algebra.ts";
import { secondsBetween } from "../units/time.ts";
import type { TrackId } from "../units/ids.ts";

/** So many of the latest detections of a track tell whose they are. */
const ASKED = 6;
/** Tracks of one object lie within so many sigmas of both and this many metres, and what a turn meanwhile explains (m/s²). */
const APART_SIGMAS = 4;
const APART_M = 50;
const ACCELERATION_MPS2 = 10;
/** A place known no better than this (m, one sigma, the worse level direction), and so many times worse than with claims, is vague. */
const VAGUE_M = 150;
const VAGUE_TIMES = 3;

export interface ClaimPairsState {
  readonly pairs: readonly (readonly [TrackId, TrackId])[];
  readonly former: readonly (readonly [TrackId, TrackId])[];
}

/** Names of detections, made once for each. */
const keys = new WeakMap<EvidenceRef, string>();

function keyOf(ref: EvidenceRef): string {
  let key = keys.get(ref);
  if (key === undefined) {
    key = `${ref.sensorId}/${ref.lookToUs}/${ref.lookSequence}/${ref.index}`;
    keys.set(ref, key);
  }
  return key;
}

/**
 * Which track of measurements is of the same object as a track that claims have a part in. Both are made of the same measurements, so one
 * detection that they share tells it; once told it holds for as long as the two lie together.
 */
export class ClaimPairs {
  /** From tracks with claims to measured ones. */
  #pairs = new Map<TrackId, TrackId>();
  /** The same, of measured tracks that ended. */
  #former = new Map<TrackId, TrackId>();

  /** Pairs anew: all confirmed tracks of measurements, and those of all reports in which claims have a part. */
  update(measured: readonly Track[], told: readonly Track[]): void {
    const pairs = new Map<TrackId, TrackId>();
    const former = new Map<TrackId, TrackId>();
    if (told.length > 0) {
      const holders = holdersOf(measured);
      const byId = new Map(measured.map((track) => [track.id, track]));
      for (const track of told) {
        const before = this.#pairs.get(track.id);
        const holder = holderOf(track, holders) ?? stillWith(track, before, byId);
        if (holder !== null) pairs.set(track.id, holder.id);
        else if (before !== undefined && !byId.has(before)) former.set(track.id, before);
        else keep(former, this.#former, track.id);
      }
    }
    this.#pairs = pairs;
    this.#former = former;
  }

  /** The measured track of the object of a track with claims; undefined where none is. */
  measuredOf(told: TrackId): TrackId | undefined {
    return this.#pairs.get(told);
  }

  /** The measured track, ended since, of which a track with claims was until then. */
  formerOf(told: TrackId): TrackId | undefined {
    return this.#former.get(told);
  }

  snapshot(): ClaimPairsState {
    return { pairs: [...this.#pairs], former: [...this.#former] };
  }
  restore({ pairs, former }: ClaimPairsState): void {
    this.#pairs = new Map(pairs);
    this.#former = new Map(former);
  }
}

function keep(to: Map<TrackId, TrackId>, from: Map<TrackId, TrackId>, id: TrackId): void {
  const value = from.get(id);
  if (value !== undefined) to.set(id, value);
}

/** Whose the latest detections of measured tracks are. */
function holdersOf(measured: readonly Track[]): ReadonlyMap<string, Track> {
  const holders = new Map<string, Track>();
  for (const track of measured) {
    const { evidence } = track;
    for (let i = Math.max(0, evidence.length - ASKED); i < evidence.length; i++)
      holders.set(keyOf(evidence[i]), track);
  }
  return holders;
}

/** The measured track that has the latest detection which any has. */
function holderOf({ evidence }: Track, holders: ReadonlyMap<string, Track>): Track | null {
  for (let i = evidence.length - 1; i >= 0; i--) {
    const holder = holders.get(keyOf(evidence[i]));
    if (holder !== undefined) return holder;
  }
  return null;
}

function stillWith(
  track: Track,
  before: TrackId | undefined,
  byId: ReadonlyMap<TrackId, Track>,
): Track | null {
  const other = before === undefined ? undefined : byId.get(before);
  return other === undefined || areApart(track, other) ? null : other;
}

/** Whether two tracks lie further apart, over the ground, than their errors and the time between them explain. */
function areApart(p: Track, q: Track): boolean {
  const dtS = secondsBetween(p.timeUs, q.timeUs);
  const [a, b] = [p.estimates[0], q.estimates[0]];
  const east = a.mean[0] + dtS * a.mean[3] - b.mean[0];
  const north = a.mean[1] + dtS * a.mean[4] - b.mean[1];
  const sigmaM = Math.sqrt(levelVariance(a) + levelVariance(b));
  const limitM = APART_M + APART_SIGMAS * sigmaM + 0.5 * ACCELERATION_MPS2 * square(dtS);
  return square(east) + square(north) > square(limitM);
}

const levelVariance = ({ mean, covariance }: MotionEstimate): number =>
  Math.max(covariance[0], covariance[mean.length + 1]);

/** Whether a measured track knows the place of its object so badly that what its claims say of it is another matter: a direction alone does. */
export function isVagueBeside(measured: Track, told: Track): boolean {
  const variance = levelVariance(measured.estimates[0]);
  return (
    variance > square(VAGUE_M) && variance > square(VAGUE_TIMES) * levelVariance(told.estimates[0])
  );
}
