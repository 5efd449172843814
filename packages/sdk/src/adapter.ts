import type {
  DefenceEvent,
  EngagementEvent,
  Look,
  OfficialWarningEvent,
  SensorId,
  SensorStatus,
  TimeUs,
  WeatherEvent,
} from "@tocsin/core";
import type { Cancellation } from "./ports/cancellation.ts";

/** Turns what a sensor sends into looks. One instance serves one configured source. */
export interface Adapter {
  /** As in the site file. */
  readonly id: string;
  /** Runs until the source ends or `signal` aborts. A rejection is a fault: the supervisor restarts the adapter. */
  run(sink: AdapterSink, signal: Cancellation): Promise<void>;
}

/** Where an adapter puts what it read. Calls never throw and never block; the sink bounds its own queues. */
export interface AdapterSink {
  /** `receivedUs`: when its last byte arrived; in a replay, when the recording says it did. */
  look(look: Look, receivedUs: TimeUs): void;
  health(sensorId: SensorId, status: SensorStatus, reason: string, receivedUs: TimeUs): void;
  /** What others than sensors report. It is recorded and shown; but for the weather, which flights are projected through, it decides nothing. */
  report(report: OutsideReport): void;
  /** Input that was not used, by reason; counted and shown, never silent. */
  rejected(reason: string, count: number, detail: string, receivedUs: TimeUs): void;
  /** Whether the line to the sensor stands; one that broke is shown as a fault until it is up again. */
  link(state: "up" | "down", detail: string, atUs: TimeUs): void;
}

/** An authority's warning, the state of a defence, what became of an object that a defence engaged, or the weather. */
export type OutsideReport = OfficialWarningEvent | DefenceEvent | EngagementEvent | WeatherEvent;
