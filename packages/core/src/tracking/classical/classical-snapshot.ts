import type { TimeUs } from "../../units/time.ts";
import type { MotionEstimate, TrackEnd } from "../track.ts";
import type { TrackerCounters } from "../tracker-counters.ts";
import type { TrackNotes } from "./track-notes.ts";
import { ROW, TrackTable } from "./track-table.ts";

/** Everything that later bits depend on, as plain JSON. */
export interface ClassicalSnapshot {
  readonly version: 1;
  readonly method: "classical";
  readonly sensors: readonly string[];
  readonly nowUs: TimeUs;
  readonly lookUs: TimeUs;
  readonly nextSerial: number;
  readonly counters: TrackerCounters;
  readonly confirmed: TablePiece;
  readonly tentative: TablePiece;
  readonly notes: readonly (readonly [serial: number, notes: TrackNotes])[];
  readonly ends: readonly EndPiece[];
}

interface TablePiece {
  readonly values: readonly number[];
  readonly serial: readonly number[];
  readonly seen: readonly number[];
  readonly age: readonly number[];
  readonly misses: readonly number[];
}

export interface EndPiece {
  readonly end: Omit<TrackEnd, "track"> & { readonly track: Omit<TrackEnd["track"], "estimates"> };
  readonly estimates: readonly {
    readonly probability: number;
    readonly mean: readonly number[];
    readonly covariance: readonly number[];
  }[];
}

export const tablePieceOf = ({ count, ...table }: TrackTable): TablePiece => ({
  values: Array.from(table.values.subarray(0, count * ROW)),
  serial: Array.from(table.serial.subarray(0, count)),
  seen: Array.from(table.seen.subarray(0, count)),
  age: Array.from(table.age.subarray(0, count)),
  misses: Array.from(table.misses.subarray(0, count)),
});

export function tableOf(piece: TablePiece): TrackTable {
  const table = new TrackTable();
  for (let row = 0; row < piece.serial.length; row++) table.add();
  table.values.set(piece.values);
  table.serial.set(piece.serial);
  table.seen.set(piece.seen);
  table.age.set(piece.age);
  table.misses.set(piece.misses);
  return table;
}

export function endPieceOf({ track, cause }: TrackEnd): EndPiece {
  const { estimates, ...rest } = track;
  return {
    end: { track: rest, cause },
    estimates: estimates.map(({ probability, mean, covariance }) => ({
      probability,
      mean: Array.from(mean),
      covariance: Array.from(covariance),
    })),
  };
}

export function endOf({ end, estimates }: EndPiece): TrackEnd {
  const restored = estimates.map(
    ({ probability, mean, covariance }): MotionEstimate => ({
      model: "powered",
      probability,
      mean: Float64Array.from(mean),
      covariance: Float64Array.from(covariance),
    }),
  );
  return { cause: end.cause, track: { ...end.track, estimates: restored } };
}
