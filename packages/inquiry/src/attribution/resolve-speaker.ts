import type { ParsedText } from "../grammar/parse.ts";
import { lettered } from "../text/letters.ts";
import { contains, sliceOf, type Span } from "../text/span.ts";
import type { Speaker } from "../claims/claim.ts";
import type { Attribution } from "./attribution.ts";
import { holderOf, isBodyByName, isState, rankedOf } from "./holders.ts";
import { citedBy, withoutCited } from "./cited-by.ts";
import { cleaned, newcomer, soleName } from "./people-before.ts";
import { issuerOfPaper } from "./papers.ts";
import { roleOf } from "./role.ts";
import { bodyBefore, genericBody, personBefore, titleHolder } from "./seen-before.ts";
import { speakerKindOf } from "./speaker.ts";
import { spanOf } from "./spans.ts";
import { isOneOf } from "../text/one-of.ts";
import { endingAt } from "../grammar/places.ts";
import {
  isOtherGender,
  isRivalled,
  openerOf,
  sentenceOf,
  subjectCrowd,
  subjectOffice,
  subjectPerson,
} from "./subjects-before.ts";
import { sifted } from "../text/sifted.ts";
import { issuerBefore } from "./taken-up.ts";

const PRONOUN = /^(?:he|she|they|it|his|her|their|its)$/i;
/** "the spokesman", "the statement", "the security official": someone who was named before. */
const BACK = sifted(
  "spokes(?:man|woman|person)|statement|official|minister|president|general|commander|report|post|message",
  /^the (?:full |same |earlier |security |military )?(spokes(?:man|woman|person)|statement|official|minister|president|general|commander|report|post|message)$/i,
);
/** What an office issues, by its number or alone. */
const PAPER =
  /^(?:the )?(?:communiqu[eé]|statement|bulletin|release|dispatch)(?: (?:no\.? )?\d+)?$/i;
/** "one of them": somebody of those who spoke before. */
const PART_OF_SPEAKERS =
  /^(?:the other|the other one|the (?:second|first) of them|(?:one|two|three|another|others?|some|both) of (?:them|the (?:officials|sources|officers|diplomats|witnesses|residents)))$/i;
const NAME_WORD = String.raw`\p{Lu}[\p{L}&-]*(?:\.\p{L}+)*`;
const VIA = lettered(
  String.raw`\b(?:told|speaking to|spoke to|reported by|released by|quoted by|according to)\s+((?:the )?${NAME_WORD}(?: ${NAME_WORD})*|state media|state television|state TV)`,
  "g",
);
/** Whether anything of it stands in a range: most have nothing. */
const VIA_WORDS = /\b(?:told|speaking|spoke|reported|released|quoted|according) /;

/** Who has a view, as one who says something. */
const SUBJECTS: ReadonlyMap<string, string> = new Map([
  ["his", "he"],
  ["her", "she"],
  ["their", "they"],
  ["him", "he"],
  ["them", "they"],
  ["its", "it"],
]);

/** How far back, in sentences, somebody may be named whom a pronoun stands for. */
const BACK_MAX = 3;

/**
 * The speaker of an attribution. A pronoun stands for the last person who was named, and "the spokesman" for the last spokesman, if that was
 * not far back and nobody else could be meant; where it cannot be told, the answer is that it cannot.
 */
export function speakerOf(
  parsed: ParsedText,
  attributions: readonly Attribution[],
  index: number,
): Speaker {
  const teller = tellerOf(parsed, attributions, index);
  const cited = citedBy(parsed, attributions[index]);
  if (cited === null || teller.kind === "narrator") return teller;
  return { ...cited, via: [...cited.via, ...teller.via, withoutCited(teller.name)] };
}

