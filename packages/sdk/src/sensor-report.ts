import type { Look, SensorId, SensorStatus, TimeUs } from "@tocsin/core";
import type { AdapterSink } from "./adapter.ts";

/** What an adapter made of what it read: a look, or what a sensor says of itself. */
export type SensorReport =
  | { readonly type: "look"; readonly look: Look }
  | {
      readonly type: "health";
      readonly sensorId: SensorId;
      readonly status: SensorStatus;
      /** In words for people. */
      readonly reason: string;
    };

/** Hands a report over; `receivedUs`: when its last octet arrived. */
export function giveReport(sink: AdapterSink, report: SensorReport, receivedUs: TimeUs): void {
  if (report.type === "look") sink.look(report.look, receivedUs);
  else sink.health(report.sensorId, report.status, report.reason, receivedUs);
}
