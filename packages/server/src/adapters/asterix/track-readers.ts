import { category062 } from "./categories/category-062.ts";
import { category062Early } from "./categories/category-062-early.ts";
import { quantityReader, rawReader } from "./codec/interpret.ts";
import type { CategorySpec } from "./codec/item-spec.ts";
import type { AsterixRecord } from "./codec/value.ts";
import { DEGREE_RAD, NAUTICAL_MILE_M } from "./units.ts";

type Read = (record: AsterixRecord) => number | null;

/** What the mapping of a system track asks of a record, however its edition says it; `null` where it does not. */
export interface TrackReaders extends ReturnType<typeof sharedReaders> {
  readonly xM: Read;
  readonly yM: Read;
  readonly eastMps: Read;
  readonly northMps: Read;
  readonly codeInvalid: Read;
  readonly codeGarbled: Read;
  readonly callsign: Read;
  readonly sigmaXM: Read;
  readonly sigmaYM: Read;
  readonly covarianceRootM: Read;
  readonly sigmaGeometricFt: Read;
  readonly sigmaLevel: Read;
  readonly sigmaEastMps: Read;
  readonly sigmaNorthMps: Read;
  /** Whether I062/130 counts from mean sea level, as it did before the released editions. */
  readonly isGeometricAboveSeaLevel: boolean;
}

/** The readers for an edition of category 062. */
export const trackReaders = (edition: string): TrackReaders =>
  edition === category062Early.edition ? earlyReaders : currentReaders;

function sharedReaders(spec: CategorySpec) {
  const raw = (item: string, ...path: readonly string[]): Read => rawReader(spec, item, ...path);
  const quantity = (item: string, ...path: readonly string[]): Read =>
    quantityReader(spec, item, ...path);
  return {
    simulated: raw("080", "SIM"),
    trackEnd: raw("080", "TSE"),
    coasted: raw("080", "CST"),
    latitudeDeg: quantity("105", "LAT"),
    longitudeDeg: quantity("105", "LON"),
    climbFtPerMin: quantity("220"),
    geometricFt: quantity("130"),
    barometricLevel: quantity("135", "CTB"),
    correctedForPressure: raw("135", "QNH"),
    measuredLevel: quantity("136"),
    sigmaLatitudeDeg: quantity("500", "APW", "LAT"),
    sigmaLongitudeDeg: quantity("500", "APW", "LON"),
    sigmaClimbFtPerMin: quantity("500", "ARC"),
    track: raw("040"),
    address: raw("380", "ADR"),
    downlinkedCallsign: raw("380", "ID"),
    code: raw("060", "MODE3A"),
  };
}

const absent: Read = () => null;

const current = (item: string, ...path: readonly string[]): Read =>
  quantityReader(category062, item, ...path);

const currentReaders: TrackReaders = {
  ...sharedReaders(category062),
  xM: current("100", "X"),
  yM: current("100", "Y"),
  eastMps: current("185", "VX"),
  northMps: current("185", "VY"),
  codeInvalid: rawReader(category062, "060", "V"),
  codeGarbled: rawReader(category062, "060", "G"),
  callsign: rawReader(category062, "245", "CHR"),
  sigmaXM: current("500", "APC", "X"),
  sigmaYM: current("500", "APC", "Y"),
  covarianceRootM: current("500", "COV"),
  sigmaGeometricFt: current("500", "AGA"),
  sigmaLevel: current("500", "ABA"),
  sigmaEastMps: current("500", "ATV", "X"),
  sigmaNorthMps: current("500", "ATV", "Y"),
  isGeometricAboveSeaLevel: false,
};

const early = (item: string, ...path: readonly string[]): Read =>
  quantityReader(category062Early, item, ...path);

/** The same quantity times a factor. */
const times =
  (read: Read, factor: number): Read =>
  (record) => {
    const value = read(record);
    return value === null ? null : value * factor;
  };

const earlySpeedMps = times(early("180", "GSP"), NAUTICAL_MILE_M);
const earlyHeadingRad = times(early("180", "HDG"), DEGREE_RAD);
const earlySigmaSpeedMps = times(early("500", "ATV", "GSP"), NAUTICAL_MILE_M);
const earlySigmaHeadingRad = times(early("500", "ATV", "HDG"), DEGREE_RAD);

/** A component of the polar velocity: sine of the heading for east, cosine for north. */
const earlyComponent =
  (along: (headingRad: number) => number): Read =>
  (record) => {
    const speedMps = earlySpeedMps(record);
    const headingRad = earlyHeadingRad(record);
    return speedMps === null || headingRad === null ? null : speedMps * along(headingRad) + 0;
  };

/** The greater of the errors along and across the course, for either axis. */
const earlySigmaMps: Read = (record) => {
  const alongMps = earlySigmaSpeedMps(record);
  const acrossRad = earlySigmaHeadingRad(record);
  if (alongMps === null || acrossRad === null) return null;
  return Math.max(alongMps, (earlySpeedMps(record) ?? 0) * acrossRad);
};

const earlyReaders: TrackReaders = {
  ...sharedReaders(category062Early),
  xM: times(early("100", "X"), NAUTICAL_MILE_M),
  yM: times(early("100", "Y"), NAUTICAL_MILE_M),
  eastMps: earlyComponent(Math.sin),
  northMps: earlyComponent(Math.cos),
  codeInvalid: absent,
  codeGarbled: absent,
  callsign: absent,
  sigmaXM: times(early("500", "APC", "X"), NAUTICAL_MILE_M),
  sigmaYM: times(early("500", "APC", "Y"), NAUTICAL_MILE_M),
  covarianceRootM: absent,
  sigmaGeometricFt: early("500", "ATA"),
  sigmaLevel: early("500", "ATF"),
  sigmaEastMps: earlySigmaMps,
  sigmaNorthMps: earlySigmaMps,
  isGeometricAboveSeaLevel: true,
};
