import type { Detection, Identity, PositionDetection } from "../measurement/look.ts";

/** A detection with the place it had in its look, which evidence names. */
export interface IndexedDetection {
  readonly detection: Detection;
  readonly index: number;
}

/**
 * The detections of a look in an order that depends on their content only, so that the order in which they arrived
 * changes nothing. Of identical ones the first is kept: a repeated report is not a second object.
 */
export function canonicalDetections(detections: readonly Detection[]): readonly IndexedDetection[] {
  const indexed = detections.map((detection, index) => ({ detection, index }));
  indexed.sort((a, b) => compareDetections(a.detection, b.detection) || a.index - b.index);
  return indexed.filter(
    ({ detection }, position) =>
      position === 0 || compareDetections(indexed[position - 1].detection, detection) !== 0,
  );
}

/** A total order on content: 0 only for detections that say exactly the same. */
export function compareDetections(a: Detection, b: Detection): number {
  return (
    a.sensedUs - b.sensedUs ||
    KIND_ORDER[a.kind] - KIND_ORDER[b.kind] ||
    compareMeasured(a, b) ||
    compareNumbers(a.rcsDbsm, b.rcsDbsm) ||
    compareIdentities(a.identity, b.identity)
  );
}

const KIND_ORDER = { polar: 0, bearing: 1, position: 2 } as const;

function compareMeasured(a: Detection, b: Detection): number {
  if (a.kind === "polar" && b.kind === "polar") {
    return (
      a.rangeM - b.rangeM ||
      a.azimuthRad - b.azimuthRad ||
      compareNumbers(a.elevationRad, b.elevationRad) ||
      compareNumbers(a.rangeRateMps, b.rangeRateMps) ||
      compareNumbers(a.heightM, b.heightM) ||
      a.rangeSigmaM - b.rangeSigmaM ||
      a.azimuthSigmaRad - b.azimuthSigmaRad ||
      a.elevationSigmaRad - b.elevationSigmaRad ||
      a.rangeRateSigmaMps - b.rangeRateSigmaMps ||
      a.heightSigmaM - b.heightSigmaM
    );
  }
  if (a.kind === "bearing" && b.kind === "bearing") {
    return (
      a.azimuthRad - b.azimuthRad ||
      compareNumbers(a.elevationRad, b.elevationRad) ||
      a.azimuthSigmaRad - b.azimuthSigmaRad ||
      a.elevationSigmaRad - b.elevationSigmaRad
    );
  }
  if (a.kind === "position" && b.kind === "position") return comparePositions(a, b);
  return 0;
}

function comparePositions(a: PositionDetection, b: PositionDetection): number {
  return (
    a.latitudeRad - b.latitudeRad ||
    a.longitudeRad - b.longitudeRad ||
    compareNumbers(a.heightM, b.heightM) ||
    a.covarianceEeM2 - b.covarianceEeM2 ||
    a.covarianceEnM2 - b.covarianceEnM2 ||
    a.covarianceNnM2 - b.covarianceNnM2 ||
    a.heightSigmaM - b.heightSigmaM ||
    compareVelocities(a.velocity, b.velocity)
  );
}

function compareVelocities(
  a: PositionDetection["velocity"],
  b: PositionDetection["velocity"],
): number {
  if (a === null || b === null) return (a === null ? 0 : 1) - (b === null ? 0 : 1);
  return (
    a.eastMps - b.eastMps ||
    a.northMps - b.northMps ||
    compareNumbers(a.upMps, b.upMps) ||
    a.horizontalSigmaMps - b.horizontalSigmaMps ||
    a.upSigmaMps - b.upSigmaMps
  );
}

function compareIdentities(a: Identity | null, b: Identity | null): number {
  if (a === null || b === null) return (a === null ? 0 : 1) - (b === null ? 0 : 1);
  return (
    compareTexts(a.sensorTrack, b.sensorTrack) ||
    compareTexts(a.aircraftAddress, b.aircraftAddress) ||
    compareTexts(a.callsign, b.callsign) ||
    compareTexts(a.mode3A, b.mode3A)
  );
}

/** Null sorts before every number. */
function compareNumbers(a: number | null, b: number | null): number {
  if (a === null || b === null) return (a === null ? 0 : 1) - (b === null ? 0 : 1);
  return a - b;
}

/** Null sorts before every text; texts by code unit, which no locale changes. */
function compareTexts(a: string | null, b: string | null): number {
  if (a === null || b === null) return (a === null ? 0 : 1) - (b === null ? 0 : 1);
  return a === b ? 0 : a < b ? -1 : 1;
}
