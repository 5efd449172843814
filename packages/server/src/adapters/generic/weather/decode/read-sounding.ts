import { KNOT_MPS } from "../../units.ts";
import {
  type AirProfile,
  KELVIN_AT_ZERO_CELSIUS,
  type ProfileLevel,
  type ProfileProblem,
} from "../profile.ts";

/**
 * A radiosonde's levels as a text of columns seven characters wide, which is how the University of Wyoming lists soundings
 * (weather.uwyo.edu/upperair): a line of names (PRES HGHT TEMP … DRCT, SKNT or SPED), one of units, rules of hyphens, then the
 * levels; a page's marks around it do not matter. What a level does not have is blank. The time stands after `Observation time:`.
 * A level without height or wind is passed over. Temperatures are made virtual by the mixing ratio: T(1 + 0.608 w).
 */
export function readSounding(page: string): AirProfile | ProfileProblem {
  const lines = page.replace(/<[^>]*>/g, "").split(/\r?\n/);
  const names = lines.findIndex((line) => /^\s*PRES\s+HGHT\s+TEMP/.test(line));
  if (names < 0)
    return {
      reason: "not-a-profile",
      words: "this is no list of a sounding: there is no line PRES HGHT TEMP …",
    };
  const columns = cellsOf(lines[names]);
  const units = cellsOf(lines[names + 1] ?? "");
  const windUnit = units[columns.findIndex((name) => name === "SKNT" || name === "SPED")] ?? "";
  const windScale = /knot/i.test(windUnit) ? KNOT_MPS : 1;
  const levels: ProfileLevel[] = [];
  for (const line of lines.slice(names + 2)) {
    if (/^\s*-+\s*$/.test(line)) continue;
    const level = levelOf(
      new Map(cellsOf(line).map((cell, i) => [columns[i] ?? "", cell])),
      windScale,
    );
    if (level === null) break;
    if (level !== "incomplete") levels.push(level);
  }
  return { timeUs: timeOf(page), validS: null, source: null, heightsFrom: "sea", levels };
}

const COLUMN_CHARS = 7;
const cellsOf = (line: string): readonly string[] =>
  (line.match(new RegExp(`.{1,${COLUMN_CHARS}}`, "g")) ?? []).map((cell) => cell.trim());

/** The level of a row; null where the row is no longer of the list. */
function levelOf(
  row: ReadonlyMap<string, string>,
  windScale: number,
): ProfileLevel | "incomplete" | null {
  const number = (name: string): number | null => {
    const cell = row.get(name) ?? "";
    return cell === "" ? null : Number(cell);
  };
  const pressureHpa = number("PRES");
  if (pressureHpa === null || Number.isNaN(pressureHpa)) return null;
  const [heightM, windFromDeg] = [number("HGHT"), number("DRCT")];
  const wind = number("SKNT") ?? number("SPED");
  if (heightM === null || windFromDeg === null || wind === null) return "incomplete";
  const temperatureC = number("TEMP");
  const mixingGramsPerKg = number("MIXR") ?? 0;
  return {
    heightM,
    windFromDeg,
    windMps: wind * windScale,
    ...(temperatureC === null
      ? {}
      : {
          temperatureK:
            (temperatureC + KELVIN_AT_ZERO_CELSIUS) * (1 + (0.608 * mixingGramsPerKg) / 1_000),
          pressurePa: 100 * pressureHpa,
        }),
  };
}

/** `Observation time: 261129/1200`, or a page's own `12Z 29 Nov 2026`; null where neither stands there. */
function timeOf(page: string): number | null {
  const coded = /Observation time:\s*(\d{2})(\d{2})(\d{2})\/(\d{2})(\d{2})/.exec(page);
  if (coded !== null) {
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = coded.slice(1).map(Number);
    return Date.UTC(2_000 + year, month - 1, day, hour, minute) * 1_000;
  }
  const told = /(\d{2})Z\s+(\d{1,2}\s+[A-Z][a-z]{2}\s+\d{4})/.exec(page);
  if (told === null) return null;
  const dayMs = Date.parse(`${told[2]} UTC`);
  return Number.isNaN(dayMs) ? null : (dayMs + Number(told[1]) * 3_600_000) * 1_000;
}
