import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import { hasOneOf, hasWord, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import type { Fact } from "../claim.ts";
import { isUnreal, objectOf, partitiveOf, subjectOf, wordsOf } from "../clause-facts.ts";
import { factOf } from "../fact.ts";
import { wordWithin } from "../word-within.ts";
import { ATTACK_NOUNS, FALSE_WORDS } from "../lexicon.ts";
import { isOneOf } from "../../text/one-of.ts";
import { endingAt, hasOne, startingAt } from "../../grammar/places.ts";

/** What people take a stand on: who condemns the attack, who began a clash, whether an election was rigged. */
export function positionFacts(sentence: ParsedSentence): readonly Fact[] {
  return [
    ...condemned(sentence),
    ...condemnation(sentence),
    ...initiator(sentence),
    ...rigged(sentence),
  ];
}

const CONDEMN = "condemn|denounce|slam|decry|deplore|damn|reprove|censure|reprehend|deprecate";
const DEED = "crime|act|fact|deed|killing|murder|violence|it|aggression";

/** Without one of these the rule below finds nothing. */
const CONDEMNS: ReadonlySet<string> = new Set(
  "condemn denounce slam decry deplore damn reprove censure reprehend deprecate".split(" "),
);

/** "Saudi Arabia and Iran condemned the attack", "the act, which was strongly condemned". */
function condemned(sentence: ParsedSentence): readonly Fact[] {
  if (!hasWord(sentence, CONDEMNS)) return [];
  const { tokens } = sentence;
  return sentence.verbs.flatMap((verb) => {
    if (!isOneOf(verb.lemma, CONDEMN) || verb.negated || isUnreal(sentence, verb)) return [];
    const subject = whoDid(sentence, verb);
    const object = verb.passive ? subject : objectOf(sentence, verb);
    if (object === null) return [];
    // "were among the countries that condemned it": who they are stands before.
    const among =
      subject !== null &&
      tokens[subject.from - 1]?.lower === "among" &&
      isOneOf(tokens[subject.head]?.lower, "countries|states|nations|governments|those|leaders");
    if (among) return [];
    // "condemned what he called a barbaric strike".
    const what = tokens[object.from]?.lower === "what" && !verb.passive;
    const words = tokens.slice(
      Math.max(0, object.from - (verb.passive ? CONDEMNED_WITHIN : 0)),
      object.to + (what ? CALLED_WITHIN : 0),
    );
    if (!words.some(({ lemma }) => ATTACK_NOUNS.has(lemma) || isOneOf(lemma, DEED))) return [];
    const by =
      verb.passive && tokens[verb.to]?.lower === "by"
        ? (startingAt(sentence.nouns, verb.to + 1) ?? null)
        : null;
    const doer = verb.passive ? by : pastEach(sentence, subject);
    // "who condemns", "they condemned": whoever that is.
    const named =
      doer !== null &&
      !isOneOf(tokens[doer.head]?.lower, "who|which|that|they|he|she|it|we|i|all|others?");
    const who = named
      ? textOf(sentence, coordinatedStart(sentence, doer), endOfName(sentence, doer, verb))
      : null;
    const first = named && !verb.passive ? coordinatedStart(sentence, doer) : subject?.from;
    const from = verb.passive ? verb.from : (first ?? verb.from);
    return [
      factOf(sentence, {
        predicate: "reaction.condemned",
        from,
        to: Math.max(verb.to, object.to),
        value: who ?? "condemned",
        rule: "condemned",
      }),
    ];
  });
}

/** "drew condemnation from the union": of an attack that is spoken of. */
function condemnation(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns } = sentence;
  if (!hasOneOf(sentence, "condemnation")) return [];
  const at = tokens.findIndex(({ lower }) => lower === "condemnation");
  const from = at === -1 ? -1 : wordWithin(tokens, at + 1, 2, /^(?:from|by)$/);
  const who = from === -1 ? undefined : nouns.find((each) => each.from === from + 1);
  const deed = tokens.some(({ lemma }) => ATTACK_NOUNS.has(lemma));
  if (who === undefined || !deed) return [];
  const range = { from: at, to: who.to };
  const value = textOf(sentence, who.from, who.to);
  return [
    factOf(sentence, { predicate: "reaction.condemned", ...range, value, rule: "condemnation" }),
  ];
}

/** "said it was not involved and condemned": who is the subject of the first verb, where a second has none of its own. */
function whoDid(sentence: ParsedSentence, verb: VerbGroup): NounPhrase | null {
  const { tokens, verbs } = sentence;
  const own = subjectOf(sentence, verb);
  const isSomebody = isOneOf(tokens[own?.head ?? -1]?.pos, "NOUN|PROPN|PRON");
  const [first] = verbs;
  return isSomebody || first === undefined || first === verb ? own : subjectOf(sentence, first);
}

