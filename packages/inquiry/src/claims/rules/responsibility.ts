import { SAYING } from "../../attribution/cue-lexicon.ts";
import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import { hasOneOf, hasWord, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { wordWithin } from "../word-within.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import type { Fact } from "../claim.ts";
import { hasAttack, objectOf, partitiveOf, subjectOf } from "../clause-facts.ts";
import { weaponIn } from "../weapon-in.ts";
import { ATTACK_NOUNS, KILL_VERBS, WEAPONS } from "../lexicon.ts";
import type { Scene } from "../scene.ts";
import { blameFacts } from "./blame.ts";
import { pastBond } from "../past-bond.ts";
import { passiveFacts } from "./responsibility-passive.ts";
import { knownFacts } from "./responsibility-known.ts";
import { toldFacts } from "./responsibility-told.ts";
import { accusedFact, responsibilityFact } from "./responsibility-fact.ts";
import { isOneOf } from "../../text/one-of.ts";
import { endingAt, hasLemma, hasOne, startingAt } from "../../grammar/places.ts";

/** Who is said to have done it: claimed, accused, denied, known or not. */
export function responsibilityFacts(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  return [
    ...claimed(sentence, scene),
    ...noClaim(sentence),
    ...accused(sentence, scene),
    ...involved(sentence, scene),
    ...liesWith(sentence),
    ...byGroup(sentence),
    ...knownFacts(sentence, scene.attack || scene.about || scene.kinds.length > 0),
    ...plotted(sentence),
    ...blameFacts(sentence, scene),
    ...passiveFacts(sentence, scene),
    ...toldFacts(sentence, scene),
  ];
}

/** "No group has claimed responsibility": none; with another subject that one; "said it had carried out the attack": the one who says so. */
function claimed(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return verbs.flatMap((verb) => {
    const own = owned(sentence, verb, scene);
    if (own !== null) return [own];
    if (!isOneOf(verb.lemma, "claim|take|accept|assume|admit")) return [];
    // "nobody has claimed the attack".
    const deed = startingAt(nouns, verb.to);
    const attack =
      verb.lemma === "claim" &&
      deed !== undefined &&
      ((isOneOf(tokens[deed.from]?.lower, "the|this|that") &&
        ATTACK_NOUNS.has(tokens[deed.head]?.lemma ?? "")) ||
        // "no group has claimed it".
        (tokens[deed.head]?.lower === "it" && scene.attack));
    const responsibility = attack ? deed.head : wordWithin(tokens, verb.to, 3, /^responsibility$/);
    if (responsibility === -1 || verb.form === "infinitive") return [];
    // "he took responsibility for the delay" is of no attack.
    const object = startingAt(nouns, responsibility + 2);
    const other =
      tokens[responsibility + 1]?.lower === "for" &&
      object !== undefined &&
      !ATTACK_NOUNS.has(tokens[object.head]?.lemma ?? "") &&
      !isOfAttack(sentence, scene);
    const pronoun = isOneOf(tokens[verb.from - 1]?.lower, "i|you|he|she|that|this");
    if (other || (pronoun && !isOfAttack(sentence, scene))) return [];
    const subject = pastRelative(sentence, subjectOf(sentence, verb));
    const from = subject?.from ?? verb.from;
    const nobody =
      isOneOf(tokens[from]?.lower, "no|nobody|none|nor") ||
      verb.negated ||
      isOfNone(tokens, from) ||
      tokens.slice(0, verb.from).some(({ lower }) => lower === "nor");
    const start = tokens.findLastIndex(
      ({ lower }, i) => i < verb.from && (lower === "nor" || lower === "no"),
    );
    const whole = subject === null ? null : wholeName(nouns, tokens, subject);
    // Who did is not read here: that is not nobody.
    if (!nobody && whole === null) return [];
    const said = whole === null || nobody ? "none" : nameOf(sentence, whole.from, whole.to);
    const name = /^(?:we|i)$/i.test(said) ? (scene.issuer ?? said) : said;
    const range = {
      from: nobody && start !== -1 ? start : from,
      to: sentenceTail(sentence, responsibility + 1),
    };
    return [
      responsibilityFact(sentence, "responsibility.claimed", range, name, "responsibility claimed"),
    ];
  });
}

/** "no group or organisation", "no known groups loyal to the ruler". */
function isOfNone(tokens: ParsedSentence["tokens"], from: number): boolean {
  const before = tokens.slice(Math.max(0, from - 4), from);
  const no = before.findLastIndex(({ lower }) => lower === "no");
  return (
    no !== -1 &&
    before
      .slice(no + 1)
      .every(
        ({ pos, lower }) => isOneOf(pos, "NOUN|ADJ|CCONJ") || lower === "or" || lower === "known",
      )
  );
}

/** "the movement that holds the capital claimed": the movement, and not the capital. */
function pastRelative(
  { tokens, nouns, verbs }: ParsedSentence,
  subject: NounPhrase | null,
): NounPhrase | null {
  if (subject === null) return null;
  const relative = tokens.findLastIndex(
    ({ lower }, i) => i < subject.from && isOneOf(lower, "that|which|who"),
  );
  const head = endingAt(nouns, relative);
  const within = verbs.filter(({ from }) => from > relative && from < subject.from);
  // Taggers take many a verb of a relative clause for a noun: what counts is that something stands between.
  const apart = within.length <= 1 && subject.from > relative + 1;
  return relative > 0 && head !== undefined && apart ? head : subject;
}

/** Whether an attack is what is spoken of: of a quarrel about something else nobody is accused here. */
function isOfAttack(sentence: ParsedSentence, scene: Scene): boolean {
  return (
    scene.attack ||
    scene.weapon !== null ||
    hasAttack(sentence) ||
    sentence.tokens.some(({ lemma }) => WEAPONS.has(lemma) || KILL_VERBS.has(lemma))
  );
}

/** "no claim of responsibility has been made", "there was no claim of responsibility". */
function noClaim(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns } = sentence;
  return nouns.flatMap((phrase) => {
    const first = tokens[phrase.from]?.lower ?? "";
    const claim = isOneOf(tokens[phrase.head]?.lower, "claims?");
    const of =
      tokens[phrase.to]?.lower === "of" && tokens[phrase.to + 1]?.lower === "responsibility";
    return claim && of && first === "no"
      ? [
          responsibilityFact(
            sentence,
            "responsibility.claimed",
            { from: phrase.from, to: sentenceTail(sentence, phrase.to + 2) },
            "none",
            "responsibility claimed",
          ),
        ]
      : [];
  });
}

