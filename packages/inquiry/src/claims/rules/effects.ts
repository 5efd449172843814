import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { Fact, Polarity, Predicate } from "../claim.ts";
import {
  isUnreal,
  partitiveOf,
  rangeOf,
  subjectOf,
  undergoerOf,
  weaponIn,
} from "../clause-facts.ts";
import { factOf } from "../fact.ts";
import { type Count, countOf } from "../count.ts";
import {
  DAMAGE_VERBS,
  PEOPLE_OF_RANK,
  REMAINS,
  RUMOUR_WORDS,
  SOUNDS,
  UNHARMED,
} from "../lexicon.ts";
import { populationOf } from "../people.ts";

/** What was heard, how many explosions, what is damaged, how the attacked person is. */
export function effectFacts(sentence: ParsedSentence): readonly Fact[] {
  return [
    ...heard(sentence),
    ...explosions(sentence),
    ...damage(sentence),
    ...condition(sentence),
    ...hospital(sentence),
  ];
}

/** "heard two blasts and then shots", "a bang heard by neighbours". */
function heard(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, verbs, nouns } = sentence;
  return verbs.flatMap((verb) => {
    if (verb.lemma !== "hear" && tokens[verb.main]?.lower !== "hearing") return [];
    const after = soundsIn(sentence, verb.to, verb.to + SOUND_WITHIN);
    const before = nouns.find(({ to }) => to === verb.from);
    const sounds =
      after.length > 0 || before === undefined ? after : soundsIn(sentence, before.from, before.to);
    const last = sounds.at(-1);
    if (last === undefined) return [];
    const ordered = tokens
      .slice(verb.to, last.at)
      .some(({ lower }) => /^(?:followed|then|later|before)$/.test(lower));
    const value = sounds.map(({ name }) => name).join(ordered ? ", then " : ", ");
    const subject = nouns.find(({ to }) => to <= verb.from)?.from ?? verb.from;
    const end = Math.max(verb.to, placeEnd(sentence, last.at + 1));
    return [fact(sentence, "witness.sound", { from: subject, to: end }, value, "sounds heard")];
  });
}

/** Words after "heard" in which a sound is looked for. */
const SOUND_WITHIN = 14;

function soundsIn(
  { tokens }: ParsedSentence,
  from: number,
  to: number,
): readonly { readonly at: number; readonly name: string }[] {
  return tokens.flatMap((token, i) => {
    const name =
      i >= from && i < to ? (SOUNDS.get(token.lemma) ?? SOUNDS.get(token.lower)) : undefined;
    if (name === undefined) return [];
    const plural = token.lower !== token.lemma && token.lower.endsWith("s");
    return [
      { at: i, name: name === "explosion" ? (plural ? "explosions" : "one explosion") : name },
    ];
  });
}

/** Up to the end of "from where the old mill stands". */
function placeEnd({ tokens }: ParsedSentence, at: number): number {
  if (tokens[at]?.lower !== "from") return at;
  let end = at;
  while (end < tokens.length && !/^[,.;]$/.test(tokens[end]?.text ?? "")) end++;
  return end;
}

/** "saw one blast at most", "shaken by at least two blasts". */
function explosions(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  if (verbs.some(({ lemma, main }) => lemma === "hear" || tokens[main]?.lower === "hearing"))
    return [];
  return nouns.flatMap((phrase) => {
    const head = tokens[phrase.head]?.lemma ?? "";
    if (head !== "explosion" && head !== "blast") return [];
    const count = countOf(tokens, phrase.from, phrase.to, phrase.head);
    if (count === null || count.weak) return [];
    const verb = verbs.findLast(({ to }) => to <= phrase.from);
    const subject = verb === undefined ? undefined : nouns.findLast(({ to }) => to <= verb.from);
    return [
      fact(
        sentence,
        "explosion.count",
        { from: subject?.from ?? phrase.from, to: phrase.to },
        "explosion",
        "explosions counted",
        "affirm",
        count,
      ),
    ];
  });
}

/** "causing damage to the residence", "a damaged vehicle", "two houses were destroyed", "set a tank on fire". */
function damage(sentence: ParsedSentence): readonly Fact[] {
  return [...damageByNoun(sentence), ...damageByVerb(sentence)];
}

