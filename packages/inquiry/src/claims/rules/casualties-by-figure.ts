import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { isAge } from "../age.ts";
import type { Fact, Predicate } from "../claim.ts";
import { subjectOf } from "../clause-facts.ts";
import { countOf, ONE } from "../count.ts";
import { isPersonWord, peopleOf } from "../people.ts";
import type { Scene } from "../scene.ts";
import { weaponNamed } from "../scene.ts";
import { casualty } from "./casualty-fact.ts";
import { isOneOf } from "../../text/one-of.ts";

/**
 * A number alone that somebody is said to have, where those who were killed or hurt are what is told of: "the army's list has 25", "others say six",
 * "nine, according to the mayor", "a figure of eleven". `told`: the sentence's facts by other rules.
 */
export function casualtiesByFigure(
  sentence: ParsedSentence,
  { toll }: Scene,
  told: readonly Fact[],
): readonly Fact[] {
  const { tokens, nouns } = sentence;
  const parts = [...partsOfThem(sentence, told), ...nthOfThem(sentence, toll, told)];
  if (toll === null && told.length === 0) return parts;
  const figures = nouns.flatMap((phrase) => {
    const number = numberIn(sentence, phrase);
    // "Nora Pell, 19, said".
    if (number === null || isAge(tokens, number)) return [];
    const start = tokens[number.from]?.start ?? 0;
    const before = told.findLast(({ span }) => span.end <= start);
    const predicate = topicOf(before, toll);
    if (predicate === null || (before === undefined && weaponNamed(sentence) !== null)) return [];
    const from =
      hadBy(sentence, number) ?? namedBefore(sentence, number) ?? figureIs(sentence, number);
    const to = from === null ? saidOf(sentence, number) : number.to;
    if (from === null && to === null) return [];
    const count = countOf(tokens, number.from, number.to, number.head);
    if (count === null || count.weak || (count.max === 0 && count.min === 0)) return [];
    const range = { from: from ?? number.from, to: to ?? number.to };
    return [casualty(sentence, predicate, range, count, null, "by figure")];
  });
  return [...parts, ...figures];
}

const HURT: ReadonlySet<string> = new Set("injured wounded hurt casualties".split(" "));
const DEAD: ReadonlySet<string> = new Set("dead killed fallen victims".split(" "));

/** "five of the injured are in danger", "two of those killed were nurses": so many were, whatever else is said of them. */
function partsOfThem(sentence: ParsedSentence, told: readonly Fact[]): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return tokens.flatMap(({ pos, start }, at) => {
    if (pos !== "NUM" || tokens[at + 1]?.lower !== "of" || tokens[at - 1]?.pos === "NUM") return [];
    if (!isOneOf(tokens[at + 2]?.lower, "the|those|these")) return [];
    const whole = tokens[at + 3]?.lower ?? "";
    if (!HURT.has(whole) && !DEAD.has(whole)) return [];
    const verb = verbs.find(({ from }) => from === at + 4);
    const stays = isOneOf(tokens[at + 4]?.lower, "remain|remains|need|needs|face");
    if (verb === undefined ? !stays : verb.negated || verb.form !== "finite") return [];
    // "two of the wounded were nurses": told by who they were.
    if (verb?.lemma === "be" && nouns.some(({ from }) => from === verb.to)) return [];
    const predicate = HURT.has(whole) ? "casualties.injured" : "casualties.killed";
    const known = told.some(
      (other) =>
        other.predicate === predicate && other.span.start <= start && start < other.span.end,
    );
    const count = countOf(tokens, at, at + 1, at);
    if (known || count === null) return [];
    const range = { from: at, to: verb?.to ?? at + 5 };
    return [casualty(sentence, predicate, range, { ...count, weak: false }, null, "by figure")];
  });
}

const topicOf = (before: Fact | undefined, toll: Predicate | null): Predicate | null =>
  before !== undefined && before.predicate.startsWith("casualties.") && before.count?.max !== 0
    ? before.predicate
    : toll;

/** A phrase that is a number and nothing else, or ends with one after whose it is: "six", "AP's seven", "the clinic nine". */
function numberIn({ tokens }: ParsedSentence, phrase: NounPhrase): NounPhrase | null {
  const { to } = phrase;
  let from = to;
  while (from > phrase.from && isNumeral(tokens[from - 1])) from--;
  if (
    from === to ||
    !/^(?:[.,;:!?)”"]|only|and|but|or|if|in|that|which|from|for|by|after|according|given|cited|quoted|published|announced|depending)$/.test(
      tokens[to]?.lower ?? ".",
    )
  )
    return null;
  const lead = tokens[from - 1]?.lower ?? "";
  if (from > phrase.from && !isOneOf(lead, "['’]s?")) return null;
  if (/^(?:19|20)\d\d$/.test(tokens[from]?.lower ?? "")) return null;
  return { from, to, head: to - 1 };
}

/** "Twenty-six" is three words. */
const isNumeral = (token: ParsedSentence["tokens"][number] | undefined): boolean =>
  token?.pos === "NUM" || isOneOf(token?.lower, "-|or");

