import {
  BALLISTIC_PROBABILITY,
  BANK,
  copyBank,
  THRUST_PROBABILITY,
} from "../filter/bank-layout.ts";
import { MEASURED, RANGE_RATE, RCS } from "../filter/measured.ts";
import { shiftBank } from "../filter/predict-bank.ts";
import { cleanBank, igniteBank, settleBank } from "../filter/update-bank.ts";
import type { Identity } from "../measurement/look.ts";
import type { Environment } from "../motion/environment.ts";
import { secondsBetween } from "../units/time.ts";
import { Association, CANDIDATES_MAX } from "./associate-look.ts";
import { bringBank } from "./bring-bank.ts";
import { withEvidence } from "./evidence.ts";
import { noteClass, notePlace } from "./class-evidence.ts";
import { withMeasured } from "./measured-rows.ts";
import { boundExistence, existenceAfterMiss, SURVIVAL_S, surviveExistence } from "./existence.ts";
import { type MissChance, missWeight } from "./miss-probability.ts";
import { mixBanks } from "./mix-banks.ts";
import type { LookTable } from "../association/look-table.ts";
import { evidenceOf, type PreparedLook } from "./prepared-look.ts";
import type { SensorContext } from "./sensor-context.ts";
import { noteHeights, noteMissedHeights } from "./note-heights.ts";
import { noteMissedSize, noteSeenSize } from "./note-sizes.ts";
import { weighMiss } from "./weigh-miss.ts";
import * as columns from "./track-columns.ts";
import { type Names, TrackTable } from "./track-table.ts";

/** Two detections of one sensor nearer in time than this part of its period are one look at the object. */
const SAME_LOOK_PERIODS = 0.4;
/** Given that the object exists: a detection less probably its own than this leaves its state alone, as do smaller parts of a mixture. */
const PART_LEAST = 0.02;
/** Given that it exists, an object this probably detected counts as seen. */
const SEEN_LEAST = 0.5;

/** Given that it exists, a detection this probably its own tells of its sensor's errors. */
const SURE = 0.95;

/** What the application of a look depends on beside the look and the tracks. */
export interface LookParts {
  readonly env: Environment;
  /** Of all sensors, for the histories; null where none are kept. */
  readonly frames: Float64Array | null;
}

/** What a row of the association makes of its track; one for all rows, as a look has thousands. */
const outcome = {
  /** The likeliest pairing, −1 for none. */
  pairing: -1,
  /** Probability that the pairing, or where it is a mixture one of the pairings, is the track's detection. */
  hit: 0,
  isMixture: false,
  /** The same, given that the object exists. */
  share: 0,
};
const missed: MissChance = { probability: 0, isExpected: false };

/** A bank for each pairing that a track may have, and one for none. */
const scratch = new Float64Array((CANDIDATES_MAX + 1) * BANK);
const parts: number[] = [];
const shares: number[] = [];

/** Applies what the association found to the confirmed track of one of its rows; returns the variances repaired. */
export function applyRow(
  tracks: TrackTable,
  association: Association,
  row: number,
  look: PreparedLook,
  { env, frames }: LookParts,
): number {
  const place = association.places[row];
  findOutcome(association, row);
  const missProbability = association.missProbability[row];
  const isExpected = association.missIsExpected[row] === 1;
  const before = TrackTable.at(tracks.live[place]);
  const i = outcome.pairing === -1 ? -1 : association.marginals.columns[outcome.pairing];
  const sensedUs = i === -1 ? look.look.toUs : look.table.sensedUs[i];
  const quiet = Math.max(
    0,
    secondsBetween(tracks.numbers[before + columns.EXISTENCE_US], sensedUs),
  );
  const prior = surviveExistence(tracks.numbers[before + columns.EXISTENCE], quiet);
  const unseen = existenceAfterMiss(prior, missProbability);
  const existence = boundExistence(outcome.hit + (1 - outcome.hit) * unseen);
  const share = Math.min(1, outcome.hit / existence);
  if (share < PART_LEAST) {
    missed.probability = missProbability;
    missed.isExpected = isExpected;
    if (missProbability > 0) applyMiss(tracks, place, missed, look, env);
    return 0;
  }
  outcome.share = share;
  const index = tracks.own(place);
  tracks.moved(index);
  const a = tracks.numbers;
  const at = TrackTable.at(index);
  const repairs = moveBank(tracks, index, association, row, look, env);
  const isOwnLook = countContribution(a, at, look, i, share >= SEEN_LEAST);
  if (isOwnLook) {
    a[at + columns.EXISTENCE] = existence;
    a[at + columns.EXISTENCE_US] = Math.max(a[at + columns.EXISTENCE_US], sensedUs);
  }
  if (share >= SEEN_LEAST) {
    if (isOwnLook) columns.countExpectedLook(a, at, true);
    takeEvidence(tracks, index, look, i, frames);
    if (share >= SURE && sensedUs === a[at + columns.TIME_US]) association.sure[row] = i;
  } else if (isExpected)
    columns.countExpectedLook(a, at, false, missWeight(missProbability, look.sensor));
  return repairs;
}