/** What is broken, burnt or brought down: neither a weapon, which is stopped, nor people. */
function damageByVerb(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return verbs.flatMap((verb) => {
    const alight = tokens.findIndex(
      ({ lower }, i) =>
        i >= verb.to && i <= verb.to + FIRE_WITHIN && /^(?:fire|ablaze|alight|flames)$/.test(lower),
    );
    const burns =
      /^(?:set|catch|be|go)$/.test(verb.lemma) &&
      alight !== -1 &&
      !tokens.slice(verb.to, alight).some(({ pos }) => pos === "PUNCT");
    if ((!DAMAGE_VERBS.has(verb.lemma) && !burns) || isUnreal(sentence, verb)) return [];
    const alone = verb.lemma === "collapse" || (burns && verb.lemma !== "set");
    const found = undergoerOf(sentence, verb, alone);
    if (found === null) return [];
    const { phrase } = found;
    const head = tokens[phrase.head];
    if (head === undefined || !/^(?:NOUN|PROPN)$/.test(head.pos)) return [];
    const part = partitiveOf(sentence, phrase);
    const thing = part !== null && PARTS.test(head.lemma) ? part : phrase;
    if (weaponIn(sentence, thing) !== null || /^(?:fire|one|all)$/.test(head.lemma)) return [];
    if (populationOf(tokens, thing) !== null || REMAINS.has(head.lower)) return [];
    const to = Math.max(thing.to, verb.to, burns ? alight + 1 : 0);
    const from = Math.min(phrase.from, verb.from);
    const owned = nouns.find((each) => each.to === from - 1 && tokens[from - 1]?.lower === "of");
    const polarity = found.negated || tokens[phrase.from]?.lower === "no" ? "deny" : "affirm";
    return [
      fact(
        sentence,
        "damage",
        { from: owned?.from ?? from, to },
        thingOf(sentence, thing.head),
        "thing damaged",
        polarity,
      ),
    ];
  });
}

/** Words between a verb and the fire, at most. */
const FIRE_WITHIN = 6;
const PARTS = /^(?:parts?|number|dozens|several|windows?|roof|wall|front|façade|facade)$/;

function damageByNoun(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns } = sentence;
  return nouns.flatMap((phrase) => {
    const head = tokens[phrase.head];
    if (head?.lemma === "damage" && tokens[phrase.to]?.lower === "to") {
      const object = nouns.find(({ from }) => from === phrase.to + 1);
      const whole =
        object !== undefined && tokens[object.to]?.lower === "of"
          ? nouns.find(({ from }) => from === object.to + 1)
          : object;
      if (whole === undefined) return [];
      const negated = tokens.slice(phrase.from, phrase.head).some(({ lower }) => lower === "no");
      return [
        fact(
          sentence,
          "damage",
          { from: phrase.from, to: whole.to },
          thingOf(sentence, whole.head),
          "damage to",
          negated ? "deny" : "affirm",
        ),
      ];
    }
    const damaged = tokens.findIndex(
      ({ lower }, i) => i >= phrase.from && i < phrase.head && lower === "damaged",
    );
    return damaged === -1
      ? []
      : [fact(sentence, "damage", phrase, thingOf(sentence, phrase.head), "damaged thing")];
  });
}

function thingOf({ tokens }: ParsedSentence, head: number): string {
  const lemma = tokens[head]?.lemma ?? "";
  if (/^(?:home|house|residence)$/.test(lemma)) return "residence";
  return /^(?:car|suv|vehicle|truck)$/.test(lemma) ? "vehicle" : lemma;
}

