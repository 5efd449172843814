import { conductText, type ObservedCell, type SensorConduct, shareOf } from "@tocsin/core";
import type { PictureConduct, PictureObserved } from "@tocsin/sdk";
import { round } from "./picture-frame.ts";

const degrees = (radians: number): number => round((radians * 180) / Math.PI, 1);

/** What a sensor's data has shown of it, for a screen. */
export function pictureConduct(conduct: SensorConduct): PictureConduct {
  const { cells } = conduct;
  return {
    standing: conduct.standing,
    text: conductText(conduct),
    observed: cells.length === 0 ? null : observed(cells),
    cells: cells.map((cell) => ({
      azimuthFromDeg: degrees(cell.azimuthFromRad),
      azimuthToDeg: degrees(cell.azimuthToRad),
      rangeFromM: round(cell.rangeFromM, 0),
      rangeToM: round(cell.rangeToM, 0),
      ...observed([cell]),
    })),
  };
}

/** Of several cells together: each looked-for object weighs the same. */
function observed(cells: readonly ObservedCell[]): PictureObserved {
  const sum = (of: (cell: ObservedCell) => number): number =>
    cells.reduce((total, cell) => total + of(cell), 0);
  const asked = sum((cell) => cell.asked);
  const found = sum((cell) => cell.found);
  const { share, least, greatest } = shareOf(found, asked);
  return {
    asked: round(asked, 0),
    found: round(found, 0),
    share: round(share, 3),
    least: round(least, 3),
    greatest: round(greatest, 3),
    claimed: round(sum((cell) => cell.claimed * cell.asked) / asked, 3),
  };
}
