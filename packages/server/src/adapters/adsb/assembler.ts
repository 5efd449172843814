import type { Geodetic, Look, SensorId, TimeUs } from "@tocsin/core";
import {
  ClaimBook,
  DoubtBoard,
  emergencyOfAdsb,
  emergencyOfCode,
  judgedDetection,
  type SensorReport,
} from "@tocsin/sdk";
import { type Aircraft, fresh } from "./aircraft.ts";
import { AircraftTable } from "./aircraft-table.ts";
import type { AircraftReport, ReportReject } from "./decode/aircraft-report.ts";
import { addressText } from "./decode/code-text.ts";
import type { PlaceDeg } from "./decode/compact-position.ts";
import { decodeModeS, type ModeSMessage, type ModeSReject } from "./decode/mode-s.ts";
import { MULTILATERATION_TICKS, type ReceiverFrame } from "./decode/receiver-frame.ts";
import type { SquitterContent } from "./decode/squitter.ts";
import { findPlace, type PlaceReject } from "./find-place.ts";
import { ReceiverClock } from "./receiver-clock.ts";
import { takeReply, takeReport, takeSquitter } from "./take-message.ts";
import { toDetection } from "./to-detection.ts";

/** An aircraft sends two positions a second; what is nearer to the last one is the same, heard twice. */
export const POSITION_SPACING_US = 200_000;
/** Nothing that answers a transponder flies faster. */
const SPEED_MAX_MPS = 1_000;
const VELOCITY_AGE_US = 5_000_000;

export interface AdsbConfig {
  readonly sensorId: SensorId;
  /** The receiver's antenna. */
  readonly receiver: Geodetic;
  /** Farther than this it hears nobody; a place beyond is a wrong one. */
  readonly rangeMaxM: number;
  /** Set one wrong bit of an extended squitter right. */
  readonly repair: boolean;
  /** Take in what says that it is on the ground. */
  readonly groundTraffic: boolean;
}

export type AdsbReject =
  | ModeSReject
  | ReportReject
  | Exclude<PlaceReject, "no-pair-yet">
  | "unknown-address"
  | "on-ground"
  | "repeated-position"
  | "impossible-jump";

export type AdsbOutput =
  | SensorReport
  | { readonly type: "reject"; readonly reason: AdsbReject; readonly detail: string };

interface Sighting {
  readonly sensedUs: TimeUs;
  readonly onGround: boolean;
  readonly typeCode: number | null;
  readonly containmentM: number | null;
  readonly isMultilaterated: boolean;
  readonly signalDb: number | null;
}

/**
 * Turns what a receiver hears of aircraft into looks: one for each position, without a sweep, since an aircraft that says nothing
 * is not seen. Each is judged as a claim that nobody vouches for; what is doubted goes in with wider errors, and shows
 * as the sensor's state. Deterministic: time is what it is given.
 */
export class AdsbAssembler {
  readonly #config: AdsbConfig;
  readonly #receiver: PlaceDeg;
  readonly #table = new AircraftTable();
  #clock = new ReceiverClock();
  readonly #claims: ClaimBook;
  readonly #doubts: DoubtBoard;
  #nextSequence = 0;

