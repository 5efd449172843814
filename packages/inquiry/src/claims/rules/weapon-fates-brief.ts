import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import { hasWord, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import type { Fact } from "../claim.ts";
import { isUnreal, objectOf, subjectOf } from "../clause-facts.ts";
import { type Count, countOf } from "../count.ts";
import { factOf } from "../fact.ts";
import { HIT_VERBS } from "../lexicon.ts";
import type { Scene } from "../scene.ts";
import { weaponIn } from "../weapon-in.ts";
import { isInterception } from "./weapon-fates.ts";

/** What became of weapons, told in fewer words than a clause has, or of whoever used them. */
export function briefFates(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  return [
    ...left(sentence, scene),
    ...got(sentence, scene),
    ...most(sentence, scene),
    ...hitWith(sentence),
  ];
}

/** A number or an ordinal that stands for a weapon: "a third", "another", "two". */
function standsForOne({ tokens }: ParsedSentence, { from, to }: NounPhrase): boolean {
  return tokens
    .slice(from, to)
    .every(
      ({ pos, lower }) =>
        pos === "NUM" ||
        /^(?:a|the|another|others?|second|third|fourth|fifth|one|several|two|three)$/.test(lower),
    );
}

/** "two were brought down over the sea and a third above the terminal", "one hit the mill and two more in the yard": the verb is not said again. */
function left(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return nouns.flatMap((phrase) => {
    const link = tokens[phrase.from - 1]?.lower ?? "";
    const joined = /^(?:and|while|,|;)$/.test(link) && standsForOne(sentence, phrase);
    const where = /^(?:above|over|near|in|at|outside|off|beside|inside|on|behind|into)$/.test(
      tokens[phrase.to]?.lower ?? "",
    );
    const place = nouns.find(({ from }) => from === phrase.to + 1);
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
  /^(?:they|it|we|guns?|gunners?|crews?|batter(?:y|ies)|defen[cs]es?|defenders?|soldiers|troops|guards|interceptors?|patriots?|army|jets?|fighters|pilots?)$/;

/** "they got one", "the guns bagged two of them": of the weapons that were told of. */
function got(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  if (!hasWord(sentence, GOT) || scene.weapon === null) return [];
  const { tokens, verbs } = sentence;
  return verbs.flatMap((verb) => {
    if (!/^(?:get|bag|nail|swat|splash)$/.test(verb.lemma) || verb.passive) return [];
    const object = objectOf(sentence, verb);
    const subject = subjectOf(sentence, verb);
    if (object === null || subject === null || verb.negated || isUnreal(sentence, verb)) return [];
    if (!GUNNERS.test(tokens[subject.head]?.lower ?? "") || object.from !== verb.to) return [];
    const after = tokens[object.to];
    const ends =
      after === undefined || /^(?:PUNCT|CCONJ)$/.test(after.pos) || after.lower === "of";
    const them = after?.lower === "of" ? (tokens[object.to + 1]?.lower ?? "") : "them";
    const count = countOf(tokens, object.from, object.to, object.head);
    const bare = tokens.slice(object.from, object.to).every(({ pos }) => pos === "NUM");
    if (!ends || !/^(?:them|these|those|the)$/.test(them) || !bare || count === null) return [];
    const range = { from: subject.from, to: object.to };
    return [fateOf(sentence, range, count, "stopped")];
  });
}

/** "most were intercepted", "the majority of the rockets were shot down": more than half of those that were told of. */
function most(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  const { tokens, verbs, nouns } = sentence;
  return verbs.flatMap((verb) => {
    if (!verb.passive || verb.negated || !isInterception(sentence, verb)) return [];
    if (isUnreal(sentence, verb)) return [];
    const at = tokens.findLastIndex(
      ({ lower }, i) => i < verb.from && /^(?:most|majority|bulk)$/.test(lower),
    );
    const between = tokens.slice(at + 1, verb.from);
    const near =
      at !== -1 && between.length <= MOST_WITHIN && between.every(({ pos }) => pos !== "PUNCT");
    const of = nouns.find(({ from, to }) => from > at && to <= verb.from);
    const armed =
      of === undefined || /^(?:them|these|those|which)$/.test(tokens[of.head]?.lower ?? "")
        ? scene.weapon !== null ||
          nouns.some((each) => each.to <= at && weaponIn(sentence, each) !== null)
        : weaponIn(sentence, of) !== null;
    if (!near || !armed) return [];
    const from = tokens[at - 1]?.pos === "DET" ? at - 1 : at;
    return [fateOf(sentence, { from, to: verb.to }, moreThanHalf(scene.weapons), "stopped")];
  });
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
    const strikes = /^(?:hit|strike)$/.test(verb.lemma) && !verb.passive && !verb.negated;
    if (!strikes || verb.form === "infinitive" || isUnreal(sentence, verb)) return [];
    const subject = subjectOf(sentence, verb);
    const object = objectOf(sentence, verb);
    if (subject === null || object === null || weaponIn(sentence, subject) !== null) return [];
    const link = withWeapon(sentence, verb, object);
    if (link === -1) return [];
    const found: Fact[] = [];
    for (let at = link + 1; ; ) {
      const each = nouns.find(({ from }) => from === at);
      const count =
        each === undefined ? null : countOf(tokens, each.from, each.to, each.head);
      if (each === undefined || count === null || weaponIn(sentence, each) === null) break;
      const from = found.length === 0 ? subject.from : each.from;
      found.push(fateOf(sentence, { from, to: each.to }, count, "hit"));
      if (!/^(?:and|,)$/.test(tokens[each.to]?.lower ?? "")) break;
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
    ({ lower }, i) => i >= object.to && i <= object.to + WITH_WITHIN && /^(?:with|using)$/.test(lower),
  );
  const apart =
    tokens.slice(object.to, Math.max(at, object.to)).some(({ text }) => /^[;:.]$/.test(text)) ||
    verbs.some(({ from, main }) => from >= verb.to && from < at && main !== at);
  return at === -1 || apart || !nouns.some(({ from }) => from === at + 1) ? -1 : at;
}

/** Words between what was hit and "with", at most. */
const WITH_WITHIN = 8;

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
