import type { DefenceEvent } from "../engine/event.ts";
import type { IncidentRecord } from "../explain/incident-record.ts";
import type { TimeUs } from "../units/time.ts";
import { type Change, changedSite } from "./change.ts";
import { NOTIONAL } from "./notional.ts";

/** Whether all that is otherwise is that defences stood there: then nothing need be run again. */
export const areOfDefences = (changes: readonly Change[]): boolean =>
  changes.length > 0 && changes.every(({ placedDefence }) => placedDefence !== undefined);

/** What the defences that are placed would have reported: that they are ready. */
export const placedReports = (
  changes: readonly Change[],
  receivedUs: TimeUs,
): readonly DefenceEvent[] =>
  changes.flatMap(({ placedDefence }) =>
    placedDefence === undefined
      ? []
      : [
          {
            type: "defence",
            receivedUs,
            defenceId: placedDefence,
            state: "ready",
            by: "whoever asks",
          } as const,
        ],
  );

/** The record as it is, with defences placed in it. */
export const withDefences = (
  record: IncidentRecord,
  changes: readonly Change[],
): IncidentRecord => ({
  ...record,
  site: { ...record.site, value: changedSite(record.site.value, changes) },
  // In the order of time: they stood there before anything else was reported.
  defences: [
    ...placedReports(changes, 0).map((value) => ({ sequence: NOTIONAL, value })),
    ...record.defences,
  ],
});
