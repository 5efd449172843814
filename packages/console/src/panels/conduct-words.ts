import type { PictureConduct, PictureObserved } from "@tocsin/sdk";
import { countText, directionsText, distanceText, percentText } from "../format/quantity.ts";

export const STANDING_WORDS: Readonly<Record<PictureConduct["standing"], string>> = {
  unproven: "Unproven",
  sound: "Sound",
  doubtful: "Doubtful",
};

/** So many pieces of its cover are named, the worst first. */
const WORST_MAX = 3;

/** The share that was seen with its interval, beside the claimed one. */
export const coverageText = ({ asked, share, least, greatest, claimed }: PictureObserved): string =>
  `claimed ${percentText(claimed)}; observed ${percentText(share)} (${percentText(least)} to ${percentText(greatest)}) of ${countText(asked)} looks at what others saw`;

/** Where it certainly sees less than is claimed: all of the interval is below it. */
export const worstCells = ({ cells }: PictureConduct): readonly string[] =>
  cells
    .filter(({ greatest, claimed }) => greatest < claimed)
    .sort((a, b) => a.greatest - a.claimed - (b.greatest - b.claimed))
    .slice(0, WORST_MAX)
    .map(
      (cell) =>
        `${directionsText(cell.azimuthFromDeg, cell.azimuthToDeg - cell.azimuthFromDeg)}, ${distanceText(cell.rangeFromM)} to ${distanceText(cell.rangeToM)}: ${percentText(cell.share)} of ${countText(cell.asked)}, claimed ${percentText(cell.claimed)}`,
    );
