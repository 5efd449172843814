import type { SensorStatus } from "@tocsin/core";
import { category034 } from "./categories/category-034.ts";
import { quantityReader } from "./codec/interpret.ts";
import type { AsterixRecord } from "./codec/value.ts";
import { type AsterixSensorConfig, defaultAccuracy } from "./sensor-config.ts";
import { placeContradictions, statedPlace } from "./stated-place.ts";
import { type StatusProblem, statusItems } from "./status-checks.ts";
import { DEGREE_RAD, NAUTICAL_MILE_M } from "./units.ts";

/** The state that a sensor reports of itself, in words for people. */
export interface ReportedStatus {
  readonly status: Exclude<SensorStatus, "unknown">;
  readonly reason: string;
}

const readPeriodS = quantityReader(category034, "041");
const readRangeErrorNm = quantityReader(category034, "090", "RNG");
const readAzimuthErrorDeg = quantityReader(category034, "090", "AZM");

/** Beyond this the stated period contradicts the configuration. */
const PERIOD_TOLERANCE = 0.1;
/** Two antennas of one radar that differ by more than so many of its configured sigmas are not one radar's. */
const COLLIMATION_SIGMAS = 3;

/** Collects what a sensor says of its own state, and gives it out when it changes. */
export class RadarStatus {
  private readonly config: AsterixSensorConfig;
  /** By category and item, as the last record that had it said. */
  private readonly problems = new Map<string, readonly StatusProblem[]>();
  private reported: string | null = null;
  private isNoGo = false;
  /** Whether anything was noted that may change the state since it was worked out. */
  private isNoted = false;

  constructor(config: AsterixSensorConfig) {
    this.config = config;
  }

  /** Whether the sensor has said that its data must not be used. */
  get noGo(): boolean {
    return this.isNoGo;
  }

  /**
   * Whether this record says anything of the sensor's state, and that state, or `null` where it is what it was. The
   * first one is always given.
   */
  update(record: AsterixRecord): {
    readonly isStated: boolean;
    readonly changed: ReportedStatus | null;
  } {
    let isStated = false;
    for (const { category, item, problems } of statusItems) {
      if (category !== record.category || !record.items.has(item)) continue;
      const found = problems(record);
      if (found === null) continue;
      this.note(`${category}/${item}`, found);
      isStated = true;
    }
    if (record.category === category034.category && this.noteFigures(record)) isStated = true;
    const place = statedPlace(record);
    if (place !== null) {
      this.note(`${record.category}/place`, degraded(placeContradictions(place, this.config)));
    }
    if (!isStated && place === null) return NOTHING_STATED;
    return { isStated: true, changed: this.changed() };
  }

  private noteFigures(record: AsterixRecord): boolean {
    const isPeriod = record.items.has("041");
    const isCollimation = record.items.has("090");
    if (isPeriod) this.note("34/041", degraded(this.periodContradictions(record)));
    if (isCollimation) this.note("34/090", degraded(this.collimationErrors(record)));
    return isPeriod || isCollimation;
  }

  private note(subject: string, problems: readonly StatusProblem[]): void {
    const before = this.problems.get(subject);
    // Sectors of a sound radar say every few milliseconds that nothing is wrong with it.
    if (before !== undefined && before.length === 0 && problems.length === 0) return;
    this.problems.set(subject, problems);
    this.isNoted = true;
  }

  private changed(): ReportedStatus | null {
    if (!this.isNoted) return null;
    this.isNoted = false;
    const status = this.current();
    const text = `${status.status}: ${status.reason}`;
    if (text === this.reported) return null;
    this.reported = text;
    return status;
  }

  private current(): ReportedStatus {
    const all = [...this.problems.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([, problems]) => problems);
    this.isNoGo = all.some(({ down }) => down);
    if (all.length === 0) return { status: "up", reason: "it reports no fault" };
    const status = this.isNoGo ? "down" : "degraded";
    return { status, reason: all.map(({ text }) => text).join("; ") };
  }

  private periodContradictions(record: AsterixRecord): readonly string[] {
    const periodS = readPeriodS(record);
    const expectedUs = this.config.expectedPeriodUs;
    if (periodS === null || expectedUs === undefined) return [];
    const expectedS = expectedUs / 1_000_000;
    if (Math.abs(periodS - expectedS) <= PERIOD_TOLERANCE * expectedS) return [];
    return [
      `its antenna turns once in ${periodS.toFixed(1)} s, configured are ${expectedS.toFixed(1)} s`,
    ];
  }

  private collimationErrors(record: AsterixRecord): readonly string[] {
    const accuracy = { ...defaultAccuracy, ...this.config.accuracy };
    const rangeM = Math.abs(readRangeErrorNm(record) ?? 0) * NAUTICAL_MILE_M;
    const azimuthDeg = Math.abs(readAzimuthErrorDeg(record) ?? 0);
    const isSmall =
      rangeM <= COLLIMATION_SIGMAS * accuracy.rangeSigmaM &&
      azimuthDeg * DEGREE_RAD <= COLLIMATION_SIGMAS * accuracy.azimuthSigmaRad;
    if (isSmall) return [];
    return [
      `its primary and secondary antennas disagree by ${rangeM.toFixed(0)} m and ${azimuthDeg.toFixed(2)}°`,
    ];
  }
}

const NOTHING_STATED = { isStated: false, changed: null } as const;

const degraded = (texts: readonly string[]): readonly StatusProblem[] =>
  texts.map((text) => ({ down: false, text }));
