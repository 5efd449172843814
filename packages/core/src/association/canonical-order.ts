import type { Detection, Identity, PositionDetection } from "../measurement/look.ts";
import { sortByKey } from "./sort-by-key.ts";

/** A detection with the place it had in its look, which evidence names. */
export interface IndexedDetection {
  readonly detection: Detection;
  readonly index: number;
}

/**
 * The detections of a look in an order that depends on their content only, so that the order in which they arrived
 * changes nothing. Of identical ones the first is kept: a repeated report is not a second object. The order is that of {@link compareDetections};
 * time, kind and what is compared next leave few to ask it of.
 */
export function canonicalDetections(detections: readonly Detection[]): readonly IndexedDetection[] {
  const order = new Int32Array(detections.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  const leads = new Float64Array(order.length);
  const kinds = new Float64Array(order.length);
  const times = new Float64Array(order.length);
  for (let i = 0; i < order.length; i++) {
    const detection = detections[i];
    leads[i] = leadOf(detection);
    kinds[i] = KIND_ORDER[detection.kind];
    times[i] = orInfinity(detection.sensedUs);
  }
  // What is compared first is sorted by last: each sort keeps the order of the one before where its key is one.
  sortByKey(order, leads);
  sortByKey(order, kinds);
  sortByKey(order, times);
  const canonical: IndexedDetection[] = [];
  for (let from = 0, end = 0; from < order.length; from = end) {
    end++;
    const first = order[from];
    while (
      end < order.length &&
      leads[order[end]] === leads[first] &&
      kinds[order[end]] === kinds[first] &&
      times[order[end]] === times[first]
    )
      end++;
    if (end - from > 1) sortAlike(order.subarray(from, end), detections);
    for (let i = from; i < end; i++) {
      const detection = detections[order[i]];
      const isRepeated = i > from && compareDetections(detections[order[i - 1]], detection) === 0;
      if (!isRepeated) canonical.push({ detection, index: order[i] });
    }
  }
  return canonical;
}

/** The first that {@link compareDetections} compares of what two of one kind measured. */
function leadOf(detection: Detection): number {
  if (detection.kind === "polar") return orInfinity(detection.rangeM);
  return orInfinity(detection.kind === "bearing" ? detection.azimuthRad : detection.latitudeRad);
}

const orInfinity = (value: number): number => (Number.isNaN(value) ? Infinity : value);

/** Sorts places of detections that are alike in time, kind and what is compared next by the rest of what they say. */
function sortAlike(places: Int32Array, detections: readonly Detection[]): void {
  places.sort((a, b) => compareDetections(detections[a], detections[b]) || a - b);
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