/** A phrase with what "of" adds to it: "the Knights of the Valley". */
function wholeName(
  nouns: ParsedSentence["nouns"],
  tokens: ParsedSentence["tokens"],
  phrase: NounPhrase,
): { readonly from: number; readonly to: number } {
  const next = tokens[phrase.to]?.lower === "of" ? startingAt(nouns, phrase.to + 1) : undefined;
  // "a group calling itself the Knights": its name.
  const alias = isOneOf(tokens[phrase.to]?.lemma, "call|name|know|identify")
    ? nouns.find(
        ({ from, head }) =>
          from > phrase.to &&
          from <= phrase.to + 3 &&
          isOneOf(tokens[head]?.pos, "PROPN|NOUN") &&
          /^\p{Lu}/u.test(tokens[head]?.text ?? ""),
      )
    : undefined;
  if (alias !== undefined) return wholeName(nouns, tokens, alias);
  const reflexive = isOneOf(tokens[phrase.from]?.lower, "itself|themselves");
  return { from: reflexive ? phrase.from + 1 : phrase.from, to: next?.to ?? phrase.to };
}

/** "said in a statement", "wrote on its channel on Tuesday that": where it was said, and nothing else. */
const isWhereSaid = ({ tokens }: ParsedSentence, from: number, to: number): boolean =>
  to - from <= SAID_WHERE_MAX &&
  isOneOf(tokens[from]?.lower, "in|on|via|through|by|late|early") &&
  tokens.slice(from, to).every(({ pos }) => !isOneOf(pos, "VERB|CCONJ"));

/** Words for where somebody said it, at most. */
const SAID_WHERE_MAX = 8;

