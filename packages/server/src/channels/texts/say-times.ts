import { MICROS_PER_SECOND, type TimeUs } from "@tocsin/core";
import { clockTimesOf } from "./clock-times.ts";
import { fenced, fill } from "./fill.ts";
import type { Language } from "@tocsin/sdk";
import type { Counted, Sentences } from "./sentences.ts";

/** Below this, counting seconds only costs some. */
const ANY_MOMENT_S = 10;

/** Says times in one language. */
export interface SaidTimes {
  /** A time of day the way people on the site read it, with UTC beside it; where both are the same, once. */
  readonly at: (timeUs: TimeUs) => string;
  /** Hours and minutes of the site's own time, for where there is little room. */
  readonly shortly: (timeUs: TimeUs) => string;
  /** How long until `timeUs`, rounded down, since people should hurry rather than be late. */
  readonly left: (nowUs: TimeUs, timeUs: TimeUs) => string;
}

export function saidTimes(
  language: Language,
  { direction, time }: Sentences,
  timeZone: string,
): SaidTimes {
  const clock = clockTimesOf(timeZone);
  return {
    at(timeUs) {
      const { here, utc } = clock(timeUs);
      const values = { here: fenced(here, direction), utc: fenced(utc, direction) };
      return fill(here === utc ? time.utc : time.local, values);
    },
    shortly: (timeUs) => fenced(clock(timeUs).here.slice(0, 5), direction),
    left(nowUs, timeUs) {
      const seconds = (timeUs - nowUs) / MICROS_PER_SECOND;
      if (seconds < ANY_MOMENT_S) return time.anyMoment;
      const words =
        seconds < 120
          ? counted(language, Math.floor(seconds / 5) * 5, time.seconds)
          : counted(language, Math.floor(seconds / 60), time.minutes);
      return fill(time.soon, { time: words });
    },
  };
}

/** A number with its word, in the form that the language wants behind that number. */
export const counted = (language: Language, n: number, words: Counted): string =>
  fill(words[pluralsOf(language).select(n)] ?? words.other, { n: String(n) });

const plurals = new Map<Language, Intl.PluralRules>();

function pluralsOf(language: Language): Intl.PluralRules {
  const known = plurals.get(language) ?? new Intl.PluralRules(language);
  plurals.set(language, known);
  return known;
}