/** Who or what has figures. */
const SOURCES =
  "list|tally|count|version|account|report|bulletin|statement|ministry|office|hospital|clinic|police|army|agency|council|company|trust|mission|embassy|command|staff|team|authority|government|administration|service|brigade|network|channel|source|sources|others?|some|officials|residents|villagers|doctors|medics|rescuers|locals|neighbours|media|paper|papers|records|register|figures|press|union|institute|monitors?|observers";
const HAS =
  "have|say|speak|talk|admit|count|list|report|whisper|claim|make|put|give|mention|cite|record|name|know|tell|insist|tally|log|register|announce|confirm";

/** Where the words begin that say who has it: "the army's list has 25", "others speak of six", "we make it nine"; null: nobody does. */
function hadBy(sentence: ParsedSentence, { from }: NounPhrase): number | null {
  const { tokens, verbs } = sentence;
  const verb = verbs.findLast(({ to }) => to <= from && to >= from - 2);
  if (verb === undefined || verb.negated || verb.passive || verb.modal !== null) return null;
  const between = tokens
    .slice(verb.to, from)
    .map(({ lower }) => lower)
    .join(" ");
  if (
    !isOneOf(verb.lemma, HAS) ||
    !isOneOf(between, "of|it|it at|that at|it as|us|only|just|on|to|")
  )
    return null;
  if (verb.form !== "finite" || verb.main !== verb.to - 1) return null;
  const subject = subjectOf(sentence, verb);
  const head = tokens[subject?.head ?? -1];
  if (subject === null || head === undefined) return null;
  const own = verb.lemma === "have" || verb.lemma === "make";
  const source = isOneOf(head.lower, SOURCES) || head.pos === "PROPN" || isPersonWord(head.lemma);
  return source && (!own || isOneOf(head.lower, SOURCES)) ? verb.from : null;
}

/** "a figure of eleven", "AP's seven". */
function namedBefore({ tokens }: ParsedSentence, { from }: NounPhrase): number | null {
  const [last, noun] = [tokens[from - 1]?.lower ?? "", tokens[from - 2]?.lower ?? ""];
  if (last === "of" && isOneOf(noun, "figure|tally|count")) return from - 2;
  const owner = tokens[from - 2];
  if (isOneOf(last, "['’]s?") && owner !== undefined)
    return owner.pos === "PROPN" || isOneOf(owner.lower, SOURCES) ? from - 2 : null;
  return null;
}

/** "The fourth, an elderly resident of the almshouse, was found under the stairs", after who was killed: another one. */
function nthOfThem(
  sentence: ParsedSentence,
  toll: Predicate | null,
  told: readonly Fact[],
): readonly Fact[] {
  const { tokens, nouns } = sentence;
  return tokens.flatMap(({ lower, start }, at) => {
    if (!isOneOf(lower, NTH) || tokens[at + 1]?.text !== ",") return [];
    const lead = isOneOf(tokens[at - 1]?.lower, "the|a");
    if (!lead || !(at === 1 || tokens[at - 2]?.pos === "PUNCT" || tokens[at - 2]?.lower === "and"))
      return [];
    const who = nouns.find(({ from }) => from === at + 2);
    const person =
      who !== undefined &&
      (isPersonWord(tokens[who.head]?.lemma ?? "") ||
        peopleOf(sentence, who, "listed")?.one === true);
    const before = told.findLast(({ span }) => span.end <= start);
    const predicate = topicOf(before, toll);
    if (!person || predicate === null) return [];
    const known = told.some(
      (other) =>
        other.predicate.startsWith("casualties.") &&
        other.span.start < (tokens[who.to - 1]?.end ?? 0) &&
        start < other.span.end,
    );
    const range = { from: at - 1, to: who.to };
    return known ? [] : [casualty(sentence, predicate, range, ONE, null, "by figure")];
  });
}

const NTH = "second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|other";

/** "The true number is seven": the figure itself, of whom the sentence before told. */
function figureIs({ tokens, nouns }: ParsedSentence, { from }: NounPhrase): number | null {
  if (!isOneOf(tokens[from - 1]?.lower, "is|was|are|now|stands")) return null;
  const verb = tokens[from - 1]?.lower === "now" ? from - 2 : from - 1;
  const subject = nouns.find(({ to }) => to === verb);
  return subject !== undefined &&
    isOneOf(tokens[subject.head]?.lower, "figure|number|toll|count|tally|total")
    ? subject.from
    : null;
}

/** "nine, according to the mayor", "one only, say others", "Twenty-six, if one follows the ministry": the token after the number; null where nothing says so. */
function saidOf({ tokens }: ParsedSentence, { from, to }: NounPhrase): number | null {
  const opens = from === 0 || isOneOf(tokens[from - 1]?.lower, '[,;:(–—“"]|and|or|but|of');
  const only = tokens[to]?.lower === "only" ? 1 : 0;
  const comma = tokens[to + only]?.text === "," ? 1 : 0;
  const words = tokens.slice(to + only + comma, to + only + comma + 3).map(({ lower }) => lower);
  const said =
    (words[0] === "according" && words[1] === "to") ||
    (words[0] === "if" && isOneOf(words[1], "you|one|we")) ||
    (comma === 1 && isOneOf(words[0], "say|says|said"));
  return opens && said ? to + only : null;
}
