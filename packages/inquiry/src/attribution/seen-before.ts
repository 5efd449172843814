import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import type { ParsedText } from "../grammar/parse.ts";
import type { Speaker } from "../claims/claim.ts";
import { lettered } from "../text/letters.ts";
import { literalPattern } from "../text/literal-pattern.ts";
import type { Span } from "../text/span.ts";
import { isBodyByName } from "./holders.ts";
import { cleaned } from "./people-before.ts";
import { speakerKindOf } from "./speaker.ts";
import { isOneOf } from "../text/one-of.ts";
import { hasAnyWord, sifted } from "../text/sifted.ts";

/** Sentences back in which a body or a person may be seen whom a word stands for. */
const BACK_MAX = 3;

/** The sentences before one, nearest first, in its paragraph; past a question the one before it, too: "Has the army said anything? ¶ It denies it.". */
function before({ sentences, text }: ParsedText, here: number): readonly ParsedSentence[] {
  const own = sentences[here];
  const found: ParsedSentence[] = [];
  for (let at = here - 1; at >= 0 && here - at <= BACK_MAX; at--) {
    const sentence = sentences[at];
    if (sentence === undefined || own === undefined) break;
    const asked = text.slice(sentence.start, sentence.end).trimEnd().endsWith("?");
    if (sentence.paragraph !== own.paragraph && !(asked && at === here - 1)) break;
    found.push(sentence);
  }
  return found;
}

/** "The regional hospital took in 31 patients. Nine were killed, it says.": the body that opens the nearest sentence that any opens. */
export function bodyBefore(parsed: ParsedText, here: number): Speaker | null {
  for (const sentence of before(parsed, here)) {
    const { tokens, nouns } = sentence;
    const first = nouns.find(({ from }) => from === 0 || tokens[from - 1]?.pos === "AUX");
    const head = tokens[first?.head ?? -1];
    if (first === undefined || first.from > 1 || head === undefined) continue;
    if (isOneOf(head.pos, "PRON")) continue;
    const [start, end] = [tokens[first.from]?.start ?? 0, tokens[first.to - 1]?.end ?? 0];
    const name = cleaned(parsed.text.slice(start, end));
    // Whoever else opens one is nearer, and no body.
    return (speakerKindOf(name, "say") === "office" && !isPlaceOnly(name)) ||
      isBodyByName(parsed, name)
      ? { kind: "office", name, span: { start, end }, via: [] }
      : null;
  }
  return null;
}

/** A building as much as a body: "the airport was hit". */
const isPlaceOnly = (name: string): boolean =>
  /\b(?:airport|port|refinery|palace|embassy|court|parish|trust)$/i.test(name);

const GENERIC =
  /^the (group|movement|militia|faction|organi[sz]ation|force|carrier|company|operator|firm|agency|body|union|network)$/i;
const COMPANY =
  /\b(?:plc|ltd|inc|airlines?|airways|energy|gas|oil|cement|power|rail|railways?|grid|water|telecom|shipping|lines|terminals?|refinery|works|company|group|holdings|corporation)\b/i;
/** Of which bodies a word is said; any other is of those that fight. */
const MEANT: Readonly<Record<string, RegExp>> = {
  force: /\b(?:police|guards?|army|navy|gendarmerie|brigade)\b/i,
  carrier: /\b(?:air|airlines?|airways|aviation|lines?)\b/i,
  company: COMPANY,
  operator: COMPANY,
  firm: COMPANY,
  agency: /\b(?:agency|office|wire|press|relief|organi[sz]ation)\b/i,
  body: /\b(?:council|committee|commission|federation|union|association|authority|office)\b/i,
  union: /\bunion\b/i,
  network: /\b(?:network|channel|television|tv|radio)\b/i,
};
const BODY_NAME =
  /\b(?:Relief|Aid|Rescue|Care|Hope|Water|Action|Help|Energy|Gas|Power|Air|Lines|Cement)\b/;
const GOVERNS =
  "ministry|police|army|military|government|council|hospital|embassy|commission|agency|office|command|presidency|court|parliament|administration|authority|university|municipality";
const governs = (name: string): boolean =>
  hasAnyWord(name, GOVERNS) || /\bbrigade of\b/i.test(name);

