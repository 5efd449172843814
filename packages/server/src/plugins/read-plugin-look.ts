import type { Detection, Identity, Look } from "@tocsin/core";
import { checkLook } from "@tocsin/sdk";

type Read =
  | { readonly ok: true; readonly look: Look }
  | { readonly ok: false; readonly problem: string };
type Fields = Readonly<Record<string, unknown>>;

const DETECTIONS_MAX = 4_096;
const TEXT_MAX = 64;
const COMMON = ["sensedUs", "rcsDbsm"] as const;
const NUMBERS: Readonly<Record<Detection["kind"], readonly string[]>> = {
  polar: [
    "rangeM",
    "azimuthRad",
    "elevationRad",
    "rangeRateMps",
    "heightM",
    "rangeSigmaM",
    "azimuthSigmaRad",
    "elevationSigmaRad",
    "rangeRateSigmaMps",
    "heightSigmaM",
  ],
  bearing: ["azimuthRad", "elevationRad", "azimuthSigmaRad", "elevationSigmaRad"],
  position: [
    "latitudeRad",
    "longitudeRad",
    "heightM",
    "covarianceEeM2",
    "covarianceEnM2",
    "covarianceNnM2",
    "heightSigmaM",
  ],
};
const VELOCITY = ["eastMps", "northMps", "upMps", "horizontalSigmaMps", "upSigmaMps"] as const;
const NAMES = ["sensorTrack", "aircraftAddress", "callsign", "mode3A"] as const;

/** A look from a plugin, made anew of what belongs to one: nothing else of it gets further. Never throws. */
export function readPluginLook(value: unknown): Read {
  if (!isFields(value)) return refuse("it is no look");
  const { sensorId, sequence, fromUs, toUs, sweep, detections } = value;
  if (typeof sensorId !== "string" || sensorId.length > TEXT_MAX)
    return refuse("sensorId is no text");
  if (![sequence, fromUs, toUs].every(Number.isSafeInteger))
    return refuse("sequence, fromUs and toUs must be whole numbers");
  if (sweep !== null && !(isFields(sweep) && areNumbers(sweep, SWEEP)))
    return refuse("sweep is none");
  if (!Array.isArray(detections) || detections.length > DETECTIONS_MAX)
    return refuse(`detections is no list of at most ${DETECTIONS_MAX}`);
  const read = detections.map(readDetection);
  if (read.includes(null)) return refuse("a detection is of no kind, or a number in it is none");
  const look = {
    sensorId,
    sequence,
    fromUs,
    toUs,
    sweep: sweep === null ? null : pick(sweep, SWEEP),
    detections: read,
  } as unknown as Look;
  const check = checkLook(look);
  return check.ok ? { ok: true, look: check.look } : refuse(check.problem);
}
const SWEEP = ["azimuthFromRad", "azimuthWidthRad"] as const;

const refuse = (problem: string): Read => ({ ok: false, problem });

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const areNumbers = (fields: Fields, names: readonly string[]): boolean =>
  names.every((name) => fields[name] === null || typeof fields[name] === "number");

const pick = (fields: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(names.map((name) => [name, fields[name]]));

function readDetection(value: unknown): Fields | null {
  if (!isFields(value)) return null;
  const { kind, identity, velocity } = value;
  if (kind !== "polar" && kind !== "bearing" && kind !== "position") return null;
  const names = [...COMMON, ...NUMBERS[kind]];
  const named = readIdentity(identity);
  if (named === undefined || !areNumbers(value, names)) return null;
  const read = { kind, ...pick(value, names), identity: named };
  if (kind !== "position") return read;
  if (velocity === null) return { ...read, velocity };
  if (!isFields(velocity) || !areNumbers(velocity, VELOCITY)) return null;
  return { ...read, velocity: pick(velocity, VELOCITY) };
}

function readIdentity(value: unknown): Identity | null | undefined {
  if (value === null) return null;
  if (!isFields(value)) return undefined;
  const isSound = NAMES.every((name) => {
    const each = value[name];
    return each === null || (typeof each === "string" && each.length <= TEXT_MAX);
  });
  return isSound ? (pick(value, NAMES) as unknown as Identity) : undefined;
}
