import {
  MICROS_PER_SECOND,
  type PositionDetection,
  type SensorId,
  type Look,
  type TimeUs,
} from "@tocsin/core";
import { ClaimBook, DoubtBoard, judgedDetection, plainLine, type SensorReport } from "@tocsin/sdk";
import type { CotEvent, CotReject, DecodedEvent } from "./decode/cot-event.ts";
import { kindOf, type Reporting } from "./event-type.ts";
import { isOwnName } from "./own-names.ts";
import { SeenEvents } from "./seen-events.ts";
import { toDetection, type UnstatedErrors } from "./to-detection.ts";

/** What a sender's clock may be ahead of ours. */
const AHEAD_MAX_US = 5 * MICROS_PER_SECOND;
/** Faster than this is nothing that reports itself. */
const SPEED_MAX_MPS = 1_000;

export interface CotConfig {
  /** The sensor that stands for each kind of report; null where they are not taken. */
  readonly sensors: Readonly<Record<Reporting, SensorId | null>>;
  readonly unstated: UnstatedErrors;
  readonly ageMaxUs: number;
  /** Whether what is on the ground or at sea, and spots that somebody marked, are taken for objects. */
  readonly takesGround: boolean;
  readonly takesSpots: boolean;
  /** Whether events of exercises and simulations are kept out. */
  readonly realOnly: boolean;
}

export type CotOutput =
  | SensorReport
  | { readonly type: "reject"; readonly reason: CotOutputReject; readonly detail: string };

type CotOutputReject =
  | CotReject
  | "own-event"
  | "not-an-object"
  | "not-in-the-air"
  | "not-asked-for"
  | "not-real"
  | "stale"
  | "too-old"
  | "from-the-future"
  | "repeated-event"
  | "impossible-jump";

/**
 * Turns events into looks: one for each new place, without a sweep, since whoever sends nothing is not seen. Anybody can send an event:
 * what friends say of themselves is weighed as a claim, and nothing of it silences anything. Deterministic: time is what it is given.
 */
export class CotAssembler {
  readonly #config: CotConfig;
  readonly #claims = new ClaimBook({
    speedMaxMps: SPEED_MAX_MPS,
    receiver: null,
    signalAtOneMetreMaxDbm: null,
  });
  readonly #doubts = new DoubtBoard(this.#claims, "friends");
  readonly #seen = new SeenEvents();
  readonly #sequences = new Map<SensorId, number>();

  constructor(config: CotConfig) {
    this.#config = config;
  }

  push(decoded: DecodedEvent, receivedUs: TimeUs): readonly CotOutput[] {
    if (!decoded.ok) return [reject(decoded.reason, plainLine(decoded.detail))];
    const { event } = decoded;
    const reporting = this.#reportingOf(event);
    if (typeof reporting !== "string") return [reject(reporting.reason, shown(event))];
    const sensorId = this.#config.sensors[reporting];
    if (sensorId === null) return [reject("not-asked-for", shown(event))];
    const late = timeFault(event, receivedUs, this.#config.ageMaxUs);
    if (late !== null) return [reject(late, shown(event))];
    if (!this.#seen.isNews(event.uid, event.timeUs))
      return [reject("repeated-event", shown(event))];
    const detection = toDetection(event, Math.min(event.timeUs, receivedUs), this.#config.unstated);
    return reporting === "observed"
      ? [{ type: "look", look: this.#look(sensorId, detection) }]
      : this.#judged(event, detection, { sensorId, receivedUs });
  }

  #reportingOf({ uid, type, how, operation }: CotEvent): Reporting | Refused {
    if (isOwnName(uid)) return { reason: "own-event" };
    if (this.#config.realOnly && (/^[es]/i.test(operation) || how === SIMULATED))
      return { reason: "not-real" };
    const about = kindOf(type);
    if (about.kind === "object")
      return about.isInAir || this.#config.takesGround
        ? about.reporting
        : { reason: "not-in-the-air" };
    return about.kind === "spot" && this.#config.takesSpots
      ? "observed"
      : { reason: "not-an-object" };
  }

  #judged(
    event: CotEvent,
    detection: PositionDetection,
    { sensorId, receivedUs }: { readonly sensorId: SensorId; readonly receivedUs: TimeUs },
  ): readonly CotOutput[] {
    const judged = this.#claims.judge({
      claimant: event.uid,
      transmitter: null,
      timeUs: detection.sensedUs,
      latitudeRad: detection.latitudeRad,
      longitudeRad: detection.longitudeRad,
      heightM: detection.heightM,
      sigmaM: Math.sqrt(Math.max(detection.covarianceEeM2, detection.covarianceNnM2)),
      speedMps: event.speedMps,
      signalDb: null,
    });
    const state = this.#doubts.update(receivedUs);
    const health: readonly CotOutput[] =
      state === null
        ? []
        : [{ type: "health", sensorId, status: state.status, reason: plainLine(state.reason) }];
    if (!judged.isUsable) return [reject("impossible-jump", shown(event)), ...health];
    return [
      { type: "look", look: this.#look(sensorId, judgedDetection(detection, judged, null)) },
      ...health,
    ];
  }

  #look(sensorId: SensorId, detection: PositionDetection): Look {
    const sequence = this.#sequences.get(sensorId) ?? 0;
    this.#sequences.set(sensorId, sequence + 1);
    const { sensedUs } = detection;
    return {
      sensorId,
      sequence,
      fromUs: sensedUs,
      toUs: sensedUs,
      sweep: null,
      detections: [detection],
    };
  }
}

/** How an event of a simulating machine came about. */
const SIMULATED = "m-s";

interface Refused {
  readonly reason: CotOutputReject;
}

const reject = (reason: CotOutputReject, detail: string): CotOutput => ({
  type: "reject",
  reason,
  detail,
});

const shown = ({ uid, type }: CotEvent): string => plainLine(`${uid}: ${type}`);

/** An event is of its moment: what is over, long ago or still to come is no look at the air now. */
function timeFault(
  { timeUs, startUs, staleUs }: CotEvent,
  receivedUs: TimeUs,
  ageMaxUs: number,
): CotOutputReject | null {
  if (staleUs <= receivedUs) return "stale";
  if (Math.max(timeUs, startUs) > receivedUs + AHEAD_MAX_US) return "from-the-future";
  return receivedUs - timeUs > ageMaxUs ? "too-old" : null;
}
