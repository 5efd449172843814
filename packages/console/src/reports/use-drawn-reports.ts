import type { ListedObservation, Picture } from "@tocsin/sdk";
import { useRef } from "react";
import { isSelected, type Selection } from "../map/selection.ts";
import { isRecent, NO_REPORTS, reportsAt } from "./shown-reports.ts";

/** What of the reports is on the map at a moment: the recent ones, and the one that was picked. The same list as long as nothing changes. */
export function useDrawnReports(
  given: readonly ListedObservation[] | undefined,
  picture: Picture | null,
  selection: Selection | null,
): readonly ListedObservation[] {
  const timeUs = picture?.timeUs ?? 0;
  const before = useRef<readonly ListedObservation[]>([]);
  const drawn = reportsAt(given ?? NO_REPORTS, timeUs).filter(
    (report) => isRecent(report, timeUs) || isSelected(selection, "report", report.id),
  );
  const isSame =
    drawn.length === before.current.length &&
    drawn.every(({ id, withdrawnUs }, index) => {
      const other = before.current[index];
      return other?.id === id && other.withdrawnUs === withdrawnUs;
    });
  if (!isSame) before.current = drawn;
  return before.current;
}
