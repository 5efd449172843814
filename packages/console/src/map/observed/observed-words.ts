import type { PictureCell, PictureObserved } from "@tocsin/sdk";
import { countText, directionsText, distanceText, percentText } from "../../format/quantity.ts";
import { bandText } from "./observed-band.ts";

/** `20 flights`, or looks where a recording does not tell flights apart. */
export const casesText = ({ flights, asked }: PictureObserved): string =>
  flights === null
    ? `${countText(asked)} looks`
    : `${countText(flights)} flight${flights === 1 ? "" : "s"}`;

/** `N to NE, 2.5 km to 5.0 km away, below 300 m` */
export const cellText = (cell: PictureCell): string =>
  [
    directionsText(cell.azimuthFromDeg, cell.azimuthToDeg - cell.azimuthFromDeg),
    `${distanceText(cell.rangeFromM)} to ${distanceText(cell.rangeToM)} away`,
    bandText({ fromM: cell.heightFromM, toM: cell.heightToM }),
  ].join(", ");

/** `claimed 90 %, seen 30 % (15 % to 52 %) of 20 flights` */
export const shareText = (observed: PictureObserved): string =>
  `claimed ${percentText(observed.claimed)}, seen ${percentText(observed.share)} (${percentText(observed.least)} to ${percentText(observed.greatest)}) of ${casesText(observed)}`;

/** Where certainly less is seen than claimed, the greatest difference first. */
export const lessThanClaimed = (cells: readonly PictureCell[]): readonly PictureCell[] =>
  cells
    .filter(({ verdict }) => verdict === "less")
    .toSorted((a, b) => a.greatest - a.claimed - (b.greatest - b.claimed));
