import type { Geodetic, Look, PositionDetection, SensorId, TimeUs } from "@tocsin/core";
import {
  ClaimBook,
  type Doubt,
  DoubtBoard,
  type Judgement,
  judgedDetection,
  type SensorReport,
} from "@tocsin/sdk";
import { decodeBroadcast } from "./decode/decode-message.ts";
import type { LocationMessage, RemoteIdMessage, RemoteIdReject } from "./decode/message.ts";
import type { Broadcast } from "./decode/radio-frame.ts";
import type { ReceiverReject, ReceiverReport } from "./decode/receiver-json.ts";
import { resolveSecondOfHour } from "./second-of-hour.ts";
import { toDetection } from "./to-detection.ts";
import { nameOf, takeId, type Transmitter, TransmitterTable } from "./transmitter-table.ts";

/** A drone tells its place once a second and repeats it in between; what comes sooner is not looked at. */
export const LOCATION_SPACING_US = 100_000;
/** The broadcast can say no more than 254 m/s, and no drone that must broadcast is nearly as fast. */
const SPEED_MAX_MPS = 150;
/**
 * Strongest signal at 1 m: 30 dBm sent, 15 dB of the antenna here, 40 dB of free space at 2.4 GHz, and 5 dB for a receiver that
 * reads wrong.
 */
const SIGNAL_AT_ONE_METRE_MAX_DBM = 10;

export interface RemoteIdConfig {
  readonly sensorId: SensorId;
  /** The receiver's antenna. */
  readonly receiver: Geodetic;
  /** Of the site's ground above the ellipsoid. */
  readonly groundHeightM: number;
}

export type RemoteIdOutput =
  | SensorReport
  | {
      readonly type: "reject";
      readonly reason:
        | RemoteIdReject
        | ReceiverReject
        | "no-position"
        | "repeated-position"
        | "impossible-jump";
      readonly detail: string;
    };

/**
 * Turns what drones broadcast of themselves into looks: one for each new place, without a sweep, since a drone that says nothing
 * is not seen. It is plain text that anyone can send: each place is judged as a claim, what is doubted goes in with
 * wider errors and shows as the sensor's state, and nothing of it silences anything. Where the operator is goes nowhere.
 * Deterministic: time is what it is given.
 */
export class RemoteIdAssembler {
  readonly #config: RemoteIdConfig;
  readonly #transmitters = new TransmitterTable();
  readonly #claims: ClaimBook;
  readonly #doubts: DoubtBoard;
  #nextSequence = 0;

  constructor(config: RemoteIdConfig) {
    this.#config = config;
    this.#claims = new ClaimBook({
      speedMaxMps: SPEED_MAX_MPS,
      receiver: config.receiver,
      signalAtOneMetreMaxDbm: SIGNAL_AT_ONE_METRE_MAX_DBM,
    });
    this.#doubts = new DoubtBoard(this.#claims, "drones");
  }

  /** A broadcast as it came off the air. */
  pushBroadcast(broadcast: Broadcast, receivedUs: TimeUs): readonly RemoteIdOutput[] {
    return this.#encoded(broadcast.octets, { ...broadcast, receivedUs });
  }

  /** What a receiver said. */
  pushReport(report: ReceiverReport, receivedUs: TimeUs): readonly RemoteIdOutput[] {
    const heard = { ...report, receivedUs };
    return [
      ...this.#messages(report.messages, heard),
      ...report.broadcasts.flatMap((octets) => this.#encoded(octets, heard)),
    ];
  }

  #encoded(octets: Uint8Array, heard: Heard): readonly RemoteIdOutput[] {
    const { messages, rejects } = decodeBroadcast(octets);
    return [
      ...this.#messages(messages, heard),
      ...rejects.map((reason) => reject(reason, heard.transmitter)),
    ];
  }

  /** Names come first: in a pack they stand beside the place that they belong to. */
  #messages(messages: readonly RemoteIdMessage[], heard: Heard): readonly RemoteIdOutput[] {
    const transmitter = this.#transmitters.get(heard.transmitter);
    for (const message of messages) takeId(transmitter, message);
    return messages.flatMap((message) =>
      message.type === "location" ? this.#location(message, transmitter, heard) : [],
    );
  }

  #location(
    message: LocationMessage,
    transmitter: Transmitter,
    { receivedUs, signalDbm }: Heard,
  ): readonly RemoteIdOutput[] {
    const name = nameOf(transmitter);
    const saidUs =
      message.secondOfHour === null ? null : resolveSecondOfHour(message.secondOfHour, receivedUs);
    const sensedUs = Math.min(saidUs ?? receivedUs, receivedUs);
    const before = transmitter.lastSensedUs;
    const isSame = isRepeat(message, transmitter.lastLocation);
    if (before !== null && (isSame || sensedUs - before < LOCATION_SPACING_US))
      return [reject("repeated-position", name)];
    const { groundHeightM } = this.#config;
    const detection = toDetection(message, { sensedUs, name, groundHeightM });
    if (detection === null) return [reject("no-position", name)];
    transmitter.lastLocation = message;
    transmitter.lastSensedUs = sensedUs;
    const isClockWrong = message.secondOfHour !== null && saidUs === null;
    const extra: readonly Doubt[] = isClockWrong ? ["clock"] : [];
    const judged = this.#claims.judge(
      {
        claimant: name,
        transmitter: transmitter.address,
        timeUs: sensedUs,
        latitudeRad: detection.latitudeRad,
        longitudeRad: detection.longitudeRad,
        heightM: detection.heightM,
        sigmaM: Math.sqrt(Math.max(detection.covarianceEeM2, detection.covarianceNnM2)),
        speedMps: message.speedMps,
        signalDb: signalDbm,
      },
      extra,
    );
    const state = this.#doubts.update(receivedUs);
    const health: readonly RemoteIdOutput[] =
      state === null ? [] : [{ type: "health", sensorId: this.#config.sensorId, ...state }];
    if (!judged.isUsable) return [reject("impossible-jump", name), ...health];
    return [{ type: "look", look: this.#look(detection, judged, message.status) }, ...health];
  }

  #look(detection: PositionDetection, judged: Judgement, status: number): Look {
    return {
      sensorId: this.#config.sensorId,
      sequence: this.#nextSequence++,
      fromUs: detection.sensedUs,
      toUs: detection.sensedUs,
      sweep: null,
      detections: [judgedDetection(detection, judged, EMERGENCIES[status] ?? null)],
    };
  }
}

/** By the operational status (ASTM F3411-22a, table 7). */
const EMERGENCIES: Readonly<Record<number, string>> = {
  3: "an emergency",
  4: "a failure of its Remote ID",
};

interface Heard {
  readonly transmitter: string;
  readonly signalDbm: number | null;
  readonly receivedUs: TimeUs;
}

const reject = (
  reason: Extract<RemoteIdOutput, { type: "reject" }>["reason"],
  detail: string,
): RemoteIdOutput => ({ type: "reject", reason, detail });

/** Told again. One that does not say when it measured may stand still, and is looked at each time. */
const isRepeat = (message: LocationMessage, last: LocationMessage | null): boolean =>
  last !== null &&
  message.secondOfHour !== null &&
  message.secondOfHour === last.secondOfHour &&
  message.latitudeDeg === last.latitudeDeg &&
  message.longitudeDeg === last.longitudeDeg;
