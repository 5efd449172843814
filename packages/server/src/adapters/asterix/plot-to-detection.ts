import type { PolarDetection } from "@tocsin/core";
import { category048 } from "./categories/category-048.ts";
import { decodeExpansion } from "./codec/decode-expansion.ts";
import { quantityReader, rawReader } from "./codec/interpret.ts";
import type { AsterixFields, AsterixRecord } from "./codec/value.ts";
import { isFields } from "./codec/value.ts";
import type { DetectionContext } from "./detection-context.ts";
import { identityFrom } from "./identity.ts";
import type { RejectReason } from "./reject-reason.ts";
import type { AsterixAccuracy } from "./sensor-config.ts";
import { DEGREE_RAD, FLIGHT_LEVEL_M, FOOT_M, NAUTICAL_MILE_M } from "./units.ts";

const raw = (item: string, ...path: readonly string[]) => rawReader(category048, item, ...path);
const quantity = (item: string, ...path: readonly string[]) =>
  quantityReader(category048, item, ...path);

const read = {
  type: raw("020", "TYP"),
  simulated: raw("020", "SIM"),
  fieldMonitor: raw("020", "RAB"),
  test: raw("020", "TST"),
  extendedRange: raw("020", "ERR"),
  trackEnd: raw("170", "TRE"),
  rangeNm: quantity("040", "RHO"),
  azimuthDeg: quantity("040", "THETA"),
  levelInvalid: raw("090", "V"),
  levelGarbled: raw("090", "G"),
  level: quantity("090", "FL"),
  radarHeightFt: quantity("110", "3DH"),
  dopplerDoubtful: raw("120", "CAL", "D"),
  dopplerMps: quantity("120", "CAL", "CAL"),
  codeInvalid: raw("070", "V"),
  codeGarbled: raw("070", "G"),
  code: raw("070", "MODE3A"),
  address: raw("220"),
  callsign: raw("240"),
  track: raw("161", "TRN"),
};

/**
 * The polar detection of a CAT048 target report, or the reason why it is none.
 *
 * Azimuth is from the radar's geographical north (I048/040 THETA). The height is I048/110 (above mean sea level,
 * raised by the configured height of the geoid) where the radar measured one, else the flight level I048/090: the
 * pressure height, taken as a height above the ellipsoid with a sigma that covers the weather. A level that is
 * not validated or garbled is left out. Doppler speed (I048/120 CAL) is positive for a receding target, as the
 * category's note recommends, unless the sensor is configured otherwise; a doubtful one is left out. The
 * radar cross-section is the expansion field's RCSDB; amplitudes (I048/130) say nothing of it without the
 * range law of the receiver, and are not used.
 */
export function plotToDetection(
  record: AsterixRecord,
  context: DetectionContext,
): PolarDetection | RejectReason {
  const refused = refusal(record);
  if (refused !== null) return refused;
  const { sensor, accuracy } = context;
  const expansion = expansionOf(record);
  const rangeNm = rangeOf(record, expansion);
  const azimuthDeg = read.azimuthDeg(record);
  if (azimuthDeg === null || read.rangeNm(record) === null) return "no-position";
  if (rangeNm === null) return "range-beyond-item";
  return {
    kind: "polar",
    sensedUs: context.sensedUs,
    rangeM: rangeNm * NAUTICAL_MILE_M,
    azimuthRad: azimuthDeg * DEGREE_RAD,
    elevationRad: null,
    rangeRateMps: rangeRateOf(record, sensor.dopplerSign ?? 1),
    ...heightOf(record, sensor.geoidHeightM ?? 0, accuracy),
    rangeSigmaM: accuracy.rangeSigmaM,
    azimuthSigmaRad: accuracy.azimuthSigmaRad,
    elevationSigmaRad: 0,
    rangeRateSigmaMps: accuracy.rangeRateSigmaMps,
    rcsDbsm: crossSectionOf(expansion),
    identity: identityFrom({
      track: read.track(record),
      address: read.address(record),
      callsign: read.callsign(record),
      mode3A:
        read.codeInvalid(record) === 1 || read.codeGarbled(record) === 1 ? null : read.code(record),
    }),
  };
}

function refusal(record: AsterixRecord): RejectReason | null {
  if (read.test(record) === 1) return "test-target";
  if (read.simulated(record) === 1) return "simulated";
  if (read.fieldMonitor(record) === 1) return "field-monitor";
  if (read.trackEnd(record) === 1) return "track-end";
  return read.type(record) === 0 ? "no-detection" : null;
}

function expansionOf(record: AsterixRecord): AsterixFields | null {
  const field = record.items.get("RE");
  return typeof field === "string" ? decodeExpansion(category048, field) : null;
}

function rangeOf(record: AsterixRecord, expansion: AsterixFields | null): number | null {
  if (read.extendedRange(record) !== 1) return read.rangeNm(record);
  const extended = expansion?.["ERR"];
  return typeof extended === "number" ? extended / 256 : null;
}

function rangeRateOf(record: AsterixRecord, sign: 1 | -1): number | null {
  const dopplerMps = read.dopplerMps(record);
  if (dopplerMps === null || read.dopplerDoubtful(record) === 1) return null;
  return dopplerMps * sign + 0;
}

function heightOf(record: AsterixRecord, geoidHeightM: number, accuracy: AsterixAccuracy) {
  const radarHeightFt = read.radarHeightFt(record);
  if (radarHeightFt !== null) {
    return {
      heightM: radarHeightFt * FOOT_M + geoidHeightM,
      heightSigmaM: accuracy.radarHeightSigmaM,
    };
  }
  const usable = read.levelInvalid(record) !== 1 && read.levelGarbled(record) !== 1;
  const level = usable ? read.level(record) : null;
  return {
    heightM: level === null ? null : level * FLIGHT_LEVEL_M,
    heightSigmaM: accuracy.pressureHeightSigmaM,
  };
}

function crossSectionOf(expansion: AsterixFields | null): number | null {
  const generic = expansion?.["GEN48"];
  const stated = isFields(generic) ? generic["RCSDB"] : undefined;
  const value = isFields(stated) ? stated["RCSDB"] : undefined;
  return typeof value === "number" ? value * 0.01 : null;
}
