import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { Fact, Polarity, Predicate } from "../claim.ts";
import { rangeOf } from "../clause-facts.ts";
import { factOf } from "../fact.ts";
import { type Count, countOf } from "../count.ts";
import { PEOPLE_OF_RANK, RUMOUR_WORDS, SOUNDS, UNHARMED } from "../lexicon.ts";

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

/** "heard the sound of an explosion followed by gunfire". */
function heard(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, verbs } = sentence;
  return verbs.flatMap((verb) => {
    if (verb.lemma !== "hear" && tokens[verb.main]?.lower !== "hearing") return [];
    const sounds = tokens.flatMap((token, i) => {
      const name =
        i >= verb.to && i < verb.to + 14
          ? (SOUNDS.get(token.lemma) ?? SOUNDS.get(token.lower))
          : undefined;
      if (name === undefined) return [];
      const plural = token.lower !== token.lemma && token.lower.endsWith("s");
      return [
        { at: i, name: name === "explosion" ? (plural ? "explosions" : "one explosion") : name },
      ];
    });
    const last = sounds.at(-1);
    if (last === undefined) return [];
    const ordered = tokens
      .slice(verb.to, last.at)
      .some(({ lower }) => lower === "followed" || lower === "then");
    const value = sounds.map(({ name }) => name).join(ordered ? ", then " : ", ");
    const subject = sentence.nouns.find(({ to }) => to <= verb.from)?.from ?? verb.from;
    return [
      fact(
        sentence,
        "witness.sound",
        { from: subject, to: placeEnd(sentence, last.at + 1) },
        value,
        "sounds heard",
      ),
    ];
  });
}

/** Up to the end of "from the direction of the Green Zone". */
function placeEnd({ tokens }: ParsedSentence, at: number): number {
  if (tokens[at]?.lower !== "from") return at;
  let end = at;
  while (end < tokens.length && !/^[,.;]$/.test(tokens[end]?.text ?? "")) end++;
  return end;
}

/** "had at most one explosion", "hit by at least one explosion". */
function explosions(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  if (verbs.some(({ lemma }) => lemma.startsWith("hear"))) return [];
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

/** "causing damage to the residence", "a damaged vehicle". */
function damage(sentence: ParsedSentence): readonly Fact[] {
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
    if (!UNHARMED.has(token.lower) || token.pos === "ADV") continue;
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
    return [
      fact(
        sentence,
        "person.hospitalised",
        { from: corrected ? 0 : subjectFrom(sentence, verb.from), to },
        corrected ? "no" : "yes",
        corrected ? "corrected rumour" : "taken to hospital",
        corrected ? "deny" : "affirm",
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
