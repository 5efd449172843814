import { utcText } from "@tocsin/core";
import type {
  CoverageCell,
  ObservedCoverage,
  SensorObserved,
} from "../../coverage/observed-coverage.ts";
import {
  bandsOf,
  differencesOf,
  differenceText,
  heightsText,
} from "../../coverage/observed-words.ts";
import { CAUTION } from "../../planning/caution.ts";
import { meters } from "./numbers.ts";

/** So many differences of a sensor are written out. */
const DIFFERENCES_MAX = 12;

/** Each sensor: where it sees less than the site file claims, in words, and tables of what was seen beside what is claimed. */
export function observedLines({ site, sensors }: ObservedCoverage): readonly string[] {
  const lines = [`${site}: what sensors really saw of flights that others reported. ${CAUTION}`];
  if (sensors.length === 0) lines.push("  The site has no sensor that watches.");
  for (const sensor of sensors) lines.push("", ...sensorLines(sensor));
  return lines;
}

function sensorLines({ name, atUs, cells }: SensorObserved): readonly string[] {
  if (atUs === null)
    return [`${name}: not enough flights. No other sensor reported anything where it looks.`];
  const differences = differencesOf(cells);
  const lines = [`${name}, as of ${utcText(atUs)}:`];
  if (differences.length === 0) lines.push("  Nowhere is certainly less seen than claimed.");
  else lines.push("  Sees less than the site file claims, the greatest difference first:");
  for (const cell of differences.slice(0, DIFFERENCES_MAX))
    lines.push(`    ${differenceText(cell)}`);
  if (differences.length > DIFFERENCES_MAX)
    lines.push(`    and ${differences.length - DIFFERENCES_MAX} more pieces`);
  for (const band of bandsOf(cells)) lines.push(...bandLines(band));
  return lines;
}

function bandLines(cells: readonly CoverageCell[]): readonly string[] {
  const [first] = cells;
  if (cells.every(({ verdict }) => verdict === "too-few"))
    return [`  ${heightsText(first)}: not enough flights anywhere`];
  const rings = [...new Set(cells.map(({ rangeFromM }) => rangeFromM))].toSorted((a, b) => a - b);
  const ends = rings.map(
    (fromM) => cells.find(({ rangeFromM }) => rangeFromM === fromM)?.rangeToM ?? 0,
  );
  const lines = [
    `  ${heightsText(first)}: seen/claimed in %; ! certainly less; . not enough flights`,
    `  ${" ".repeat(11)}${ends.map((toM) => `to ${meters(toM)}`.padStart(11)).join("")}`,
  ];
  for (const fromDeg of new Set(cells.map(({ azimuthFromDeg }) => azimuthFromDeg))) {
    const row = cells.filter(({ azimuthFromDeg }) => azimuthFromDeg === fromDeg);
    if (row.every(({ verdict }) => verdict === "too-few")) continue;
    const name = `${fromDeg}°–${row[0].azimuthToDeg}°`;
    lines.push(
      `  ${name.padStart(11)}${rings.map((fromM) => pieceText(row.find(({ rangeFromM }) => rangeFromM === fromM)).padStart(11)).join("")}`,
    );
  }
  return lines;
}

function pieceText(cell: CoverageCell | undefined): string {
  if (cell === undefined || cell.verdict === "too-few" || cell.share === null) return ".";
  const shares = [cell.share, cell.claimed ?? 0].map((share) => Math.round(100 * share)).join("/");
  return cell.verdict === "less" ? `${shares} !` : shares;
}
