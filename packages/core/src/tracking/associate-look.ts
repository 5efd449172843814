import { heldWithin, HOLD, holdDirections, type Sought } from "../association/hold.ts";
import { Marginals } from "../association/marginals.ts";
import { aimSearchWindow, createSearchWindow } from "../association/search-window.ts";
import { SparseAssignment, sparseProblemOf } from "../association/sparse-assignment.ts";
import { BANK, copyBank, THRUST_PROBABILITY } from "../filter/bank-layout.ts";
import {
  createExpectation,
  EVERY_MEMBER,
  expectMeasurement,
  membersThatMay,
} from "../filter/expected-measurement.ts";
import { GATE, LOG_VOLUME, MEASURED } from "../filter/measured.ts";
import { isOnePoweredState, placeLogLikelihood } from "../filter/one-state.ts";
import { createOpenPlace, mayLieThere, openPlace } from "../filter/open-place.ts";
import { boundPairings, createPairingBound, mayPair } from "../filter/pairing-bound.ts";
import { updateBank, updateBankInPlace } from "../filter/update-bank.ts";
import { NO_SLACK } from "../filter/update-member.ts";
import type { Identity } from "../measurement/look.ts";
import type { SensorGeometry } from "../measurement/sensor-geometry.ts";
import type { Environment } from "../motion/environment.ts";
import { secondsBetween, type TimeUs } from "../units/time.ts";
import { bringBank, isWithinReach, slackOf } from "./bring-bank.ts";
import { type AskedChance, type MissChance, missChance } from "./miss-probability.ts";
import type { PreparedLook } from "./prepared-look.ts";
import { chanceToDetect } from "./sensor-context.ts";
import { DETECTION_COUNT, EXISTENCE, TIME_US } from "./track-columns.ts";
import { HEAD, IS_CONFIRMED } from "./track-head.ts";
import { surviveExistence } from "./existence.ts";
import { type Names, TrackTable } from "./track-table.ts";

/** A track competes for at most this many detections of one look, the likeliest ones. */
export const CANDIDATES_MAX = 24;
/** A detection where the sensor should see nothing is still a detection: it is taken at this probability. */
const DETECTION_PROBABILITY_LEAST = 0.1;
/** What a matching or a differing identity is worth, in ln likelihood: it breaks ties, and is no more than a claim. */
const IDENTITY_WEIGHT = 4;
/** A pairing less probable than e to this, beside no detection at all, is left out. */
const LOG_WEIGHT_LEAST = -9;
/** More than {@link placeLogLikelihood} lacks of a ln likelihood. */
const LOG_WEIGHT_ROUNDING = 0.5;
/** A look wider than twice this concerns most tracks, and is not asked whom it does not. */
const SECTOR_HALF_WIDTH_RAD = 2;
/** Tracks that exist this surely, and share detections, can be confused … */
const CONTENDER_EXISTENCE = 0.5;
/** … when no pairing of one of them is this sure. */
const SURE = 0.95;

/**
 * Which detections of a look come from which tracks. For every track that a detection may come from, {@link rows} holds its place, and for
 * each of its pairings the bank that the detection makes of it; the marginals hold the probabilities. One workspace for all looks.
 */
export class Association {
  readonly marginals = new Marginals();
  /** For each row: the place of its track among the live ones. */
  places = new Int32Array(64);
  /** For each row: what the look says of the track if none of its detections is the track's. */
  missProbability = new Float64Array(64);
  missIsExpected = new Uint8Array(64);
  /** For each row: ln of the odds r / (1 − r·P_D) that its pairings' weights contain. */
  logPrior = new Float64Array(64);
  /** For each detection, the probability that no confirmed track has it. */
  free = new Float64Array(64);
  /** For each row: the one pairing that it is given where tracks contend, −1 for none; −2 where the marginals speak. */
  choice = new Int32Array(64);
  /** For each row: 1 once its track has taken what was found for it. */
  isTaken = new Uint8Array(64);
  /** For each row that was taken: the detection that is surely its confirmed track's, which tells of its sensor's errors, or −1. */
  sure = new Int32Array(64);
  /** For each pairing, {@link BANK} numbers: the track's bank at the detection's time, updated by it. */
  banks = new Float64Array(64 * BANK);
  readonly #assignment = new SparseAssignment();
  readonly #window = createSearchWindow();
  readonly #ahead = new Float64Array(BANK);
  readonly #expectation = createExpectation();
  readonly #open = createOpenPlace();
  readonly #bound = createPairingBound();
  #logExtraneous = new Float64Array(64);
  /** For each pairing, ln of its weight. */
  readonly logWeights: number[] = [];
  readonly #miss: AskedChance = { probability: 0, isExpected: false, detection: 0, atS: NaN };
  #near = new Int32Array(64);
  /** Places of the tracks that the look under way may concern. */
  #places = new Int32Array(64);

