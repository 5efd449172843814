import type { ListedObservation } from "@tocsin/sdk";

/** So long after it came a report is drawn on the map, unless it is picked. */
const DRAWN_US = 600_000_000;

export const NO_REPORTS: readonly ListedObservation[] = [];

/** As it was at a moment: what came later is not there, and what was taken back later still stands. */
export const reportsAt = (
  reports: readonly ListedObservation[],
  timeUs: number,
): readonly ListedObservation[] =>
  reports
    .filter(({ outcome }) => outcome.receivedUs <= timeUs)
    .map((report) =>
      report.withdrawnUs !== null && report.withdrawnUs > timeUs
        ? { ...report, withdrawnUs: null }
        : report,
    );

/** Of the last minutes and not taken back: what an operator has to know of now. */
export const isRecent = ({ outcome, withdrawnUs }: ListedObservation, timeUs: number): boolean =>
  withdrawnUs === null && timeUs - outcome.receivedUs <= DRAWN_US;
