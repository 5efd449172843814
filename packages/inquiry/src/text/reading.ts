import { letterCount } from "./letters.ts";
import { isOneOf } from "./one-of.ts";
import type { Span } from "./span.ts";

/** A range of a text as it is read: what is there for the eye only is left out. `places` gives the place of each code unit in the original. */
export interface Reading {
  readonly text: string;
  readonly places: readonly number[] | null;
  /** Where the range begins in the original. */
  readonly start: number;
  /** Whether it stood in capitals: then no letter shows which words are names. */
  readonly capitals: boolean;
}

/** A word parted at the end of a line; soft hyphens and marks of direction and width, which are no letters. */
const UNREAD =
  /(?<=\p{L})-[ \t]*\r?\n[ \t]*(?=\p{Ll})|[\u00AD\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu;
const MAYBE_UNREAD = /-[ \t]*\r?\n|[\u00AD\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/;
const CAPITAL = /\p{Lu}/gu;
/**
 * "the ministry's." is read as "the ministry's .": the library takes a word with its "'s" right before such a mark for one, and from then on wherever it
 * stands: what a text says must not hang on which texts were read before it.
 */
const OWNER_BEFORE_MARK = /['’]s(?=[^\p{L}\s'’])/iu;
const UNREAD_OR_OWNER = new RegExp(`${UNREAD.source}|(?<=['’]s)(?=[^\\p{L}\\s'’])`, "giu");

/** Words of a sentence in capitals from which on it is read in small letters: fewer may be names. */
const WORDS_LEAST = 4;
const CAPITALS_LEAST = 0.85;

/** A range as it is read. A sentence all in capitals is read in small letters: otherwise every word in it would be a name. */
export function readingOf(text: string, { start, end }: Span): Reading {
  const own = text.slice(start, end);
  const capitals = inCapitals(own) || isHeadline(own);
  const plain = capitals ? lowered(own) : own;
  const owners = OWNER_BEFORE_MARK.test(plain);
  if (!owners && !MAYBE_UNREAD.test(plain)) return { text: plain, places: null, start, capitals };
  let [read, at] = ["", 0];
  const places: number[] = [];
  const keep = (to: number): void => {
    read += plain.slice(at, to);
    for (; at < to; at++) places.push(start + at);
  };
  for (const match of plain.matchAll(owners ? UNREAD_OR_OWNER : UNREAD)) {
    keep(match.index);
    // A blank is read where nothing stands: it has the place of the mark behind it.
    if (match[0] === "") {
      read += " ";
      places.push(start + at);
    }
    at = match.index + match[0].length;
  }
  keep(plain.length);
  return { text: read, places, start, capitals };
}

/** A name or a few words of a text on one line, as they are read. */
export const onOneLine = (words: string): string => words.replace(UNREAD, "").replace(/\s+/g, " ");

/** The place in the original of a range of what is read. */
export function placeOf({ places, start }: Reading, from: number, to: number): Span {
  if (places === null) return { start: start + from, end: start + to };
  return { start: places[from] ?? start, end: (places[to - 1] ?? start - 1) + 1 };
}

function inCapitals(text: string): boolean {
  const capitals = text.match(CAPITAL)?.length ?? 0;
  if (capitals < WORDS_LEAST * 2 || text.split(/\s+/, WORDS_LEAST).length < WORDS_LEAST)
    return false;
  return capitals >= CAPITALS_LEAST * letterCount(text);
}

/** Words that a headline begins with capitals, too, and that no name has. */
const HEADLINE_WORDS =
  "Says?|Said|Kills?|Killed|Killing|Hits?|Wounds?|Wounded|Wounding|Injured?|Injuring|Dead|Dies|Dying|Strikes?|Struck|Attacks?|Attacked|Fired|Launched|Lands?|Landed|Falls?|Rises?|Claims?|After|Near|Over|From|Into|With|Amid|Against|Rockets?|Drones?|Missiles?|Mortars?|Blasts?|Explosions?|Sirens?|No|Are|Is|Was|Were|Has|Have|By|Leaves?|Least";
const HEADLINE_MAX = 160;
const HEADLINE_SHARE = 0.85;

/** "Rockets Hit Base Near Capital; No Casualties, Army Says": nearly every longer word has a capital, and some of them are none of a name. */
function isHeadline(text: string): boolean {
  if (text.length > HEADLINE_MAX || /[.!?]$/.test(text)) return false;
  const words = text.match(/[A-Za-zÀ-ɏ]{4,}/g) ?? [];
  if (words.length < WORDS_LEAST) return false;
  const capital = words.filter((word) => /^[A-ZÀ-Þ]/.test(word)).length;
  return (
    capital >= HEADLINE_SHARE * words.length &&
    (text.match(/\w+/g) ?? []).filter((word) => isOneOf(word, HEADLINE_WORDS)).length >= 2
  );
}

/** Small letters, but for the first; letters whose small form is longer stay as they are, so that every place does. */
function lowered(text: string): string {
  const lower = text.toLowerCase();
  const same = lower.length === text.length ? lower : text.replace(/\p{Lu}/gu, smallOf);
  const first = same.search(/\p{L}/u);
  return first === -1 ? same : same.slice(0, first) + (text[first] ?? "") + same.slice(first + 1);
}

function smallOf(letter: string): string {
  const small = letter.toLowerCase();
  return small.length === letter.length ? small : letter;
}