/** "The Delta Front confirmed the raid. The group said …": the last body by name of which the word may be said. */
export function genericBody(parsed: ParsedText, here: number, phrase: string): Speaker | null {
  const noun = GENERIC.exec(phrase)?.[1]?.toLowerCase();
  if (noun === undefined) return null;
  const meant = MEANT[noun];
  const own = parsed.sentences[here];
  for (const sentence of [...(own === undefined ? [] : [own]), ...before(parsed, here)]) {
    const [opening] = sentence.nouns;
    const { tokens } = sentence;
    if (opening === undefined || opening.from > 0) continue;
    const of = tokens[opening.to]?.lower === "of" ? sentence.nouns[1] : undefined;
    const to = of?.from === opening.to + 1 ? of.to : opening.to;
    const [start, end] = [tokens[opening.from]?.start ?? 0, tokens[to - 1]?.end ?? 0];
    const name = cleaned(parsed.text.slice(start, end));
    if (name.toLowerCase() === phrase.toLowerCase()) continue;
    // "Delta Relief runs the clinic … according to the organisation": by its name alone.
    const kind = speakerKindOf(name, "say");
    const called =
      kind === "named" &&
      isOneOf(noun, "organi[sz]ation|agency|company|firm|operator") &&
      BODY_NAME.test(name);
    if (kind !== "office" && !called) continue;
    const fits =
      called || meant === undefined
        ? /\p{Lu}/u.test(name.slice(4)) && !governs(name)
        : meant.test(name);
    if (fits) return { kind: "office", name, span: { start, end }, via: [] };
  }
  return null;
}

const NAME = String.raw`((?:(?:Mr|Mrs|Ms|Dr)\.? )?\p{Lu}\p{Ll}[\p{L}'’-]*(?: (?:(?:al|el|de|van|von|bin)[- ])?\p{Lu}[\p{L}’-]+){1,3}?)`;
/** "I meet Ola Mera by the crater", "We spoke to the mayor, Ola Mera", "I've been speaking to Ola Mera": whom the author met. */
export const MET = sifted(
  "i|we|our",
  lettered(
    String.raw`(?:\b(?:I|[Ww]e)(?:['’]ve been| have been|['’]ve| have|['’]ve just| had| also| later)?|\b[Oo]ur (?:reporter|correspondent|team|colleague|crew|stringer)(?: \p{Lu}[\p{L}'’-]+){0,3}(?: has)?) (?:meet|met|find|found|visit|visited|see|saw|ask|asked|join|joined|reach|reached|rang|called|phoned|telephoned|interviewed|questioned|(?:spoke|speaking|spoken|talked|talking|chatted|met|sat down) (?:to|with)) (?:(?:the|an?|its|her|his|their) (?:[\p{Ll}-]+ ){0,4}?[\p{Ll}-]+, |(?:the |The )?(?:Mayor|Governor|Minister|Nurse|Doctor|Commander|Councillor|Ambassador|Chief) )?${NAME}(?![\p{L}]| \p{Lu})`,
  ),
);
/** "The count, given to us by its commander, Major Ola Mera, is five", "On the line was Ola Mera": who told it. */
const TOLD_BY = sifted(
  "by|line|phone|telephone",
  lettered(
    String.raw`(?:\b(?:given|read|issued|announced|confirmed|provided|presented|answered|delivered|gave|signed|supplied)\b[^,.;:“”"]{0,30} by|^On the (?:line|phone|telephone) (?:is|was)) (?:(?:the|its|a|an|their|our|his|her) (?:[\p{Ll}-]+ ){0,4}?[\p{Ll}-]+, )?${NAME}(?![\p{L}]| \p{Lu})`,
  ),
);
/** Ways in which a person is seen before speaking: by what they do, have or are, or by whom the author meets. */
const SEEN = [
  // "Ola Mera lives above the bakery", "At the clinic, Ola Mera has not slept".
  lettered(
    String.raw`(?:^(?!(?:For|With|Like|In|At|On|By|And|But|Then|When|After|While) )|^[^,;:“”"]{2,40}, )${NAME}(?:, (?:\d{1,3}|who|an?|the|whose)\b| \(\d{2}\)| (?:lives?|lived|is|was|has|had|keeps?|kept|sits?|sat|stands?|stood|works?|worked|runs?|ran|came|comes|arrived|arrives|leads|led|heads|shakes|points|looks|looked|waits|waited|sleeps|slept|sells|sold|drives|drove|teaches|taught|sweeps|swept|remembers|lost|owns|grew|spent|woke|heard|saw|went|took)\b)`,
  ),
  // "The mayor, Ola Mera, was near tears".
  sifted(
    "the|an?|its|his|her|their",
    lettered(
      String.raw`^(?:The|A|An|Its|His|Her|Their) (?:[\p{Ll}-]+(?:['’]s)? ){0,3}[\p{Ll}-]+(?: of (?:the )?[\p{L}-]+)?, ${NAME}, `,
    ),
  ),
  // "Mayor Ola Mera has arrived".
  sifted(
    "mayor|governor|minister|nurse|doctor|teacher|commander|councillor|ambassador|chief",
    lettered(
      String.raw`^(?:\d{1,2}[:.]\d{2} )?(?:(?:The )?(?:Mayor|Governor|Minister|Nurse|Doctor|Teacher|Commander|Councillor|Ambassador|Chief) )${NAME} \p{Ll}`,
    ),
  ),
  // "Ola Mera's kiosk stood ten metres from the crater".
  sifted("s", lettered(String.raw`^${NAME}['’]s \p{Ll}`)),
  // "For Ola Mera, who keeps a kiosk, it was the second time".
  sifted(
    "for|with|like",
    lettered(String.raw`^(?:For|With|Like) ${NAME}(?:, (?:who|an?|the|\d{1,3})\b|, )`),
  ),
  MET,
  TOLD_BY,
];