/** "the Front said it had carried out the attack", "we fired the rockets, the group said": its own deed, told by who did it. */
function owned(sentence: ParsedSentence, verb: VerbGroup, scene: Scene): Fact | null {
  const { tokens, nouns, verbs } = sentence;
  if (!SAYING.has(verb.lemma) || verb.form !== "finite" || verb.negated || verb.passive)
    return null;
  const subject = subjectOf(sentence, verb);
  if (subject === null || !isOneOf(tokens[subject.head]?.pos, "PROPN|NOUN")) return null;
  const next = verbs.find(({ from }) => from > verb.to);
  const self = next === undefined ? undefined : endingAt(nouns, next.from);
  if (
    next === undefined ||
    self === undefined ||
    !(
      isOneOf(tokens[self.head]?.lower, "it|they|we") ||
      // "the group says its fighters launched the drones".
      (isOneOf(tokens[self.from]?.lower, "its|their|our") &&
        isOneOf(
          tokens[self.head]?.lower,
          "fighters|members|men|units|unit|forces|brigades|mujahideen",
        ))
    )
  )
    return null;
  if (
    (self.from - verb.to > 1 && !isWhereSaid(sentence, verb.to, self.from)) ||
    next.negated ||
    tokens.slice(self.to, next.main).some(({ lower }) => lower === "only") ||
    next.passive ||
    next.form === "infinitive" ||
    next.modal !== null
  )
    return null;
  const attack =
    isOfAttack(sentence, scene) &&
    isOneOf(next.lemma, "carry|conduct|launch|stage|fire|attack|target|strike|hit|shell|bomb");
  const responsible = next.lemma === "be" && isOneOf(tokens[next.to]?.lower, "behind|responsible");
  const none = isOneOf(tokens[subject.from]?.lower, "no|nobody|none|neither");
  if (none && (responsible || attack))
    return responsibilityFact(
      sentence,
      "responsibility.claimed",
      { from: subject.from, to: tokens.length },
      "none",
      "responsibility claimed",
    );
  // An army that says it hit a target speaks of its war; a group that says so claims the attack.
  const group = hasLemma(tokens.slice(subject.from, subject.to), GROUP);
  if (!responsible && !(attack && group)) return null;
  const whole = wholeName(nouns, tokens, subject);
  return responsibilityFact(
    sentence,
    "responsibility.claimed",
    { from: verb.from, to: tokens.length },
    nameOf(sentence, whole.from, whole.to),
    "responsibility claimed",
  );
}

const GROUP =
  "(?:group|front|brigade|militia|movement|faction|army|resistance|battalion|organi[sz]ation|cell|network|rebel|militant|insurgent|party|league|council|sons|knights|guards|lions|tigers|wolves|legion)s?";

/** Up to the end of "for the attack". */
function sentenceTail({ tokens, nouns }: ParsedSentence, at: number): number {
  if (tokens[at]?.lower !== "for") return at;
  return startingAt(nouns, at + 1)?.to ?? at;
}

/** "accused X of …", "blamed X for …". */
function accused(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  const { tokens, verbs } = sentence;
  if (!hasOneOf(sentence, "accuse|blame") || !isOfAttack(sentence, scene)) return [];
  if (tokens.some(({ lemma }) => /^(?:protest|election|clash|crackdown|interfer)/.test(lemma)))
    return [];
  return verbs.flatMap((verb) => {
    if (!isOneOf(verb.lemma, "accuse|blame") || verb.form === "infinitive" || verb.passive)
      return [];
    const first = objectOf(sentence, verb);
    // "blamed the neighbouring state of Arren", where no deed follows.
    const of = first === null ? null : partitiveOf(sentence, first);
    const state = verb.lemma === "blame" && of !== null && tokens[of.head]?.pos === "PROPN";
    // "blaming the Sons of the Coast movement": a name that goes on after "of".
    const named =
      first !== null &&
      of !== null &&
      tokens[first.head]?.pos === "PROPN" &&
      tokens.slice(of.from, of.to).some(({ pos }) => pos === "PROPN");
    const object = (state || named) && first !== null ? { ...of, from: first.from } : first;
    if (object === null || isOneOf(tokens[object.from]?.lower, "each|one another")) return [];
    const link = tokens[quoteEnd(sentence, object.to)]?.lower;
    // "He blamed the Southern Command.", where an attack is what is spoken of.
    const alone =
      verb.lemma === "blame" &&
      (scene.attack || named) &&
      (link === undefined || isOneOf(link, "[.;,]")) &&
      (named || tokens[object.head]?.pos === "PROPN");
    // "blamed “agents of the neighbouring power”".
    const agents =
      verb.lemma === "blame" &&
      (scene.attack || scene.about) &&
      isOneOf(
        tokens[object.head]?.lower,
        "(?:agent|element|saboteur|terrorist|rebel|militant|mercenary|separatist|army|militia|government|military|regime|junta|insurgent|guerrilla|fighter|force)s?",
      );
    // "blames the silence of the sirens on an update": nobody.
    const links = link === "for" || (link === "of" && verb.lemma === "accuse");
    if (!links && !alone && !agents) return [];
    // "accused the ministry of hiding the toll": of what was said or done afterwards.
    const deed = tokens[quoteEnd(sentence, object.to) + 1]?.lower ?? "";
    if (
      isOneOf(deed, "(?:hid|conceal|cover|ly|exaggerat|spread|fabricat|ignor|mislead|fail|play)ing")
    )
      return [];
    return [
      accusedFact(
        sentence,
        { from: verb.from, to: sentence.tokens.length },
        nameOf(sentence, object.from, object.to),
        "accused of",
      ),
    ];
  });
}

