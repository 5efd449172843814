import { assignSparse } from "../association/assignment.ts";
import { DetectionIndex } from "../association/detection-index.ts";
import { logExtraneousDensity } from "../association/extraneous-density.ts";
import { aimGateWindow, createGateWindow, membersNear } from "../association/gate-window.ts";
import type { SensorHealth } from "../coverage/sensor.ts";
import { createMotionBank } from "../filter/motion-bank.ts";
import type { PreparedDetection } from "../filter/prepared-detection.ts";
import { scoreMotionBank } from "../filter/update-bank.ts";
import type { Environment } from "../motion/environment.ts";
import { clamp } from "../units/algebra.ts";
import { secondsBetween, type TimeUs } from "../units/time.ts";
import { bringTo, isWithinReach } from "./bring-to.ts";
import type { LiveTrack } from "./live-track.ts";
import { chanceToDetect, type SensorContext } from "./sensor-context.ts";

/** One track and the detection that was given to it. */
export interface Pairing {
  readonly track: LiveTrack;
  /** Place of the detection in the canonical order of the look. */
  readonly position: number;
  /** ln of the detection's likelihood under the track over the density of detections that no track explains. */
  readonly logRatio: number;
  readonly detectionProbability: number;
}

/** A track competes for at most this many detections of one look, the likeliest ones. */
export const CANDIDATES_MAX = 24;
/** A detection where the sensor should see nothing is still a detection: it is taken at this probability. */
const DETECTION_PROBABILITY_LEAST = 0.1;
/** Between these, doubt of a track's existence weakens its claim: a new track must be able to win its second detection. */
const CLAIM_LEAST = 0.5;
const CLAIM_GREATEST = 0.999;
/** What a matching or a differing identity is worth, in ln likelihood: it breaks ties, and is no more than a claim. */
const IDENTITY_WEIGHT = 4;

const scratch = createMotionBank();

/**
 * Gives each detection to at most one track and each track at most one detection, so that the product over all of
 * r·P_D·L / ((1 − r·P_D)·λ) is greatest: r existence, P_D detection probability, L likelihood under the track's mixture of motions, λ the density
 * of detections that no track explains. A pairing below 1 is worth less than none and is not made.
 * (Y. Bar-Shalom and X. R. Li, "Multitarget-Multisensor Tracking", 1995, §7: the two-dimensional assignment.)
 */
export function associateLook(
  tracks: readonly LiveTrack[],
  prepared: readonly PreparedDetection[],
  sensor: SensorContext,
  health: SensorHealth | undefined,
  env: Environment,
): readonly Pairing[] {
  if (prepared.length === 0 || tracks.length === 0) return [];
  const problem = gateAndScore(tracks, prepared, sensor, health, env);
  const assignment = assignSparse(problem);
  const pairings: Pairing[] = [];
  tracks.forEach((track, row) => {
    const position = assignment.columnOfRow[row];
    if (position === -1) return;
    const pair = problem.columns.indexOf(position, problem.rowStart[row]);
    const logRatio = problem.logRatios[pair];
    pairings.push({
      track,
      position,
      logRatio,
      detectionProbability: problem.detectionProbabilities[row],
    });
  });
  return pairings;
}

interface ScoredProblem {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly rowStart: number[];
  readonly columns: number[];
  readonly costs: number[];
  readonly logRatios: number[];
  readonly detectionProbabilities: number[];
}

interface Candidate {
  readonly position: number;
  readonly cost: number;
  readonly logRatio: number;
}

function gateAndScore(
  tracks: readonly LiveTrack[],
  prepared: readonly PreparedDetection[],
  sensor: SensorContext,
  health: SensorHealth | undefined,
  env: Environment,
): ScoredProblem {
  const index = new DetectionIndex(prepared);
  const logDensities = Float64Array.from(prepared, logExtraneousDensity);
  const { middleUs, spanS } = timeSpan(prepared);
  const window = createGateWindow();
  const near: number[] = [];
  const problem: ScoredProblem = {
    rowCount: tracks.length,
    columnCount: prepared.length,
    rowStart: [0],
    columns: [],
    costs: [],
    logRatios: [],
    detectionProbabilities: [],
  };
  for (const track of tracks) {
    const dt = secondsBetween(track.timeUs, middleUs);
    near.length = 0;
    if (isWithinReach(track, middleUs)) {
      bringTo(track, middleUs, env);
      aimGateWindow(track.ahead, sensor.geometry, spanS, index.errors, window);
      index.candidates(window, near);
    }
    const chance = near.length === 0 ? 0 : chanceToDetect(track, dt, sensor, health);
    const probability = Math.max(chance, DETECTION_PROBABILITY_LEAST);
    const claim = clamp(track.existence, CLAIM_LEAST, CLAIM_GREATEST) * probability;
    const logClaim = Math.log(claim / (1 - claim));
    const candidates: Candidate[] = [];
    for (const position of near) {
      const entry = prepared[position];
      const members = membersNear(window, entry);
      if (members === 0) continue;
      const logRatio = scorePair(track, entry, members, env) - logDensities[position];
      const cost = -(logClaim + logRatio + identityWeight(track, entry, sensor));
      if (cost < 0) candidates.push({ position, cost, logRatio });
    }
    if (candidates.length > CANDIDATES_MAX) keepCheapest(candidates);
    for (const candidate of candidates) {
      problem.columns.push(candidate.position);
      problem.costs.push(candidate.cost);
      problem.logRatios.push(candidate.logRatio);
    }
    problem.rowStart.push(problem.columns.length);
    problem.detectionProbabilities.push(probability);
  }
  return problem;
}

function keepCheapest(candidates: Candidate[]): void {
  candidates.sort((a, b) => a.cost - b.cost || a.position - b.position);
  candidates.length = CANDIDATES_MAX;
}

function scorePair(
  track: LiveTrack,
  entry: PreparedDetection,
  members: number,
  env: Environment,
): number {
  if (!isWithinReach(track, entry.sensedUs)) return -Infinity;
  const slack = bringTo(track, entry.sensedUs, env);
  return scoreMotionBank(track.ahead, entry, slack, members, scratch);
}

function identityWeight(track: LiveTrack, entry: PreparedDetection, sensor: SensorContext): number {
  const said = entry.detection.identity;
  if (said === null) return 0;
  let weight = 0;
  const address = track.identity === null ? null : track.identity.aircraftAddress;
  if (said.aircraftAddress !== null && address !== null) {
    weight += said.aircraftAddress === address ? IDENTITY_WEIGHT : -IDENTITY_WEIGHT;
  }
  if (said.sensorTrack !== null) {
    const own = track.contributions.find((entry2) => entry2.sensor === sensor.index);
    if (own !== undefined && own.sensorTrack === said.sensorTrack) weight += IDENTITY_WEIGHT;
  }
  return weight;
}

/** The middle of the detections' times, and the farthest of them from it, s. */
function timeSpan(prepared: readonly PreparedDetection[]): {
  readonly middleUs: TimeUs;
  readonly spanS: number;
} {
  let firstUs = Infinity;
  let lastUs = -Infinity;
  for (const { sensedUs } of prepared) {
    if (sensedUs < firstUs) firstUs = sensedUs;
    if (sensedUs > lastUs) lastUs = sensedUs;
  }
  const middleUs = firstUs + Math.floor((lastUs - firstUs) / 2);
  return { middleUs, spanS: secondsBetween(middleUs, lastUs) };
}