/** "Ola Mera's kiosk stood here. “Nine were killed,” she says.": the one person who is seen in the sentences before; null where somebody else may be meant. */
export function personBefore(parsed: ParsedText, here: number): Speaker | null {
  const sentences = before(parsed, here);
  const found = new Map<string, Speaker>();
  for (const { start, end } of sentences) {
    const words = parsed.text.slice(start, end);
    for (const seen of SEEN) {
      const match = seen.exec(words);
      const name = match?.[1];
      if (match === null || name === undefined) continue;
      if (speakerKindOf(name, "say") !== "named") continue;
      const at = start + match.index + match[0].indexOf(name);
      const speaker: Speaker = {
        kind: "named",
        name,
        span: { start: at, end: at + name.length },
        via: [],
      };
      found.set(name, speaker);
    }
  }
  const [only] = found.values();
  // "The mayor, Arno Pell, met the general, Ivo Kranz": either.
  const others = sentences.flatMap(({ start, end }) =>
    [...parsed.text.slice(start, end).matchAll(ANYBODY)].map((match) => match[1] ?? ""),
  );
  const alone = others.every(
    (name) =>
      (only !== undefined && (only.name.includes(name) || name.includes(only.name))) ||
      speakerKindOf(name, "say") !== "named",
  );
  return found.size === 1 && only !== undefined && alone ? only : null;
}

/** A name that may be somebody's, and not one of a place behind its preposition. */
export const ANYBODY = lettered(
  String.raw`(?<!\b(?:in|at|near|from|to|of|outside|the|over|through|on|above|around) )(?<![\p{L}’'-])(\p{Lu}\p{Ll}[\p{L}'’-]*(?: \p{Lu}\p{Ll}[\p{L}’-]+)+)`,
  "g",
);

const OFFICES =
  "governor|mayor|ambassador|chairman|chairwoman|speaker|director|secretary|coroner|headteacher|headmaster|head|owner|manager|consul|prefect|vicar|priest|imam|foreman|harbourmaster|stationmaster";
const OFFICE = sifted(OFFICES, new RegExp(String.raw`^the (?:\p{Ll}+ )?(${OFFICES})$`, "iu"));

/** "The governor said", where the account has one "Governor Ove Teck" or "the governor, Ove Teck": he; by more names than one nobody. */
export function titleHolder(parsed: ParsedText, phrase: string, source: Span): string | null {
  const office = OFFICE.exec(phrase)?.[1]?.toLowerCase();
  if (office === undefined) return null;
  // Who is named further on is the office still.
  const text = parsed.text.slice(0, source.start);
  const word = `${literalPattern(office.slice(0, 1).toUpperCase())}${literalPattern(office.slice(1))}`;
  const any = `(?:${word}|${literalPattern(office)})`;
  const forms = [
    String.raw`\b${any} ${NAME}(?![\p{L}])`,
    String.raw`\b${any}(?: of [^,.;]{2,40})?, ${NAME}[,.]`,
    String.raw`${NAME}, (?:the |its |their )?(?:\p{Ll}+ ){0,2}${any}\b`,
  ];
  const names = new Set(
    forms.flatMap((form) =>
      [...text.matchAll(lettered(form, "g"))]
        .map((match) => match[1] ?? "")
        .filter((name) => speakerKindOf(name, "say") === "named"),
    ),
  );
  const lasts = new Set([...names].map((name) => name.split(" ").at(-1)));
  const [only] = names;
  return lasts.size === 1 && only !== undefined ? only : null;
}
