import { MICROS_PER_SECOND, type TimeUs } from "@tocsin/core";

/** Whole seconds, with UTC written as -00:00 (OASIS, 2010, Common Alerting Protocol Version 1.2, section 3.3.2). */
export const capTime = (timeUs: TimeUs): string => `${isoSecond(timeUs)}-00:00`;

/** Rounded up, so that a message does not expire before its time. */
export const capTimeUp = (timeUs: TimeUs): string =>
  capTime(Math.ceil(timeUs / MICROS_PER_SECOND) * MICROS_PER_SECOND);

/** `20260501T153045Z`: sorts by time, and fits an identifier and a file name. */
export const compactTime = (timeUs: TimeUs): string =>
  `${isoSecond(timeUs).replaceAll(/[-:]/g, "")}Z`;

/** The moment that {@link compactTime} wrote; null for anything else. */
export function parseCompactTime(text: string): TimeUs | null {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (parts === null) return null;
  const [, year, month, day, hour, minute, second] = parts;
  const milliseconds = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(milliseconds) ? null : milliseconds * 1000;
}

const isoSecond = (timeUs: TimeUs): string =>
  new Date(Math.floor(timeUs / MICROS_PER_SECOND) * 1000).toISOString().slice(0, 19);
