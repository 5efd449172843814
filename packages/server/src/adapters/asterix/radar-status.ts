import type { SensorStatus } from "@tocsin/core";
import { category034 } from "./categories/category-034.ts";
import { quantityReader, rawReader } from "./codec/interpret.ts";
import type { AsterixRecord } from "./codec/value.ts";
import type { AsterixSensorConfig } from "./sensor-config.ts";

/** The state that a radar reports of itself, in words for people. */
export interface ReportedStatus {
  readonly status: Exclude<SensorStatus, "unknown">;
  readonly reason: string;
}

interface Problem {
  readonly down: boolean;
  readonly text: string;
}

interface StatusCheck {
  readonly read: (record: AsterixRecord) => number | null;
  readonly bad: (value: number) => boolean;
  readonly down: boolean;
  readonly text: string;
}

const check = (
  path: readonly [string, string, string],
  bad: (value: number) => boolean,
  text: string,
  down = false,
): StatusCheck => ({ read: rawReader(category034, ...path), bad, down, text });

const isSet = (value: number): boolean => value === 1;
const isZero = (value: number): boolean => value === 0;
const isStep = (value: number): boolean => value > 0;

/**
 * What of I034/050 and I034/060 says that the radar sees less than it should. "Monitoring system disconnected"
 * is left out: it concerns maintenance, and many radars always send it.
 */
const statusChecks: Readonly<Record<"050" | "060", readonly StatusCheck[]>> = {
  "050": [
    check(["050", "COM", "NOGO"], isSet, "the radar says that its data must not be used", true),
    check(["050", "COM", "TSV"], isSet, "its time source is invalid"),
    check(["050", "COM", "OVLRDP"], isSet, "its data processor is overloaded"),
    check(["050", "COM", "OVLXMT"], isSet, "its transmission is overloaded"),
    check(
      ["050", "PSR", "CHAB"],
      isZero,
      "no primary channel is on: it sees only what carries a transponder",
    ),
    check(["050", "PSR", "OVL"], isSet, "its primary radar is overloaded"),
    check(["050", "SSR", "CHAB"], isZero, "no secondary channel is on"),
    check(["050", "SSR", "OVL"], isSet, "its secondary radar is overloaded"),
    check(["050", "MDS", "CHAB"], isZero, "no Mode S channel is on"),
    check(["050", "MDS", "OVLSUR"], isSet, "its Mode S surveillance is overloaded"),
  ],
  "060": [
    check(["060", "COM", "REDRDP"], isStep, "its data processor sheds load"),
    check(["060", "COM", "REDXMT"], isStep, "its transmission sheds load"),
    check(["060", "PSR", "REDRAD"], isStep, "its primary radar sheds load"),
    check(["060", "SSR", "REDRAD"], isStep, "its secondary radar sheds load"),
    check(["060", "MDS", "REDRAD"], isStep, "its Mode S radar sheds load"),
  ],
};

const readPeriodS = quantityReader(category034, "041");
const readLatitudeDeg = quantityReader(category034, "120", "LAT");
const readLongitudeDeg = quantityReader(category034, "120", "LON");

/** Beyond these the report contradicts the configuration. */
const PERIOD_TOLERANCE = 0.1;
const POSITION_TOLERANCE_M = 1_000;
const EARTH_RADIUS_M = 6_371_000;

/** Collects what a radar's service messages say of its state, and gives it out when it changes. */
export class RadarStatus {
  private readonly config: AsterixSensorConfig;
  private readonly problems = new Map<string, readonly Problem[]>();
  private reported: string | null = null;

  constructor(config: AsterixSensorConfig) {
    this.config = config;
  }

  /** Whether the radar has said that its data must not be used. */
  get noGo(): boolean {
    return (this.problems.get("050") ?? []).some((problem) => problem.down);
  }

  /** The state after this CAT034 record, or `null` where it is what it was. The first one is always given. */
  update(record: AsterixRecord): ReportedStatus | null {
    for (const item of ["050", "060"] as const) {
      if (record.items.has(item)) this.problems.set(item, failing(record, statusChecks[item]));
    }
    if (record.items.has("041")) this.problems.set("041", this.periodProblems(record));
    if (record.items.has("120")) this.problems.set("120", this.positionProblems(record));
    if (this.problems.size === 0) return null;
    const status = this.current();
    const text = `${status.status}: ${status.reason}`;
    if (text === this.reported) return null;
    this.reported = text;
    return status;
  }

  private current(): ReportedStatus {
    const all = [...this.problems.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([, p]) => p);
    if (all.length === 0) return { status: "up", reason: "the radar reports no fault" };
    const status = all.some((problem) => problem.down) ? "down" : "degraded";
    return { status, reason: all.map((problem) => problem.text).join("; ") };
  }

  private periodProblems(record: AsterixRecord): Problem[] {
    const periodS = readPeriodS(record);
    const expectedUs = this.config.expectedPeriodUs;
    if (periodS === null || expectedUs === undefined) return [];
    const expectedS = expectedUs / 1_000_000;
    if (Math.abs(periodS - expectedS) <= PERIOD_TOLERANCE * expectedS) return [];
    const text = `its antenna turns once in ${periodS.toFixed(1)} s, configured are ${expectedS.toFixed(1)} s`;
    return [{ down: false, text }];
  }

  private positionProblems(record: AsterixRecord): Problem[] {
    const latitudeDeg = readLatitudeDeg(record);
    const longitudeDeg = readLongitudeDeg(record);
    const expected = this.config.expectedPosition;
    if (latitudeDeg === null || longitudeDeg === null || expected === undefined) return [];
    const degree = Math.PI / 180;
    const northM = (latitudeDeg * degree - expected.latitudeRad) * EARTH_RADIUS_M;
    const eastRad = wrapped(longitudeDeg * degree - expected.longitudeRad);
    const distanceM = Math.hypot(northM, eastRad * Math.cos(expected.latitudeRad) * EARTH_RADIUS_M);
    if (distanceM <= POSITION_TOLERANCE_M) return [];
    const text = `it says it stands ${(distanceM / 1_000).toFixed(1)} km from where it is configured`;
    return [{ down: false, text }];
  }
}

function failing(record: AsterixRecord, checks: readonly StatusCheck[]): Problem[] {
  return checks.filter(({ read, bad }) => {
    const value = read(record);
    return value !== null && bad(value);
  });
}

/** The same angle from -π to π. */
const wrapped = (angleRad: number): number =>
  angleRad - 2 * Math.PI * Math.round(angleRad / (2 * Math.PI));