/** "emerged unscathed", "was not harmed", "is in good health", "survived an attempt", "escaped from an attack". */
function condition(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, verbs, nouns } = sentence;
  const found: Fact[] = [];
  const add = (from: number, to: number, value: string, rule: string): void => {
    if (!found.some((other) => rangeOf(sentence, from, to).start < other.span.end))
      found.push(fact(sentence, "person.condition", { from, to }, value, rule));
  };
  for (const [at, token] of tokens.entries()) {
    if (!UNHARMED.has(token.lower)) continue;
    // "is well", not "is well known".
    const adverb =
      token.pos === "ADV" &&
      (tokens[at - 1]?.lemma !== "be" || /^(?:VERB|ADJ|ADV)$/.test(tokens[at + 1]?.pos ?? ""));
    if (adverb) continue;
    const verb = verbs.findLast(({ to, from }) => from < at && at - to <= 1);
    const linking =
      verb !== undefined && /^(?:be|’m|'m|emerge|escape|remain|survive|feel)$/.test(verb.lemma);
    const title = verb === undefined && at <= 5 && tokens[at]?.lower === "unharmed";
    if (linking || title)
      add(
        verb === undefined ? 0 : subjectFrom(sentence, verb.from),
        at + 1,
        "unharmed",
        "is unharmed",
      );
  }
  for (const verb of verbs) {
    const harm = /^(?:harm|hurt|injure|wound)$/.test(verb.lemma) && verb.negated;
    const subject = nouns.find(({ to }) => to === verb.from);
    const person = subject !== undefined && isPerson(sentence, subject.from, subject.to);
    if (harm && verb.passive && person) add(subject.from, verb.to, "unharmed", "was not harmed");
    if (/^(?:survive|escape)$/.test(verb.lemma) && verb.form === "finite" && !verb.passive) {
      const object = nouns.find(({ from }) => from >= verb.to && from <= verb.to + 2);
      const danger =
        object !== undefined &&
        /^(?:attack|attempt|plot|assassination|strike|bombing)$/.test(
          tokens[object.head]?.lemma ?? "",
        );
      if (danger) add(subjectFrom(sentence, verb.from), object.to, "unharmed", "survived");
    }
  }
  const health = tokens.findIndex(
    ({ lower }, i) => lower === "good" && tokens[i + 1]?.lower === "health",
  );
  if (health !== -1) add(Math.max(0, health - 3), health + 2, "unharmed", "good health");
  return found;
}

function subjectFrom({ nouns, tokens }: ParsedSentence, at: number): number {
  const direct = nouns.findLast(({ to }) => to <= at);
  if (direct === undefined) return at;
  // An apposition before it: "X, the prime minister, escaped".
  const before = nouns.find(
    ({ to }) => to === direct.from - 1 && tokens[direct.from - 1]?.text === ",",
  );
  return (tokens[direct.to]?.text === "," && before !== undefined ? before : direct).from;
}

function isPerson({ tokens }: ParsedSentence, from: number, to: number): boolean {
  return tokens
    .slice(from, to)
    .some(
      ({ pos, lemma, lower }) =>
        pos === "PROPN" || PEOPLE_OF_RANK.has(lemma) || /^(?:he|she|i)$/.test(lower),
    );
}

/** "had been taken to hospital", and whether the account says that it was a rumour. */
function hospital(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, verbs } = sentence;
  return verbs.flatMap((verb) => {
    const taken = /^(?:take|rush|bring|transfer|admit|hospitalise|hospitalize)$/.test(verb.lemma);
    const at = tokens.findIndex(
      ({ lower }, i) => i >= verb.to && i <= verb.to + 3 && lower === "hospital",
    );
    if (!taken || (at === -1 && !verb.lemma.startsWith("hospitali")) || !verb.passive) return [];
    const corrected = tokens.some(({ lower }) => RUMOUR_WORDS.has(lower));
    const to = corrected ? tokens.length : at + 1;
    const subject = subjectOf(sentence, verb);
    // Counted people are injured; one person, by name or office, is spoken of.
    if (
      subject === null ||
      (!corrected && !isPerson(sentence, subject.from, subject.to) && !verb.negated)
    )
      return [];
    const denied = corrected || verb.negated;
    return [
      fact(
        sentence,
        "person.hospitalised",
        {
          from: corrected ? 0 : verb.negated ? verb.from : subjectFrom(sentence, verb.from),
          to: Math.max(to, verb.to),
        },
        denied ? "no" : "yes",
        corrected ? "corrected rumour" : "taken to hospital",
        denied ? "deny" : "affirm",
      ),
    ];
  });
}

function fact(
  sentence: ParsedSentence,
  predicate: Predicate,
  { from, to }: { readonly from: number; readonly to: number },
  value: string,
  rule: string,
  polarity: Polarity = "affirm",
  count: Count | null = null,
): Fact {
  return factOf(sentence, { predicate, from, to, value, rule, polarity, count });
}
