import { MEASURED } from "../filter/measured.ts";
import { startBank } from "../filter/start-bank.ts";
import { keepNothing } from "../registration/kept-detection.ts";
import { takeEvidence } from "./apply-look.ts";
import { flyAlong } from "./companions.ts";
import { logOddsOf } from "./existence.ts";
import type { PreparedLook } from "./prepared-look.ts";
import * as columns from "./track-columns.ts";
import { TrackTable } from "./track-table.ts";

/** Appends a tentative track of one detection, `copy` telling it from others of the same name, `beside` the place of the track that it flies beside or −1. */
export function beginTrack(
  tracks: TrackTable,
  look: PreparedLook,
  i: number,
  existence: number,
  copy: number,
  frames: Float64Array | null,
  beside: number,
): void {
  const index = tracks.take();
  const a = tracks.numbers;
  const at = TrackTable.at(index);
  const { table, sensor } = look;
  const sensedUs = table.sensedUs[i];
  a.fill(0, at, at + columns.CONTRIBUTIONS);
  startBank(table.detections[i], table, i * MEASURED, a, at);
  if (beside !== -1) flyAlong(a, at, TrackTable.at(tracks.live[beside]));
  a[at + columns.TIME_US] = sensedUs;
  a[at + columns.EXISTENCE] = existence;
  a[at + columns.LOG_ODDS] = logOddsOf(existence);
  a[at + columns.EXISTENCE_US] = sensedUs;
  a[at + columns.FIRST_SENSED_US] = sensedUs;
  a[at + columns.LAST_SENSED_US] = sensedUs;
  a[at + columns.CONFIRMED_US] = NaN;
  a[at + columns.BIRTH_SENSOR] = sensor.index;
  a[at + columns.BIRTH_POSITION] = i;
  a[at + columns.BIRTH_COPY] = copy;
  a[at + columns.BIRTH_EXISTENCE] = existence;
  keepNothing(a, at + columns.KEPT_DETECTION);
  columns.countExpectedLook(a, at, true);
  const entry = columns.newContribution(a, at);
  a[entry + columns.CONTRIBUTION_SENSOR] = sensor.index;
  a[entry + columns.CONTRIBUTION_LAST_US] = sensedUs;
  a[entry + columns.CONTRIBUTION_COUNTED_US] = sensedUs;
  takeEvidence(tracks, index, look, i, frames);
  tracks.append(index);
}
