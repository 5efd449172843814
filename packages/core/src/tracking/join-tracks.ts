import { BANK, copyNumbers } from "../filter/bank-layout.ts";
import {
  type MeasurementHistory,
  ROW_SIZE,
  ROW_TIME,
  withHistoryRow,
} from "../measurement/measurement-history.ts";
import { secondsBetween } from "../units/time.ts";
import { joinClass } from "./class-evidence.ts";
import { withEvidence } from "./evidence.ts";
import * as columns from "./track-columns.ts";
import { type Names, TrackTable } from "./track-table.ts";

/**
 * The live track at place `older` goes on as the one at place `newer`, which turned out to be the same object: it keeps its name, its
 * first detections and its confirmation, and takes where the newer one is. The newer one is still live, for the caller to drop.
 */
export function joinTracks(tracks: TrackTable, older: number, newer: number): void {
  const index = tracks.own(older);
  const from = tracks.live[newer];
  const a = tracks.numbers;
  const to = TrackTable.at(index);
  const at = TrackTable.at(from);
  copyNumbers(a, at, a, to, BANK);
  for (const column of TAKEN) a[to + column] = a[at + column];
  joinClass(a, to, at);
  for (const column of SUMMED) a[to + column] += a[at + column];
  const end =
    at + columns.CONTRIBUTIONS + columns.CONTRIBUTION * a[at + columns.CONTRIBUTION_COUNT];
  for (let one = at + columns.CONTRIBUTIONS; one < end; one += columns.CONTRIBUTION) {
    const known = columns.contributionOf(a, to, a[one + columns.CONTRIBUTION_SENSOR]);
    const entry = known === -1 ? columns.newContribution(a, to) : known;
    copyNumbers(a, one, a, entry, columns.CONTRIBUTION);
  }
  tracks.moved(index);
  for (const next of tracks.evidence[from])
    tracks.evidence[index] = withEvidence(tracks.evidence[index], next);
  tracks.names[index] = joinNames(tracks.names[index], tracks.names[from]);
  tracks.heights[index] = a[to + columns.HEIGHT_COUNT] > 0 ? null : tracks.heights[from];
  tracks.histories[index] = joinHistories(tracks.histories[index], tracks.histories[from]);
}

const TAKEN = [
  columns.TIME_US,
  columns.EXISTENCE,
  columns.EXISTENCE_US,
  columns.LAST_SENSED_US,
  columns.MISS_COUNT,
  columns.EXPECTED_LOOKS,
  columns.EXPECTED_COUNT,
] as const;
const SUMMED = [
  columns.DETECTION_COUNT,
  columns.RCS_SUM_DB,
  columns.RCS_COUNT,
  columns.HEIGHT_COUNT,
] as const;

function joinNames(before: Names, after: Names): Names {
  const length = Math.max(before.sensorTracks.length, after.sensorTracks.length);
  return {
    identity: after.identity ?? before.identity,
    sensorTracks: Array.from(
      { length },
      (_, i) => after.sensorTracks[i] ?? before.sensorTracks[i] ?? null,
    ),
  };
}

/** Both, one after the other; a flight that was not held to be a fall in one of its parts has no history as a fall. */
function joinHistories(
  before: MeasurementHistory | null,
  after: MeasurementHistory | null,
): MeasurementHistory | null {
  if (before === null || after === null) return after;
  const laterS = secondsBetween(before.startUs, after.startUs);
  let joined = before;
  for (let i = 0; i < after.count; i++) {
    const row = after.rows.slice(i * ROW_SIZE, (i + 1) * ROW_SIZE);
    row[ROW_TIME] = row[ROW_TIME] + laterS;
    joined = withHistoryRow(joined, row);
  }
  return joined;
}
