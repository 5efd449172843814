import type { Span } from "../text/span.ts";

/** A time of the day that a text names, in minutes after midnight of the day that is meant; beyond 1440 it runs into the next morning. */
export interface NamedTime extends Span {
  readonly fromMinute: number;
  readonly toMinute: number;
  /** Whether it says that it is universal time; else it is that of whoever tells it. */
  readonly utc: boolean;
}

const HOUR = 60;
const DAY = 24 * HOUR;
/** "around", "shortly before": people mean half an hour about. */
const ABOUT = 30;

/**
 * What people mean by the parts of a day: a wide reading, since a bar that is too long misleads nobody. With a capital such a word is mostly part of a
 * name ("the Evening Post").
 */
const PARTS: readonly (readonly [RegExp, number, number])[] = [
  [/\b(?:before dawn|pre-?dawn|early hours|small hours)\b/g, 0, 6 * HOUR],
  [/\b(?:dawn|daybreak|sunrise)\b/g, 4 * HOUR, 8 * HOUR],
  [/\bmorning\b/g, 4 * HOUR, 12 * HOUR],
  [/\b(?:noon|midday)\b/g, 11 * HOUR + ABOUT, 12 * HOUR + ABOUT],
  [/\bafternoon\b/g, 12 * HOUR, 18 * HOUR],
  [/\b(?:dusk|sunset|nightfall)\b/g, 16 * HOUR, 22 * HOUR],
  [/\bevening\b/g, 17 * HOUR, DAY],
  [
    /\b(?:overnight|late (?:on )?(?=Mon|Tues|Wednes|Thurs|Fri|Satur|Sun))/g,
    18 * HOUR,
    DAY + 6 * HOUR,
  ],
  [/\bmidnight\b/g, DAY - ABOUT, DAY + ABOUT],
  [/\b(?:night|nighttime)\b(?! before)/g, 18 * HOUR, DAY + 6 * HOUR],
];

const CLOCK =
  /(?<![\d:.,/-])(?:(?<h12>1[0-2]|0?[1-9])(?:[:.](?<m12>[0-5]\d))?\s*(?<half>[ap])\.?m\b\.?|(?<h24>[01]?\d|2[0-3]):(?<m24>[0-5]\d)(?![\d:])|(?<hm>(?:[01]\d|2[0-3])[0-5]\d)(?=\s*(?:h|hrs|hours|local|gmt|utc)\b))(?<zone>\s*(?:gmt|utc)\b)?/gi;
const VAGUE =
  /\b(?:about|around|approximately|roughly|some|near(?:ly)?|shortly|just|before|after)\s+$/i;

/** The times of day that an English text names, in order; a clock time that lies in a part of the day stands for both. */
export function namedTimes(text: string): readonly NamedTime[] {
  const clocks = [...text.matchAll(CLOCK)].map((match) => clockOf(text, match));
  const parts = PARTS.flatMap(([pattern, fromMinute, toMinute]) =>
    [...text.matchAll(pattern)].map(({ 0: words, index }) => ({
      start: index,
      end: index + words.trimEnd().length,
      fromMinute,
      toMinute,
      utc: false,
    })),
  );
  return [...clocks, ...parts].toSorted(
    (a, b) => a.toMinute - a.fromMinute - (b.toMinute - b.fromMinute) || a.start - b.start,
  );
}

function clockOf(text: string, match: RegExpMatchArray): NamedTime {
  const { h12, m12, half, h24, m24, hm, zone } = match.groups ?? {};
  const start = match.index ?? 0;
  const minute =
    hm !== undefined
      ? Number(hm.slice(0, 2)) * HOUR + Number(hm.slice(2))
      : h24 !== undefined
        ? Number(h24) * HOUR + Number(m24)
        : (Number(h12) % 12) * HOUR +
          Number(m12 ?? 0) +
          (half?.toLowerCase() === "p" ? 12 * HOUR : 0);
  const vague = VAGUE.test(text.slice(Math.max(0, start - 20), start));
  return {
    start,
    end: start + match[0].length,
    fromMinute: minute - (vague ? ABOUT : 0),
    toMinute: minute + (vague ? ABOUT : 1),
    utc: zone !== undefined || /^\s*\(?(?:gmt|utc)\b/i.test(text.slice(start + match[0].length)),
  };
}
