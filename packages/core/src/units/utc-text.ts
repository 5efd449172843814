import type { TimeUs } from "./time.ts";

const SECONDS_PER_DAY = 86_400;
const pad = (value: number, width: number): string => String(value).padStart(width, "0");

/**
 * `2021-11-06T23:31:05.250Z`: a time as text, without a platform's date type. Days are counted from 0000-03-01
 * in eras of 400 years (146,097 days), so that a leap day ends its year. Valid for years 0…9999.
 */
export function utcText(timeUs: TimeUs): string {
  const totalMs = Math.floor(timeUs / 1000);
  const totalS = Math.floor(totalMs / 1000);
  const days = Math.floor(totalS / SECONDS_PER_DAY);
  const { year, month, day } = civilDate(days);
  const ofDay = totalS - days * SECONDS_PER_DAY;
  const hour = Math.floor(ofDay / 3600);
  const minute = Math.floor((ofDay % 3600) / 60);
  const clock = `${pad(hour, 2)}:${pad(minute, 2)}:${pad(ofDay % 60, 2)}`;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}T${clock}.${pad(totalMs - totalS * 1000, 3)}Z`;
}

/** `23:31:05`, UTC, rounded down to the second. */
export const clockText = (timeUs: TimeUs): string => utcText(timeUs).slice(11, 19);

function civilDate(daysSince1970: number): { year: number; month: number; day: number } {
  const z = daysSince1970 + 719_468;
  const era = Math.floor(z / 146_097);
  const ofEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) /
      365,
  );
  const ofYear =
    ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}