/** Who tells it, with a pronoun or an office taken for whom it stands for. */
function tellerOf(
  parsed: ParsedText,
  attributions: readonly Attribution[],
  index: number,
): Speaker {
  const attribution = attributions[index];
  if (attribution === undefined) return NARRATOR;
  const via = viaOf(parsed, attribution);
  if (attribution.source === null)
    return { kind: "narrator", name: "(the account)", span: null, via };
  const written = cleaned(sliceOf(parsed.text, beforeRelative(parsed, attribution.source)));
  const said = issuerOfPaper(written) ?? written;
  // "in her view": hers is what she says.
  const phrase = SUBJECTS.get(said.toLowerCase()) ?? said;
  const back = BACK.exec(phrase);
  if (isOwnWe(parsed, attributions, index, phrase)) return { ...NARRATOR, via };
  if (PRONOUN.test(phrase) || back !== null) {
    const issuer = /^it$/i.test(phrase)
      ? issuerBefore(parsed, sentenceOf(parsed, attribution.cue))
      : null;
    if (issuer !== null) return { ...issuer, via };
    const opener = back === null ? openerOf(parsed, attribution.source, phrase) : null;
    if (opener !== null) return { ...opener, via };
    const found = antecedentOf(
      parsed,
      attributions,
      index,
      back?.[1]?.toLowerCase() ?? null,
      /^they$/i.test(phrase),
    );
    // Somebody else who might be meant opens a sentence between: then nobody is named.
    if (found !== null && (back !== null || !isRivalled(parsed, found, attribution.source, phrase)))
      return { ...found, via: [...found.via, ...via] };
    if (back === null) return { kind: "unresolved", name: phrase, span: attribution.source, via };
  }
  const role = roleOf(parsed, attribution.source, phrase);
  if (role !== null) return { ...role, via };
  // "According to communiqué 88", after what its staff tells.
  const here = sentenceOf(parsed, attribution.cue);
  const issuer = PAPER.test(phrase) ? subjectOffice(parsed, here, here - BACK_MAX) : null;
  if (issuer !== null) return { ...issuer, via };
  const part = PART_OF_SPEAKERS.test(phrase) ? partOf(parsed, attributions, index, phrase) : null;
  if (part !== null) return { ...part, via: [...part.via, ...via] };
  const generic = genericBody(parsed, here, phrase);
  if (generic !== null) return { ...generic, via };
  const longer = longerName(parsed, attributions, index, phrase);
  if (longer !== null)
    return {
      kind: speakerKindOf(longer, attribution.lemma),
      name: longer,
      span: attribution.source,
      via,
    };
  if (isState(parsed, phrase) || isBodyByName(parsed, phrase))
    return { kind: "office", name: phrase, span: attribution.source, via };
  const holder =
    holderOf(parsed, phrase) ??
    rankedOf(parsed, phrase) ??
    titleHolder(parsed, phrase, attribution.source);
  if (holder !== null) return { kind: "named", name: holder, span: attribution.source, via };
  const kind = speakerKindOf(phrase, attribution.lemma);
  if (kind === "named" && saysIt(parsed, phrase, attribution))
    return { kind: "office", name: phrase, span: attribution.source, via };
  return { kind, name: phrase, span: attribution.source, via };
}

/** "one of them", "the other": somebody of those who spoke before. */
function partOf(
  parsed: ParsedText,
  attributions: readonly Attribution[],
  index: number,
  phrase: string,
): Speaker {
  const some = antecedentOf(parsed, attributions, index, null, true);
  if (some !== null && isOneOf(some.kind, "anonymous|collective"))
    return { ...some, kind: "anonymous" };
  const span = attributions[index]?.source ?? null;
  if (/^the\b/i.test(phrase)) return { kind: "unresolved", name: phrase, span, via: [] };
  const kind = /^(?:some|others)\b/i.test(phrase) ? "collective" : "anonymous";
  return { kind, name: phrase, span, via: [] };
}

