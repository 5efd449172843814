import type { Decision } from "../assessment/decision.ts";
import type { AreaProtection } from "../coverage/protection.ts";
import type { SensorHealth } from "../coverage/sensor.ts";
import type { EvidenceRef } from "../measurement/look.ts";
import type { LaunchAnswer, Projection } from "../projection/projection.ts";
import type { SensorRegistration } from "../registration/sensor-registration.ts";
import type { Continuation, ObjectClass, TrackEndCause } from "../tracking/track.ts";
import type { SensorConduct } from "../trust/sensor-conduct.ts";
import type { TrackId } from "../units/ids.ts";
import type { TimeUs } from "../units/time.ts";
import type { StandingOrders } from "../warning/standing-orders.ts";
import type { Warning } from "../warning/warning.ts";
import type { Weather } from "./weather.ts";

/** What a step asks the outside to do. Each is recorded before it is acted on. JSON-safe. */
export type EngineEffect =
  | { readonly type: "decision"; readonly decision: Decision }
  | { readonly type: "warning"; readonly warning: Warning }
  | { readonly type: "track"; readonly track: TrackRecord }
  | {
      readonly type: "protection";
      readonly timeUs: TimeUs;
      readonly areas: readonly AreaProtection[];
    }
  | { readonly type: "sensor"; readonly timeUs: TimeUs; readonly health: SensorHealth }
  | {
      readonly type: "registration";
      readonly timeUs: TimeUs;
      readonly registration: SensorRegistration;
    }
  | { readonly type: "orders"; readonly timeUs: TimeUs; readonly orders: StandingOrders }
  /** What air flights are projected through from now on; null: nobody knows it, so the standard one and any usual wind. */
  | { readonly type: "air"; readonly timeUs: TimeUs; readonly weather: Weather | null }
  | { readonly type: "conduct"; readonly timeUs: TimeUs; readonly conduct: SensorConduct }
  | { readonly type: "fault"; readonly fault: Fault };

/** A track at its confirmation and at its end. */
export interface TrackRecord {
  readonly timeUs: TimeUs;
  readonly trackId: TrackId;
  readonly change: "confirmed" | "ended";
  readonly cause: TrackEndCause | null;
  readonly firstSensedUs: TimeUs;
  readonly lastSensedUs: TimeUs;
  readonly confirmedUs: TimeUs | null;
  readonly detectionCount: number;
  readonly existence: number;
  readonly class: ObjectClass;
  readonly classProbability: number;
  readonly ballisticProbability: number;
  /** Site ENU position m and velocity m/s at `stateUs`. */
  readonly stateUs: TimeUs;
  readonly state: readonly number[];
  readonly projection: Projection | null;
  readonly launch: LaunchAnswer | null;
  readonly evidence: readonly EvidenceRef[];
  readonly identity: string | null;
  /** What speaks against what it says of itself: how it flies, or that nobody sees it where it says it is; left out where nothing does. */
  readonly claimContradictedBy?: "flight" | "place";
  /** The lost track that it may go on from; left out where there is none. */
  readonly continues?: Continuation;
}

/** Something that was not taken in, or not in its order, and is said so. */
export interface Fault {
  readonly timeUs: TimeUs;
  readonly code: FaultCode;
  readonly subject: string;
  readonly detail: string;
  /** Of input that was not used: how much by now, since the post started; absent of any other fault. */
  readonly tally?: RejectTally;
}

/** How often an input gave something that was not used, for one reason. */
export interface RejectTally {
  readonly input: string;
  readonly reason: string;
  /** The sensor whose reports were dropped; null where what came could not be read, or names none of the site. */
  readonly sensor: string | null;
  readonly count: number;
}
/** Every fault that is recorded: the engine's, then those of the parts around it. */
export type FaultCode =
  | "LOOK_TOO_LATE"
  | "LOOK_DUPLICATE"
  | "LOOK_UNKNOWN_SENSOR"
  | "CLOCK_OFFSET"
  | "TRACK_LIMIT"
  | "EVENT_BEFORE_CONFIGURATION"
  | "UNKNOWN_SUBJECT"
  | "COMMAND_REFUSED"
  | "AREA_REFUSED"
  | "WEATHER_REFUSED"
  | "DECISION_PATHS_DISAGREE"
  | "ENGINE_DEFECT"
  | "INPUT_REJECTED"
  | "INPUT_FAILED"
  | "CHANNEL_FAILED"
  | "WARNING_UNANSWERED"
  | "JOURNAL_FAULT"
  | "WARNING_UNRECORDED"
  | "CLOCK_STEP"
  | "HTTP_FAULT"
  | "SITE_NOT_ACCEPTED"
  | "SITE_COPY_DAMAGED"
  | "SELF_TEST_FAILED"
  | "DRILL_FAULT";
