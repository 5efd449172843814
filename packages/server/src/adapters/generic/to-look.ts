import { type Detection, type Identity, type Look, radians, type TimeUs } from "@tocsin/core";
import type { RecordProblem } from "./explain-record.ts";
import type { GenericDetection, GenericRecord, GenericSweep } from "./record-schema.ts";
import type { GenericSensor } from "./sensor-of.ts";

/** Sensed further from the receipt than this is a wrong date or a wrong unit, and not a late message. */
const PAST_US = 86_400_000_000;
const FUTURE_US = 60_000_000;

export type LookBody = Omit<Look, "sensorId" | "sequence">;
export type LookResult = LookBody | RecordProblem;
type Clock = "sensor" | "receipt";

export interface LookContext {
  readonly sensor: GenericSensor;
  readonly clock: Clock;
  readonly receivedUs: TimeUs;
  /** Whether a time far from the receipt is taken. */
  readonly anyTime: boolean;
}

/** The look that a detection or a sweep is, or why it is none. */
export function toLook(
  record: Exclude<GenericRecord, { type: "health" }>,
  context: LookContext,
): LookResult {
  if (record.type === "sweep") return sweepLook(record, context);
  const detection = toDetection(record, context, context.receivedUs);
  if ("reason" in detection) return detection;
  const { sensedUs } = detection;
  return { fromUs: sensedUs, toUs: sensedUs, sweep: null, detections: [detection] };
}

function sweepLook(record: GenericSweep, context: LookContext): LookResult {
  const { clock, receivedUs } = context;
  const toUs = timeOf(record.to, record.to_unix_s, context) ?? receivedUs;
  const fromUs = timeOf(record.from, record.from_unix_s, context) ?? toUs;
  if (clock === "sensor" && record.from === undefined && record.from_unix_s === undefined)
    return problem("bad-value", "from or from_unix_s is missing: when the sweep began");
  for (const timeUs of [fromUs, toUs])
    if (!isPlausible(timeUs, context)) return implausible(timeUs, receivedUs);
  if (toUs < fromUs) return problem("bad-value", "the sweep ends before it begins");
  const detections: Detection[] = [];
  for (const [index, each] of record.detections.entries()) {
    const detection = toDetection(each, context, toUs);
    if ("reason" in detection)
      return problem(detection.reason, `detections.${index}: ${detection.words}`);
    detections.push(detection);
  }
  const sweep = {
    azimuthFromRad: radians((record.azimuth_from_deg + 360) % 360),
    azimuthWidthRad: radians(record.azimuth_width_deg),
  };
  return { fromUs, toUs, sweep, detections };
}

function toDetection(
  record: GenericDetection,
  context: LookContext,
  otherwiseUs: TimeUs,
): Detection | RecordProblem {
  const sensedUs = timeOf(record.time, record.time_unix_s, context) ?? otherwiseUs;
  if (!isPlausible(sensedUs, context)) return implausible(sensedUs, context.receivedUs);
  const base = { sensedUs, identity: identityOf(record) };
  switch (record.type) {
    case "polar":
      return polarDetection(record, base, context.sensor);
    case "bearing":
      return bearingDetection(record, base, context.sensor);
    case "position":
      return positionDetection(record, base, context.sensor);
  }
}

interface Base {
  readonly sensedUs: TimeUs;
  readonly identity: Identity | null;
}
type Of<Type extends GenericDetection["type"]> = Extract<GenericDetection, { type: Type }>;

function polarDetection(
  record: Of<"polar">,
  base: Base,
  sensor: GenericSensor,
): Detection | RecordProblem {
  const heightM = heightOf(record, sensor);
  const sigmas = chosenSigmas(record, sensor, [
    "range_sigma_m",
    "azimuth_sigma_deg",
    ...(record.elevation_deg === undefined ? [] : (["elevation_sigma_deg"] as const)),
    ...(record.range_rate_mps === undefined ? [] : (["range_rate_sigma_mps"] as const)),
    ...(heightM === null ? [] : (["height_sigma_m"] as const)),
  ]);
  if ("reason" in sigmas) return sigmas;
  return {
    kind: "polar",
    ...base,
    rcsDbsm: record.rcs_dbsm ?? null,
    rangeM: record.range_m,
    azimuthRad: radians(record.azimuth_deg),
    elevationRad: record.elevation_deg === undefined ? null : radians(record.elevation_deg),
    rangeRateMps: record.range_rate_mps ?? null,
    heightM,
    rangeSigmaM: sigmas.range_sigma_m ?? 0,
    azimuthSigmaRad: radians(sigmas.azimuth_sigma_deg ?? 0),
    elevationSigmaRad: radians(sigmas.elevation_sigma_deg ?? 0),
    rangeRateSigmaMps: sigmas.range_rate_sigma_mps ?? 0,
    heightSigmaM: sigmas.height_sigma_m ?? 0,
  };
}

function bearingDetection(
  record: Of<"bearing">,
  base: Base,
  sensor: GenericSensor,
): Detection | RecordProblem {
  const sigmas = chosenSigmas(record, sensor, [
    "azimuth_sigma_deg",
    ...(record.elevation_deg === undefined ? [] : (["elevation_sigma_deg"] as const)),
  ]);
  if ("reason" in sigmas) return sigmas;
  return {
    kind: "bearing",
    ...base,
    rcsDbsm: null,
    azimuthRad: radians(record.azimuth_deg),
    elevationRad: record.elevation_deg === undefined ? null : radians(record.elevation_deg),
    azimuthSigmaRad: radians(sigmas.azimuth_sigma_deg ?? 0),
    elevationSigmaRad: radians(sigmas.elevation_sigma_deg ?? 0),
  };
}