/** Fills {@link outcome}: a confirmed track is the mixture over its pairings, or has the one that it was given where tracks contend. */
function findOutcome(association: Association, row: number): void {
  const { marginals, choice } = association;
  outcome.isMixture = choice[row] < -1;
  outcome.pairing = outcome.isMixture ? likeliestPairing(association, row) : choice[row];
  outcome.hit = outcome.pairing === -1 ? 0 : 1 - marginals.rowAlone[row];
}

function likeliestPairing({ marginals }: Association, row: number): number {
  let pairing = -1;
  let most = 0;
  for (let p = marginals.rowStart[row]; p < marginals.rowStart[row + 1]; p++) {
    if (marginals.probabilities[p] <= most) continue;
    most = marginals.probabilities[p];
    pairing = p;
  }
  return pairing;
}

/**
 * A track that is not confirmed is one way to explain its founding detection: it follows one pairing, and what else its object may have done
 * goes on beside it ({@link growHypotheses}), since a mixture of banks that lead apart would lead nowhere. Gives `logOdds` to the row, which
 * is owned, with the detection of the pairing; returns the variances repaired.
 */
export function takePairing(
  tracks: TrackTable,
  index: number,
  association: Association,
  {
    row,
    pairing,
    logOdds,
  }: { readonly row: number; readonly pairing: number; readonly logOdds: number },
  look: PreparedLook,
  { env, frames }: LookParts,
): number {
  tracks.moved(index);
  const at = TrackTable.at(index);
  outcome.pairing = pairing;
  outcome.hit = 1;
  outcome.isMixture = false;
  outcome.share = 1;
  const repairs = moveBank(tracks, index, association, row, look, env);
  const a = tracks.numbers;
  const i = association.marginals.columns[pairing];
  const sensedUs = look.table.sensedUs[i];
  if (countContribution(a, at, look, i, true)) {
    a[at + columns.LOG_ODDS] = logOdds;
    a[at + columns.EXISTENCE_US] = Math.max(a[at + columns.EXISTENCE_US], sensedUs);
    columns.countExpectedLook(a, at, true);
  }
  takeEvidence(tracks, index, look, i, frames);
  return repairs;
}

/** The track's bank becomes that of its detection, as {@link outcome} says, or the mixture over those that may be its and none. */
function moveBank(
  tracks: TrackTable,
  index: number,
  association: Association,
  row: number,
  look: PreparedLook,
  env: Environment,
): number {
  const a = tracks.numbers;
  const at = TrackTable.at(index);
  const sensedUs = look.table.sensedUs[association.marginals.columns[outcome.pairing]];
  const best = Association.bankOf(outcome.pairing);
  const lateS = secondsBetween(sensedUs, a[at + columns.TIME_US]);
  if (lateS > 0) {
    // An older detection met the state run back to its time, which now runs forward again.
    shiftBank(association.banks, best, lateS, env, a, at);
    cleanBank(a, at);
    return settleBank(a, at);
  }
  if (outcome.isMixture && hasOtherParts(association, row)) {
    collectParts(tracks, index, association, row, look, env);
    mixBanks(scratch, parts, shares, a, at);
  } else copyBank(association.banks, best, a, at);
  a[at + columns.TIME_US] = sensedUs;
  return settleBank(a, at);
}

