import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { Fact, Polarity, Predicate } from "../claim.ts";
import { factOf } from "../fact.ts";
import { ATTACK_NOUNS, FALSE_WORDS, WEAPONS } from "../lexicon.ts";
import { isAttackPhrase } from "./weapons.ts";

const PLACE_WORDS =
  /^(?:residence|home|house|palace|compound|embassy|base|airport|zone|building|headquarters|camp|hospital|school|city|town|village|camp|facility|refinery|port)$/;
const WEEKDAY = /^(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)$/;

/** Whether it took place, with what outcome, on what, where and when. */
export function attackFacts(sentence: ParsedSentence): readonly Fact[] {
  return [
    ...occurred(sentence),
    ...outcome(sentence),
    ...target(sentence),
    ...place(sentence),
    ...date(sentence),
    ...intent(sentence),
  ];
}

/** "confirmed an attempt took place", "was attacked at", and the denials: "the fictitious explosion", "no … has the desire to …". */
function occurred(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  const found: Fact[] = [];
  for (const phrase of nouns) {
    const words = tokens.slice(phrase.from, phrase.to);
    const isEvent =
      isAttackPhrase(sentence, phrase) ||
      /^(?:explosion|blast)$/.test(tokens[phrase.head]?.lemma ?? "");
    if (
      isEvent &&
      tokens[phrase.head]?.lemma !== "operation" &&
      words.some(({ lower }) => FALSE_WORDS.has(lower))
    )
      found.push(fact(sentence, "attack.occurred", phrase, "no", "denial by adjective", "deny"));
  }
  for (const verb of verbs) {
    const happens =
      tokens[verb.to]?.lower === "place" || verb.lemma === "happen" || verb.lemma === "occur";
    if ((verb.lemma === "take" && happens) || verb.lemma === "happen") {
      const subject = nouns.findLast(
        (phrase) => phrase.to <= verb.from && isAttackPhrase(sentence, phrase),
      );
      if (subject !== undefined && subject.to === verb.from)
        found.push(
          fact(
            sentence,
            "attack.occurred",
            { from: subject.from, to: verb.to + 1 },
            verb.negated ? "no" : "yes",
            "took place",
            verb.negated ? "deny" : "affirm",
          ),
        );
    }
    if (verb.lemma === "attack" && verb.passive && !isUnderProtest(sentence)) {
      const subject = nouns.findLast(({ to }) => to === verb.from);
      if (subject !== undefined)
        found.push(
          fact(
            sentence,
            "attack.occurred",
            { from: subject.from, to: verb.to },
            "yes",
            "was attacked",
            "affirm",
          ),
        );
    }
  }
  const nobody = tokens.findIndex(
    ({ lower }, i) => lower === "no" && tokens[i + 1]?.lower === "one",
  );
  if (
    nobody !== -1 &&
    tokens.some(({ lemma }) => WEAPONS.has(lemma)) &&
    tokens.some(({ lower }) => lower === "desire" || lower === "interest")
  )
    found.push(
      fact(
        sentence,
        "attack.occurred",
        { from: nobody, to: tokens.length },
        "no",
        "nobody would",
        "deny",
      ),
    );
  return found;
}

function isUnderProtest({ tokens }: ParsedSentence): boolean {
  return tokens.some(({ lemma }) => lemma.startsWith("protest"));
}

/** "failed assassination attempt", "tried to target": what is said of the attempt is not said of the impact. */
function outcome(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  const found: Fact[] = [];
  for (const phrase of nouns)
    if (
      isAttackPhrase(sentence, phrase) &&
      tokens.slice(phrase.from, phrase.head).some(({ lower }) => lower === "failed")
    )
      found.push(fact(sentence, "attack.outcome", phrase, "failed", "failed attempt"));
  for (const verb of verbs) {
    const next = verbs.find(({ from }) => from === verb.to);
    if (
      verb.lemma === "try" &&
      next !== undefined &&
      /^(?:target|hit|strike|attack)$/.test(next.lemma)
    ) {
      const object = nouns.find(({ from }) => from >= next.to && from < next.to + 3);
      found.push(
        fact(
          sentence,
          "attack.outcome",
          { from: verb.from, to: object?.to ?? next.to },
          "attempted",
          "tried to",
          "affirm",
        ),
      );
    }
  }
  return found;
}

/** "attack on the residence", "targeted his residence". */
function target(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns } = sentence;
  const found: Fact[] = [];
  for (const phrase of nouns) {
    if (
      !isAttackPhrase(sentence, phrase) ||
      !/^(?:on|against)$/i.test(tokens[phrase.to]?.lower ?? "")
    )
      continue;
    const object = nouns.find(({ from }) => from === phrase.to + 1);
    const named = object === undefined ? undefined : targetName(sentence, object.from, object.to);
    if (object !== undefined && named !== undefined)
      found.push(
        fact(
          sentence,
          "attack.target",
          { from: phrase.from, to: object.to },
          named,
          "attack on",
          "affirm",
        ),
      );
  }
  return found;
}

