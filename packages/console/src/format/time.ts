import { clockFormatter } from "./zone-formatter.ts";

/** `23:03:44` in a time zone. */
export const clockText = (timeUs: number, timeZone: string): string =>
  clockFormatter(timeZone).format(timeUs / 1000);

/** `6 Nov 2021` in a time zone. */
export function dateText(timeUs: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone,
    day: "numeric",
    month: "short",
    year: "numeric",
  }).format(timeUs / 1000);
}

const MOMENT = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/** Date and time as the reader's own device writes them: of accounts and tokens, which belong to no site's clock. */
export const momentText = (timeUs: number): string => MOMENT.format(timeUs / 1000);

/** `Baghdad` of `Asia/Baghdad`. */
export const zoneName = (timeZone: string): string =>
  (timeZone.split("/").at(-1) ?? timeZone).replaceAll("_", " ");

/** `0:07`, `12:30`, `1:02:03`. */
export function elapsedText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const minutes = Math.floor(whole / 60);
  const two = (value: number): string => String(value).padStart(2, "0");
  if (minutes < 60) return `${minutes}:${two(whole % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}

/** `45 s`, `3 min`, `2 h`, `4 days`: how long ago, as people say it. */
export function agoText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 90) return `${whole} s`;
  if (whole < 90 * 60) return `${Math.round(whole / 60)} min`;
  if (whole < 48 * 3600) return `${Math.round(whole / 3600)} h`;
  return `${Math.round(whole / 86_400)} days`;
}

/** Up to here seconds are counted out; beyond, minutes are easier to grasp. */
const SECONDS_TEXT_MAX = 100;

/**
 * When something arrives, always as a window: `14–22 s`, `1:10–1:55 min`, `now–12 s`; null once the window is past.
 * A number alone would promise more than is known, so a window without width says `about`.
 */
export function windowText(fromUs: number, toUs: number, nowUs: number): string | null {
  const toS = Math.ceil((toUs - nowUs) / 1e6);
  if (toS < 0) return null;
  const fromS = Math.max(0, Math.floor((fromUs - nowUs) / 1e6));
  if (toS === 0) return "now";
  if (fromS === 0) return `now–${countText(toS)}`;
  if (fromS === toS) return `about ${countText(toS)}`;
  return toS < SECONDS_TEXT_MAX
    ? `${fromS}–${toS} s`
    : `${elapsedText(fromS)}–${elapsedText(toS)} min`;
}

/** The same as a sentence, cut where its window begins: `Arrives in` `14–22 s`, `Arrives within` `12 s`, `Arrives` `now`. */
export function arrivalWords(
  fromUs: number,
  toUs: number,
  nowUs: number,
): readonly [lead: string, window: string] | null {
  const window = windowText(fromUs, toUs, nowUs);
  if (window === null) return null;
  if (window === "now") return ["Arrives", window];
  return fromUs - nowUs < 1e6
    ? ["Arrives within", window.replace(/^(now–|about )/, "")]
    : ["Arrives in", window];
}

const countText = (seconds: number): string =>
  seconds < SECONDS_TEXT_MAX ? `${seconds} s` : `${elapsedText(seconds)} min`;
