import type { Detection, Look, SensorId, SensorStatus, TimeUs } from "@tocsin/core";
import { decodeDatagram } from "./codec/decode-datagram.ts";
import type { DecodeError } from "./codec/decode-error.ts";
import { rawReader } from "./codec/interpret.ts";
import type { AsterixFields, AsterixRecord } from "./codec/value.ts";
import { category034 } from "./categories/category-034.ts";
import type { CategoryTables } from "./categories/category-registry.ts";
import { tablesWith } from "./categories/category-registry.ts";
import { DuplicateFilter } from "./duplicate-filter.ts";
import { plotToDetection } from "./plot-to-detection.ts";
import { RadarStatus } from "./radar-status.ts";
import type { RejectReason } from "./reject-reason.ts";
import { RejectTally } from "./reject-tally.ts";
import type { AsterixReject, RejectCount } from "./reject-tally.ts";
import type { AsterixAccuracy, AsterixSensorConfig } from "./sensor-config.ts";
import { defaultAccuracy } from "./sensor-config.ts";
import type { SweptSector } from "./sweep-clock.ts";
import { SweepClock } from "./sweep-clock.ts";
import { timeOfDayTicks } from "./record-time.ts";
import { SweepHold } from "./sweep-hold.ts";
import { resolveTimeOfDay } from "./time-of-day.ts";
import { trackToDetection } from "./track-to-detection.ts";

export type AsterixOutput =
  | { readonly type: "look"; readonly look: Look }
  | {
      readonly type: "health";
      readonly sensorId: SensorId;
      readonly status: SensorStatus;
      readonly reason: string;
    }
  | AsterixReject;

export interface AsterixConfig {
  readonly sensors: readonly AsterixSensorConfig[];
  /** Categories that arrive in another edition than the current: `{ 62: "0.17" }`. */
  readonly editions?: Readonly<Record<number, string>>;
}

interface SensorState {
  readonly config: AsterixSensorConfig;
  readonly accuracy: AsterixAccuracy;
  readonly duplicates: DuplicateFilter;
  readonly sweeps: SweepClock;
  readonly held: SweepHold;
  readonly status: RadarStatus;
  /** Detections of the datagram in hand, not yet given out. */
  pending: Detection[];
  nextSequence: number;
}

const NORTH_MARKER = 1;
const SECTOR_CROSSING = 2;
const readMessageType = rawReader(category034, "000");
const readSector = rawReader(category034, "020");
const readPeriodTicks = rawReader(category034, "041");
const PERIOD_TICK_US = 7_812.5;

/**
 * Turns ASTERIX datagrams, in the order received, into looks and sensor health. Detections go out at once, one
 * look for each sensor and datagram, without a sweep; each sector that a radar reports as crossed goes out as a look
 * without detections, when the plots from there will have come. Deterministic: time is what `push` is given.
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
      this.sensors.set(sensor.sac * 256 + sensor.sic, {
        config: sensor,
        accuracy: { ...defaultAccuracy, ...sensor.accuracy },
        duplicates: new DuplicateFilter(),
        sweeps: new SweepClock(),
        held: new SweepHold(),
        status: new RadarStatus(sensor),
        pending: [],
        nextSequence: 0,
      });
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
      flush(sensor, outputs);
      for (const swept of sensor.held.release(receivedUs)) pushSweep(sensor, outputs, swept);
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
    if (record.category === 34) return takeService(sensor, record, sensedUs, outputs);
    if (sensor.status.noGo && sensor.config.acceptWhenNoGo !== true) return "no-go";
    const { config, accuracy } = sensor;
    const toDetection = record.category === 48 ? plotToDetection : trackToDetection;
    const detection = toDetection(record, { sensedUs, sensor: config, accuracy });
    if (typeof detection === "string") return detection;
    sensor.pending.push(detection);
    if (record.category === 48) sensor.held.notePlot(sensedUs, receivedUs);
    return null;
  }
}

/** A CAT034 message: state of the radar, and where its antenna is. */
function takeService(
  sensor: SensorState,
  record: AsterixRecord,
  timeUs: TimeUs,
  outputs: AsterixOutput[],
): RejectReason | null {
  const status = sensor.status.update(record);
  if (status !== null)
    outputs.push({ type: "health", sensorId: sensor.config.sensorId, ...status });
  const periodTicks = readPeriodTicks(record);
  if (periodTicks !== null) sensor.sweeps.setPeriod(periodTicks * PERIOD_TICK_US);
  const azimuth = crossedAzimuth(record);
  if (azimuth === null) return "service-message";
  if (sensor.status.noGo && sensor.config.acceptWhenNoGo !== true) {
    sensor.sweeps.forget();
    sensor.held.clear();
    return "no-go";
  }
  let refused: RejectReason | null = null;
  for (const swept of sensor.sweeps.cross({ azimuth, timeUs })) {
    if (typeof swept === "string") refused = swept;
    else sensor.held.add(swept);
  }
  return refused;
}

function pushSweep(sensor: SensorState, outputs: AsterixOutput[], swept: SweptSector): void {
  const { fromUs, toUs, azimuthFromRad, azimuthWidthRad } = swept;
  const sweep = { azimuthFromRad, azimuthWidthRad };
  pushLook(sensor, outputs, { fromUs, toUs, sweep, detections: [] });
}

function crossedAzimuth(record: AsterixRecord): number | null {
  const type = readMessageType(record);
  if (type === NORTH_MARKER) return 0;
  return type === SECTOR_CROSSING ? readSector(record) : null;
}

function flush(sensor: SensorState, outputs: AsterixOutput[]): void {
  const detections = sensor.pending;
  if (detections.length === 0) return;
  sensor.pending = [];
  let fromUs = detections[0].sensedUs;
  let toUs = fromUs;
  for (const { sensedUs } of detections) {
    fromUs = Math.min(fromUs, sensedUs);
    toUs = Math.max(toUs, sensedUs);
  }
  pushLook(sensor, outputs, { fromUs, toUs, sweep: null, detections });
}

function pushLook(
  sensor: SensorState,
  outputs: AsterixOutput[],
  look: Omit<Look, "sensorId" | "sequence">,
): void {
  const sequence = sensor.nextSequence++;
  outputs.push({ type: "look", look: { sensorId: sensor.config.sensorId, sequence, ...look } });
}

function describe(error: DecodeError): string {
  const category = error.category === null ? "" : `category ${error.category}, `;
  return `${category}${error.item === null ? "" : `item ${error.item}, `}octet ${error.offset}`;
}
