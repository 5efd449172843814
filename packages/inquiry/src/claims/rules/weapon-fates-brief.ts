import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import { hasWord, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import type { Fact } from "../claim.ts";
import { isUnreal, objectOf, partitiveOf, subjectOf } from "../clause-facts.ts";
import { coordinatedWith } from "../coordination.ts";
import { type Count, countOf, ONE } from "../count.ts";
import { factOf } from "../fact.ts";
import { HIT_VERBS } from "../lexicon.ts";
import type { Scene } from "../scene.ts";
import { weaponIn } from "../weapon-in.ts";
import { isInterception } from "./weapon-fates.ts";
import { isOneOf } from "../../text/one-of.ts";
import { startingAt } from "../../grammar/places.ts";

/** What became of weapons, told in fewer words than a clause has, or of whoever used them. */
export function briefFates(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  return [
    ...left(sentence, scene),
    ...got(sentence, scene),
    ...most(sentence, scene),
    ...hitWith(sentence),
    ...hitsOf(sentence),
    ...stops(sentence),
    ...metBy(sentence),
    ...scored(sentence, scene),
  ];
}

const STOPPING: ReadonlySet<string> = new Set(
  "interception downing destruction shooting shoot-down neutralisation neutralization jamming".split(
    " ",
  ),
);

/** "the interception of two drones", "the shooting down of a missile": what was stopped, as a noun. */
function stops(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns } = sentence;
  if (!hasWord(sentence, STOPPING)) return [];
  return tokens.flatMap(({ lower }, at) => {
    if (!STOPPING.has(lower)) return [];
    const of = tokens[at + 1]?.lower === "down" ? at + 2 : at + 1;
    const phrase = tokens[of]?.lower === "of" ? startingAt(nouns, of + 1) : undefined;
    const kind = phrase === undefined ? null : weaponIn(sentence, phrase);
    const meant = tokens
      .slice(Math.max(0, at - 3), at)
      .some(({ lower: word }) => isOneOf(word, "for|no|without|attempted|failed|possible"));
    if (phrase === undefined || kind === null || meant) return [];
    const count = countOf(tokens, phrase.from, phrase.to, phrase.head);
    if (count === null) return [];
    const found = fateOf(sentence, { from: at, to: phrase.to }, count, "stopped");
    return [{ ...found, population: kind }];
  });
}

/** "hits by one missile and four drones", "the impact of two rockets": each of them. */
function hitsOf(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns } = sentence;
  return nouns.flatMap((phrase) => {
    const head = tokens[phrase.head];
    const link = tokens[phrase.to]?.lower;
    const by = link === "by" || (link === "of" && isOneOf(head?.lower, "(?:impact|landing)s?"));
    const first = startingAt(nouns, phrase.to + 1);
    if (head === undefined || !by || first === undefined) return [];
    if (!isOneOf(head.lower, "(?:hit|impact|landing)s?")) return [];
    const all = coordinatedWith(sentence, { phrase: first, side: "after", negated: false });
    return all.flatMap((each) => {
      const count = countOf(tokens, each.from, each.to, each.head);
      return weaponIn(sentence, each) === null || count === null
        ? []
        : [fateOf(sentence, each, count, "hit")];
    });
  });
}

/** A number or an ordinal that stands for a weapon: "a third", "another", "two". */
function standsForOne({ tokens }: ParsedSentence, { from, to }: NounPhrase): boolean {
  return tokens
    .slice(from, to)
    .every(
      ({ pos, lower }) =>
        pos === "NUM" ||
        isOneOf(lower, "a|the|another|others?|second|third|fourth|fifth|one|several|two|three"),
    );
}

/** "two were brought down over the sea and a third above the terminal", "one hit the mill and two more in the yard": the verb is not said again. */
function left(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return nouns.flatMap((phrase) => {
    const link = tokens[phrase.from - 1]?.lower ?? "";
    const joined = isOneOf(link, "and|while|,|;") && standsForOne(sentence, phrase);
    const where = isOneOf(
      tokens[phrase.to]?.lower,
      "above|over|near|in|at|outside|off|beside|inside|on|behind|into",
    );
    const place = startingAt(nouns, phrase.to + 1);
    if (!joined || !where || place === undefined) return [];
    const next = verbs.find(({ from }) => from >= phrase.to);
    const apart = next === undefined || next.from > place.to;
    const verb = verbs.findLast(({ to, form }) => to <= phrase.from && form === "finite");
    const subject = verb === undefined ? null : subjectOf(sentence, verb);
    if (!apart || verb === undefined || subject === null || isUnreal(sentence, verb)) return [];
    // "three people died in the port and two in the yard" is of people.
    const armed =
      weaponIn(sentence, subject) !== null ||
      nouns.some((each) => each.to <= phrase.from && weaponIn(sentence, each) !== null) ||
      (scene.weapon !== null && standsForOne(sentence, subject));
    const count = countOf(tokens, phrase.from, phrase.to, phrase.head);
    if (!armed || verb.negated || count === null) return [];
    const stopped = verb.passive && isInterception(sentence, verb);
    const hit = !verb.passive && HIT_VERBS.has(verb.lemma);
    if (!stopped && !hit) return [];
    const range = { from: phrase.from, to: place.to };
    return [fateOf(sentence, range, count, stopped ? "stopped" : "hit")];
  });
}

