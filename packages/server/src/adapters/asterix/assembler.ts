import { assert, type Detection, type TimeUs } from "@tocsin/core";
import { adsbToDetection } from "./adsb-to-detection.ts";
import type { CategoryTables } from "./categories/category-registry.ts";
import { tablesWith } from "./categories/category-registry.ts";
import { decodeDatagram } from "./codec/decode-datagram.ts";
import type { DecodeError } from "./codec/decode-error.ts";
import type { AsterixFields, AsterixRecord } from "./codec/value.ts";
import type { DetectionContext } from "./detection-context.ts";
import { plotToDetection } from "./plot-to-detection.ts";
import { timeOfDayTicks } from "./record-time.ts";
import type { RejectReason } from "./reject-reason.ts";
import type { RejectCount } from "./reject-tally.ts";
import { RejectTally } from "./reject-tally.ts";
import type { AsterixSensorConfig } from "./sensor-config.ts";
import { type AsterixOutput, SensorState } from "./sensor-state.ts";
import { isServiceMessage, takeService, takeStatus } from "./service-messages.ts";
import { surfaceToDetection } from "./surface-to-detection.ts";
import { targetToDetection } from "./target-to-detection.ts";
import { resolveTimeOfDay } from "./time-of-day.ts";
import { trackToDetection } from "./track-to-detection.ts";

export type { AsterixOutput } from "./sensor-state.ts";

export interface AsterixConfig {
  readonly sensors: readonly AsterixSensorConfig[];
  /** Categories that arrive in another edition than the current: `{ 62: "0.17" }`. */
  readonly editions?: Readonly<Record<number, string>>;
}

type ToDetection = (record: AsterixRecord, context: DetectionContext) => Detection | RejectReason;

const toDetectionBy: Readonly<Record<number, ToDetection>> = {
  10: surfaceToDetection,
  15: targetToDetection,
  21: adsbToDetection,
  48: plotToDetection,
  62: trackToDetection,
};

/** Categories of which a look may claim that nothing else was there, so that its sweeps must wait for their reports. */
const SWEEPING: ReadonlySet<number> = new Set([10, 15, 48]);

/**
 * Turns ASTERIX datagrams, in the order received, into looks and sensor health. Detections go out at once, one
 * look for each sensor and datagram, without a sweep; each sector that a radar reports as crossed, and each frame of a staring
 * one, goes out as a look without detections, when the plots from there will have come. Deterministic: time is what `push` is given.
 */
export class AsterixAssembler {
  private readonly sensors = new Map<number, SensorState>();
  private readonly tally = new RejectTally();
  private readonly tables: CategoryTables;

  /** Throws where the configuration names an edition that there is no table for. */
  constructor(config: AsterixConfig) {
    const tables = tablesWith(config.editions ?? {});
    if (tables === null) throw new RangeError("no table for a configured edition of a category");
    this.tables = tables;
    for (const sensor of config.sensors) {
      this.sensors.set(sensor.sac * 256 + sensor.sic, new SensorState(sensor));
    }
  }

  /** What one datagram, received at `receivedUs`, says. Never throws on what it holds. */
  push(datagram: Uint8Array, receivedUs: TimeUs): readonly AsterixOutput[] {
    const { records, errors } = decodeDatagram(datagram, this.tables);
    const outputs: AsterixOutput[] = [];
    const touched = new Set<SensorState>();
    for (const record of records) {
      const sensor = this.sensorOf(record);
      if (sensor === null) continue;
      touched.add(sensor);
      const refused = this.take(record, { sensor, datagram, receivedUs, outputs });
      if (refused !== null) this.tally.add(refused, { sensorId: sensor.config.sensorId });
    }
    for (const sensor of touched) {
      sensor.flush(outputs);
      for (const swept of sensor.held.release(receivedUs)) sensor.pushSweep(outputs, swept);
    }
    for (const error of errors)
      this.tally.add(`decode-${error.reason}`, { detail: describe(error) });
    outputs.push(...this.tally.drain());
    return outputs;
  }

  /** All that was rejected since the start, by sensor and reason. */
  rejects(): readonly RejectCount[] {
    return this.tally.totals();
  }

  private sensorOf(record: AsterixRecord): SensorState | null {
    const source = record.items.get("010") as AsterixFields | undefined;
    if (source === undefined) {
      this.tally.add("no-source", {});
      return null;
    }
    const sac = Number(source["SAC"]);
    const sic = Number(source["SIC"]);
    const sensor = this.sensors.get(sac * 256 + sic) ?? null;
    if (sensor === null) this.tally.addUnknown(sac, sic);
    return sensor;
  }

  private take(
    record: AsterixRecord,
    context: {
      readonly sensor: SensorState;
      readonly datagram: Uint8Array;
      readonly receivedUs: TimeUs;
      readonly outputs: AsterixOutput[];
    },
  ): RejectReason | null {
    const { sensor, receivedUs, outputs } = context;
    const ticks = timeOfDayTicks(record);
    if (ticks === null) return "no-time-of-day";
    const sensedUs = resolveTimeOfDay(ticks, receivedUs);
    if (sensedUs === null) return "time-of-day-invalid";
    if (sensor.duplicates.isRepeat(context.datagram, record, receivedUs)) return "duplicate";
    const isStatus = takeStatus(sensor, record, outputs);
    if (isServiceMessage(record)) {
      const refused = takeService(sensor, record, sensedUs);
      return refused === "service-message" && isStatus ? null : refused;
    }
    if (sensor.isRefused) {
      sensor.frames.forget();
      return "no-go";
    }
    return this.takeReport(record, { sensor, sensedUs, receivedUs });
  }

  private takeReport(
    record: AsterixRecord,
    times: {
      readonly sensor: SensorState;
      readonly sensedUs: TimeUs;
      readonly receivedUs: TimeUs;
    },
  ): RejectReason | null {
    const { sensor, sensedUs, receivedUs } = times;
    const { config, accuracy } = sensor;
    const toDetection = toDetectionBy[record.category];
    assert(toDetection !== undefined, "each category that has a table becomes something");
    const detection = toDetection(record, { sensedUs, sensor: config, accuracy });
    if (typeof detection === "string") return detection;
    sensor.add(detection);
    if (SWEEPING.has(record.category)) sensor.held.notePlot(sensedUs, receivedUs);
    if (record.category !== 15) return null;
    const frame = sensor.frames.note(record, sensedUs);
    if (typeof frame === "string") return frame;
    if (frame !== null) sensor.held.add(frame);
    return null;
  }
}

function describe(error: DecodeError): string {
  const category = error.category === null ? "" : `category ${error.category}, `;
  return `${category}${error.item === null ? "" : `item ${error.item}, `}octet ${error.offset}`;
}