  /**
   * Looks at every live track. `extraneous` is, for each detection, how many of a whole sweep were false or of new objects if they were everywhere as
   * dense as there; `onMiss` hears of those
   * tracks that no detection may come from and that the look should have shown.
   */
  associate(
    tracks: TrackTable,
    look: PreparedLook,
    extraneous: ArrayLike<number>,
    env: Environment,
    onMiss: (place: number, miss: MissChance) => void,
  ): void {
    const { table } = look;
    this.marginals.begin(table.count);
    if (this.#near.length < table.count) {
      this.#near = new Int32Array(2 * table.count);
      this.#logExtraneous = new Float64Array(2 * table.count);
    }
    for (let i = 0; i < table.count; i++) this.#logExtraneous[i] = Math.log(extraneous[i]);
    const { wedge } = look;
    const { geometry } = look.sensor;
    const searchUs = table.count > 0 ? table.middleUs : look.middleUs;
    const spanS = table.spanS + Math.abs(secondsBetween(searchUs, look.middleUs));
    const sensor = look.sensor.index;
    const count =
      wedge === null
        ? 0
        : this.#concerned(tracks, geometry, { sensor, wedge, timeUs: searchUs, spanS });
    for (let k = 0; k < count; k++) {
      const place = this.#places[k];
      const index = tracks.live[place];
      const row = TrackTable.at(index);
      const a = tracks.numbers;
      missChance(a, row, look, this.#miss);
      const near = table.count > 0 ? this.#nearTo(a, row, searchUs, look) : 0;
      if (near > 0 && this.#gate(tracks, place, near, look, env)) continue;
      if (this.#miss.probability > 0) onMiss(place, this.#miss);
    }
    this.marginals.solve();
    this.#settleContention(tracks);
    this.#findFree(tracks, table.count);
  }

  /** How many detections may come from a track; their places in the table are in {@link #near}. */
  #nearTo(a: Float64Array, row: number, searchUs: TimeUs, look: PreparedLook): number {
    if (!isWithinReach(a, row, searchUs)) return 0;
    const dt = secondsBetween(a[row + TIME_US], searchUs);
    aimSearchWindow(a, row, dt, look.table.spanS, look.sensor.geometry, this.#window);
    return look.index.candidates(this.#window, this.#near);
  }

  /** What confirmed tracks leave to others; what one was given where tracks contend is nobody else's. */
  #findFree(tracks: TrackTable, count: number): void {
    const { marginals, choice } = this;
    if (this.free.length < count) this.free = new Float64Array(2 * count);
    const { free } = this;
    free.fill(0, 0, count);
    for (let row = 0; row < marginals.rowCount; row++) {
      if (!this.isConfirmed(tracks, row)) continue;
      if (choice[row] >= 0) free[marginals.columns[choice[row]]] = Infinity;
      if (choice[row] !== -2) continue;
      for (let p = marginals.rowStart[row]; p < marginals.rowStart[row + 1]; p++)
        free[marginals.columns[p]] += marginals.claimOf(row, p);
    }
    for (let i = 0; i < count; i++) free[i] = 1 / (1 + free[i]);
  }

  /** Whether the track of a row is confirmed. */
  isConfirmed(tracks: TrackTable, row: number): boolean {
    return this.#isKnown(tracks, this.places[row]);
  }

  /** Whether the track at a live place is confirmed. */
  #isKnown(tracks: TrackTable, place: number): boolean {
    return tracks.heads[tracks.live[place] * HEAD + IS_CONFIRMED] === 1;
  }

  /** The row of the track at a live place; −1 where no detection may come from it. */
  rowAt(place: number): number {
    return this.places.subarray(0, this.rowCount).indexOf(place);
  }

  /** The live tracks at those places were let go, and those behind them moved up. A row of one that is gone has the place −1. */
  dropped(gone: ReadonlySet<number>): void {
    const { places, rowCount } = this;
    const ascending = Int32Array.from(gone).sort();
    for (let row = 0; row < rowCount; row++) {
      const below = countBelow(ascending, places[row]);
      places[row] = ascending[below] === places[row] ? -1 : places[row] - below;
    }
  }

  get rowCount(): number {
    return this.marginals.rowCount;
  }

  /** Where the bank of a pairing begins. */
  static bankOf(pairing: number): number {
    return pairing * BANK;
  }

  /**
   * Fills {@link #places} with those of the tracks that a look may concern; how many. Most sectors of a turning antenna ask this of most tracks, so
   * what bounds where a track may be is kept with it, and the asking is a loop of its own.
   */
  #concerned(tracks: TrackTable, geometry: SensorGeometry, sought: Sought): number {
    const { count, live, numbers } = tracks;
    const { sensor } = sought;
    if (this.#places.length < count) this.#places = new Int32Array(2 * count);
    if (sought.wedge.halfWidthRad > SECTOR_HALF_WIDTH_RAD) {
      for (let place = 0; place < count; place++) this.#places[place] = place;
      return count;
    }
    const holds = tracks.holds.about(sensor);
    const hold = (index: number): void => {
      const row = TrackTable.at(index);
      holdDirections(numbers, row, numbers[row + TIME_US], geometry, sensor, holds, index * HOLD);
    };
    return heldWithin(holds, live, count, sought, hold, this.#places);
  }

  /** Scores the candidates of one track; false where none passes its gate. */
  #gate(
    tracks: TrackTable,
    place: number,
    near: number,
    look: PreparedLook,
    env: Environment,
  ): boolean {
    const a = tracks.numbers;
    const row = TrackTable.at(tracks.live[place]);
    const names = tracks.names[tracks.live[place]];
    const { marginals } = this;
    const from = marginals.rowStart[marginals.rowCount];
    const logPrior = this.#logPrior(a, row, look);
    this.#notePrior(logPrior);
    // Most tracks have no pairing in the end, and need not be asked how probably they are detected.
    let logClaim = NaN;
    const isOne = isOnePoweredState(a, row);
    const isOpen = !isOne && a[row + DETECTION_COUNT] === 1;
    // What one detection alone may go on is worked out where its pairing's bank is to stand, which saves a copy.
    const isAlone = near === 1 && !isOpen;
    // What lies alone about a track that is known is nearly always its own, and not worth asking about before the update.
    const isAsked = !isAlone || a[row + THRUST_PROBABILITY] > 0 || !this.#isKnown(tracks, place);
    let aheadUs = NaN;
    let end = from;
    for (let k = 0; k < near; k++) {
      const i = this.#near[k];
      const sensedUs = look.table.sensedUs[i];
      if (!isWithinReach(a, row, sensedUs)) continue;
      if (isOne && this.#isTooLight(a, row, names, i, look, logPrior)) continue;
      if ((end + 1) * BANK > this.banks.length) this.#growBanks();
      const bank = end * BANK;
      if (sensedUs !== aheadUs) {
        aheadUs = sensedUs;
        const target = isAlone ? this.banks : this.#ahead;
        const to = isAlone ? bank : 0;
        bringBank(a, row, sensedUs, env, target, to);
        if (isAsked) expectMeasurement(target, to, look.sensor.geometry, this.#expectation);
        if (isOpen) this.#boundOpen(look);
      }
      const at = i * MEASURED;
      const slack = slackOf(a, row, sensedUs);
      const isBounded = isOpen && slack === NO_SLACK;
      if (isBounded && !this.#mayLieThere(names, i, look)) continue;
      const members =
        isAsked && slack === NO_SLACK
          ? membersThatMay(this.#expectation, look.table.values, at)
          : EVERY_MEMBER;
      if (members === 0) continue;
      if (isBounded && !mayPair(this.#bound, look.sensor.geometry, look.table.values, at)) continue;
      const { banks } = this;
      const logLikelihood = isAlone
        ? updateBankInPlace(banks, bank, look.table, at, slack, members)
        : updateBank(this.#ahead, 0, look.table, at, slack, banks, bank, members);
      if (logLikelihood === -Infinity) continue;
      if (Number.isNaN(logClaim)) logClaim = logPrior + Math.log(this.#chance(a, row, look));
      const weight =
        logClaim +
        logLikelihood +
        look.table.values[at + LOG_VOLUME] -
        this.#logExtraneous[i] +
        identityWeight(names, look.table.detections[i].identity, look.sensor.index);
      if (!(weight >= LOG_WEIGHT_LEAST)) continue;
      if (end - from === CANDIDATES_MAX) this.#replaceLeast(from, end, i, weight);
      else {
        marginals.add(i, weight);
        this.logWeights[end++] = weight;
      }
    }
    if (end === from) return false;
    this.#closeRow(place);
    return true;
  }

  /** What bounds the pairings of the bank that was brought ahead, that of a track of a single detection. */
  #boundOpen({ sensor, inSpace }: PreparedLook): void {
    openPlace(this.#ahead, 0, sensor.geometry, inSpace, this.#open);
    boundPairings(this.#ahead, 0, sensor.geometry, this.#bound);
  }

  /** Whether a pairing of a track of a single detection may weigh enough, by where it lies; nine of ten do not. */
  #mayLieThere(names: Names, i: number, { table, sensor, inSpace }: PreparedLook): boolean {
    const at = i * MEASURED;
    const { logLeast } = this.#bound;
    logLeast[0] =
      LOG_WEIGHT_LEAST -
      LOG_WEIGHT_ROUNDING -
      this.logPrior[this.marginals.rowCount] -
      table.values[at + LOG_VOLUME] +
      this.#logExtraneous[i] -
      identityWeight(names, table.detections[i].identity, sensor.index);
    return mayLieThere(this.#open, inSpace, i, table.values[at + GATE], logLeast);
  }

  /** Whether a pairing is surely left out, as nearly all are of tracks of a single detection. */
  #isTooLight(
    a: Float64Array,
    row: number,
    names: Names,
    i: number,
    { table, sensor }: PreparedLook,
    logPrior: number,
  ): boolean {
    const dt = secondsBetween(a[row + TIME_US], table.sensedUs[i]);
    const at = i * MEASURED;
    const most = placeLogLikelihood(a, row, dt, sensor.geometry, table.values, at);
    if (most === Infinity || most === -Infinity) return most < 0;
    const weight =
      logPrior +
      most +
      table.values[at + LOG_VOLUME] -
      this.#logExtraneous[i] +
      identityWeight(names, table.detections[i].identity, sensor.index);
    return weight < LOG_WEIGHT_LEAST - LOG_WEIGHT_ROUNDING;
  }

  /** Puts the pairing whose bank stands at `end` in the place of the row's least likely one, if it is likelier. */
  #replaceLeast(from: number, end: number, column: number, weight: number): void {
    let least = from;
    for (let p = from + 1; p < end; p++) {
      if (this.logWeights[p] < this.logWeights[least]) least = p;
    }
    if (weight <= this.logWeights[least]) return;
    copyBank(this.banks, end * BANK, this.banks, least * BANK);
    this.marginals.replace(least, column, weight);
    this.logWeights[least] = weight;
  }

  /** ln of r / (1 − r·P_D), P_D that of the sweep; with the P_D of a detection it is what a pairing's likelihood ratio is multiplied by. */
  #logPrior(a: Float64Array, row: number, { table }: PreparedLook): number {
    const dt = secondsBetween(a[row + TIME_US], table.middleUs);
    const existence = surviveExistence(a[row + EXISTENCE], Math.max(0, dt));
    return Math.log(existence / (1 - existence * this.#miss.probability));
  }

  #chance(a: Float64Array, row: number, { table, sensor, health }: PreparedLook): number {
    const dt = secondsBetween(a[row + TIME_US], table.middleUs);
    const { atS, detection } = this.#miss;
    const chance = atS === dt ? detection : chanceToDetect(a, row, dt, sensor, health, row);
    return Math.max(chance, DETECTION_PROBABILITY_LEAST);
  }

  #notePrior(logPrior: number): void {
    const row = this.marginals.rowCount;
    if (row >= this.places.length) this.#growRows();
    this.logPrior[row] = logPrior;
  }

  #closeRow(place: number): void {
    const row = this.marginals.rowCount;
    this.places[row] = place;
    this.missProbability[row] = this.#miss.probability;
    this.missIsExpected[row] = this.#miss.isExpected ? 1 : 0;
    this.choice[row] = -2;
    this.isTaken[row] = 0;
    this.sure[row] = -1;
    this.marginals.closeRow();
  }

  /**
   * Where tracks that surely exist contend for detections and it is not sure whose is whose, the likeliest way of all takes the place of the
   * marginals: mixing the two ways would draw both tracks to the middle between the objects, where they would stay as one.
   */
  #settleContention(tracks: TrackTable): void {
    const { marginals } = this;
    const contended = new Set<number>();
    for (let row = 0; row < marginals.rowCount; row++) {
      if (this.#isContended(tracks, row)) contended.add(marginals.clusterOfRow[row]);
    }
    for (const cluster of contended) {
      this.#assign(marginals.rowsOfCluster(cluster).filter((row) => this.#isSure(tracks, row)));
    }
  }

  #isContended(tracks: TrackTable, row: number): boolean {
    const { marginals } = this;
    if (!marginals.isShared(row) || !this.#isSure(tracks, row)) return false;
    let most = marginals.rowAlone[row];
    for (let p = marginals.rowStart[row]; p < marginals.rowStart[row + 1]; p++) {
      most = Math.max(most, marginals.probabilities[p]);
    }
    return most < SURE;
  }

  #isSure(tracks: TrackTable, row: number): boolean {
    const at = TrackTable.at(tracks.live[this.places[row]]);
    return tracks.numbers[at + EXISTENCE] >= CONTENDER_EXISTENCE;
  }

  #assign(rows: readonly number[]): void {
    const { marginals } = this;
    const rowStart = [0];
    const wanted = new Set<number>();
    for (const row of rows) {
      for (let p = marginals.rowStart[row]; p < marginals.rowStart[row + 1]; p++) {
        wanted.add(marginals.columns[p]);
      }
    }
    const places = new Map([...wanted].sort((a, b) => a - b).map((column, i) => [column, i]));
    const columns: number[] = [];
    const costs: number[] = [];
    for (const row of rows) {
      for (let p = marginals.rowStart[row]; p < marginals.rowStart[row + 1]; p++) {
        columns.push(places.get(marginals.columns[p]) ?? 0);
        costs.push(Math.min(0, -this.logWeights[p]));
      }
      rowStart.push(columns.length);
    }
    const columnOfRow = this.#assignment.solve(
      sparseProblemOf(wanted.size, rowStart, columns, costs),
    );
    rows.forEach((row, i) => {
      this.choice[row] = -1;
      for (let p = marginals.rowStart[row]; p < marginals.rowStart[row + 1]; p++) {
        if (this.logWeights[p] <= 0) continue;
        if (places.get(marginals.columns[p]) === columnOfRow[i]) this.choice[row] = p;
      }
    });
  }

  /** Room for twice the pairings of the latest look, made while nobody waits for one. */
  makeRoom(): void {
    const { rowStart, rowCount } = this.marginals;
    if (2 * BANK * rowStart[rowCount] > this.banks.length) this.#growBanks();
  }

  #growBanks(): void {
    const banks = new Float64Array(2 * this.banks.length);
    banks.set(this.banks);
    this.banks = banks;
  }

  #growRows(): void {
    const length = 2 * this.places.length;
    const { places, missProbability, missIsExpected, choice, logPrior, isTaken, sure } = this;
    this.isTaken = new Uint8Array(length);
    this.isTaken.set(isTaken);
    this.sure = new Int32Array(length);
    this.sure.set(sure);
    this.logPrior = new Float64Array(length);
    this.logPrior.set(logPrior);
    this.places = new Int32Array(length);
    this.places.set(places);
    this.missProbability = new Float64Array(length);
    this.missProbability.set(missProbability);
    this.missIsExpected = new Uint8Array(length);
    this.missIsExpected.set(missIsExpected);
    this.choice = new Int32Array(length);
    this.choice.set(choice);
  }
}

function identityWeight(names: Names, said: Identity | null, sensor: number): number {
  if (said === null) return 0;
  let weight = 0;
  const address = names.identity === null ? null : names.identity.aircraftAddress;
  if (said.aircraftAddress !== null && address !== null) {
    weight += said.aircraftAddress === address ? IDENTITY_WEIGHT : -IDENTITY_WEIGHT;
  }
  if (said.sensorTrack !== null && names.sensorTracks[sensor] === said.sensorTrack) {
    weight += IDENTITY_WEIGHT;
  }
  return weight;
}

/** How many of ascending numbers are below one. */
function countBelow(ascending: Int32Array, number: number): number {
  let from = 0;
  let to = ascending.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (ascending[middle] < number) from = middle + 1;
    else to = middle;
  }
  return from;
}