/** "Ruvia says it had nothing to do with it": a state or a company that speaks of itself, where nobody has that name. */
function saysIt({ text }: ParsedText, phrase: string, { contents }: Attribution): boolean {
  const [content] = contents;
  if (content === undefined || !/^\p{Lu}[\p{L}'’-]+$/u.test(phrase)) return false;
  const said = text.slice(content.start, content.end);
  if (!/^(?:that )?(?:it|its)\b/i.test(said)) return false;
  const person = new RegExp(
    String.raw`(?:\b(?:Mr|Mrs|Ms|Dr|General|Colonel|Minister|Mayor|Governor)\.? |\p{Lu}\p{Ll}+ )${phrase.replace(/[^\p{L}'’-]/gu, ".")}\b`,
    "u",
  );
  return !person.test(text);
}

/** "We strongly condemn it", in no quotation and in nobody's words: the account's own. */
function isOwnWe(
  { text, quotations }: ParsedText,
  attributions: readonly Attribution[],
  index: number,
  phrase: string,
): boolean {
  const source = attributions[index]?.source ?? null;
  if (source === null || !/^we$/i.test(phrase)) return false;
  if (quotations.some((quote) => contains(quote, source))) return false;
  // A mark that nobody closed may open a quotation still.
  if (/["“”«»]/.test(text.slice(Math.max(0, source.start - UNQUOTED), source.start))) return false;
  return !attributions.some(
    ({ contents }, i) => i !== index && contents.some((content) => contains(content, source)),
  );
}

/** Characters before "we" in which no mark of a quotation stands, where it is the account's own. */
const UNQUOTED = 200;

/** "the ministry" after "the interior ministry": the fuller name that was used before. */
function longerName(
  parsed: ParsedText,
  attributions: readonly Attribution[],
  index: number,
  phrase: string,
): string | null {
  const noun = /^the (\p{Ll}+)$/iu.exec(phrase)?.[1];
  if (noun === undefined) return null;
  for (const { source } of attributions.slice(0, index).toReversed()) {
    if (source === null) continue;
    const earlier = cleaned(sliceOf(parsed.text, source));
    if (
      earlier.length > phrase.length &&
      new RegExp(`\\b${noun}$`, "i").test(earlier) &&
      earlier.split(" ").length <= 5
    )
      return earlier;
  }
  return null;
}

/** "other parties who raised …": the phrase before the relative pronoun. */
function beforeRelative({ sentences, text }: ParsedText, source: Span): Span {
  // "the coastguard, whose duty officer, Commander Ben Achterberg, insisted": he.
  const whose = /^whose [^,]{1,60}, ([^,]+)$/su.exec(text.slice(source.start, source.end))?.[1];
  if (whose !== undefined && speakerKindOf(whose, "say") === "named")
    return { start: source.end - whose.length, end: source.end };
  // "the army, whose first statement": the army.
  if (!/^(?:(?:who|which|that)$|whose )/i.test(text.slice(source.start, source.end))) return source;
  const sentence = sentences.find(({ start, end }) => start <= source.start && source.start < end);
  const at = sentence?.tokens.findIndex(({ start }) => start === source.start) ?? -1;
  const beside = sentence?.nouns.find(({ to }) => to === at || to === at - 1);
  if (sentence === undefined || beside === undefined) return source;
  const lead = sentence.tokens[beside.from - 1]?.lower;
  const head = isOneOf(lead, "of|in|at|from|with")
    ? endingAt(sentence.nouns, beside.from - 1)
    : undefined;
  const [own, before, both] = [
    beside,
    head ?? beside,
    { from: (head ?? beside).from, to: beside.to },
  ].map(({ from, to }) => spanOf(sentence, from, to) ?? source);
  if (own === undefined || before === undefined || both === undefined || head === undefined)
    return own ?? source;
  // "Sheikh Ali al-Asadi of al-Nujaba, who says", "a source in the ministry, who": the person, and not what he is of.
  const person =
    (lead === "of" && sentence.tokens[head.head]?.pos === "PROPN") ||
    speakerKindOf(sliceOf(text, before), "say") === "anonymous";
  if (/^who$/i.test(sentence.tokens[at]?.text ?? "")) return person ? before : own;
  // "the administration of Zelin, which announced": both.
  return lead === "of" && speakerKindOf(sliceOf(text, both), "say") === "office" ? both : own;
}

export const NARRATOR: Speaker = { kind: "narrator", name: "(the account)", span: null, via: [] };

function viaOf({ text }: ParsedText, { source, cue, contents }: Attribution): readonly string[] {
  const start = Math.min(source?.start ?? cue.start, cue.start);
  const end = Math.max(source?.end ?? cue.end, cue.end, contents[0]?.start ?? cue.end);
  const around = text.slice(start, Math.max(end, cue.end + 60));
  if (!VIA_WORDS.test(around)) return [];
  return [...around.matchAll(VIA)]
    .filter(({ index }) => index <= end - start)
    .map((match) => match[1] ?? "");
}

/** Whether "he" or "she" may be who spoke so many sentences before. */
function isOnePerson(kind: Speaker["kind"], phrase: string, distance: number): boolean {
  if (kind === "named" || /spokes|minister|president|statement/i.test(phrase)) return true;
  return kind === "anonymous" && distance <= 2 && ONE_OF_THEM.test(phrase);
}

const THEM =
  "source|official|officer|witness|resident|commander|diplomat|neighbour|doctor|nurse|guard|soldier|driver|teacher|man|woman|worker|engineer|medic|paramedic|shopkeeper|fisherman|policeman|survivor|aide|adviser|member";
const ONE_OF_THEM = sifted(
  THEM,
  new RegExp(String.raw`^(?:the|an?|one) (?:[\w-]+ )*(?:${THEM})\b`, "i"),
);

/** "he" or "she", for whom "it" and "they" do not stand; "it", for which "they" does not. */
const isOtherPronoun = (phrase: string, plural: boolean): boolean =>
  isOneOf(phrase.toLowerCase(), plural ? "he|she|it" : "he|she");

/** The last speaker before who could be meant. */
function antecedentOf(
  parsed: ParsedText,
  attributions: readonly Attribution[],
  index: number,
  noun: string | null,
  plural: boolean,
): Speaker | null {
  const own = attributions[index];
  if (own === undefined) return null;
  const here = sentenceOf(parsed, own.cue);
  const written = own.source === null ? "" : cleaned(sliceOf(parsed.text, own.source));
  const pronoun = SUBJECTS.get(written.toLowerCase()) ?? written;
  const it = /^it$/i.test(pronoun);
  for (let at = index - 1; at >= 0; at--) {
    const earlier = attributions[at];
    if (earlier === undefined || earlier.source === null || earlier.within === true) continue;
    const since = sentenceOf(parsed, earlier.cue);
    const distance = here - since;
    if (distance > BACK_MAX && noun === null) break;
    const [crowd, body] = [plural ? subjectCrowd : null, it ? subjectOffice : null];
    const before = (crowd ?? body)?.(parsed, here, since) ?? null;
    if (before !== null) return before;
    const phrase = cleaned(sliceOf(parsed.text, earlier.source));
    if (PRONOUN.test(phrase) || BACK.test(phrase)) {
      // "she says … where, it adds": a body, and not she.
      if (noun !== null || ((plural || it) && isOtherPronoun(phrase, plural))) continue;
      if (isOtherGender(pronoun, phrase)) continue;
      // "…, he said. Ada Storm, who leads the union, was blunter. “…,” she said": who came in since is nearer.
      const opener = plural || it ? null : subjectPerson(parsed, here, since);
      if (opener !== null && !isOtherGender(pronoun, opener.name)) return opener;
      return speakerOf(parsed, attributions, at);
    }
    const kind = speakerKindOf(phrase, earlier.lemma);
    if (noun !== null) {
      // "In a statement, the port said … The statement added": whose statement it was stands beside it.
      const said = parsed.sentences[since];
      if (
        isOneOf(noun, "statement|post|message") &&
        said !== undefined &&
        new RegExp(`\\b${noun}\\b`, "i").test(parsed.text.slice(said.start, said.end)) &&
        kind !== "unresolved"
      )
        return { kind, name: phrase, span: earlier.source, via: [] };
      // "Twenty drones came, the ministry said. …, the statement said": nobody else has issued one.
      if (
        isOneOf(noun, "statement|post|message") &&
        kind === "office" &&
        distance <= 2 &&
        !HELD_BY.test(phrase)
      )
        return { kind, name: phrase, span: earlier.source, via: [] };
      const alike = noun.startsWith("spokes")
        ? /spokes/i.test(phrase)
        : new RegExp(`\\b${noun}`, "i").test(phrase);
      if (alike || (noun === "official" && kind === "named" && distance <= 2))
        return { kind, name: phrase, span: earlier.source, via: [] };
      continue;
    }
    if (it) {
      if (kind === "office") return { kind, name: phrase, span: earlier.source, via: [] };
      continue;
    }
    const nearer = plural ? null : subjectPerson(parsed, here, since);
    if (nearer !== null && !isOtherGender(pronoun, nearer.name)) return nearer;
    const other = plural ? undefined : newcomer(parsed, here, since);
    if (other !== undefined) return other;
    if (isOtherGender(pronoun, phrase)) continue;
    // "The officer said he could not explain it. ¶ …, he added": somebody without a name.
    const one = kind === "unresolved" && !plural ? roleOf(parsed, earlier.source, phrase) : null;
    if (one !== null && isOnePerson(one.kind, phrase, distance)) return { ...one, via: [] };
    const fits = plural ? kind !== "named" : isOnePerson(kind, phrase, distance);
    if (fits && kind !== "unresolved") return { kind, name: phrase, span: earlier.source, via: [] };
  }
  return seenBefore(parsed, here, noun, pronoun, plural);
}

/** "Prime Minister Ola Mera": who may say something that is no statement. */
const HELD_BY = /\b(?:Minister|President|Premier|General|Governor|Mayor)\b/;

/** Who is seen in the sentences before, and said nothing there. */
function seenBefore(
  parsed: ParsedText,
  here: number,
  noun: string | null,
  pronoun: string,
  plural: boolean,
): Speaker | null {
  const it = /^it$/i.test(pronoun);
  if (plural) {
    const crowd = subjectCrowd(parsed, here, Math.max(-1, here - BACK_MAX));
    // "The Valley Brigades have a version of their own. …, they say": a body of many.
    const body = crowd === null ? bodyBefore(parsed, here) : null;
    return crowd ?? (body !== null && body.name.endsWith("s") ? body : null);
  }
  if (it)
    return subjectOffice(parsed, here, Math.max(-1, here - BACK_MAX)) ?? bodyBefore(parsed, here);
  if (noun !== null) return null;
  const subject =
    subjectPerson(parsed, here, Math.max(-1, here - BACK_MAX)) ??
    soleName(parsed, here) ??
    newcomer(parsed, here, here - 2) ??
    personBefore(parsed, here);
  return subject === null || isOtherGender(pronoun, subject.name) ? null : subject;
}
