import { SAYING } from "../../attribution/cue-lexicon.ts";
import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import { hasWord, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import { overlaps } from "../../text/span.ts";
import type { Fact } from "../claim.ts";
import { isUnreal, subjectOf, wordsOf } from "../clause-facts.ts";
import { factOf } from "../fact.ts";
import { weaponIn } from "../weapon-in.ts";
import type { Scene } from "../scene.ts";
import { isDeed } from "./deed-arguments.ts";
import { party } from "./party-arguments.ts";
import { isOneOf } from "../../text/one-of.ts";
import { endingAt, hasOne, startingAt } from "../../grammar/places.ts";

/** What is done in an attack. */
const DEEDS: ReadonlySet<string> = new Set(
  "fire launch carry stage conduct mount strike hit attack shell bomb bombard target raid send open use set sink destroy".split(
    " ",
  ),
);
/** Those of them that are said with what was launched, or with the attack itself. */
const WITH_OBJECT = "fire|launch|carry|stage|conduct|mount|send|open|use|set";
export const FORCES =
  "forces|fighters|troops|army|artillery|men|units?|soldiers|gunners|pilots|navy|aircraft|jets|arm|brigades?|battalions?|mujahideen|heroes|sons|rocketeers|drones|missiles|people|military|aviation|guards";
/** With these in a sentence somebody answers another deed, or speaks of one that is planned. */
const ANSWERS: ReadonlySet<string> = new Set(
  "retaliation response respond retaliate launcher launchers return source exercise drill interceptor interceptors investigation inquiry".split(
    " ",
  ),
);

/** Who says of himself that he did it, or that he did not; and whose forces somebody says did it. */
export function ownDeeds(
  sentence: ParsedSentence,
  scene: Scene,
  told: readonly Fact[],
): readonly Fact[] {
  if (!hasWord(sentence, DEEDS)) return [];
  const answers = hasWord(sentence, ANSWERS);
  return sentence.verbs.flatMap((verb) => {
    // "had carried out the raid in retaliation for the arrest": its own deed, whatever it answers.
    if (answers && !isForReason(sentence, verb)) return [];
    if (
      !DEEDS.has(verb.lemma) ||
      verb.passive ||
      verb.form === "infinitive" ||
      isUnreal(sentence, verb)
    )
      return [];
    const doer = doerOf(sentence, verb);
    const end = doer === null ? null : deedEnd(sentence, verb);
    if (doer === null || end === null) return [];
    const fact = ownDeed(sentence, scene, verb, doer, end) ?? othersDeed(sentence, verb, doer, end);
    const known =
      fact === null ||
      told.some(
        ({ predicate, span }) =>
          predicate.startsWith("responsibility.") && overlaps(span, fact.span),
      );
    return known ? [] : [fact];
  });
}

/** Whether only why it was done follows a deed, and nothing that it answers comes before. */
function isForReason({ tokens }: ParsedSentence, { main, to }: VerbGroup): boolean {
  const at = tokens.findIndex(({ lower }) => ANSWERS.has(lower));
  return (
    at > main &&
    at <= to + REASON_WITHIN &&
    tokens[at - 1]?.lower === "in" &&
    isOneOf(tokens[at]?.lower, "retaliation|response|return")
  );
}

/** Words between a deed and its reason, at most. */
const REASON_WITHIN = 8;

/** Who stands right before a verb, past adverbs and the mark that closes a quotation: "its “long arm” had carried out". */
function doerOf({ tokens, nouns, verbs }: ParsedSentence, verb: VerbGroup): NounPhrase | null {
  let at = verb.from;
  while (tokens[at - 1]?.pos === "ADV" || isOneOf(tokens[at - 1]?.text, '["”’]')) at--;
  // "Its fighters, the brigade said, had struck": past who says so.
  const said =
    tokens[at - 1]?.text === ","
      ? verbs.find(({ to, lemma }) => to === at - 1 && SAYING.has(lemma))
      : undefined;
  if (said !== undefined) return startingAt(nouns, 0) ?? null;
  return endingAt(nouns, at) ?? null;
}

/** Where the words of a deed end; null where it is none: "launched an investigation", "fired on the drone". */
function deedEnd(sentence: ParsedSentence, verb: VerbGroup): number | null {
  const { tokens, nouns } = sentence;
  const next = nouns.find(({ from }) => from >= verb.to && from <= verb.to + 3);
  if (!isOneOf(verb.lemma, WITH_OBJECT)) {
    const weapon = next !== undefined && weaponIn(sentence, next) !== null;
    return next === undefined || weapon ? null : next.to;
  }
  if (verb.lemma === "set") {
    const ablaze = tokens.findIndex(
      ({ lower }, i) =>
        i > verb.to && i <= verb.to + ABLAZE_WITHIN && isOneOf(lower, "ablaze|alight|afire"),
    );
    return ablaze === -1 ? null : ablaze + 1;
  }
  if (verb.lemma === "open") return isOneOf(tokens[verb.to]?.lower, "fire|up") ? verb.to + 1 : null;
  if (next === undefined) return null;
  const aimed = hasOne(tokens.slice(verb.to, next.from), "on|at");
  const noun = tokens[next.head];
  const deed = noun !== undefined && isDeed(noun.lemma) && noun.pos !== "VERB";
  const weapon =
    weaponIn(sentence, next) !== null || isOneOf(noun?.lemma, "salvo|volley|barrage|aircraft");
  if (verb.lemma === "fire" && aimed) return weapon ? null : next.to;
  return deed || weapon ? next.to : null;
}

/** Words between "set" and "ablaze", at most. */
const ABLAZE_WITHIN = 6;

/** "said its forces had struck", "said that it had fired": the speaker's own; denied, where he says that he did not. */
function ownDeed(
  sentence: ParsedSentence,
  scene: Scene,
  verb: VerbGroup,
  doer: NounPhrase,
  to: number,
): Fact | null {
  const { tokens, verbs } = sentence;
  const first = tokens[doer.from]?.lower ?? "";
  const itself = doer.to - doer.from === 1 && isOneOf(first, "it|they");
  // "its “long arm” had carried out the raid".
  const quoted = isOneOf(tokens[doer.from - 1]?.text, '["“‘]');
  const owner = quoted ? (tokens[doer.from - 2]?.lower ?? "") : first;
  const its = isOneOf(owner, "its|their") && isOneOf(tokens[doer.head]?.lower, FORCES);
  if (!itself && !its) return null;
  const says = ({ lemma }: VerbGroup): boolean =>
    SAYING.has(lemma) || isOneOf(lemma, "deny|boast|swear|vow");
  const lead =
    verbs.findLast(
      (each) => each.to <= doer.from && each.to >= doer.from - LED_WITHIN && says(each),
    ) ?? verbs.find((each) => doer.from === 0 && each.to === verb.from - 1 && says(each));
  const teller = lead === undefined || lead.negated ? null : subjectOf(sentence, lead);
  const name = teller === null ? null : partyName(sentence, scene, teller);
  if (lead === undefined || name === null) return null;
  // "denied that it had targeted housing": of what it aimed at.
  if (lead.lemma === "deny" && verb.lemma === "target") return null;
  const denies = verb.negated !== (lead.lemma === "deny");
  return factOf(sentence, {
    predicate: denies ? "responsibility.accused" : "responsibility.claimed",
    from: doer.from,
    to,
    value: name,
    polarity: denies ? "deny" : "affirm",
    rule: "everyday words: says that its own did it",
  });
}

/** Words between a verb of saying and what is said to be done, at most. */
const LED_WITHIN = 9;

export function partyName(
  sentence: ParsedSentence,
  scene: Scene,
  teller: NounPhrase,
): string | null {
  const [named] = party(sentence, scene, { phrase: teller, side: "before", negated: false });
  if (named !== undefined) return named.value;
  const office = isOneOf(
    sentence.tokens[teller.head]?.lower,
    "ministry|command|staff|military|army|headquarters",
  );
  const article = sentence.tokens[teller.from]?.pos === "DET" ? 1 : 0;
  return office ? wordsOf(sentence, teller.from + article, teller.to) : null;
}

/** "the ministry said Ozerian forces had fired a salvo": a state's by its name, and not the speaker's own. */
function othersDeed(
  sentence: ParsedSentence,
  verb: VerbGroup,
  doer: NounPhrase,
  to: number,
): Fact | null {
  const { tokens, verbs } = sentence;
  const words = tokens.slice(doer.from, doer.head);
  const whose = words.find(
    ({ text, pos }) => /^\p{Lu}\p{Ll}+/u.test(text) && isOneOf(pos, "PROPN|ADJ|NOUN"),
  );
  const forces = isOneOf(
    tokens[doer.head]?.lower,
    "forces|troops|army|artillery|military|aircraft|jets|navy|gunners",
  );
  if (whose === undefined || !forces || verb.negated) return null;
  const said = verbs.find(
    ({ to: end, lemma }) => SAYING.has(lemma) && (end <= doer.from || end > to),
  );
  const stem = whose.lower.slice(0, Math.max(4, whose.lower.length - 3));
  // "Ozeria's ministry said Ozerian forces": its own.
  const own = tokens.some(
    (token, at) => (at < doer.from || at >= to) && token.lower.startsWith(stem),
  );
  if (said === undefined || own) return null;
  return factOf(sentence, {
    predicate: "responsibility.accused",
    from: doer.from,
    to,
    value: wordsOf(sentence, tokens[doer.from]?.pos === "DET" ? doer.from + 1 : doer.from, doer.to),
    rule: "everyday words: whose forces did it",
  });
}
