import type { Token } from "../text/tokens.ts";
import type { Frame } from "./clause-frame.ts";
import { INTRANSITIVE, isBareParticiple, isCounted, isPlural, ledBy, WHO } from "./clause-words.ts";
import type { NounPhrase } from "./noun-phrases.ts";
import type { VerbGroup } from "./verb-groups.ts";
import { isOneOf } from "../text/one-of.ts";

/** What a sentence's words, phrases and verb groups show, whatever clause is being read. */
export class ClauseParts {
  readonly tokens: readonly Token[];
  readonly nouns: readonly NounPhrase[];
  readonly verbs: readonly VerbGroup[];

  constructor(tokens: readonly Token[], nouns: readonly NounPhrase[], verbs: readonly VerbGroup[]) {
    [this.tokens, this.nouns, this.verbs] = [tokens, nouns, verbs];
  }

  /** Whether a dash has white space before it, or is a long one. */
  isSpaced(at: number): boolean {
    const own = this.tokens[at];
    if (own === undefined || !/^[-–—]{1,2}$/.test(own.text)) return false;
    return own.text !== "-" || (this.tokens[at - 1]?.end ?? own.start) < own.start;
  }

  /** Whom a pronoun stands for: the nearest phrase before it that is counted, or that no preposition but a number's bound governs. */
  antecedent(pronoun: NounPhrase, before: NounPhrase | null): NounPhrase | null {
    // "the house that was hit": right beside it.
    const beside = isOneOf(this.tokens[pronoun.from]?.lower, "that|which");
    if (beside && before?.to === pronoun.from && ledBy(this.tokens, before) !== "of") return before;
    // "one for each of the people who died": the people.
    const each =
      before?.to === pronoun.from &&
      ledBy(this.tokens, before) === "of" &&
      isOneOf(this.tokens[before.from - 2]?.lower, "each|every|all|any|none");
    if (each) return before;
    for (const phrase of this.nouns.toReversed()) {
      if (phrase.to > pronoun.from || WHO.has(this.tokens[phrase.from]?.lower ?? "")) continue;
      const words = this.tokens.slice(phrase.from, phrase.to);
      const aged = words.length === 1 && words[0]?.pos === "NUM" && /^\d+$/.test(words[0].lower);
      if (aged && this.tokens[phrase.from - 1]?.text === ",") continue;
      if (words.some(({ pos }) => pos === "NUM") && !aged) return phrase;
      const led = ledBy(this.tokens, phrase);
      if (led === null || led === "after") return phrase;
    }
    return null;
  }

  /** "A baker, Betha Sorn, 61, died": who that is; "Everyone in the car, three people, died": how many. */
  isNamedBy(subject: NounPhrase, last: NounPhrase): boolean {
    const [head, other] = [this.tokens[subject.head], this.tokens[last.head]];
    const name = head?.pos === "NOUN" && other?.pos === "PROPN";
    const number = !isCounted(this.tokens, subject) && isCounted(this.tokens, last);
    return (
      (name && !isPlural(this.tokens, subject)) ||
      (number && (head?.pos !== "NOUN" || isPlural(this.tokens, subject)))
    );
  }

  /** Whether what is joined stands behind a comma of its own: ", a guard and a driver,". */
  isOneComma(subject: NounPhrase, joined: NounPhrase): boolean {
    const at = this.tokens.findIndex(({ text }, i) => i >= subject.to && text === ",");
    const and = this.tokens.findLastIndex(({ pos }, i) => i < joined.from && pos === "CCONJ");
    return at !== -1 && at < and;
  }

  /** "and was shot", "but survived": what the subject of the verb before does next. */
  goesOn(verb: VerbGroup): boolean {
    let at = verb.from - 1;
    while (this.tokens[at]?.pos === "ADV") at--;
    return isOneOf(this.tokens[at]?.lower, "and|but|or|then|nor");
  }

  /** A past form without an object, which may be a participle. */
  isOpenParticiple(verb: VerbGroup): boolean {
    const object = this.nouns.some(({ from }) => from === verb.to);
    return !object && !INTRANSITIVE.has(verb.lemma) && isBareParticiple(this.tokens, verb);
  }

  /** "dozens of guards injured": the dozens. */
  countedPart({ from }: NounPhrase): NounPhrase | undefined {
    return this.tokens[from - 1]?.lower === "of"
      ? this.nouns.find(
          (each) =>
            each.to === from - 1 &&
            (isCounted(this.tokens, each) ||
              isOneOf(this.tokens[each.head]?.lower, "number|total|toll")),
        )
      : undefined;
  }

  isBeside({ to }: NounPhrase, verb: VerbGroup): boolean {
    return this.tokens.slice(to, verb.from).every(({ pos }) => pos === "ADV");
  }

  hasFiniteAfter(index: number): boolean {
    return this.verbs.some(({ form }, i) => i > index && form === "finite");
  }

  /** The subject's last phrase, without what commas set apart from it. */
  subjectOf({ subject, joined, last, marks }: Frame, verb: VerbGroup): NounPhrase | null {
    if (subject === null) return null;
    let end = verb.from;
    while (this.tokens[end - 1]?.pos === "ADV") end--;
    const closed = isOneOf(this.tokens[end - 1]?.text, "[,–—-]");
    // "After half past nine a drone flew", "On Sunday, around noon, two men died".
    if (joined === null) {
      if (last === null) return subject;
      if (closed && this.isNamedBy(subject, last)) return last;
      return marks === 0 && this.isBeside(last, verb) ? last : subject;
    }
    // "Two people, a guard and a driver, died": the two; "The victims, a guard and a driver, died": the latter.
    const whole = isCounted(this.tokens, subject) || !isPlural(this.tokens, subject);
    return closed && whole && this.isOneComma(subject, joined) ? subject : joined;
  }
}