function positionDetection(
  record: Of<"position">,
  base: Base,
  sensor: GenericSensor,
): Detection | RecordProblem {
  const heightM = heightOf(record, sensor);
  const velocity = velocityOf(record);
  if (velocity !== null && "reason" in velocity) return velocity;
  const sigmas = chosenSigmas(record, sensor, [
    "horizontal_sigma_m",
    ...(heightM === null ? [] : (["height_sigma_m"] as const)),
    ...(velocity === null ? [] : (["velocity_sigma_mps"] as const)),
  ]);
  if ("reason" in sigmas) return sigmas;
  const variance = (sigmas.horizontal_sigma_m ?? 0) * (sigmas.horizontal_sigma_m ?? 0);
  const velocitySigma = sigmas.velocity_sigma_mps ?? 0;
  return {
    kind: "position",
    ...base,
    rcsDbsm: null,
    latitudeRad: radians(record.latitude_deg),
    longitudeRad: radians(record.longitude_deg),
    heightM,
    covarianceEeM2: variance,
    covarianceEnM2: 0,
    covarianceNnM2: variance,
    heightSigmaM: sigmas.height_sigma_m ?? 0,
    velocity:
      velocity === null
        ? null
        : { ...velocity, horizontalSigmaMps: velocitySigma, upSigmaMps: velocitySigma },
  };
}

type SigmaKey = Extract<keyof GenericSensor["sigmas"], string>;
type Sigmas = { readonly [Key in SigmaKey]?: number | undefined };

/** For each quantity the record's own error, else the site file's. An error that nobody stated is not made up. */
function chosenSigmas(
  record: Sigmas,
  { sigmas }: GenericSensor,
  keys: readonly SigmaKey[],
): Sigmas | RecordProblem {
  const chosen: { [Key in SigmaKey]?: number } = {};
  for (const key of keys) {
    const value = record[key] ?? sigmas[key];
    if (value === undefined)
      return problem(
        "no-sigma",
        `${key} is missing: say it in the record, or once for the sensor in the site file`,
      );
    chosen[key] = value;
  }
  return chosen;
}

const heightOf = (
  {
    height_m,
    height_amsl_m,
  }: { height_m?: number | undefined; height_amsl_m?: number | undefined },
  { geoidHeightM }: GenericSensor,
): number | null => height_m ?? (height_amsl_m === undefined ? null : height_amsl_m + geoidHeightM);

function velocityOf(
  record: Of<"position">,
):
  | { readonly eastMps: number; readonly northMps: number; readonly upMps: number | null }
  | RecordProblem
  | null {
  const { east_mps: east, north_mps: north, speed_mps: speed, course_deg: course } = record;
  const upMps = record.up_mps ?? null;
  if (east !== undefined && north !== undefined) return { eastMps: east, northMps: north, upMps };
  if (east !== undefined || north !== undefined)
    return problem("bad-value", "east_mps and north_mps belong together: one is missing");
  if (speed === undefined || course === undefined) return null;
  const courseRad = radians(course);
  return { eastMps: speed * Math.sin(courseRad), northMps: speed * Math.cos(courseRad), upMps };
}

function identityOf(record: GenericDetection): Identity | null {
  const { track, callsign, aircraft_address: address, mode_3a: mode3A } = record;
  if ([track, callsign, address, mode3A].every((each) => each === undefined)) return null;
  return {
    sensorTrack: track ?? null,
    aircraftAddress: address?.toUpperCase() ?? null,
    callsign: callsign ?? null,
    mode3A: mode3A ?? null,
  };
}

/** The time that a record states, to the microsecond; null where it states none or is not asked. */
function timeOf(
  iso: string | undefined,
  unixS: number | undefined,
  { clock }: LookContext,
): TimeUs | null {
  return clock === "receipt" ? null : statedUs(iso, unixS);
}

/** A time that is stated as ISO 8601 or as seconds since 1970, which go first; null where it is not. */
export function statedUs(iso: string | undefined, unixS: number | undefined): TimeUs | null {
  if (unixS !== undefined) return Math.round(unixS * 1e6);
  return iso === undefined ? null : isoToUs(iso);
}

/** ISO 8601 to microseconds; `Date` alone would keep milliseconds. */
export function isoToUs(iso: string): TimeUs {
  const fraction = /\.(\d{1,6})\d*(?=Z|[+-])/i.exec(iso)?.[1] ?? "";
  const wholeMs = Date.parse(iso.replace(/\.\d+/, ""));
  return wholeMs * 1_000 + Number(fraction.padEnd(6, "0"));
}

const isPlausible = (timeUs: TimeUs, { receivedUs, anyTime }: LookContext): boolean =>
  anyTime || (timeUs >= receivedUs - PAST_US && timeUs <= receivedUs + FUTURE_US);

function implausible(timeUs: TimeUs, receivedUs: TimeUs): RecordProblem {
  const hours = Math.abs((timeUs - receivedUs) / 3.6e9).toFixed(1);
  const side = timeUs < receivedUs ? "before" : "after";
  return problem(
    "bad-time",
    `its time lies ${hours} h ${side} its receipt: check the date and the zone`,
  );
}

const problem = (reason: string, words: string): RecordProblem => ({ reason, words });