function targetName({ tokens }: ParsedSentence, from: number, to: number): string | undefined {
  return tokens
    .slice(from, to)
    .find(({ lemma }) => PLACE_WORDS.test(lemma))
    ?.lemma.replace(/^(?:home|house|palace)$/, "residence");
}

const IN = /^(?:in|inside|near|at|within)$/;

/** Where: a named place after "in", in a clause about the attack or the attacked house. */
function place(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns } = sentence;
  const found: Fact[] = [];
  for (const phrase of nouns) {
    const before = tokens[phrase.from - 1];
    const lead = nouns.find(({ to }) => to === phrase.from - 1);
    if (before === undefined || !IN.test(before.lower)) continue;
    const inner = /green (?:zone|area)/.test(
      tokens
        .slice(phrase.from, phrase.to)
        .map(({ lower }) => lower)
        .join(" "),
    );
    if (
      inner &&
      tokens
        .slice(phrase.from, phrase.to)
        .some(({ lower }) => /^(?:residence|home|house)$/.test(lower))
    ) {
      found.push(
        fact(
          sentence,
          "attack.place",
          { from: phrase.from - 1, to: phrase.to },
          "Green Zone",
          "house in a place",
          "affirm",
        ),
      );
      continue;
    }
    const attack = tokens
      .slice(0, phrase.from)
      .some(
        ({ lemma, lower }) =>
          ATTACK_NOUNS.has(lemma) || lower === "residence" || lower === "targeted",
      );
    const name = properName(sentence, phrase.from, phrase.to);
    if (name === null || !attack || lead === undefined) continue;
    const near = tokens
      .slice(Math.max(0, phrase.from - 8), phrase.from)
      .some(
        ({ lemma }) => ATTACK_NOUNS.has(lemma) || /^(?:residence|home|drone|place)$/.test(lemma),
      );
    if (near)
      found.push(
        fact(
          sentence,
          "attack.place",
          { from: phrase.from - 1, to: phrase.to },
          name,
          "place after in",
          "affirm",
        ),
      );
  }
  return found;
}

/** The capitalised words of a phrase, or "green zone" and its like however it is written. */
function properName({ tokens }: ParsedSentence, from: number, to: number): string | null {
  const words = tokens.slice(from, to);
  const text = words.map(({ lower }) => lower).join(" ");
  const zone = /green (?:zone|area)/.exec(text);
  if (zone !== null) return "Green Zone";
  const proper = words.filter(({ pos, text: word }) => pos === "PROPN" && /^\p{Lu}/u.test(word));
  if (
    proper.length === 0 ||
    words.some(({ lower }) => WEEKDAY.test(lower) || /^(?:chief|command)$/.test(lower))
  )
    return null;
  return proper.map(({ text: word }) => word).join(" ");
}

/** "Sunday's attack", "attack … on Sunday", "last night": resolved against the account's date elsewhere. */
function date(sentence: ParsedSentence): readonly Fact[] {
  const { tokens } = sentence;
  const attacks = tokens.flatMap(({ lemma, pos }, i) =>
    (ATTACK_NOUNS.has(lemma) && pos === "NOUN") || /^(?:target|attack)/.test(lemma) ? [i] : [],
  );
  if (attacks.length === 0) return [];
  return tokens.flatMap((token, at) => {
    const night = token.lower === "night" && tokens[at - 1]?.lower === "last";
    if (!WEEKDAY.test(token.lower) && !night) return [];
    const after = attacks.some(
      (i) => i > at && i <= at + 5 && /^['’]s$/.test(tokens[at + 1]?.text ?? ""),
    );
    const before = attacks.some(
      (i) => i < at && at - i <= 16 && !tokens.slice(i, at).some(({ text }) => text === ";"),
    );
    if (!after && !before) return [];
    const from = night || tokens[at - 1]?.lower === "last" ? at - 1 : at;
    const end = after ? (attacks.find((i) => i > at) ?? at) + 1 : at + 1;
    return [
      fact(
        sentence,
        "attack.date",
        { from, to: end },
        night ? "last night" : (token.text ?? ""),
        "day of the attack",
        "affirm",
      ),
    ];
  });
}

/** "with the aim of assassinating him". */
function intent(sentence: ParsedSentence): readonly Fact[] {
  const { tokens } = sentence;
  return tokens.flatMap(({ lower }, at) => {
    if (!/^(?:aim|intention|purpose|goal)$/.test(lower) || tokens[at + 1]?.lower !== "of")
      return [];
    const verb = tokens[at + 2];
    if (verb === undefined || verb.pos !== "VERB") return [];
    const from = tokens[at - 2]?.lower === "with" ? at - 2 : at;
    return [
      fact(
        sentence,
        "attack.intent",
        { from, to: at + 4 },
        /assassinat|kill/.test(verb.lemma) ? "assassination" : verb.lemma,
        "aim of",
        "affirm",
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
): Fact {
  return factOf(sentence, { predicate, from, to, value, rule, polarity });
}
