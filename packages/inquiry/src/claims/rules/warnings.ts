import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { Fact } from "../claim.ts";
import { SAYING } from "../../attribution/cue-lexicon.ts";
import { factOf } from "../fact.ts";

/** What warns people: the words for it, and what is done with it. */
const WARNING = /^(?:warning|alarm|alert|siren|tannoy)s?$/;
const GIVEN =
  /^(?:give|raise|sound|issue|send|trigger|activate|receive|get|hear|work|go|come|wail|ring|fire|follow)$/;

/** "no warning had been given", "nobody inside had been warned", "not one siren", "the sirens worked": whether people were warned. */
export function warningFacts(sentence: ParsedSentence): readonly Fact[] {
  return [...given(sentence), ...warned(sentence), ...none(sentence), ...silent(sentence)];
}

/** Whether a sentence speaks of people being warned. */
export function isWarned({ tokens }: ParsedSentence): boolean {
  return tokens.some(({ lower, lemma }) => WARNING.test(lower) || lemma === "warn");
}

/** "no alarm was raised", "there was no warning", "we got no alert". */
function given(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return nouns.flatMap((phrase) => {
    const [first, head] = [tokens[phrase.from], tokens[phrase.head]];
    if (head === undefined || !WARNING.test(head.lower)) return [];
    if (!/^(?:no|neither|any)$/.test(first?.lower ?? "")) return [];
    const after = verbs.find(({ from }) => from === phrase.to);
    const before = verbs.find(({ to }) => to === phrase.from);
    const verb = after ?? before;
    if (
      verb === undefined ||
      !(GIVEN.test(verb.lemma) || verb.lemma === "be" || verb.lemma === "have")
    )
      return [];
    const denied = first?.lower !== "any" || verb.negated;
    if (!denied) return [];
    const from = Math.min(phrase.from, verb.from);
    const to = Math.max(phrase.to, verb.to);
    return [fact(sentence, { from, to }, "no")];
  });
}

/** "nobody inside had been warned", "residents were not warned". */
function warned(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return verbs.flatMap((verb) => {
    if (!/^(?:warn|alert)$/.test(verb.lemma) || !verb.passive || verb.modal !== null) return [];
    const subject = nouns.findLast(({ to }) => to <= verb.from);
    const nobody =
      subject !== undefined &&
      tokens
        .slice(Math.max(0, subject.from - 2), verb.from)
        .some(({ lower }) => /^(?:nobody|none|no)$/.test(lower));
    if (!nobody && !verb.negated) return [];
    const first = tokens.findLastIndex(
      ({ lower }, i) => i < verb.from && /^(?:nobody|none|no)$/.test(lower),
    );
    return [fact(sentence, { from: first === -1 ? verb.from : first, to: verb.to }, "no")];
  });
}

/** "the sirens stayed silent", "no siren, no message". */
function silent(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return nouns.flatMap((phrase) => {
    const head = tokens[phrase.head];
    if (head === undefined || !WARNING.test(head.lower)) return [];
    const no = tokens[phrase.from]?.lower === "no" && verbs.length === 0;
    const verb = verbs.find(
      ({ from, lemma }) => from === phrase.to && /^(?:stay|remain|be|keep|fall)$/.test(lemma),
    );
    const quiet =
      verb !== undefined &&
      !verb.negated &&
      /^(?:silent|quiet|mute|dead)$/.test(tokens[verb.to]?.lower ?? "");
    if (!no && !quiet) return [];
    return [
      fact(sentence, { from: phrase.from, to: verb === undefined ? phrase.to : verb.to + 1 }, "no"),
    ];
  });
}

/** "Not one siren." */
function none(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return nouns.flatMap((phrase) => {
    const head = tokens[phrase.head];
    const not = tokens[phrase.from - 1]?.lower === "not" || tokens[phrase.from]?.lower === "not";
    const one = tokens
      .slice(phrase.from, phrase.to)
      .some(({ lower }) => /^(?:one|single|any)$/.test(lower));
    if (!not || !one || head === undefined || !WARNING.test(head.lower)) return [];
    if (verbs.some(({ lemma }) => !SAYING.has(lemma))) return [];
    return [fact(sentence, { from: Math.max(0, phrase.from - 1), to: phrase.to }, "no")];
  });
}

function fact(
  sentence: ParsedSentence,
  { from, to }: { readonly from: number; readonly to: number },
  value: "no",
): Fact {
  return factOf(sentence, {
    predicate: "defence.activated",
    from,
    to,
    value,
    rule: "people warned",
    polarity: "deny",
    hedgesWithin: from,
  });
}
