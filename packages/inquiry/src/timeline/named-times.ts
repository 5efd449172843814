import type { Span } from "../text/span.ts";
import { type Ahead, aheadOf, ZONE, ZONE_AFTER_FIGURES } from "./named-zones.ts";

/** A time of the day that a text names, in minutes after midnight of the day that is meant; beyond 1440 it runs into the next morning. */
export interface NamedTime extends Span {
  readonly fromMinute: number;
  readonly toMinute: number;
  /** Whether it says its zone, and so is given in universal time; else it is that of whoever tells it. */
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
  [/\b(?:dawn|daybreak|sunrise|first light)\b/g, 4 * HOUR, 8 * HOUR],
  [/\bmorning\b/g, 4 * HOUR, 12 * HOUR],
  [/\b(?:noon|midday)\b/g, 11 * HOUR + ABOUT, 12 * HOUR + ABOUT],
  [/\bafternoon\b/g, 12 * HOUR, 18 * HOUR],
  [/\b(?:lunchtime|lunch break|lunch hour)\b/g, 11 * HOUR + ABOUT, 14 * HOUR],
  [/\b(?:dusk|sunset|nightfall|twilight)\b/g, 16 * HOUR, 22 * HOUR],
  [/\bevening\b/g, 17 * HOUR, DAY],
  [
    /\b(?:overnight|late (?:on )?(?=Mon|Tues|Wednes|Thurs|Fri|Satur|Sun))/g,
    18 * HOUR,
    DAY + 6 * HOUR,
  ],
  [/\bmidnight\b/g, DAY - ABOUT, DAY + ABOUT],
  [/\b(?:night|nighttime)\b(?! before)/g, 18 * HOUR, DAY + 6 * HOUR],
];

/** What stands around a part of the day and narrows it: "shortly before dawn", "just after midnight". */
const EDGE = /\b(?:shortly|just|soon|right|minutes|an hour|moments)\s+(before|after)\s+$/i;
/** What people mean by "shortly" before or after a part of the day. */
const SHORTLY = 2 * HOUR;

const HOUR_WORDS = "one two three four five six seven eight nine ten eleven twelve".split(" ");
const PAST_WORDS: ReadonlyMap<string, number> = new Map([
  ["half", 30],
  ["quarter", 15],
  ["a quarter", 15],
  ["five", 5],
  ["ten", 10],
  ["twenty", 20],
  ["twenty-five", 25],
]);

const AT = String.raw`(?<=\b(?:at|around|about|approximately|by|since|from|until|before|after|near|circa)\s+|~\s?)`;
/** What follows four figures that are a number: "about 1200 people". */
const COUNTED =
  "people|soldiers|men|women|troops|homes|houses|residents|metres|meters|feet|miles|kilometres|km";
const CLOCK = new RegExp(
  String.raw`(?<![\d:.,/-])(?:` +
    String.raw`(?<h12>1[0-2]|0?[1-9])(?:[:.](?<m12>[0-5]\d))?\s*(?<half>[ap])\.?m\b\.?` +
    String.raw`|(?<h24>[01]?\d|2[0-3]):(?<m24>[0-5]\d)(?::[0-5]\d)?(?![\d:])` +
    String.raw`|(?<hh>[01]?\d|2[0-3])h(?<mh>[0-5]\d)?\b` +
    String.raw`|(?<hm>(?:[01]\d|2[0-3])[0-5]\d)(?=\s*(?:(?:h|hrs|hours|local)\b|${ZONE_AFTER_FIGURES})|[lz]\b)(?<l>l\b)?` +
    String.raw`|${AT}(?<ahm>(?:[01]\d|2[0-3])[0-5]\d)(?![\d:.,]|\s*(?:${COUNTED})\b)` +
    String.raw`|${AT}(?<hd>[01]?\d|2[0-3])\.(?<md>[0-5]\d)(?![\d.]|\s*(?:%|per cent|percent|million|billion|metres|meters|km|dollars|euros|on the))` +
    String.raw`)` +
    `(?<zone>${ZONE})?`,
  "gi",
);
/** "half past nine in the evening", "nine o'clock at night", "2 in the morning": the part of the day says which half is meant. */
const SPOKEN = new RegExp(
  String.raw`\b(?:(?<past>half|a quarter|quarter|five|ten|twenty|twenty-five) (?<side>past|to) )?(?<hour>${HOUR_WORDS.join("|")}|1[0-2]|[1-9])(?: o['’]clock)? (?:in the (?<part>morning|afternoon|evening)|(?<part2>at night))\b`,
  "gi",
);
const VAGUE =
  /\b(?:about|around|approximately|roughly|some|near(?:ly)?|shortly|just|before|after|circa)\s+$|~\s?$/i;

