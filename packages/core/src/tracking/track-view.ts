import { copyGaussian, createGaussian, gaussianBytes, mixGaussians } from "../filter/gaussian.ts";
import { heightOfEnu } from "../geodesy/local-frame.ts";
import type { Environment } from "../motion/environment.ts";
import { classify } from "./classify.ts";
import type { LiveTrack } from "./live-track.ts";
import type { MotionEstimate, Track, TrackStatus } from "./track.ts";

/** Consecutive misses after which a confirmed track counts as coasting, and the same by time, in sensor periods. */
export const COASTING_MISSES = 2;

/** The track as the rest of the engine sees it: plain data that never changes. */
export function viewTrack(track: LiveTrack, coasting: boolean, env: Environment): Track {
  const { ofBank } = track;
  ofBank.estimates ??= estimatesOf(track);
  const { estimates } = ofBank;
  const status: TrackStatus =
    track.confirmedUs === null ? "tentative" : coasting ? "coasting" : "confirmed";
  return {
    id: track.id,
    status,
    existence: track.existence,
    timeUs: track.timeUs,
    estimates,
    classProbabilities: classProbabilities(track, estimates[0], env),
    firstSensedUs: track.firstSensedUs,
    lastSensedUs: track.lastSensedUs,
    confirmedUs: track.confirmedUs,
    detectionCount: track.detectionCount,
    missCount: track.missCount,
    evidence: track.evidence,
    identity: track.identity,
  };
}

function estimatesOf(track: LiveTrack): readonly MotionEstimate[] {
  const { bank } = track;
  const probability = bank.ballisticProbability;
  const bytes = gaussianBytes(6);
  const buffer = new ArrayBuffer(probability === 0 ? bytes : bytes + gaussianBytes(7));
  const powered = createGaussian(6, buffer, 0);
  mixGaussians(bank.steady, bank.agile, bank.steadyShare, powered);
  const poweredEstimate: MotionEstimate = {
    model: "powered",
    probability: 1 - probability,
    mean: powered.mean,
    covariance: powered.covariance,
  };
  if (probability === 0) return [poweredEstimate];
  const ballistic = createGaussian(7, buffer, bytes);
  copyGaussian(bank.ballistic, ballistic);
  const ballisticEstimate: MotionEstimate = {
    model: "ballistic",
    probability,
    mean: ballistic.mean,
    covariance: ballistic.covariance,
  };
  return probability > 0.5
    ? [ballisticEstimate, poweredEstimate]
    : [poweredEstimate, ballisticEstimate];
}

function classProbabilities(
  track: LiveTrack,
  estimate: MotionEstimate,
  env: Environment,
): Track["classProbabilities"] {
  const { mean, covariance } = estimate;
  const size = mean.length;
  const variance = (i: number): number => covariance[i * size + i];
  const speed2 = mean[3] * mean[3] + mean[4] * mean[4] + mean[5] * mean[5];
  const { identity } = track;
  return classify({
    heightM: heightOfEnu(env.frame, mean[0], mean[1], mean[2]) - env.groundHeightM,
    heightSigmaM: Math.sqrt(variance(2)),
    speedMps: Math.sqrt(speed2),
    speedSigmaMps: Math.sqrt(Math.max(variance(3), variance(4), variance(5))),
    climbMps: mean[5],
    climbSigmaMps: Math.sqrt(variance(5)),
    ballisticProbability: track.bank.ballisticProbability,
    existence: track.existence,
    detectionCount: track.detectionCount,
    rcsDbsm: track.rcsCount === 0 ? null : track.rcsSumDb / track.rcsCount,
    rcsCount: track.rcsCount,
    saysAircraft: identity !== null && (identity.aircraftAddress ?? identity.callsign) !== null,
  });
}
