import { assignSparse } from "../association/assignment.ts";
import { aimGateWindow, createGateWindow, membersNear } from "../association/gate-window.ts";
import { aimTrackReach, createTrackReach, REACH_SPAN_SHARE } from "../association/track-reach.ts";
import { createMotionBank } from "../filter/motion-bank.ts";
import type { PreparedDetection } from "../filter/prepared-detection.ts";
import { scoreMotionBank } from "../filter/update-bank.ts";
import type { Environment } from "../motion/environment.ts";
import { clamp } from "../units/algebra.ts";
import { secondsBetween } from "../units/time.ts";
import { type Ahead, bringTo, isWithinReach } from "./bring-to.ts";
import type { LiveTrack } from "./live-track.ts";
import type { PreparedLook, Row } from "./prepared-look.ts";
import { reachOf, reachTimeS } from "./reach-of.ts";
import { chanceToDetect, type SensorContext } from "./sensor-context.ts";

/** One track and the detection that was given to it. */
export interface Pairing {
  /** Its place among the tracks that were given. */
  readonly place: number;
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
const ahead: Ahead = { bank: createMotionBank(), timeUs: NaN };
const window = createGateWindow();
const reach = createTrackReach();
const near: number[] = [];

/**
 * Gives each detection to at most one track and each track at most one detection, so that the product over all of
 * r·P_D·L / ((1 − r·P_D)·λ) is greatest: r existence, P_D detection probability, L likelihood under the track's mixture of motions, λ the density
 * of detections that no track explains. A pairing below 1 is worth less than none and is not made.
 * (Y. Bar-Shalom and X. R. Li, "Multitarget-Multisensor Tracking", 1995, §7: the two-dimensional assignment.)
 *
 * A look that sees a part of the sky costs what the tracks there cost: the others are ruled out by their reach.
 */
export function associateLook(
  tracks: readonly LiveTrack[],
  look: PreparedLook,
  env: Environment,
): readonly Pairing[] {
  if (look.detections.length === 0 || tracks.length === 0) return [];
  const places: number[] = [];
  const rows: Row[] = [];
  const rowStart = [0];
  const columns: number[] = [];
  const costs: number[] = [];
  for (let place = 0; place < tracks.length; place++) {
    const track = tracks[place];
    if (!mayMeet(track, look)) continue;
    const row = rowOf(track, look, env);
    if (row.columns.length === 0) continue;
    places.push(place);
    rows.push(row);
    for (const column of row.columns) columns.push(column);
    for (const cost of row.costs) costs.push(cost);
    rowStart.push(columns.length);
  }
  const problem = {
    rowCount: rows.length,
    columnCount: look.detections.length,
    rowStart,
    columns,
    costs,
  };
  const { columnOfRow } = assignSparse(problem);
  const pairings: Pairing[] = [];
  rows.forEach((row, i) => {
    const position = columnOfRow[i];
    if (position === -1) return;
    const logRatio = row.logRatios[row.columns.indexOf(position)];
    const { detectionProbability } = row;
    const place = places[i];
    pairings.push({ place, track: tracks[place], position, logRatio, detectionProbability });
  });
  return pairings;
}

/** False where no detection of the look can lie in the track's gate. */
function mayMeet(track: LiveTrack, look: PreparedLook): boolean {
  const dt = secondsBetween(track.timeUs, look.middleUs);
  if (dt < 0) return true;
  const cached = reachOf(track, look.sensor, dt, look.spanS);
  return cached === null || look.index.mayHold(cached);
}

const NO_ROW: Row = { columns: [], costs: [], logRatios: [], detectionProbability: 0 };

function rowOf(track: LiveTrack, look: PreparedLook, env: Environment): Row {
  let row = look.rows.get(track);
  if (row === undefined) {
    row = gateAndScore(track, look, env);
    look.rows.set(track, row);
  }
  return row;
}

function gateAndScore(track: LiveTrack, look: PreparedLook, env: Environment): Row {
  const { sensor, index, middleUs, spanS } = look;
  if (!isWithinReach(track, middleUs)) return NO_ROW;
  const dt = secondsBetween(track.timeUs, middleUs);
  const untilS = reachTimeS(dt, spanS);
  if (dt >= 0 && !index.hasPlaces && spanS <= REACH_SPAN_SHARE * untilS) {
    aimTrackReach(track.bank, sensor.geometry, untilS, reach);
    index.candidates(reach, near);
    if (near.length === 0) return NO_ROW;
  }
  ahead.timeUs = NaN;
  bringTo(track, middleUs, env, ahead, "coarse");
  aimGateWindow(ahead.bank, sensor.geometry, spanS, index.errors, window);
  index.candidates(window, near);
  if (near.length === 0) return NO_ROW;
  const chance = chanceToDetect(track, dt, sensor, look.health);
  const probability = Math.max(chance, DETECTION_PROBABILITY_LEAST);
  const claim = clamp(track.existence, CLAIM_LEAST, CLAIM_GREATEST) * probability;
  const logClaim = Math.log(claim / (1 - claim));
  const candidates: Candidate[] = [];
  for (const position of near) {
    const entry = look.detections[position];
    const members = membersNear(window, entry);
    if (members === 0) continue;
    const logRatio = scorePair(track, entry, members, env) - look.logDensities[position];
    const cost = -(logClaim + logRatio + identityWeight(track, entry, sensor));
    if (cost < 0) candidates.push({ position, cost, logRatio });
  }
  if (candidates.length === 0) return NO_ROW;
  if (candidates.length > CANDIDATES_MAX) keepCheapest(candidates);
  return {
    columns: candidates.map(({ position }) => position),
    costs: candidates.map(({ cost }) => cost),
    logRatios: candidates.map(({ logRatio }) => logRatio),
    detectionProbability: probability,
  };
}

interface Candidate {
  readonly position: number;
  readonly cost: number;
  readonly logRatio: number;
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
  const slack = bringTo(track, entry.sensedUs, env, ahead, "coarse");
  return scoreMotionBank(ahead.bank, entry, slack, members, scratch);
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
