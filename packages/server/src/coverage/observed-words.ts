import { meters, percent, whole } from "../cli/text/numbers.ts";
import type { CoverageCell } from "./observed-coverage.ts";

/** `below 300 m`, `300 m to 1.5 km`, `above 1.5 km`, `at any height`. */
export function heightsText({
  heightFromM,
  heightToM,
}: Pick<CoverageCell, "heightFromM" | "heightToM">): string {
  if (heightToM === null)
    return heightFromM === 0 ? "at any height" : `above ${meters(heightFromM)}`;
  return heightFromM === 0
    ? `below ${meters(heightToM)}`
    : `${meters(heightFromM)} to ${meters(heightToM)}`;
}

/** `30°–60°, 2.5 km to 5.0 km, below 300 m: claimed 90.0 %, seen 30.0 % (14.5 % to 51.9 %) of 20 flights` */
export const differenceText = (cell: CoverageCell): string =>
  [
    `${cell.azimuthFromDeg}°–${cell.azimuthToDeg}°, ${meters(cell.rangeFromM)} to ${meters(cell.rangeToM)}, ${heightsText(cell)}:`,
    `claimed ${percent(cell.claimed ?? 0)}, seen ${percent(cell.share ?? 0)}`,
    `(${percent(cell.least)} to ${percent(cell.greatest)}) of ${casesText(cell)}`,
  ].join(" ");

const casesText = ({ flights, asked }: CoverageCell): string =>
  flights === null ? `${whole(Math.round(asked))} looks` : `${whole(Math.round(flights))} flights`;

/** Where certainly less is seen than the site file claims, the greatest difference first. */
export const differencesOf = (cells: readonly CoverageCell[]): readonly CoverageCell[] =>
  cells
    .filter(({ verdict }) => verdict === "less")
    .toSorted((a, b) => a.greatest - (a.claimed ?? 0) - (b.greatest - (b.claimed ?? 0)));

/** The cells of each band of heights, from the ground up. */
export function bandsOf(cells: readonly CoverageCell[]): readonly (readonly CoverageCell[])[] {
  const heights = [...new Set(cells.map(({ heightFromM }) => heightFromM))].toSorted(
    (a, b) => a - b,
  );
  return heights.map((fromM) => cells.filter(({ heightFromM }) => heightFromM === fromM));
}