/** The times of day that an English text names, in order; a clock time that lies in a part of the day stands for both. */
export function namedTimes(text: string): readonly NamedTime[] {
  const clocks = [...text.matchAll(CLOCK)].map((match) => clockOf(text, match));
  const spoken = [...text.matchAll(SPOKEN)].map((match) => spokenOf(text, match));
  const parts = PARTS.flatMap(([pattern, fromMinute, toMinute]) =>
    [...text.matchAll(pattern)].map(({ 0: words, index }) =>
      edgeOf(text, {
        start: index,
        end: index + words.trimEnd().length,
        fromMinute,
        toMinute,
        utc: false,
      }),
    ),
  );
  return [...clocks, ...spoken, ...parts].toSorted(
    (a, b) =>
      a.toMinute - a.fromMinute - (b.toMinute - b.fromMinute) ||
      Number(b.utc) - Number(a.utc) ||
      a.start - b.start,
  );
}

/** A part of the day with what narrows it: "shortly before dawn" ends where the dawn does; "just after midnight" is of the day that it opens. */
function edgeOf(text: string, part: NamedTime): NamedTime {
  const match = EDGE.exec(text.slice(Math.max(0, part.start - 24), part.start));
  if (match === null) return part;
  const start = part.start - match[0].length;
  const midnight = part.fromMinute === DAY - ABOUT;
  const middle = midnight ? DAY : Math.min(part.fromMinute + HOUR, part.toMinute);
  if (match[1]?.toLowerCase() === "before")
    return {
      ...part,
      start,
      fromMinute: Math.max(0, middle - SHORTLY - (midnight ? 0 : HOUR)),
      toMinute: middle,
    };
  const from = midnight ? 0 : part.toMinute - HOUR;
  return { ...part, start, fromMinute: from, toMinute: from + SHORTLY };
}

function spokenOf(text: string, match: RegExpMatchArray): NamedTime {
  const { past, side, hour = "", part, part2 } = match.groups ?? {};
  const start = match.index ?? 0;
  const word = HOUR_WORDS.indexOf(hour.toLowerCase());
  const twelve = (word === -1 ? Number(hour) : word + 1) % 12;
  const late = part2 === undefined ? part?.toLowerCase() !== "morning" : twelve >= 6;
  const minutes = PAST_WORDS.get(past?.toLowerCase() ?? "") ?? 0;
  const minute =
    twelve * HOUR + (late ? 12 * HOUR : 0) + (side?.toLowerCase() === "to" ? -minutes : minutes);
  return around(text, { start, end: start + match[0].length, minute, utc: false });
}

function clockOf(text: string, match: RegExpMatchArray): NamedTime {
  const { h12, m12, half, zone, hm, ahm } = match.groups ?? {};
  const start = match.index ?? 0;
  const four = hm ?? ahm;
  const hour = match.groups?.["h24"] ?? match.groups?.["hh"] ?? match.groups?.["hd"];
  const past = match.groups?.["m24"] ?? match.groups?.["mh"] ?? match.groups?.["md"];
  const local =
    four !== undefined
      ? Number(four.slice(0, 2)) * HOUR + Number(four.slice(2))
      : hour !== undefined
        ? Number(hour) * HOUR + Number(past ?? 0)
        : (Number(h12) % 12) * HOUR +
          Number(m12 ?? 0) +
          (half?.toLowerCase() === "p" ? 12 * HOUR : 0);
  const told = around(text, {
    start,
    end: start + match[0].trimEnd().length,
    minute: local,
    utc: zone !== undefined,
  });
  const { leastMinutes, mostMinutes } = zone === undefined ? HERE : aheadOf(zone);
  return {
    ...told,
    fromMinute: told.fromMinute - mostMinutes,
    toMinute: told.toMinute - leastMinutes,
  };
}

/** Of whoever tells it: the clock is theirs, and nothing is added. */
const HERE: Ahead = { leastMinutes: 0, mostMinutes: 0 };

/** A minute, or half an hour about it where the words before it are vague. */
function around(
  text: string,
  { start, end, minute, utc }: Span & { readonly minute: number; readonly utc: boolean },
): NamedTime {
  const vague = VAGUE.test(text.slice(Math.max(0, start - 20), start));
  return {
    start,
    end,
    fromMinute: minute - (vague ? ABOUT : 0),
    toMinute: minute + (vague ? ABOUT : 1),
    utc,
  };
}