function quoteEnd({ tokens }: ParsedSentence, at: number): number {
  return isOneOf(tokens[at]?.text, '["”»]') ? at + 1 : at;
}

/** Whom these words mean stands elsewhere: an accusation names somebody. */
const NOBODY_NAMED = "who|which|that|it|he|she|they|we|this|these|those|nobody|none";
/** "their guns were responsible": whose they are stands elsewhere. */
const SOMEBODYS = "its|his|her|their|our|my|your";

/** Without one of these the rule below finds nothing. */
const INVOLVED: ReadonlySet<string> = new Set("involved behind responsible".split(" "));

/** "the ministry had a part in the raid", "X was behind the raid". */
function involved(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  if (!hasWord(sentence, INVOLVED)) return [];
  const { tokens, nouns } = sentence;
  return tokens.flatMap(({ lower }, at) => {
    const is = isOneOf(tokens[at - 1]?.lower, "is|was|are|were");
    if (!is || !(lower === "involved" || lower === "behind" || lower === "responsible")) return [];
    const beside = endingAt(nouns, at - 1);
    // "groups outside the law": who, and not what they are outside of.
    const outside =
      beside !== undefined && isOneOf(tokens[beside.from - 1]?.lower, "outside")
        ? endingAt(nouns, beside.from - 1)
        : undefined;
    const subject = beside === undefined ? undefined : pastBond(sentence, outside ?? beside);
    if (subject === undefined || isOneOf(tokens[subject.head]?.lower, NOBODY_NAMED)) return [];
    if (isOneOf(tokens[subject.from]?.lower, SOMEBODYS)) return [];
    // "three were involved": of what was counted.
    if (tokens[subject.head]?.pos === "NUM") return [];
    // A weapon that was involved is no culprit.
    if (weaponIn(sentence, subject) !== null) return [];
    if (
      (!hasAttack(sentence) && !scene.attack) ||
      tokens.slice(0, at).some(({ lower: word }) => word === "if" || word === "whether")
    )
      return [];
    return [
      accusedFact(
        sentence,
        { from: subject.from, to: at + 1 },
        nameOf(sentence, subject.from, subject.to),
        "is involved",
        isWithoutProof(tokens, subject.from) ? "deny" : "affirm",
      ),
    ];
  });
}

/** "no evidence that Iran was behind it". */
const isWithoutProof = (tokens: ParsedSentence["tokens"], from: number): boolean =>
  /\b(?:no|without|any|lack of) (?:\w+ )?(?:evidence|proof|sign|signs|indication|indications|hint|trace|suggestion)(?: that| of)?$/.test(
    tokens
      .slice(Math.max(0, from - PROOF_WITHIN), from)
      .map(({ lower }) => lower)
      .join(" "),
  );

/** Words before a name in which it may be said that there is no proof. */
const PROOF_WITHIN = 5;

/** Without one of these the rule below finds nothing. */
const GROUPS: ReadonlySet<string> = new Set("group militia faction force gang element".split(" "));

/** "a grave attack on the republic by smugglers with guns". */
function byGroup(sentence: ParsedSentence): readonly Fact[] {
  if (!hasWord(sentence, GROUPS)) return [];
  const { tokens, nouns } = sentence;
  return nouns.flatMap((phrase) => {
    const head = tokens[phrase.head]?.lemma ?? "";
    if (
      tokens[phrase.from - 1]?.lower !== "by" ||
      !isOneOf(head, "group|militia|faction|force|gang|element")
    )
      return [];
    const words = tokens.slice(phrase.from, phrase.to).map(({ lower }) => lower);
    if (
      !words.some((word) => isOneOf(word, "criminal|terrorist|outlaw|armed|militant|enemy")) ||
      !/target|attack/.test(
        tokens
          .slice(0, phrase.from)
          .map(({ lower }) => lower)
          .join(" "),
      )
    )
      return [];
    if (words.includes("enemy")) return [];
    return [
      accusedFact(
        sentence,
        { from: phrase.from - 1, to: phrase.to },
        nameOf(sentence, phrase.from, phrase.to),
        "attack by",
      ),
    ];
  });
}