/** Whether more than the likeliest pairing is part of a mixture, as seldom where nothing else is near. */
function hasOtherParts({ marginals }: Association, row: number): boolean {
  const { share } = outcome;
  if (1 - share >= PART_LEAST) return true;
  const scale = share / outcome.hit;
  for (let p = marginals.rowStart[row]; p < marginals.rowStart[row + 1]; p++) {
    if (p !== outcome.pairing && marginals.probabilities[p] * scale >= PART_LEAST) return true;
  }
  return false;
}

/** Fills `parts` with banks in `scratch` at the time of the best pairing, and `shares` with their weights. */
function collectParts(
  tracks: TrackTable,
  index: number,
  { marginals, banks }: Association,
  row: number,
  look: PreparedLook,
  env: Environment,
): void {
  const { share } = outcome;
  parts.length = 0;
  shares.length = 0;
  const { sensedUs } = look.table;
  const timeUs = sensedUs[marginals.columns[outcome.pairing]];
  const scale = share / outcome.hit;
  let total = 0;
  for (let p = marginals.rowStart[row]; p < marginals.rowStart[row + 1]; p++) {
    const weight = marginals.probabilities[p] * scale;
    if (p !== outcome.pairing && weight < PART_LEAST) continue;
    const to = parts.length * BANK;
    const offsetS = secondsBetween(sensedUs[marginals.columns[p]], timeUs);
    if (offsetS === 0) copyBank(banks, p * BANK, scratch, to);
    else shiftBank(banks, p * BANK, offsetS, env, scratch, to);
    parts.push(to);
    shares.push(weight);
    total += weight;
  }
  const unseen = 1 - share;
  if (unseen >= PART_LEAST) {
    const to = parts.length * BANK;
    const at = TrackTable.at(index);
    bringBank(tracks.numbers, at, timeUs, env, scratch, to);
    parts.push(to);
    shares.push(unseen);
    total += unseen;
  }
  for (let i = 0; i < shares.length; i++) shares[i] /= total;
}

/** The track after a look that should have shown it and did not. */
export function applyMiss(
  tracks: TrackTable,
  place: number,
  miss: MissChance,
  prepared: PreparedLook,
  env: Environment,
): void {
  const { look } = prepared;
  const index = tracks.own(place);
  const a = tracks.numbers;
  const at = TrackTable.at(index);
  const quiet = Math.max(0, secondsBetween(a[at + columns.EXISTENCE_US], look.toUs));
  const prior = surviveExistence(a[at + columns.EXISTENCE], quiet);
  a[at + columns.EXISTENCE] = existenceAfterMiss(prior, miss.probability);
  a[at + columns.LOG_ODDS] += Math.log(1 - miss.probability) - quiet / SURVIVAL_S;
  a[at + columns.EXISTENCE_US] = Math.max(a[at + columns.EXISTENCE_US], look.toUs);
  if (miss.isExpected)
    columns.countExpectedLook(a, at, false, missWeight(miss.probability, prepared.sensor));
  if (looksForItself(prepared.sensor)) notePlace(a, at, false, miss.probability);
  noteMissedSize(a, at, prepared, miss.probability);
  noteMissedHeights(tracks, index, prepared, miss.probability);
  if (weighMiss(a, at, prepared, env)) tracks.moved(index);
}

/** Notes when the sensor saw the track, by detection `i`; whether that is a look of its own, and not a second detection in the same one. */
function countContribution(
  a: Float64Array,
  at: number,
  { sensor, table }: PreparedLook,
  i: number,
  isSeen: boolean,
): boolean {
  const sensedUs = table.sensedUs[i];
  const known = columns.contributionOf(a, at, sensor.index);
  const sameLookUs = SAME_LOOK_PERIODS * sensor.geometry.spec.periodUs;
  const isOwnLook =
    known === -1 || sensedUs - a[known + columns.CONTRIBUTION_COUNTED_US] >= sameLookUs;
  if (!isSeen) return isOwnLook;
  const entry = known === -1 ? columns.newContribution(a, at) : known;
  const lastUs =
    known === -1 ? sensedUs : Math.max(sensedUs, a[known + columns.CONTRIBUTION_LAST_US]);
  a[entry + columns.CONTRIBUTION_SENSOR] = sensor.index;
  a[entry + columns.CONTRIBUTION_LAST_US] = lastUs;
  if (isOwnLook) a[entry + columns.CONTRIBUTION_COUNTED_US] = sensedUs;
  return isOwnLook;
}