/** Without one of these the rule below finds nothing. */
const GOT: ReadonlySet<string> = new Set("get bag nail swat splash got bagged nailed".split(" "));

/** Who stops weapons. */
const GUNNERS =
  "they|it|we|guns?|gunners?|crews?|batter(?:y|ies)|defen[cs]es?|defenders?|soldiers|troops|guards|interceptors?|patriots?|army|jets?|fighters|pilots?";

/** "they got one", "the guns bagged two of them": of the weapons that were told of. */
function got(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  if (!hasWord(sentence, GOT) || scene.weapon === null) return [];
  const { tokens, verbs } = sentence;
  return verbs.flatMap((verb) => {
    if (!isOneOf(verb.lemma, "get|bag|nail|swat|splash") || verb.passive) return [];
    const object = objectOf(sentence, verb);
    const subject = subjectOf(sentence, verb);
    if (object === null || subject === null || verb.negated || isUnreal(sentence, verb)) return [];
    if (!isOneOf(tokens[subject.head]?.lower, GUNNERS) || object.from !== verb.to) return [];
    const after = tokens[object.to];
    const ends = after === undefined || isOneOf(after.pos, "PUNCT|CCONJ") || after.lower === "of";
    const them = after?.lower === "of" ? (tokens[object.to + 1]?.lower ?? "") : "them";
    const count = countOf(tokens, object.from, object.to, object.head);
    const bare = tokens.slice(object.from, object.to).every(({ pos }) => pos === "NUM");
    if (!ends || !isOneOf(them, "them|these|those|the") || !bare || count === null) return [];
    const range = { from: subject.from, to: object.to };
    return [fateOf(sentence, range, count, "stopped")];
  });
}

/** "most were intercepted", "the majority of the rockets were shot down": more than half of those that were told of. */
function most(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  const { tokens, verbs, nouns } = sentence;
  return verbs.flatMap((verb) => {
    if (verb.negated || !isInterception(sentence, verb) || isUnreal(sentence, verb)) return [];
    if (!verb.passive) return mostAfter(sentence, verb, scene);
    const at = tokens.findLastIndex(
      ({ lower }, i) => i < verb.from && isOneOf(lower, "most|majority|bulk"),
    );
    const between = tokens.slice(at + 1, verb.from);
    const near =
      at !== -1 && between.length <= MOST_WITHIN && between.every(({ pos }) => pos !== "PUNCT");
    const of = nouns.find(({ from, to }) => from > at && to <= verb.from);
    const armed =
      of === undefined || isOneOf(tokens[of.head]?.lower, "them|these|those|which")
        ? scene.weapon !== null ||
          nouns.some((each) => each.to <= at && weaponIn(sentence, each) !== null)
        : weaponIn(sentence, of) !== null;
    if (!near || !armed) return [];
    const from = tokens[at - 1]?.pos === "DET" ? at - 1 : at;
    return [fateOf(sentence, { from, to: verb.to }, moreThanHalf(scene.weapons), "stopped")];
  });
}

/** "the batteries stopped most of the rockets". */
function mostAfter(sentence: ParsedSentence, verb: VerbGroup, scene: Scene): readonly Fact[] {
  const { tokens, nouns } = sentence;
  const at = tokens.findIndex(
    ({ lower }, i) => i >= verb.to && i <= verb.to + 2 && isOneOf(lower, "most|majority|bulk"),
  );
  const of = tokens[at + 1]?.lower === "of" ? startingAt(nouns, at + 2) : undefined;
  if (at === -1 || of === undefined) return [];
  const them = isOneOf(tokens[of.head]?.lower, "them|these|those");
  if (!(them ? scene.weapon !== null : weaponIn(sentence, of) !== null)) return [];
  const range = { from: verb.from, to: of.to };
  return [fateOf(sentence, range, moreThanHalf(scene.weapons), "stopped")];
}

/** Words between "most" and its verb, at most. */
const MOST_WITHIN = 5;

function moreThanHalf(all: Count | null): Count {
  return all === null || all.weak || all.max === null
    ? { min: 2, max: null, approximate: false, weak: true }
    : {
        min: Math.floor(all.min / 2) + 1,
        max: all.max,
        approximate: all.approximate,
        weak: false,
      };
}

