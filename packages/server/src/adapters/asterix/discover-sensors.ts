import type { TimeUs } from "@tocsin/core";
import type { ReceivedDatagram } from "../../sources/received-datagram.ts";
import { currentTables, formerEditions, tablesWith } from "./categories/category-registry.ts";
import { decodeDatagram } from "./codec/decode-datagram.ts";
import type { AsterixRecord } from "./codec/value.ts";
import { isFields } from "./codec/value.ts";
import { DuplicateFilter } from "./duplicate-filter.ts";
import { timeOfDayTicks } from "./record-time.ts";
import { crossedAzimuth, statedPeriodUs } from "./service-messages.ts";
import { statedPlace } from "./stated-place.ts";
import { SweepClock } from "./sweep-clock.ts";
import { targetReaders } from "./target-readers.ts";
import { resolveTimeOfDay } from "./time-of-day.ts";

/** What a recording shows of one source: enough to write its configuration. */
export interface DiscoveredSensor {
  readonly sac: number;
  readonly sic: number;
  /** Number of records by category, repeats from a second line not counted. */
  readonly records: Readonly<Record<number, number>>;
  readonly repeatedRecords: number;
  readonly firstUs: TimeUs;
  readonly lastUs: TimeUs;
  /** As the source states it (I034/120, I016/400), its height taken for one above the ellipsoid; null where it does not. */
  readonly position: {
    readonly latitudeRad: number;
    readonly longitudeRad: number;
    readonly heightM: number;
  } | null;
  /** Time of one turn: as stated (I034/041), else from north to north. */
  readonly rotationPeriodUs: number | null;
  /** How often it reports each target, as the last report says (I015/050). */
  readonly updatePeriodUs: number | null;
  /** Where its datagrams went: "232.1.1.12:21112". */
  readonly destinations: readonly string[];
  /** Categories that it sends in another edition than the current, as the assembler's configuration has them. */
  readonly editions: Readonly<Record<number, string>>;
}

/** Sources and destinations beyond these are not listed. */
const SOURCES_MAX = 1_024;
const DESTINATIONS_MAX = 16;

interface Found {
  readonly sac: number;
  readonly sic: number;
  readonly records: Record<number, number>;
  readonly duplicates: DuplicateFilter;
  readonly sweeps: SweepClock;
  readonly destinations: Set<string>;
  repeatedRecords: number;
  firstUs: TimeUs;
  lastUs: TimeUs;
  position: DiscoveredSensor["position"];
  updatePeriodUs: number | null;
}

/**
 * Lists the sources of a recording, by SAC and SIC, with what the recording tells of each. Where the current edition of a
 * category cannot read it and a former one can, the former one is used, and named.
 */
export async function discoverAsterixSensors(
  datagrams: AsyncIterable<ReceivedDatagram>,
): Promise<readonly DiscoveredSensor[]> {
  const readings = [
    {},
    ...formerEditions.map(({ category, edition }) => ({ [category]: edition })),
  ].map((editions) => ({
    editions,
    tables: tablesWith(editions) ?? currentTables,
    found: new Map<number, Found>(),
    faults: 0,
  }));
  for await (const datagram of datagrams) {
    for (const reading of readings) {
      const { records, errors } = decodeDatagram(datagram.payload, reading.tables);
      reading.faults += errors.length;
      for (const record of records) {
        const ticks = timeOfDayTicks(record);
        const hasTime = ticks !== null && resolveTimeOfDay(ticks, 0) !== null;
        if (!hasTime) reading.faults++;
        note(reading.found, record, datagram);
      }
    }
  }
  const best = readings.reduce((least, next) => (next.faults < least.faults ? next : least));
  return [...best.found.values()]
    .sort((a, b) => a.sac - b.sac || a.sic - b.sic)
    .map((found) => summary(found, best.editions));
}

const summary = (found: Found, editions: Readonly<Record<number, string>>): DiscoveredSensor => ({
  sac: found.sac,
  sic: found.sic,
  records: found.records,
  repeatedRecords: found.repeatedRecords,
  firstUs: found.firstUs,
  lastUs: found.lastUs,
  position: found.position,
  rotationPeriodUs: found.sweeps.periodUs,
  updatePeriodUs: found.updatePeriodUs,
  destinations: [...found.destinations].sort(),
  editions: Object.fromEntries(
    Object.entries(editions).filter(([category]) => Number(category) in found.records),
  ),
});

function note(found: Map<number, Found>, record: AsterixRecord, datagram: ReceivedDatagram): void {
  const source = record.items.get("010");
  if (!isFields(source)) return;
  const sac = Number(source["SAC"]);
  const sic = Number(source["SIC"]);
  const sensor = found.get(sac * 256 + sic) ?? open(found, sac, sic, datagram.receivedUs);
  if (sensor === null) return;
  const { destination, receivedUs } = datagram;
  if (destination !== null && sensor.destinations.size < DESTINATIONS_MAX) {
    sensor.destinations.add(`${destination.address}:${destination.port}`);
  }
  sensor.firstUs = Math.min(sensor.firstUs, receivedUs);
  sensor.lastUs = Math.max(sensor.lastUs, receivedUs);
  if (sensor.duplicates.isRepeat(datagram.payload, record, receivedUs)) {
    sensor.repeatedRecords++;
    return;
  }
  sensor.records[record.category] = (sensor.records[record.category] ?? 0) + 1;
  noteService(sensor, record, receivedUs);
}

function open(
  found: Map<number, Found>,
  sac: number,
  sic: number,
  receivedUs: TimeUs,
): Found | null {
  if (found.size >= SOURCES_MAX) return null;
  const sensor: Found = {
    sac,
    sic,
    records: {},
    duplicates: new DuplicateFilter(),
    sweeps: new SweepClock(),
    destinations: new Set(),
    repeatedRecords: 0,
    firstUs: receivedUs,
    lastUs: receivedUs,
    position: null,
    updatePeriodUs: null,
  };
  found.set(sac * 256 + sic, sensor);
  return sensor;
}

/** What a record says of the sensor itself. */
function noteService(sensor: Found, record: AsterixRecord, receivedUs: TimeUs): void {
  const periodUs = statedPeriodUs(record);
  if (periodUs !== null) sensor.sweeps.setPeriod(periodUs);
  const azimuth = crossedAzimuth(record);
  const ticks = azimuth === null ? null : timeOfDayTicks(record);
  const timeUs = ticks === null ? null : resolveTimeOfDay(ticks, receivedUs);
  if (timeUs !== null && azimuth !== null) sensor.sweeps.cross({ azimuth, timeUs });
  const place = statedPlace(record);
  if (place !== null) sensor.position = { ...place, heightM: place.heightM ?? 0 };
  const updateS = record.category === 15 ? targetReaders.updatePeriodS(record) : null;
  if (updateS !== null) sensor.updatePeriodUs = updateS * 1_000_000;
}