/** "Norland and Estria each condemned": those before "each". */
function pastEach(
  { tokens, nouns }: ParsedSentence,
  subject: NounPhrase | null,
): NounPhrase | null {
  if (subject === null || !isOneOf(tokens[subject.head]?.lower, "each|all|both")) return subject;
  const before = endingAt(nouns, subject.from);
  return subject.to - subject.from === 1 ? (before ?? subject) : { ...subject, to: subject.head };
}

/** "the defence minister of neighbouring Calder": with whose minister it is; "the coordinator, Ada Storm,": with the name. */
function endOfName({ tokens, nouns }: ParsedSentence, { to }: NounPhrase, verb: VerbGroup): number {
  const beside = nouns.find(({ from }) => from === to + 1 && tokens[to]?.text === ",");
  const bracketed =
    beside !== undefined && tokens[beside.to]?.text === "," && beside.to + 1 === verb.from;
  if (bracketed && tokens[beside.head]?.pos === "PROPN") return beside.to;
  const of = tokens[to]?.lower === "of" ? startingAt(nouns, to + 1) : undefined;
  return of?.to ?? to;
}

/** Words after "what" in which it is said what the deed is called. */
const CALLED_WITHIN = 8;

/** Words before a relative pronoun in which the deed is looked for. */
const CONDEMNED_WITHIN = 4;

/** Where a list of names begins whose last one is the subject. */
function coordinatedStart({ tokens, nouns }: ParsedSentence, last: NounPhrase): number {
  let { from } = last;
  for (;;) {
    const before = nouns.find(({ to }) => {
      const between = tokens
        .slice(to, from)
        .map(({ lower }) => lower)
        .join(" ");
      return to < from && isOneOf(between, "|,|and|, and");
    });
    if (before === undefined) return from;
    // "In a statement, the minister condemned it".
    const lead = tokens[before.from - 1];
    if (lead?.pos === "ADP" && lead.lower !== "of" && before.from === 1) return from;
    // "the Presidency of the Republic, Egypt and Kuwait".
    const whole =
      tokens[before.from - 1]?.lower === "of"
        ? nouns.find(({ to }) => to === before.from - 1)
        : undefined;
    ({ from } = whole ?? before);
  }
}

const CROWD =
  /^(?:protester|protestor|demonstrator|crowd|supporter|rioter|demonstration|protest|rally|march)$/;
const GUARDS = /^(?:police|policeman|policemen|officer|soldier|troop|guard|force|army)$/;
const ATTACKS = "attack|charge|storm|pelt|assault|shoot|stone|ambush";

/** Without one of these the rule below finds nothing. */
const CROWDS: ReadonlySet<string> = new Set(
  "protester protestor demonstrator crowd supporter rioter demonstration protest rally march protesters protestors demonstrators supporters rioters".split(
    " ",
  ),
);

/** Who attacked whom of a crowd and those who police it, and that a crowd was peaceful. */
function initiator(sentence: ParsedSentence): readonly Fact[] {
  if (!hasWord(sentence, CROWDS)) return [];
  const { tokens, nouns, verbs } = sentence;
  const peaceful = nouns.flatMap((phrase) => {
    const calm = tokens.slice(phrase.from, phrase.head).some(({ lower }) => lower === "peaceful");
    // "security forces opened fire on peaceful demonstrators": these began it.
    const shot =
      verbs.some(
        ({ lemma, to }) => to <= phrase.from && isOneOf(lemma, "open|fire|shoot|charge|attack"),
      ) && nouns.some((each) => each.to <= phrase.from && isOf(sentence, each, GUARDS));
    if (shot) return [];
    if (!calm || !CROWD.test(tokens[phrase.head]?.lemma ?? "")) return [];
    return [clash(sentence, phrase, "nobody of the protesters")];
  });
  return [
    ...peaceful,
    ...verbs.flatMap((verb) => {
      if (
        !isOneOf(verb.lemma, ATTACKS) ||
        verb.passive ||
        verb.negated ||
        verb.form === "infinitive"
      )
        return [];
      const object = objectOf(sentence, verb);
      const subject = actorOf(sentence, verb);
      if (object === null || subject === null) return [];
      const crowd = isOf(sentence, subject, CROWD) && isOf(sentence, object, GUARDS);
      const guards = isOf(sentence, subject, GUARDS) && isOf(sentence, object, CROWD);
      if (!crowd && !guards) return [];
      return [
        clash(
          sentence,
          { from: subject.from, to: object.to },
          crowd ? "protesters" : "security forces",
        ),
      ];
    }),
  ];
}

/** The subject of a verb, or of the finite verb that its gerund belongs to. */
function actorOf(sentence: ParsedSentence, verb: VerbGroup): NounPhrase | null {
  if (verb.form !== "gerund") return subjectOf(sentence, verb);
  const lead = sentence.verbs.findLast(({ to, form }) => to <= verb.from && form === "finite");
  if (lead === undefined) return null;
  // Where a gerund says what was done, any of the phrases before its finite verb may say who did it.
  return (
    sentence.nouns.find((phrase) => phrase.to <= lead.from && isOf(sentence, phrase, GUARDS)) ??
    subjectOf(sentence, lead)
  );
}

