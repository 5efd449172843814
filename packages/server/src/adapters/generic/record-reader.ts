import type { SensorId, TimeUs } from "@tocsin/core";
import { type GenericInputConfig, suggest, type SensorReport } from "@tocsin/sdk";
import { createMapping } from "./create-mapping.ts";
import { type RecordProblem, shown } from "./explain-record.ts";
import { type Mapping, type ParsedRecord, parseRecords } from "./parse-records.ts";
import type { GenericRecord } from "./record-schema.ts";
import { createSensorLookup, type GenericSensor } from "./sensor-of.ts";
import { toLook } from "./to-look.ts";

export interface ReaderConfig {
  readonly clock: GenericInputConfig["clock"];
  /** Null: any. */
  readonly sensors: GenericInputConfig["sensors"] | null;
  readonly mapping?: GenericInputConfig["mapping"];
  /** Whether a time far from the receipt is taken, as in a file of another day. */
  readonly anyTime?: boolean;
}

export type GenericOutput =
  | SensorReport
  | { readonly type: "rejected"; readonly problem: RecordProblem };

/**
 * Turns frames of JSON, in the order received, into looks and sensor health. Deterministic: time is what `read` is
 * given. Throws only when made, where the configuration's mapping makes no sense.
 */
export class RecordReader {
  readonly #clock: GenericInputConfig["clock"];
  readonly #anyTime: boolean;
  readonly #sensorOf: (key: string | undefined) => GenericSensor | null;
  readonly #keys: readonly string[];
  readonly #mapping: Mapping | null;
  readonly #sequences = new Map<SensorId, number>();

  constructor(config: ReaderConfig) {
    this.#clock = config.clock;
    this.#anyTime = config.anyTime ?? false;
    this.#sensorOf = createSensorLookup(config.sensors);
    this.#keys = (config.sensors ?? []).map(({ key, sensor }) => key ?? sensor);
    const mapping = config.mapping === undefined ? null : createMapping(config.mapping);
    if (mapping !== null && "fault" in mapping) throw new RangeError(`mapping: ${mapping.fault}`);
    this.#mapping = mapping;
  }

  /** What one frame, received at `receivedUs`, says. Never throws on what it holds. */
  read(frame: Uint8Array, receivedUs: TimeUs): readonly GenericOutput[] {
    return parseRecords(frame, this.#mapping).map((parsed) => this.#take(parsed, receivedUs));
  }

  #take(parsed: ParsedRecord, receivedUs: TimeUs): GenericOutput {
    if (!parsed.ok) return { type: "rejected", problem: parsed.problem };
    const { record } = parsed;
    const sensor = this.#sensorOf(record.sensor);
    if (sensor === null) return { type: "rejected", problem: this.#noSensor(record) };
    const { sensorId } = sensor;
    if (record.type === "health")
      return { type: "health", sensorId, status: record.status, reason: record.reason };
    const body = toLook(record, {
      sensor,
      clock: this.#clock,
      receivedUs,
      anyTime: this.#anyTime,
    });
    if ("reason" in body) return { type: "rejected", problem: body };
    const sequence = this.#sequences.get(sensorId) ?? 0;
    this.#sequences.set(sensorId, sequence + 1);
    return { type: "look", look: { sensorId, sequence, ...body } };
  }

  #noSensor({ sensor }: GenericRecord): RecordProblem {
    if (sensor === undefined)
      return {
        reason: "unknown-sensor",
        words: `sensor is missing: this input has several, ${this.#keys.slice(0, 12).join(", ")}`,
      };
    const near = suggest(sensor, this.#keys);
    const hint = near === undefined ? "" : `; did you mean ${near}?`;
    return {
      reason: "unknown-sensor",
      words: `there is no sensor ${shown(sensor)} in this input${hint}`,
    };
  }
}
