import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import { objectOf, partitiveOf, subjectOf } from "../claims/clause-facts.ts";
import { wordsOf } from "./statement-words.ts";

/** What somebody by name did once and for all by word: ordered, appointed, dismissed. Whoever tells of it tells of one act. */
export interface Act {
  readonly actor: ReadonlySet<string>;
  readonly verb: string;
  readonly object: ReadonlySet<string>;
}

/** Verbs of deciding. A call or a condemnation is made again and again; an order is given once. */
const DECIDING: ReadonlySet<string> = new Set(
  "order decree appoint dismiss sack suspend declare authorise authorize commission".split(" "),
);

/** The acts that a sentence tells of as done. */
export function actsOf(sentence: ParsedSentence): readonly Act[] {
  return sentence.verbs.flatMap((verb) => {
    if (!DECIDING.has(verb.lemma) || verb.negated || verb.passive || verb.form !== "finite")
      return [];
    if (verb.modal !== null) return [];
    const [subject, object] = [subjectOf(sentence, verb), objectOf(sentence, verb)];
    if (subject === null || object === null) return [];
    const part = partitiveOf(sentence, object);
    const act = {
      actor: namesIn(sentence, subject.from, subject.to),
      verb: verb.lemma,
      object: new Set(wordsOf(sentence, object.from, part?.to ?? object.to)),
    };
    return act.actor.size === 0 ? [] : [act];
  });
}

/** Whether two accounts tell of one act: somebody of one name decided one thing. */
export function isSameAct(a: Act, b: Act): boolean {
  return a.verb === b.verb && meet(a.actor, b.actor) && meet(a.object, b.object);
}

const meet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  [...a].some((word) => b.has(word));

/** The names in a phrase; titles and the words of offices are none. */
function namesIn(sentence: ParsedSentence, from: number, to: number): ReadonlySet<string> {
  const last = sentence.tokens.slice(from, to).findLastIndex(({ pos }) => pos === "PROPN");
  const title = /^(?:minis|presi|gener|colon|chief|king|princ)/;
  return new Set(
    last === -1
      ? []
      : wordsOf(sentence, from + last, from + last + 1).filter((word) => !title.test(word)),
  );
}
