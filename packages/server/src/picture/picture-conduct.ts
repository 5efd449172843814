import { conductText, judgeCells, type ObservedCell, type SensorConduct } from "@tocsin/core";
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
      heightFromM: cell.heightFromM ?? 0,
      heightToM: cell.heightToM ?? null,
      ...observed([cell]),
    })),
  };
}

/** Of several cells together: each looked-for object weighs the same. */
function observed(cells: readonly ObservedCell[]): PictureObserved {
  const { asked, found, share, least, greatest, claimed, flights, verdict } = judgeCells(cells);
  return {
    asked: round(asked, 0),
    found: round(found, 0),
    share: round(share, 3),
    least: round(least, 3),
    greatest: round(greatest, 3),
    claimed: round(claimed, 3),
    flights: flights === null ? null : round(flights, 0),
    verdict,
  };
}
