import type { PictureCell } from "@tocsin/sdk";
import { distanceText } from "../../format/quantity.ts";

/** Heights above the ground that are shown apart, as the post learns them: metres from, metres to. */
export const OBSERVED_BANDS = [
  { fromM: 0, toM: 300 },
  { fromM: 300, toM: 1_500 },
  { fromM: 1_500, toM: null },
] as const;
export type ObservedBand = (typeof OBSERVED_BANDS)[number];

/** `below 300 m`, `300 m to 1.5 km`, `above 1.5 km` */
export function bandText({
  fromM,
  toM,
}: {
  readonly fromM: number;
  readonly toM: number | null;
}): string {
  if (toM === null) return fromM === 0 ? "at any height" : `above ${distanceText(fromM)}`;
  return fromM === 0
    ? `below ${distanceText(toM)}`
    : `${distanceText(fromM)} to ${distanceText(toM)}`;
}

/** What was learnt before heights were told apart belongs to each. */
export const isOfBand = (
  { heightFromM, heightToM }: Pick<PictureCell, "heightFromM" | "heightToM">,
  { fromM }: ObservedBand,
): boolean => heightFromM === fromM || (heightFromM === 0 && heightToM === null);
