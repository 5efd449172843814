import { dayAndClockFormatter } from "./zone-formatter.ts";

/** `2026-11-29T10:00:20`, a moment as a clock in a time zone shows it: what a field for date and time holds. */
export function zoneTimeText(timeUs: number, timeZone: string): string {
  return new Date(shownMs(timeUs / 1_000, timeZone)).toISOString().slice(0, 19);
}

/**
 * The moment of such a text, in microseconds; null where the text is none, or names an hour that a clock put forward
 * has left out. Of an hour that came twice it is the first.
 */
export function timeOfZoneText(text: string, timeZone: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text)) return null;
  const wantedMs = Date.parse(`${text}Z`);
  if (Number.isNaN(wantedMs)) return null;
  // What the zone is ahead by a day before and a day after: a change of the clock lies between them, or there is none.
  const offsets = [-DAY_MS, DAY_MS].map((byMs) => {
    const atMs = wantedMs + byMs;
    return shownMs(atMs, timeZone) - atMs;
  });
  const found = offsets
    .map((offsetMs) => wantedMs - offsetMs)
    .filter((ms) => shownMs(ms, timeZone) === wantedMs)
    .sort((a, b) => a - b);
  return found[0] === undefined ? null : found[0] * 1_000;
}

const DAY_MS = 86_400_000;

/** What the clock of a zone shows, read as if it were UTC, ms; whole seconds. */
function shownMs(ms: number, timeZone: string): number {
  const parts = new Map(
    dayAndClockFormatter(timeZone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const of = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  return Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
}