  constructor(config: AdsbConfig) {
    this.#config = config;
    const { latitudeRad, longitudeRad } = config.receiver;
    this.#receiver = {
      latitudeDeg: (latitudeRad * 180) / Math.PI,
      longitudeDeg: (longitudeRad * 180) / Math.PI,
    };
    this.#claims = new ClaimBook({
      speedMaxMps: SPEED_MAX_MPS,
      receiver: config.receiver,
      signalAtOneMetreMaxDbm: null,
    });
    this.#doubts = new DoubtBoard(this.#claims, "aircraft");
  }

  /** The receiver may have been started anew, and its clock with it. */
  restartClock(): void {
    this.#clock = new ReceiverClock();
  }

  /** A message of Mode S, received at `receivedUs`. */
  pushFrame(frame: ReceiverFrame, receivedUs: TimeUs): readonly AdsbOutput[] {
    const heardUs = this.#clock.heardUs(frame.ticks, receivedUs);
    const decoded = decodeModeS(frame.message, { repair: this.#config.repair });
    if (!decoded.ok) return [reject(decoded.reason, hexText(frame.message))];
    const { message } = decoded;
    if (message.kind === "squitter") return this.#squitter(message, frame, heardUs, receivedUs);
    if (message.kind === "all-call") {
      // With an interrogator's code overlaid, an error may hide in it.
      if (message.interrogator === 0) this.#table.get(message.address, true);
      return [];
    }
    const aircraft = this.#table.known(message.address, true);
    if (aircraft === null) return [reject("unknown-address", addressText(message.address))];
    takeReply(aircraft, message, heardUs);
    return [];
  }

  /** What another program decoded, received at `receivedUs`. */
  pushReport(report: AircraftReport, receivedUs: TimeUs): readonly AdsbOutput[] {
    const aircraft = this.#table.get(report.address, report.isAircraftAddress);
    const sensedUs = report.timeUs ?? receivedUs;
    takeReport(aircraft, report, sensedUs);
    if (report.place === null) return [];
    return this.#place(aircraft, report.place, receivedUs, {
      sensedUs,
      onGround: report.onGround === true,
      typeCode: null,
      containmentM: report.containmentM,
      isMultilaterated: report.isMultilaterated,
      signalDb: report.signalDb,
    });
  }

  #squitter(
    message: Extract<ModeSMessage, { kind: "squitter" }>,
    frame: ReceiverFrame,
    heardUs: TimeUs,
    receivedUs: TimeUs,
  ): readonly AdsbOutput[] {
    const aircraft = this.#table.get(message.address, message.isAircraftAddress);
    const { content } = message;
    takeSquitter(aircraft, content, heardUs);
    const isSurface = content.kind === "surface-position";
    const compact = compactOf(content);
    if (compact === null) return [];
    if (isSurface && !this.#config.groundTraffic)
      return [reject("on-ground", addressText(aircraft.address))];
    const options = { receiver: this.#receiver, rangeMaxM: this.#config.rangeMaxM };
    const place = findPlace(aircraft, { ...compact, isSurface }, heardUs, options);
    if (place === "no-pair-yet") return [];
    if (typeof place === "string") return [reject(place, addressText(aircraft.address))];
    return this.#place(aircraft, place, receivedUs, {
      sensedUs: heardUs,
      onGround: isSurface,
      typeCode: typeCodeOf(content),
      containmentM: null,
      isMultilaterated: frame.ticks === MULTILATERATION_TICKS,
      signalDb: frame.signal === 0 ? null : 20 * Math.log10(frame.signal / 255),
    });
  }

  #place(
    aircraft: Aircraft,
    place: PlaceDeg,
    receivedUs: TimeUs,
    sighting: Sighting,
  ): readonly AdsbOutput[] {
    const name = nameOf(aircraft);
    if (sighting.onGround && !this.#config.groundTraffic) return [reject("on-ground", name)];
    const { sensedUs } = sighting;
    if (aircraft.shownUs !== null && sensedUs - aircraft.shownUs < POSITION_SPACING_US)
      return [reject("repeated-position", name)];
    const detection = toDetection(aircraft, place, sensedUs, sighting);
    const ground = { heightM: this.#config.receiver.heightM, heightSigmaM: GROUND_SIGMA_M };
    const placed = sighting.onGround ? { ...detection, ...ground } : detection;
    const velocity = fresh(aircraft.velocity, sensedUs, VELOCITY_AGE_US);
    const judged = this.#claims.judge({
      claimant: name,
      transmitter: null,
      timeUs: sensedUs,
      latitudeRad: placed.latitudeRad,
      longitudeRad: placed.longitudeRad,
      heightM: placed.heightM,
      sigmaM: Math.sqrt(Math.max(placed.covarianceEeM2, placed.covarianceNnM2)),
      speedMps: velocity === null ? null : Math.hypot(velocity.eastMps, velocity.northMps),
      signalDb: sighting.signalDb,
    });
    const health = this.#health(receivedUs);
    if (!judged.isUsable) return [reject("impossible-jump", name), ...health];
    aircraft.place = { value: place, timeUs: sensedUs };
    aircraft.shownUs = sensedUs;
    this.#table.placed(aircraft);
    const look: Look = {
      sensorId: this.#config.sensorId,
      sequence: this.#nextSequence++,
      fromUs: sensedUs,
      toUs: sensedUs,
      sweep: null,
      detections: [judgedDetection(placed, judged, emergencyOf(aircraft, sensedUs))],
    };
    return [{ type: "look", look }, ...health];
  }

  #health(nowUs: TimeUs): readonly AdsbOutput[] {
    const state = this.#doubts.update(nowUs);
    return state === null ? [] : [{ type: "health", sensorId: this.#config.sensorId, ...state }];
  }
}

/** Told every few seconds while it lasts. */
const EMERGENCY_AGE_US = 60_000_000;
const emergencyOf = (aircraft: Aircraft, nowUs: TimeUs): string | null =>
  emergencyOfAdsb(fresh(aircraft.emergency, nowUs, EMERGENCY_AGE_US)) ??
  emergencyOfCode(fresh(aircraft.squawk, nowUs, EMERGENCY_AGE_US));

/** Ground is about as high as the antenna. */
const GROUND_SIGMA_M = 50;
const reject = (reason: AdsbReject, detail: string): AdsbOutput => ({
  type: "reject",
  reason,
  detail,
});

const nameOf = ({ address, isAircraftAddress }: Aircraft): string =>
  `${isAircraftAddress ? "" : "~"}${addressText(address)}`;

const compactOf = (content: SquitterContent) =>
  content.kind === "airborne-position" || content.kind === "surface-position"
    ? content.compact
    : null;
const typeCodeOf = (content: SquitterContent): number | null =>
  "typeCode" in content ? content.typeCode : null;

const hexText = (octets: Uint8Array): string =>
  Array.from(octets, (octet) => octet.toString(16).padStart(2, "0")).join("");