/** "hit the airport with five drones and two missiles", "struck the depot using a drone": by whoever did it. */
function hitWith(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return verbs.flatMap((verb) => {
    const strikes = isOneOf(verb.lemma, "hit|strike") && !verb.passive && !verb.negated;
    if (!strikes || verb.form === "infinitive" || isUnreal(sentence, verb)) return [];
    const subject = subjectOf(sentence, verb);
    const object = objectOf(sentence, verb);
    if (subject === null || object === null || weaponIn(sentence, subject) !== null) return [];
    const link = withWeapon(sentence, verb, object);
    if (link === -1) return [];
    const found: Fact[] = [];
    for (let at = link + 1; ; ) {
      const each = startingAt(nouns, at);
      const count = each === undefined ? null : countOf(tokens, each.from, each.to, each.head);
      if (each === undefined || count === null || weaponIn(sentence, each) === null) break;
      const from = found.length === 0 ? subject.from : each.from;
      found.push(fateOf(sentence, { from, to: each.to }, count, "hit"));
      if (!isOneOf(tokens[each.to]?.lower, "and|,")) break;
      at = each.to + 1;
    }
    return found;
  });
}

/** Where "with" or "using" stands that leads from what was hit to a weapon; -1 where nothing does. */
function withWeapon(
  { tokens, verbs, nouns }: ParsedSentence,
  verb: VerbGroup,
  object: NounPhrase,
): number {
  const at = tokens.findIndex(
    ({ lower }, i) =>
      i >= object.to && i <= object.to + WITH_WITHIN && isOneOf(lower, "with|using"),
  );
  const apart =
    tokens.slice(object.to, Math.max(at, object.to)).some(({ text }) => isOneOf(text, "[;:.]")) ||
    verbs.some(({ from, main }) => from >= verb.to && from < at && main !== at);
  return at === -1 || apart || !nouns.some(({ from }) => from === at + 1) ? -1 : at;
}

/** Words between what was hit and "with", at most. */
const WITH_WITHIN = 8;

const DEFENDERS =
  "defen[cs]es?|interceptors?|patriots?|c-ram|dome|anti-aircraft|gunners|flak|system|systems|batter(?:y|ies)";

/** "the drone was hit by air defences", "interceptors hit four of the rockets": a weapon that is met. */
function metBy(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return verbs.flatMap((verb) => {
    if (!isOneOf(verb.lemma, "hit|strike|catch") || verb.negated) return [];
    if (isUnreal(sentence, verb)) return [];
    const by = nouns.find(({ from }) => from >= verb.to + 1 && from <= verb.to + 2);
    const first = subjectOf(sentence, verb);
    const doer = verb.passive ? (tokens[verb.to]?.lower === "by" ? by : undefined) : first;
    const done = verb.passive ? first : objectOf(sentence, verb);
    if (doer === undefined || doer === null || done === null) return [];
    const words = tokens.slice(doer.from, doer.to).map(({ lower }) => lower);
    const defends =
      isOneOf(tokens[doer.head]?.lower, DEFENDERS) &&
      words.some((word) =>
        isOneOf(word, "air|aerial|anti-aircraft|interceptors?|patriots?|c-ram|dome|point"),
      );
    const part = partitiveOf(sentence, done);
    const weapon = weaponIn(sentence, done) ?? (part === null ? null : weaponIn(sentence, part));
    const own = countOf(tokens, done.from, done.to, done.head);
    const count = own ?? (tokens[done.from]?.lower === "the" && verb.passive ? ONE : null);
    if (!defends || weapon === null || count === null) return [];
    const from = Math.min(done.from, doer.from, verb.from);
    const to = Math.max(part?.to ?? done.to, doer.to, verb.to);
    return [{ ...fateOf(sentence, { from, to }, count, "stopped"), population: weapon }];
  });
}

/** "one rocket scored a direct hit on the school": by a noun. */
function scored(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return verbs.flatMap((verb) => {
    if (!isOneOf(verb.lemma, "score|make|achieve|register") || verb.passive || verb.negated)
      return [];
    const object = startingAt(nouns, verb.to);
    const place =
      tokens[object?.head ?? -1]?.lower === "hit" && tokens[object?.to ?? -1]?.lower === "on"
        ? startingAt(nouns, (object?.to ?? 0) + 1)
        : undefined;
    const subject = subjectOf(sentence, verb);
    if (place === undefined || subject === null || isUnreal(sentence, verb)) return [];
    const armed =
      weaponIn(sentence, subject) !== null ||
      (scene.weapon !== null && standsForOne(sentence, subject));
    const count = countOf(tokens, subject.from, subject.to, subject.head);
    if (!armed || count === null) return [];
    return [fateOf(sentence, { from: subject.from, to: place.to }, count, "hit")];
  });
}

function fateOf(
  sentence: ParsedSentence,
  { from, to }: { readonly from: number; readonly to: number },
  count: Count,
  fate: "stopped" | "hit",
): Fact {
  const stopped = fate === "stopped";
  return factOf(sentence, {
    predicate: stopped ? "weapon.intercepted" : "weapon.hit",
    from,
    to,
    value: stopped ? "downed" : "hit",
    count,
    rule: stopped ? "weapons stopped" : "weapon that hit",
  });
}
