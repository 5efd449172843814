import type { ParsedText } from "../grammar/parse.ts";
import { lettered } from "../text/letters.ts";
import { isOneOf } from "../text/one-of.ts";
import { sifted } from "../text/sifted.ts";

/** Who holds the office that a phrase names, where the account says so elsewhere: "the prime minister" by "Prime Minister X". */
export function holderOf(parsed: ParsedText, phrase: string): string | null {
  const office = /(?:^| )(prime minister|premier|pm|president)$/i.exec(phrase)?.[1];
  if (office === undefined || !OFFICE_ALONE.test(phrase)) return null;
  const title = /^president$/i.test(office) ? /[Pp]resident/g : /[Pp]rime [Mm]inister/g;
  const known = holders.get(parsed) ?? new Map<string, string | null>();
  holders.set(parsed, known);
  const before = known.get(title.source);
  if (before !== undefined) return before;
  const found = holderNamed(parsed.text, title);
  known.set(title.source, found);
  return found;
}

const OFFICE_ALONE = lettered(
  String.raw`^(?:[Tt]he )?(?:\p{Lu}\p{L}+ )?(?:[Pp]rime [Mm]inister|[Pp]remier|[Pp][Mm]|[Pp]resident)$`,
);
const ONE_NAME = lettered(String.raw`^\p{Lu}\p{L}+$`);

/** A single name that the account has as a state's: "the government of Ruvania", "Ruvania's army". */
export function isState(parsed: ParsedText, phrase: string): boolean {
  if (!ONE_NAME.test(phrase)) return false;
  const known = states.get(parsed) ?? new Map<string, boolean>();
  states.set(parsed, known);
  const found = known.get(phrase) ?? isNamedAsState(parsed.text, phrase);
  known.set(phrase, found);
  return found;
}

/** Which names of a text are states, looked for once. */
const states = new WeakMap<ParsedText, Map<string, boolean>>();

function isNamedAsState(text: string, phrase: string): boolean {
  for (let at = text.indexOf(phrase); at !== -1; at = text.indexOf(phrase, at + 1)) {
    const end = at + phrase.length;
    if (STATE_BODY_BEFORE.test(text.slice(Math.max(0, at - BODY_WITHIN), at))) return true;
    if (STATE_BODY_AFTER.test(text.slice(end, end + BODY_WITHIN))) return true;
  }
  return false;
}

/** Characters beside a state's name in which a body of its is named. */
const BODY_WITHIN = 48;
const BODY_OF_STATE =
  "(?:government|army|armed forces|ministry|republic|authorities|military|embassy)";
const STATE_BODY_BEFORE = new RegExp(`\\b${BODY_OF_STATE} of (?:the )?$`, "i");
const STATE_BODY_AFTER = new RegExp(`^['’]s? (?:[a-z]+ )?${BODY_OF_STATE}\\b`, "i");

/** A single name that the account has as a company's or another body's: "its operator, Norlen", "the carrier Norlen", "Norlen, which runs the plant". */
export function isBodyByName({ text }: ParsedText, phrase: string): boolean {
  if (!ONE_NAME.test(phrase)) return false;
  for (let at = text.indexOf(phrase); at !== -1; at = text.indexOf(phrase, at + 1)) {
    const before = text.slice(Math.max(0, at - BODY_WITHIN), at).toLowerCase();
    const after = text.slice(at + phrase.length, at + phrase.length + BODY_WITHIN).toLowerCase();
    // "in Ardal, which lies on the river": a place.
    if (after.startsWith(", which ") && !LEADS_TO_PLACE.test(before)) return true;
    if (isOneOf(/(\p{Ll}+),? $/u.exec(before)?.[1], KIND_OF_BODY)) return true;
    if (
      isOneOf(/^, (?:the|an?) (?:\p{Ll}+ ){0,2}?(\p{Ll}+)(?=[,. ])/u.exec(after)?.[1], KIND_OF_BODY)
    )
      return true;
  }
  return false;
}

const LEADS_TO_PLACE = /\b(?:in|of|at|near|from|to|around|outside|over|on|for|through|with|by) $/;

/** What a body with a name of its own is. */
const KIND_OF_BODY =
  "company|operator|firm|carrier|airline|utility|manufacturer|producer|supplier|contractor|insurer|broadcaster|channel|agency|newspaper|charity|group|organi[sz]ation|movement|militia|faction|party|bloc|union|network|startup|builder|shipper|refiner|bank";

/** Who holds an office in a text, looked for once. */
const holders = new WeakMap<ParsedText, Map<string, string | null>>();

function holderNamed(text: string, title: RegExp): string | null {
  let last: string | null = null;
  for (const { index, 0: words } of text.matchAll(title)) {
    const end = index + words.length;
    const named = NAME_AFTER.exec(text.slice(end, end + NAME_WITHIN))?.[1];
    if (named !== undefined) return named;
    last ??= NAME_BEFORE.exec(text.slice(Math.max(0, index - NAME_WITHIN), index))?.[1] ?? null;
  }
  return last;
}

/** Characters beside an office in which its holder's name stands. */
const NAME_WITHIN = 60;
const HOLDER = String.raw`(\p{Lu}[\p{L}'’]+(?: (?:al|el)-\p{Lu}\p{L}+| \p{Lu}[\p{L}'’]+)+)`;
const NAME_AFTER = lettered(`^ ${HOLDER}`);
const NAME_BEFORE = lettered(String.raw`${HOLDER},? (?:the )?(?:\p{Lu}\p{L}+ )?$`);

const RANK = sifted(
  "brigadier|colonel|major|captain|lieutenant|commander|bishop|archbishop|imam|councillor|superintendent|inspector|admiral|sheikh",
  /^the (brigadier|colonel|major|captain|lieutenant|commander|bishop|archbishop|imam|councillor|superintendent|inspector|admiral|sheikh)$/i,
);

/** "the Brigadier" by "Brigadier Tessa Moland", where the account names no other of that rank. */
export function rankedOf({ text }: ParsedText, phrase: string): string | null {
  const rank = RANK.exec(phrase)?.[1];
  if (rank === undefined) return null;
  const title = rank.slice(0, 1).toUpperCase() + rank.slice(1).toLowerCase();
  const named = lettered(String.raw`\b${title} (\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)*)`, "g");
  const names = new Set([...text.matchAll(named)].map((match) => match[1] ?? ""));
  const [only] = names;
  return names.size === 1 && only !== undefined ? `${title} ${only}` : null;
}