function isOf(sentence: ParsedSentence, phrase: NounPhrase, words: RegExp): boolean {
  const part = partitiveOf(sentence, phrase);
  return sentence.tokens
    .slice(phrase.from, part?.to ?? phrase.to)
    .some(({ lemma, lower }) => words.test(lemma) || words.test(lower));
}

function clash(
  sentence: ParsedSentence,
  { from, to }: { readonly from: number; readonly to: number },
  value: string,
): Fact {
  return factOf(sentence, { predicate: "clash.initiator", from, to, value, rule: "who attacked" });
}

const VOTE = "vote|voting|voter|votes|election|elections|ballot|poll|polls|counting";
const FRAUD =
  "rig|rigged|rigging|fraud|fraudulent|falsification|cheating|tampering|forg(?:e|ed|ery)|irregularity|irregularities|steal|stolen|falsif(?:y|ied)|manipulat(?:e|ed|ion)";

/** Without one of these the rule below finds nothing. */
const VOTES: ReadonlySet<string> = new Set(
  "vote voting voter votes election elections ballot poll polls counting".split(" "),
);

/** "votes have been stolen", "which some allege were rigged", "unfounded claims of election fraud", and the denial that follows in the same sentence. */
function rigged(sentence: ParsedSentence): readonly Fact[] {
  if (!hasWord(sentence, VOTES)) return [];
  const { tokens, nouns, verbs } = sentence;
  const at = tokens.findIndex(({ lower, lemma }) => isOneOf(lower, FRAUD) || isOneOf(lemma, FRAUD));
  if (at === -1 || !tokens.some(({ lower }) => isOneOf(lower, VOTE))) return [];
  const range = (from: number, to: number, polarity: "affirm" | "deny"): Fact =>
    factOf(sentence, {
      predicate: "election.rigged",
      from,
      to,
      value: polarity === "affirm" ? "yes" : "no",
      rule: "rigged election",
      polarity,
    });
  // "rejects the suggestion, made by some, that the elections were falsified".
  const rejects = verbs.find(
    ({ lemma, to, negated, passive }) =>
      to <= at && !negated && !passive && isOneOf(lemma, "deny|reject|dismiss|refute|dispute"),
  );
  const idea = tokens.slice(rejects?.to ?? at, at);
  if (
    rejects !== undefined &&
    hasOne(idea, "that") &&
    (idea[0]?.lower === "that" || hasOne(idea.slice(0, IDEA_WITHIN), IDEAS))
  )
    return [range(rejects.from, at + 1, "deny")];
  const unfounded = nouns.find(
    ({ from, to }) =>
      from < at &&
      to >= at - 3 &&
      tokens.slice(from, to).some(({ lower }) => FALSE_WORDS.has(lower)),
  );
  if (unfounded !== undefined) return [range(unfounded.from, at + 1, "deny")];
  const verb = verbs.find(({ from, to }) => from <= at && at < to);
  const subject = verb === undefined ? null : subjectOf(sentence, verb);
  const within = nouns.find(({ from, to }) => from <= at && at < to);
  // "allegations of fraud have not been substantiated".
  const unproven = verbs.some(
    ({ from, negated, lemma }) =>
      from > at &&
      negated &&
      isOneOf(lemma, "substantiate|prove|confirm|support|verify|corroborate"),
  );
  const not =
    unproven ||
    verb?.negated === true ||
    FREE_OF.test(
      tokens
        .slice(Math.max(0, at - FREE_WITHIN), at)
        .map(({ lower }) => lower)
        .join(" "),
    );
  const first = range(
    subject?.from ?? within?.from ?? at,
    Math.max(at + 1, within?.to ?? 0),
    not ? "deny" : "affirm",
  );
  if (not) return [first];
  const denial = verbs.find(
    ({ lemma, from, negated }) =>
      from > at && isOneOf(lemma, "deny|reject|dismiss|refute") && !negated,
  );
  const end =
    denial === undefined
      ? 0
      : (nouns.find(({ from }) => from > denial.to && from <= denial.to + 1)?.to ?? denial.to);
  return denial === undefined ? [first] : [first, range(denial.from, end, "deny")];
}

/** What is rejected, and how many words after the verb it stands, at most. */
const IDEAS =
  "suggestions?|claims?|allegations?|accusations?|charges?|notion|idea|reports?|assertions?|complaints?";
const IDEA_WITHIN = 5;

/** "saw no sign of fraud", "rejected the claims of fraud". */
const FREE_OF =
  /\b(?:no|not|without|any|denied|denies|rejected|rejects|dismissed|dismisses|refuted|refutes)\b(?: \S+){0,4}$/;
/** Words before fraud in which it may be denied. */
const FREE_WITHIN = 6;

const textOf = (sentence: ParsedSentence, from: number, to: number): string =>
  wordsOf(sentence, from, to).replace(/ (?:all|each|both|and others each)$/, "");
