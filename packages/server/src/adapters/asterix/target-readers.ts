import { category015 } from "./categories/category-015.ts";
import { quantityReader, rawReader } from "./codec/interpret.ts";

const raw = (item: string, ...path: readonly string[]) => rawReader(category015, item, ...path);
const quantity = (item: string, ...path: readonly string[]) =>
  quantityReader(category015, item, ...path);

/** What is read of a CAT015 record, each `null` where it is absent. */
export const targetReaders = {
  messageType: raw("000", "MT"),
  generation: raw("000", "RG"),
  configuration: raw("020", "MOMU"),
  taxonomy: raw("020", "TTAX"),
  scanning: raw("020", "SCD"),
  track: raw("161"),
  positionCoasted: raw("170", "CSTP"),
  heightCoasted: raw("170", "CSTH"),
  updatePeriodS: quantity("050", "UPD"),
  rangeM: quantity("625", "R"),
  rangeSigmaM: quantity("625", "SDR"),
  rangeRateMps: quantity("625", "RR"),
  rangeRateSigmaMps: quantity("625", "SDRR", "SDRR"),
  dopplerMps: quantity("626", "DV"),
  dopplerSigmaMps: quantity("626", "SDDV"),
  azimuthDeg: quantity("627", "AZ"),
  azimuthSigmaDeg: quantity("627", "SDASZ"),
  elevationDeg: quantity("628", "EL"),
  elevationSigmaDeg: quantity("628", "SDEL"),
  latitudeDeg: quantity("600", "P84", "LATITUDE"),
  longitudeDeg: quantity("600", "P84", "LONGITUDE"),
  sigmaEastM: quantity("600", "HPP", "SDHPX"),
  sigmaNorthM: quantity("600", "HPP", "SDHPY"),
  correlation: quantity("600", "HPP", "COSDHPXY"),
  heightM: quantity("601", "GH"),
  heightSigmaM: quantity("601", "SDGH"),
  heightUpper67M: quantity("601", "CI6", "UCI6"),
  heightLower67M: quantity("601", "CI6", "LCI6"),
  eastMps: quantity("602", "HV", "X"),
  northMps: quantity("602", "HV", "Y"),
  sigmaEastMps: quantity("602", "SDHV", "X"),
  sigmaNorthMps: quantity("602", "SDHV", "Y"),
  upMps: quantity("604", "VV"),
  sigmaUpMps: quantity("604", "SDVV", "SDVV"),
};

/** I015/000: what kind of message a record is. */
export const TARGET_MESSAGE = {
  measurementPlot: 1,
  measurementTrack: 2,
  sensorCentricTrack: 4,
  trackEnd: 5,
} as const;

/** I015/020 MOMU. */
export const SENSOR_CONFIGURATION = { monostatic: 0, multistatic: 1 } as const;
