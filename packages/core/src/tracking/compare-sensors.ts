import { BALLISTIC_PROBABILITY, COVARIANCE, leadingMember } from "../filter/bank-layout.ts";
import {
  KEPT,
  keepDetection,
  type KeptDetection,
  keepNothing,
} from "../registration/kept-detection.ts";
import type { RegistrationFilter } from "../registration/registration-filter.ts";
import type { Association } from "./associate-look.ts";
import type { PreparedLook } from "./prepared-look.ts";
import { HEIGHT_COUNT, KEPT_DETECTION, TIME_US } from "./track-columns.ts";
import { TrackTable } from "./track-table.ts";

const GRAVITY_MPS2 = 9.81;

const object = {
  state: new Float64Array(6),
  velocityCovariance: new Float64Array(6),
  fallMps2: 0,
};
const earlier: KeptDetection = { numbers: object.state, at: 0 };
const later: KeptDetection = { numbers: new Float64Array(KEPT), at: 0 };

/** Learns of the sensors' errors from all tracks that a look surely saw, in their order, whichever was given its detection first. */
export function compareAll(
  { numbers, live }: TrackTable,
  { places, sure, rowCount }: Association,
  look: PreparedLook,
  registration: RegistrationFilter,
): void {
  for (let row = 0; row < rowCount; row++) {
    if (sure[row] === -1) continue;
    compareSensors(numbers, TrackTable.at(live[places[row]]), look, sure[row], registration);
  }
}

/**
 * Compares detection `i`, surely one of the track's whose row was just updated by it, with the track's latest by another sensor, which tells of
 * the errors of both; or keeps it for the next. Nothing is learnt of an object whose height nobody measured.
 */
export function compareSensors(
  a: Float64Array,
  row: number,
  { look, sensor, table }: PreparedLook,
  i: number,
  registration: RegistrationFilter,
): void {
  // Of a height that nobody measured two radars apart disagree as by biases: what is inferred would teach what bears it out.
  if (a[row + HEIGHT_COUNT] === 0 || !registration.takesPart(sensor.index)) return;
  const reported = look.detections[table.indices[i]];
  if (!keepDetection(reported, sensor.geometry, sensor.index, later.numbers, 0)) return;
  earlier.numbers = a;
  earlier.at = row + KEPT_DETECTION;
  if (!registration.areComparable(earlier, later)) {
    for (let k = 0; k < KEPT; k++) a[earlier.at + k] = later.numbers[k];
    return;
  }
  const member = leadingMember(a, row);
  for (let k = 0; k < 6; k++) {
    object.state[k] = a[member + k];
    object.velocityCovariance[k] = a[member + COVARIANCE + 15 + k];
  }
  object.fallMps2 = GRAVITY_MPS2 * a[row + BALLISTIC_PROBABILITY];
  registration.compare(earlier, later, object, a[row + TIME_US]);
  // Used once: what comes next is independent of it.
  keepNothing(a, earlier.at);
}