/** The detection becomes evidence of the track, and what it says of the object is remembered. */
export function takeEvidence(
  tracks: TrackTable,
  index: number,
  prepared: PreparedLook,
  i: number,
  frames: Float64Array | null,
): void {
  const { sensor, table } = prepared;
  const a = tracks.numbers;
  const at = TrackTable.at(index);
  const sensedUs = table.sensedUs[i];
  a[at + columns.DETECTION_COUNT]++;
  if (a[at + columns.DETECTION_COUNT] === 2 && !tellsSpeed(table, i)) {
    igniteBank(a, at, secondsBetween(a[at + columns.FIRST_SENSED_US], sensedUs));
  }
  a[at + columns.LAST_SENSED_US] = Math.max(a[at + columns.LAST_SENSED_US], sensedUs);
  tracks.evidence[index] = withEvidence(tracks.evidence[index], evidenceOf(prepared, i));
  const rcs = table.values[i * MEASURED + RCS];
  if (!Number.isNaN(rcs)) {
    a[at + columns.RCS_SUM_DB] += rcs;
    a[at + columns.RCS_COUNT]++;
  }
  if (tellsHeight(table, i)) a[at + columns.HEIGHT_COUNT]++;
  noteHeights(tracks, index, prepared, i);
  if (frames !== null) {
    const isAwake = a[at + BALLISTIC_PROBABILITY] > 0 || a[at + THRUST_PROBABILITY] > 0;
    const { histories } = tracks;
    histories[index] = isAwake ? withMeasured(histories[index], prepared, i, frames) : null;
  }
  const { identity } = table.detections[i];
  if (identity !== null) tracks.names[index] = named(tracks.names[index], identity, sensor.index);
  if (looksForItself(sensor)) notePlace(a, at, true, 0);
  noteSeenSize(a, at, prepared);
  noteClass(a, at, sensor, saysAircraft(tracks.names[index]));
}

/** A 24-bit address or a callsign says that it is an aircraft. */
const saysAircraft = ({ identity }: Names): boolean =>
  identity !== null && (identity.aircraftAddress ?? identity.callsign) !== null;

/** Whether a sensor sees an object itself, and does not only hear what it says. */
const looksForItself = ({ geometry }: SensorContext): boolean =>
  geometry.spec.kind !== "cooperative";

const tellsSpeed = ({ values, detections }: LookTable, i: number): boolean => {
  const detection = detections[i];
  if (detection.kind === "position") return detection.velocity !== null;
  return !Number.isNaN(values[i * MEASURED + RANGE_RATE]);
};

function tellsHeight({ detections }: LookTable, i: number): boolean {
  const detection = detections[i];
  if (detection.kind !== "bearing" && detection.heightM !== null) return true;
  return detection.kind !== "position" && detection.elevationRad !== null;
}

/** Later words of an object about itself replace earlier ones; what is left unsaid stays. */
function named(known: Names, said: Identity, sensor: number): Names {
  const before = known.identity;
  const identity = {
    sensorTrack: said.sensorTrack ?? before?.sensorTrack ?? null,
    aircraftAddress: said.aircraftAddress ?? before?.aircraftAddress ?? null,
    callsign: said.callsign ?? before?.callsign ?? null,
    mode3A: said.mode3A ?? before?.mode3A ?? null,
  };
  const same =
    before !== null &&
    identity.sensorTrack === before.sensorTrack &&
    identity.aircraftAddress === before.aircraftAddress &&
    identity.callsign === before.callsign &&
    identity.mode3A === before.mode3A;
  const isKnown = said.sensorTrack === null || known.sensorTracks[sensor] === said.sensorTrack;
  if (same && isKnown) return known;
  return {
    identity: same ? before : identity,
    sensorTracks: isKnown ? known.sensorTracks : withSensorTrack(known, said.sensorTrack, sensor),
  };
}

function withSensorTrack(
  { sensorTracks }: Names,
  name: string | null,
  sensor: number,
): readonly (string | null)[] {
  const length = Math.max(sensorTracks.length, sensor + 1);
  return Array.from({ length }, (_, i) => (i === sensor ? name : (sensorTracks[i] ?? null)));
}
