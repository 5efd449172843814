import type { ClaimState, Detection, Identity, Look, PositionDetection } from "@tocsin/core";

/** More detections than this in one look are an attack or a defect, not a sensor. */
export const LOOK_DETECTIONS_MAX = 20_000;

export type LookCheck =
  | { readonly ok: true; readonly look: Look }
  | { readonly ok: false; readonly problem: string };

/**
 * What every look goes through between an adapter and the journal: numbers are finite, intervals are in order,
 * sigmas are positive; and −0 becomes 0, since JSON cannot carry it and a replay must see the same bits.
 */
export function checkLook(look: Look): LookCheck {
  if (!isText(look.sensorId) || look.sensorId === "") return problem("the look names no sensor");
  if (!Number.isSafeInteger(look.sequence)) return problem("sequence is not a whole number");
  if (!isTime(look.fromUs) || !isTime(look.toUs)) return problem("fromUs or toUs is not a time");
  if (look.toUs < look.fromUs) return problem("the look ends before it begins");
  if (!isList(look.detections)) return problem("detections are no list");
  if (look.detections.length > LOOK_DETECTIONS_MAX)
    return problem(`more than ${LOOK_DETECTIONS_MAX} detections`);
  const { sweep } = look;
  if (typeof sweep !== "object") return problem("the sweep is none");
  if (sweep !== null && !(positive(sweep.azimuthWidthRad) && sweep.azimuthWidthRad <= 2 * Math.PI))
    return problem("the sweep's width is not within (0, 2π]");
  if (sweep !== null && !Number.isFinite(sweep.azimuthFromRad))
    return problem("the sweep's start is not a number");
  const detections: Detection[] = [];
  for (let index = 0; index < look.detections.length; index++) {
    if (!isObject(look.detections[index])) return problem(`detection ${index} is none`);
    const checked = withoutNegativeZero(look.detections[index]);
    const fault = faultOf(checked);
    if (fault !== null) return problem(`detection ${index}: ${fault}`);
    detections.push(checked);
  }
  const cleanSweep =
    sweep === null
      ? null
      : {
          azimuthFromRad: sweep.azimuthFromRad + 0,
          azimuthWidthRad: sweep.azimuthWidthRad,
        };
  return { ok: true, look: { ...look, sweep: cleanSweep, detections } };
}

const problem = (text: string): LookCheck => ({ ok: false, problem: text });
/** Whoever wrote an adapter may not have had types. */
const isText = (value: unknown): boolean => typeof value === "string";
const isList = (value: unknown): boolean => Array.isArray(value);
const isObject = (value: unknown): boolean => typeof value === "object" && value !== null;
const isTextOrNull = (value: unknown): boolean => value === null || isText(value);
const isTime = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
const finite = (value: number | null): boolean => value === null || Number.isFinite(value);
const positive = (value: number): boolean => Number.isFinite(value) && value > 0;

/** The detection with every −0 turned into 0. */
function withoutNegativeZero(detection: Detection): Detection {
  const clean: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(detection))
    clean[key] =
      typeof value === "number" ? value + 0 : key === "velocity" ? cleanVelocity(value) : value;
  return clean as unknown as Detection;
}

function cleanVelocity(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return null;
  return Object.fromEntries(
    Object.entries(value).map(([key, n]) => [key, typeof n === "number" ? n + 0 : null]),
  );
}

function faultOf(detection: Detection): string | null {
  if (!isTime(detection.sensedUs)) return "sensedUs is not a time";
  if (!finite(detection.rcsDbsm)) return "rcsDbsm is not a number";
  if (!isIdentity(detection.identity)) return "the identity is none";
  if (detection.claim !== undefined && !isClaim(detection.claim)) return "the claim is unsound";
  switch (detection.kind) {
    case "polar":
      if (!(Number.isFinite(detection.rangeM) && detection.rangeM >= 0))
        return "rangeM is not a length";
      if (!Number.isFinite(detection.azimuthRad)) return "azimuthRad is not a number";
      if (!finite(detection.elevationRad) || !finite(detection.rangeRateMps))
        return "elevationRad or rangeRateMps is not a number";
      if (!finite(detection.heightM)) return "heightM is not a number";
      if (!positive(detection.rangeSigmaM) || !positive(detection.azimuthSigmaRad))
        return "rangeSigmaM and azimuthSigmaRad must be positive";
      if (detection.elevationRad !== null && !positive(detection.elevationSigmaRad))
        return "elevationSigmaRad must be positive";
      if (detection.rangeRateMps !== null && !positive(detection.rangeRateSigmaMps))
        return "rangeRateSigmaMps must be positive";
      if (detection.heightM !== null && !positive(detection.heightSigmaM))
        return "heightSigmaM must be positive";
      return null;
    case "bearing":
      if (!Number.isFinite(detection.azimuthRad) || !finite(detection.elevationRad))
        return "azimuthRad or elevationRad is not a number";
      if (detection.elevationRad !== null && !Number.isFinite(detection.elevationSigmaRad))
        return "elevationSigmaRad is not a number";
      return positive(detection.azimuthSigmaRad) ? null : "azimuthSigmaRad must be positive";
    case "position":
      if (!Number.isFinite(detection.latitudeRad) || Math.abs(detection.latitudeRad) > Math.PI / 2)
        return "latitudeRad is not a latitude";
      if (!Number.isFinite(detection.longitudeRad)) return "longitudeRad is not a number";
      if (!finite(detection.heightM)) return "heightM is not a number";
      if (detection.heightM !== null && !Number.isFinite(detection.heightSigmaM))
        return "heightSigmaM is not a number";
      if (!isVelocity(detection.velocity)) return "the velocity is none";
      return isCovariance(detection) ? null : "the covariance is not positive definite";
  }
}

/** Doubts and an emergency are a few words of an adapter's own. */
const CLAIM_WORDS_MAX = 200;
const CLAIM_DOUBTS_MAX = 16;

const isIdentity = (identity: Identity | null): boolean =>
  identity === null ||
  (isObject(identity) &&
    isTextOrNull(identity.sensorTrack) &&
    isTextOrNull(identity.aircraftAddress) &&
    isTextOrNull(identity.callsign) &&
    isTextOrNull(identity.mode3A));

const isVelocity = (velocity: PositionDetection["velocity"]): boolean =>
  velocity === null ||
  (Number.isFinite(velocity.eastMps) &&
    Number.isFinite(velocity.northMps) &&
    finite(velocity.upMps) &&
    Number.isFinite(velocity.horizontalSigmaMps) &&
    (velocity.upMps === null || Number.isFinite(velocity.upSigmaMps)));

const isClaim = (claim: ClaimState): boolean => isObject(claim) && isSoundClaim(claim);
const isSoundClaim = ({ spoofScore, doubts, emergency }: ClaimState): boolean =>
  isList(doubts) &&
  isTextOrNull(emergency) &&
  Number.isFinite(spoofScore) &&
  spoofScore >= 0 &&
  spoofScore <= 1 &&
  doubts.length <= CLAIM_DOUBTS_MAX &&
  [...doubts, emergency ?? ""].every((words) => isText(words) && words.length <= CLAIM_WORDS_MAX);

const isCovariance = (d: {
  covarianceEeM2: number;
  covarianceEnM2: number;
  covarianceNnM2: number;
}): boolean =>
  positive(d.covarianceEeM2) &&
  positive(d.covarianceNnM2) &&
  Number.isFinite(d.covarianceEnM2) &&
  d.covarianceEeM2 * d.covarianceNnM2 > d.covarianceEnM2 * d.covarianceEnM2;
