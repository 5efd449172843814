import type { Gaussian } from "../filter/gaussian.ts";
import { createMotionBank } from "../filter/motion-bank.ts";
import type { EvidenceRef, Identity } from "../measurement/look.ts";
import type { TrackId } from "../units/ids.ts";
import type { TimeUs } from "../units/time.ts";
import { type Contribution, type LiveTrack, liveTrackOf } from "./live-track.ts";
import type { MotionModel, Track, TrackEnd, TrackEndCause } from "./track.ts";

/** A live track as plain JSON: means, then the upper triangles of the covariances. */
export interface TrackPiece {
  readonly id: TrackId;
  readonly timeUs: TimeUs;
  readonly existence: number;
  readonly existenceUs: TimeUs;
  readonly firstSensedUs: TimeUs;
  readonly lastSensedUs: TimeUs;
  readonly confirmedUs: TimeUs | null;
  readonly detectionCount: number;
  readonly missCount: number;
  readonly expectedLooks: number;
  readonly expectedCount: number;
  readonly rcsSumDb: number;
  readonly rcsCount: number;
  readonly evidence: readonly EvidenceRef[];
  readonly identity: Identity | null;
  readonly contributions: readonly Contribution[];
  readonly steadyShare: number;
  readonly ballisticProbability: number;
  readonly steady: readonly number[];
  readonly agile: readonly number[];
  /** null while that member sleeps. */
  readonly ballistic: readonly number[] | null;
}

/** The piece of a track; the same object until the track changes, so that frequent snapshots cost little. */
export function pieceOf(track: LiveTrack): TrackPiece {
  if (track.piece !== null) return track.piece as TrackPiece;
  const { bank } = track;
  const piece: TrackPiece = {
    id: track.id,
    timeUs: track.timeUs,
    existence: track.existence,
    existenceUs: track.existenceUs,
    firstSensedUs: track.firstSensedUs,
    lastSensedUs: track.lastSensedUs,
    confirmedUs: track.confirmedUs,
    detectionCount: track.detectionCount,
    missCount: track.missCount,
    expectedLooks: track.expectedLooks,
    expectedCount: track.expectedCount,
    rcsSumDb: track.rcsSumDb,
    rcsCount: track.rcsCount,
    evidence: track.evidence,
    identity: track.identity,
    contributions: track.contributions,
    steadyShare: bank.steadyShare,
    ballisticProbability: bank.ballisticProbability,
    steady: pack(bank.steady),
    agile: pack(bank.agile),
    ballistic: bank.ballisticProbability > 0 ? pack(bank.ballistic) : null,
  };
  track.piece = piece;
  return piece;
}

export function unpackTrack(piece: TrackPiece): LiveTrack {
  const { steadyShare, ballisticProbability, steady, agile, ballistic, ...rest } = piece;
  const bank = createMotionBank();
  bank.steadyShare = steadyShare;
  bank.ballisticProbability = ballisticProbability;
  unpack(steady, bank.steady);
  unpack(agile, bank.agile);
  if (ballistic !== null) unpack(ballistic, bank.ballistic);
  const track = liveTrackOf({ ...rest, bank });
  track.piece = piece;
  return track;
}

function pack(state: Gaussian): readonly number[] {
  const { mean, covariance } = state;
  const size = mean.length;
  const numbers = Array.from(mean);
  for (let i = 0; i < size; i++) {
    for (let j = i; j < size; j++) numbers.push(covariance[i * size + j]);
  }
  return numbers;
}

function unpack(numbers: readonly number[], state: Gaussian): void {
  const { mean, covariance } = state;
  const size = mean.length;
  for (let i = 0; i < size; i++) mean[i] = numbers[i];
  let at = size;
  for (let i = 0; i < size; i++) {
    for (let j = i; j < size; j++) {
      covariance[i * size + j] = numbers[at];
      covariance[j * size + i] = numbers[at];
      at++;
    }
  }
}

/** An end that was not yet taken, as plain JSON. */
export interface EndPiece {
  readonly cause: TrackEndCause;
  readonly track: Omit<Track, "estimates"> & { readonly estimates: readonly EstimatePiece[] };
}

interface EstimatePiece {
  readonly model: MotionModel;
  readonly probability: number;
  readonly mean: readonly number[];
  readonly covariance: readonly number[];
}

export function endPieceOf({ track, cause }: TrackEnd): EndPiece {
  const estimates = track.estimates.map((estimate) => ({
    ...estimate,
    mean: Array.from(estimate.mean),
    covariance: Array.from(estimate.covariance),
  }));
  return { track: { ...track, estimates }, cause };
}

export function endOf({ track, cause }: EndPiece): TrackEnd {
  const estimates = track.estimates.map((estimate) => ({
    ...estimate,
    mean: Float64Array.from(estimate.mean),
    covariance: Float64Array.from(estimate.covariance),
  }));
  return { track: { ...track, estimates }, cause };
}
