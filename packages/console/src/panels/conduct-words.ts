import type { PictureConduct } from "@tocsin/sdk";
import { cellText, lessThanClaimed, shareText } from "../map/observed/observed-words.ts";

export const STANDING_WORDS: Readonly<Record<PictureConduct["standing"], string>> = {
  unproven: "Unproven",
  sound: "Sound",
  doubtful: "Doubtful",
};

/** So many pieces of its cover are named, the worst first. */
const WORST_MAX = 3;

/** Where it certainly sees less than is claimed: all of the interval is below it. */
export const worstCells = ({ cells }: PictureConduct): readonly string[] =>
  lessThanClaimed(cells)
    .slice(0, WORST_MAX)
    .map((cell) => `${cellText(cell)}: ${shareText(cell)}`);
