import { SAYING } from "../../attribution/cue-lexicon.ts";
import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import { hasWord, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { endingAt, hasOne, startingAt } from "../../grammar/places.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import { isOneOf, listOf } from "../../text/one-of.ts";
import type { Fact } from "../claim.ts";
import { isUnreal, subjectOf, wordsOf } from "../clause-facts.ts";
import { clearOf, factOf } from "../fact.ts";
import type { Scene } from "../scene.ts";
import { weaponIn } from "../weapon-in.ts";
import { FORCES, partyName } from "./own-deeds.ts";
import { party } from "./party-arguments.ts";
import { withOf } from "./phrase-words.ts";

/** What somebody who attacks does; of others also that their weapons came down, missed or killed. */
const ATTACKS =
  "fire|launch|carry|stage|conduct|mount|strike|hit|attack|shell|bomb|bombard|target|raid|rain|pound|hammer|do|eliminate|open";
const OTHERS = `${ATTACKS}|fall|aim|kill|wound|land|drop`;
/** How a party's guns are that did nothing. */
const IDLE = "silent|quiet|idle|still";
/** How something is passed on of somebody else, besides verbs of saying. */
const HINTS =
  "suggest|charge|allege|insist|assure|hint|imply|maintain|swear|believe|suspect|boast|announce|declare|state|assert|claim";
const DEEDS: ReadonlySet<string> = listOf(
  `${OTHERS}|be|come|name|identify|brand|cite|present|credit|responsibility|signed|had|did`,
);

/** What is told under a verb of saying of who did it: by whom it is said of himself, or of another, whose weapons may be named for him. */
export function toldDeeds(
  sentence: ParsedSentence,
  scene: Scene,
  told: readonly Fact[],
): readonly Fact[] {
  if (!hasWord(sentence, DEEDS)) return [];
  const known = told.filter(({ predicate }) => predicate.startsWith("responsibility."));
  const found = [
    ...sentence.verbs.flatMap((verb) => authorNamed(sentence, scene, verb)),
    ...signed(sentence),
    ...answeredWho(sentence, scene),
    ...sentence.verbs.flatMap((verb) => deedUnderSaying(sentence, scene, verb) ?? []),
  ];
  return clearOf(found, known);
}

/** What a verb of saying is followed by, where it tells of a deed: the teller's own, or another's. */
function deedUnderSaying(sentence: ParsedSentence, scene: Scene, verb: VerbGroup): Fact | null {
  const lead = leadOfClause(sentence, verb);
  if (lead === null || (isUnreal(sentence, verb) && verb.modal !== "can")) return null;
  return ownDeed(sentence, scene, verb, lead) ?? othersDeed(sentence, scene, verb, lead);
}

/** Who does it, and the verb of saying under which that stands. */
interface Led {
  readonly doer: NounPhrase;
  readonly says: VerbGroup;
}

function leadOfClause(sentence: ParsedSentence, verb: VerbGroup): Led | null {
  const { tokens, nouns, verbs } = sentence;
  if (verb.form !== "finite" || verb.passive) return null;
  let at = verb.from;
  // "that it had “targeted” it".
  while (isOneOf(tokens[at - 1]?.pos, "ADV|AUX") || isOneOf(tokens[at - 1]?.text, '["“”]')) at--;
  const doer = endingAt(nouns, at);
  if (doer === undefined) return null;
  const says = verbs.findLast(({ to, form }) => to <= doer.from && form !== "infinitive");
  if (says === undefined || says.negated || doer.from - says.to > SAID_WITHIN) return null;
  return SAYING.has(says.lemma) || isOneOf(says.lemma, HINTS) ? { doer, says } : null;
}
/** Words between a verb of saying and who is said to have done it, at most: "on Sunday,", "in an e-mail that". */
const SAID_WITHIN = 9;

/** "said that its members had fired", "say that they did it", "declares his guns were silent". */
function ownDeed(
  sentence: ParsedSentence,
  scene: Scene,
  verb: VerbGroup,
  { doer, says }: Led,
): Fact | null {
  const { tokens } = sentence;
  const first = tokens[doer.from]?.lower;
  const itself = doer.to - doer.from === 1 && isOneOf(first, "it|they");
  const armed =
    isOneOf(tokens[doer.head]?.lower, FORCES) || isOneOf(tokens[doer.head]?.lower, GUNS);
  const owned = isOneOf(first, "its|their|his|her") && armed;
  if (!itself && !owned) return null;
  const idle = verb.lemma === "be" && hasOne(tokens.slice(verb.to, verb.to + 3), IDLE) && owned;
  const ends = deedEnd(sentence, verb);
  if (!idle && ends === null) return null;
  const teller = subjectOf(sentence, says);
  const name = teller === null ? null : tellerName(sentence, scene, teller);
  if (name === null) return null;
  const none = hasOne(tokens.slice(verb.to, verb.to + 3), "no|nothing|nobody");
  const denies = idle || verb.negated || none;
  return factOf(sentence, {
    predicate: denies ? "responsibility.accused" : "responsibility.claimed",
    from: doer.from,
    to: ends ?? verb.to + 1,
    value: name,
    polarity: denies ? "deny" : "affirm",
    rule: "everyday words: says of itself what it did",
  });
}

/** "Who did it? The Free Valley Movement said within the hour that it had.": the deed is that of the question. */
function answeredWho(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  const { tokens, verbs } = sentence;
  const at = tokens.findIndex(
    ({ lower }, i) =>
      isOneOf(lower, "it|they") &&
      isOneOf(tokens[i + 1]?.lower, "had|did|was|were") &&
      isOneOf(tokens[i + 2]?.text, "[.,;]"),
  );
  const says = verbs.find(({ to }) => to <= at && to >= at - SAID_WITHIN);
  if (scene.asks !== "who" || at === -1 || says === undefined || says.negated) return [];
  if (!SAYING.has(says.lemma) && !isOneOf(says.lemma, HINTS)) return [];
  const teller = subjectOf(sentence, says);
  const name = teller === null ? null : tellerName(sentence, scene, teller);
  return name === null || teller === null
    ? []
    : [
        factOf(sentence, {
          predicate: "responsibility.claimed",
          from: teller.from,
          to: at + 2,
          value: name,
          rule: "everyday words: says that it was he who did what is asked",
        }),
      ];
}

const GUNS =
  "boats|drones|missiles|shells|interceptors|aircraft|jets|planes|helicopters|crews|gunners|guns|batter(?:y|ies)|artillery|mortars|launchers|side|members|militia|cannons|howitzers|rockets";

/** Where the words of a deed end; null where it is none: "did its best", "opened a school". */
function deedEnd(sentence: ParsedSentence, verb: VerbGroup): number | null {
  const { tokens, nouns } = sentence;
  if (!isOneOf(verb.lemma, ATTACKS)) return null;
  const next = tokens[verb.to]?.lower;
  if (verb.lemma === "do") return isOneOf(next, "it|this|that|so") ? verb.to + 1 : null;
  if (verb.lemma === "open") return next === "fire" ? verb.to + 1 : null;
  const object = nouns.find(({ from }) => from >= verb.to && from <= verb.to + 3);
  const noun = tokens[object?.head ?? -1]?.lemma;
  // "its gunners had fired on the drones": a defence.
  const aimed = hasOne(tokens.slice(verb.to, object?.from ?? verb.to), "on|at");
  if (aimed && object !== undefined && weaponIn(sentence, object) !== null) return null;
  // "carried out a search", "fired the governor", "hit back".
  if (isOneOf(verb.lemma, "carry|conduct|mount|stage|launch"))
    return object !== undefined && isOneOf(noun, DONE) ? object.to : null;
  const shot = object === undefined ? null : object.to;
  return verb.lemma === "fire" && object !== undefined && !isOneOf(noun, SHOTS) ? null : shot;
}

const DONE =
  "attack|strike|raid|salvo|operation|assault|bombardment|shelling|missile|rocket|drone|bombing|shot|airstrike|sortie";
const SHOTS =
  "missile|rocket|shell|shot|round|salvo|mortar|drone|grenade|thing|weapon|bomb|projectile|catapult";

/** "calling itself the Sons of Two Wells". */
const CALLING = "calling|styling|terming|naming";

/** A party by its name, a group by what it calls itself, or whoever speaks of his own. */
function tellerName(sentence: ParsedSentence, scene: Scene, teller: NounPhrase): string | null {
  const { tokens, nouns } = sentence;
  const called =
    isOneOf(tokens[teller.to]?.lower, CALLING) &&
    isOneOf(tokens[teller.to + 1]?.lower, "itself|themselves")
      ? nouns.find(({ from }) => from >= teller.to + 2 && from <= teller.to + 3)
      : undefined;
  if (called !== undefined) return nameOf(sentence, withOf(sentence, called));
  const name = partyName(sentence, scene, teller);
  if (name !== null) return name;
  const commands = hasOne(
    tokens.slice(teller.from, teller.to),
    "commander|colonel|captain|general|major|officer|spokesman|spokeswoman|spokesperson",
  );
  return commands ? nameOf(sentence, teller) : null;
}

const nameOf = (
  sentence: ParsedSentence,
  { from, to }: { readonly from: number; readonly to: number },
): string => wordsOf(sentence, from, to).replace(/^(?:(?:that|the|an?|itself|themselves) )+/i, "");

/** "that Tarkand's own missiles had fallen on the village", "soldiers had fired by mistake", "it was the army's own battery". */
function othersDeed(
  sentence: ParsedSentence,
  scene: Scene,
  verb: VerbGroup,
  { doer }: Led,
): Fact | null {
  const { tokens, nouns } = sentence;
  const it = isOneOf(tokens[doer.from]?.lower, "it|this|that") && doer.to - doer.from === 1;
  const object = nouns.find(({ from }) => from >= verb.to && from <= verb.to + 1);
  const cleft = it && verb.lemma === "be" && object !== undefined ? object : null;
  const from =
    it && verb.lemma === "come" && tokens[verb.to]?.lower === "from"
      ? (startingAt(nouns, verb.to + 1) ?? null)
      : null;
  // "the guards at Dunmoor did not fire": a name alone may be where they stand.
  const deed = !verb.negated && isOneOf(verb.lemma, OTHERS) && isAtOthers(sentence, verb);
  const plain = !it && deed ? doer : null;
  const who = cleft ?? from ?? plain;
  const name = who === null ? null : whose(sentence, scene, who);
  if (who === null || name === null) return null;
  const range = { from: Math.min(doer.from, who.from), to: Math.max(verb.to, who.to) };
  return factOf(sentence, {
    predicate: "responsibility.accused",
    ...range,
    value: name,
    polarity: verb.negated ? "deny" : "affirm",
    rule: "everyday words: says of another what he did",
  });
}

/** "had fallen on the village", "fired by mistake"; not "shot down a drone", "fired on the drones". */
const isAtOthers = (sentence: ParsedSentence, verb: VerbGroup): boolean => {
  const after = sentence.nouns.find(({ from }) => from >= verb.to && from <= verb.to + 4);
  if (isOneOf(verb.lemma, "drop|launch") && after?.from === verb.to) return true;
  const aimed = isOneOf(verb.lemma, "fall|aim|drop|land|open|fire|carry");
  const weapon = after !== undefined && weaponIn(sentence, after) !== null;
  if (isOneOf(verb.lemma, "do|launch|carry|stage|conduct|mount|open"))
    return isOneOf(sentence.tokens[after?.head ?? -1]?.lemma, DONE);
  return aimed ? !weapon : after !== undefined && !weapon;
};

/** Whose forces or weapons a phrase names; null for weapons alone, and for who is nobody's party. */
function whose(sentence: ParsedSentence, scene: Scene, phrase: NounPhrase): string | null {
  const { tokens } = sentence;
  const words = tokens.slice(phrase.from, phrase.head);
  const mark = words.findIndex(({ lower }) => isOneOf(lower, "['’]s?"));
  const owner = mark > 0 ? words.slice(0, mark) : words;
  const arms =
    weaponIn(sentence, phrase) !== null ||
    isOneOf(tokens[phrase.head]?.lower, GUNS) ||
    isOneOf(tokens[phrase.head]?.lower, "wing|fire|fighters|men");
  const side = owner.some(
    ({ lower, pos, text }) =>
      isOneOf(lower, SIDES) || (mark > 0 && pos === "PROPN" && /^\p{Lu}/u.test(text)),
  );
  if (arms && side)
    return nameOf(sentence, mark > 0 ? { ...phrase, to: phrase.from + mark } : phrase);
  if (arms) return null;
  const [named] = party(sentence, scene, { phrase, side: "before", negated: false });
  if (named === undefined) return null;
  return isOneOf(tokens[phrase.head]?.lower, SIDES) || tokens[phrase.head]?.pos === "PROPN"
    ? named.value
    : null;
}

const SIDES =
  "rebels?|government|enemy|army|militias?|separatists?|soldiers|troops|forces|military|insurgents?|coalition|regime|militants?|terrorists?|guerrillas?|gunners|fighters";

/** "named the Front as the author", "a body calling itself the Sons of Two Wells … in which it takes credit", "this can only have come from Orvald". */
function authorNamed(sentence: ParsedSentence, scene: Scene, verb: VerbGroup): readonly Fact[] {
  const { tokens, nouns } = sentence;
  const object = nouns.find(({ from }) => from >= verb.to && from <= verb.to + 1);
  if (object === undefined || verb.negated) return [];
  const fact = (accused: boolean, value: string, to: number): Fact =>
    factOf(sentence, {
      predicate: accused ? "responsibility.accused" : "responsibility.claimed",
      from: verb.from,
      to,
      value,
      rule: "everyday words: whom somebody names as the author",
    });
  if (isOneOf(verb.lemma, "name|identify|brand|cite|present")) {
    const as = tokens[object.to]?.lower === "as" ? tokens.slice(object.to, object.to + 4) : [];
    const [named] = party(sentence, scene, { phrase: object, side: "after", negated: false });
    return named !== undefined && hasOne(as, AUTHORS) ? [fact(true, named.value, object.to)] : [];
  }
  if (isOneOf(verb.lemma, "take|claim|accept|assume")) {
    const credit = isOneOf(tokens[object.head]?.lower, "credit|responsibility|authorship");
    const called = credit ? calledBefore(sentence, verb) : undefined;
    return called === undefined
      ? []
      : [fact(false, nameOf(sentence, withOf(sentence, called)), object.to)];
  }
  const only =
    verb.lemma === "come" &&
    isOneOf(verb.modal, "can|could|must") &&
    tokens[verb.to]?.lower === "from";
  const name = only ? whose(sentence, scene, object) : null;
  return name === null ? [] : [fact(true, name, object.to)];
}

const AUTHORS =
  "authors?|culprits?|perpetrators?|responsible|attackers?|planners?|guilty|organi[sz]ers?";

/** "a body calling itself the Sons of Two Wells": of whom "it" is said further on. */
function calledBefore({ tokens, nouns }: ParsedSentence, verb: VerbGroup): NounPhrase | undefined {
  if (!isOneOf(tokens[verb.from - 1]?.lower, "it|they|which|that")) return undefined;
  const at = tokens.findIndex(
    ({ lower }, i) => i < verb.from && isOneOf(lower, "itself|themselves"),
  );
  const calls = at > 0 && isOneOf(tokens[at - 1]?.lower, CALLING);
  return calls ? nouns.find(({ from }) => from === at + 1 || from === at + 2) : undefined;
}

/** "a letter of confession signed “Iron Spring”": by whom it is claimed. */
function signed(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns } = sentence;
  const at = tokens.findIndex(({ lower }) => lower === "signed");
  const claims =
    at > 0 && hasOne(tokens.slice(0, at), "confession|claim|responsibility|claiming|credit");
  const next = isOneOf(tokens[at + 1]?.lower, '["“]|by') ? at + 2 : at + 1;
  const name = claims ? startingAt(nouns, next) : undefined;
  if (name === undefined || tokens[name.head]?.pos !== "PROPN") return [];
  const from = nouns.findLast(({ to }) => to <= at)?.from ?? at;
  return [
    factOf(sentence, {
      predicate: "responsibility.claimed",
      from,
      to: name.to,
      value: nameOf(sentence, name),
      rule: "everyday words: who signed that he did it",
    }),
  ];
}