/** "false flag", "attempts by enemy forces", "the Americans were trying to …". */
function plotted(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  const flag = hasOneOf(sentence, "flag")
    ? tokens.findIndex(({ lower }, i) => lower === "false" && tokens[i + 1]?.lower === "flag")
    : -1;
  if (flag !== -1)
    return [
      accusedFact(sentence, { from: flag - 1, to: flag + 3 }, "false flag operation", "false flag"),
    ];
  const enemy = nouns.find(
    ({ from, to }) =>
      tokens[from - 1]?.lower === "by" &&
      tokens.slice(from, to).some(({ lower }) => lower === "enemy") &&
      // "circulated by enemy channels": who tells it.
      !tokens
        .slice(from, to)
        .some(({ lower }) => isOneOf(lower, "channels?|media|propaganda|sources?|bloggers?")),
  );
  if (enemy !== undefined) return [accusedFact(sentence, enemy, "enemy forces", "attempts by")];
  return verbs.flatMap((verb) => {
    const next = startingAt(verbs, verb.to);
    if (verb.lemma !== "try" || !isOneOf(next?.lemma, "unleash|sow|create|destabili[sz]e"))
      return [];
    const subject = endingAt(nouns, verb.from);
    return subject === undefined
      ? []
      : [
          accusedFact(
            sentence,
            { from: subject.from, to: sentence.tokens.length },
            nameOf(sentence, subject.from, subject.to),
            "trying to",
          ),
        ];
  });
}

/** "responsibility lies with X", "attributed the attack to X". */
function liesWith(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return verbs.flatMap((verb) => {
    const lies =
      isOneOf(verb.lemma, "lie|rest|be") &&
      hasOne(tokens.slice(Math.max(0, verb.from - 6), verb.from), "responsibility|blame");
    const attributes = isOneOf(verb.lemma, "attribute|ascribe|pin|trace") && hasAttack(sentence);
    if ((!lies && !attributes) || verb.negated) return [];
    const link = wordWithin(tokens, verb.to, 8, lies ? /^with$/ : /^to$/);
    const who = link === -1 ? undefined : startingAt(nouns, link + 1);
    if (who === undefined) return [];
    const whole = withTheirSeat(sentence, wholeName(nouns, tokens, who));
    return [
      accusedFact(
        sentence,
        { from: verb.from, to: whole.to },
        nameOf(sentence, whole.from, whole.to),
        "lies with",
      ),
    ];
  });
}

/** "the leadership in Mardin": who rules, with where. */
function withTheirSeat<R extends { readonly from: number; readonly to: number }>(
  { tokens, nouns }: ParsedSentence,
  who: R,
): R {
  const rules = isOneOf(
    tokens[who.to - 1]?.lower,
    "leadership|leaders|government|regime|authorities|rulers|junta|generals|command",
  );
  const seat = rules && tokens[who.to]?.lower === "in" ? startingAt(nouns, who.to + 1) : undefined;
  return seat !== undefined && tokens[seat.head]?.pos === "PROPN" ? { ...who, to: seat.to } : who;
}

/** A name in normal form: articles and adjectives of abuse dropped, the common names of states made one. */
function nameOf({ tokens }: ParsedSentence, from: number, to: number): string {
  const words = tokens
    .slice(from, to)
    .filter(({ lower, pos }, i) => (pos !== "DET" || i > 0) && !isOneOf(lower, 'evil|["“”]'))
    .map(({ text }) => text)
    .join(" ")
    .replace(/ (['’]s?)(?= |$)/g, "$1")
    .replace(/ ([-–]) /g, "$1");
  if (/^(?:americans?|us|u\.s\.?|usa|united states|u\.s\. occupation)$/i.test(words))
    return "United States";
  if (/american embassy|us embassy|u\.s\. embassy/i.test(words)) return "American Embassy";
  return words.replace(/\bgroup$/, "groups");
}
