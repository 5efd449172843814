import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import { isUnreal, objectOf, subjectOf } from "../clause-facts.ts";
import { isOneOf } from "../../text/one-of.ts";
import { endingAt, hasOne, startingAt } from "../../grammar/places.ts";

/** A thing that something happened to: where it stands, and the range in which that is told. */
export interface Harmed {
  readonly phrase: NounPhrase;
  readonly from: number;
  readonly to: number;
  readonly denied: boolean;
  readonly rule: string;
}

/** What burns, and what no longer works, told by other words than a verb of damage. Whether such a thing can be damaged is asked elsewhere. */
export function harmedThings(sentence: ParsedSentence): readonly Harmed[] {
  return [
    ...sentence.verbs.flatMap((verb) => [
      ...burns(sentence, verb),
      ...putOut(sentence, verb),
      ...noLonger(sentence, verb),
      ...partOff(sentence, verb),
      ...setFire(sentence, verb),
      ...toreThrough(sentence, verb),
      ...blewUp(sentence, verb),
      ...cameDown(sentence, verb),
    ]),
    ...sentence.nouns.flatMap((phrase) => [
      ...fireAt(sentence, phrase),
      ...destructionOf(sentence, phrase),
    ]),
  ];
}

const ALIGHT = "fire|ablaze|alight|aflame|flames";
const LINK = "on|up|in|alight";

/** "a warehouse caught fire", "two trucks went up in flames", "the tanker was still ablaze": whatever follows. */
function burns(sentence: ParsedSentence, verb: VerbGroup): readonly Harmed[] {
  const { tokens } = sentence;
  if (!isOneOf(verb.lemma, "catch|go|be|burst|stand|remain") || isUnreal(sentence, verb)) return [];
  let at = verb.to;
  while (isOneOf(tokens[at]?.lower, LINK) || isOneOf(tokens[at]?.lower, "still|already|also")) at++;
  const word = tokens[at]?.lower ?? "";
  // "the siege is fire": a fire is nothing that something is, but "on fire".
  const on = tokens[at - 1]?.lower ?? "";
  const burning =
    isOneOf(word, ALIGHT) &&
    (word !== "fire" || (verb.lemma === "catch" ? at === verb.to : on === "on")) &&
    (word !== "flames" || on === "in");
  const subject = burning ? subjectOf(sentence, verb) : null;
  if (subject === null || subject.to > verb.from) return [];
  return [
    { phrase: subject, from: subject.from, to: at + 1, denied: verb.negated, rule: "thing alight" },
  ];
}

/** "put a crane out of action", "all three are out of service": the token after it; -1 where it is none. */
function outOf(tokens: ParsedSentence["tokens"], at: number): number {
  return tokens[at]?.lower === "out" &&
    tokens[at + 1]?.lower === "of" &&
    isOneOf(tokens[at + 2]?.lower, "action|service|operation|use|commission")
    ? at + 3
    : -1;
}

/** What warns or defends: that it does not work is told as such. */
const DEFENCE = "(?:siren|radar|alarm|battery|sensor|system|detector|launcher|jammer)s?";

/** "the strike put a crane out of action", "a transformer was put out of action", "knocked out a pump". */
function putOut(sentence: ParsedSentence, verb: VerbGroup): readonly Harmed[] {
  const { tokens } = sentence;
  if (!isOneOf(verb.lemma, "put|knock|blow|take|be|remain|render") || isUnreal(sentence, verb))
    return [];
  const isDefence = ({ head }: NounPhrase): boolean => isOneOf(tokens[head]?.lower, DEFENCE);
  const found = (phrase: NounPhrase | null, to: number): readonly Harmed[] =>
    phrase === null || isDefence(phrase)
      ? []
      : [
          {
            phrase,
            from: Math.min(phrase.from, verb.from),
            to: Math.max(to, phrase.to),
            denied: verb.negated,
            rule: "out of action",
          },
        ];
  const beside = outOf(tokens, verb.to);
  if (beside !== -1) {
    const own = verb.passive || isOneOf(verb.lemma, "be|remain");
    return own ? found(subjectOf(sentence, verb), beside) : [];
  }
  const knocks = isOneOf(verb.lemma, "knock|blow|take") && tokens[verb.to]?.lower === "out";
  // "knocked out a pump"; "was knocked out" is told by the verb.
  if (knocks && !verb.passive)
    return found(startingAt(sentence.nouns, verb.to + 1) ?? null, verb.to);
  const object = verb.passive ? null : objectOf(sentence, verb);
  const end = object === null ? -1 : outOf(tokens, object.to);
  return end === -1 ? [] : found(object, end);
}

/** "is no longer functioning", "cannot be used any more". */
function noLonger(sentence: ParsedSentence, verb: VerbGroup): readonly Harmed[] {
  const { tokens } = sentence;
  const words = tokens.slice(verb.from, verb.to + 3).map(({ lower }) => lower);
  const ended = /\bno longer (?:function|work|operat|usable|habitable|standing)/.test(
    words.join(" "),
  );
  const worn =
    isOneOf(verb.lemma, "be") &&
    isOneOf(tokens[verb.to]?.lower, "uninhabitable|unusable|inoperable");
  const bent =
    verb.lemma === "be" &&
    !verb.negated &&
    tokens[verb.to]?.pos === "ADJ" &&
    isOneOf(
      tokens[verb.to]?.lower,
      "bent|twisted|buckled|wrecked|ruined|smashed|gutted|shattered|burnt",
    );
  if (bent) {
    const thing = subjectOf(sentence, verb);
    return thing === null || thing.to > verb.from
      ? []
      : [{ phrase: thing, from: thing.from, to: verb.to + 1, denied: false, rule: "thing bent" }];
  }
  const subject = ended || worn ? subjectOf(sentence, verb) : null;
  if (subject === null || subject.to > verb.from || isOneOf(tokens[subject.head]?.lower, DEFENCE))
    return [];
  const to = Math.max(
    verb.to,
    ...tokens.flatMap(({ lower }, i) =>
      i >= verb.from &&
      i < verb.to + 3 &&
      /^(?:function|work|operat|us|habitable|uninhabitable|unusable|inoperable|standing)/.test(
        lower,
      )
        ? [i + 1]
        : [],
    ),
  );
  return [{ phrase: subject, from: subject.from, to, denied: false, rule: "no longer works" }];
}

/** "took the corner off the chapel", "tore the roof off a house". */
function partOff(sentence: ParsedSentence, verb: VerbGroup): readonly Harmed[] {
  const { tokens, nouns } = sentence;
  if (!isOneOf(verb.lemma, "take|tear|rip|blow|shear|knock") || verb.passive || verb.negated)
    return [];
  const piece = startingAt(nouns, verb.to);
  const whole =
    piece !== undefined && tokens[piece.to]?.lower === "off"
      ? startingAt(nouns, piece.to + 1)
      : undefined;
  if (piece === undefined || whole === undefined || isUnreal(sentence, verb)) return [];
  // "knocked the substation off line".
  if (whole.to - whole.from === 1 && tokens[whole.from]?.lower === "line") return [];
  // "tore the roof off a house": the roof; "took the corner off the chapel": the chapel.
  const part = isOneOf(tokens[piece.head]?.lower, "roofs?|doors?|balcon(?:y|ies)|fa[cç]ade|dome");
  const phrase = part ? piece : whole;
  return [{ phrase, from: verb.from, to: whole.to, denied: false, rule: "part torn off" }];
}

/** "the explosion tore through the market hall". */
function toreThrough(sentence: ParsedSentence, verb: VerbGroup): readonly Harmed[] {
  const { tokens, nouns } = sentence;
  if (!isOneOf(verb.lemma, "tear|rip|punch|smash") || verb.passive || verb.negated) return [];
  const thing = tokens[verb.to]?.lower === "through" ? startingAt(nouns, verb.to + 1) : undefined;
  return thing === undefined || isUnreal(sentence, verb)
    ? []
    : [{ phrase: thing, from: verb.from, to: thing.to, denied: false, rule: "torn through" }];
}

/** "two fuel tanks exploded": no weapon, which hits. */
function blewUp(sentence: ParsedSentence, verb: VerbGroup): readonly Harmed[] {
  const { tokens } = sentence;
  const up = verb.lemma === "explode" || (verb.lemma === "blow" && tokens[verb.to]?.lower === "up");
  if (!up || verb.passive || verb.negated || isUnreal(sentence, verb)) return [];
  const subject = subjectOf(sentence, verb);
  const noun = tokens[subject?.head ?? -1];
  const thing =
    /^(?:tank|tanker|truck|lorry|car|bus|depot|store|pipeline|transformer|boiler|silo|vehicle|boat|ship|cylinder)s?$/;
  if (subject === null || subject.to > verb.from || noun === undefined) return [];
  if (!thing.test(noun.lower)) return [];
  return [
    { phrase: subject, from: subject.from, to: verb.to, denied: false, rule: "thing exploded" },
  ];
}

/** "the minaret came down", "the roof caved in": of what is built. */
function cameDown(sentence: ParsedSentence, verb: VerbGroup): readonly Harmed[] {
  const { tokens } = sentence;
  const word = tokens[verb.to]?.lower ?? "";
  const falls =
    (verb.lemma === "come" && word === "down") ||
    (verb.lemma === "cave" && word === "in") ||
    (verb.lemma === "give" && word === "way");
  if (!falls || verb.passive || verb.negated || isUnreal(sentence, verb)) return [];
  const subject = subjectOf(sentence, verb);
  const noun = tokens[subject?.head ?? -1]?.lower ?? "";
  const built =
    /^(?:minaret|roof|wall|ceiling|tower|bridge|chimney|building|house|facade|façade|mast|floor|steeple|staircase|balcony|crane|pylon)s?$/;
  return subject === null || subject.to > verb.from || !built.test(noun)
    ? []
    : [{ phrase: subject, from: subject.from, to: verb.to + 1, denied: false, rule: "came down" }];
}

/** "setting fire to a pump house", "sets refinery alight". */
function setFire(sentence: ParsedSentence, verb: VerbGroup): readonly Harmed[] {
  const { tokens, nouns } = sentence;
  if (verb.lemma !== "set" || verb.negated || verb.passive || isUnreal(sentence, verb)) return [];
  const to = tokens[verb.to]?.lower === "fire" && tokens[verb.to + 1]?.lower === "to";
  const thing = to ? startingAt(nouns, verb.to + 2) : undefined;
  return thing === undefined
    ? []
    : [{ phrase: thing, from: verb.from, to: thing.to, denied: false, rule: "set fire to" }];
}

/** "a fire broke out in a warehouse", "sparked a blaze at the depot": what burns stands after its place. */
function fireAt({ tokens, nouns, verbs }: ParsedSentence, phrase: NounPhrase): readonly Harmed[] {
  if (!isOneOf(tokens[phrase.head]?.lower, "fires?|blazes?|inferno")) return [];
  const after = startingAt(verbs, phrase.to);
  const broke = after !== undefined && isOneOf(after.lemma, "break|start|erupt|rage|burn|spread");
  const before = endingAt(verbs, phrase.from);
  const starts =
    before !== undefined &&
    isOneOf(before.lemma, "spark|start|cause|ignite|trigger|extinguish|fight|leave");
  if (!broke && !starts) return [];
  if ([after, before].some((verb) => verb?.negated === true || (verb?.modal ?? null) !== null))
    return [];
  let at = broke && after !== undefined ? after.to : phrase.to;
  if (tokens[at]?.lower === "out") at++;
  if (!isOneOf(tokens[at]?.lower, "in|at|aboard|inside")) return [];
  const thing = startingAt(nouns, at + 1);
  const where = tokens[thing?.head ?? -1];
  // "a fire broke out in the district": where it was, and nothing that burnt.
  if (thing === undefined || where?.pos !== "NOUN" || isOneOf(where.lower, AREA)) return [];
  const from = Math.min(phrase.from, starts && before !== undefined ? before.from : phrase.from);
  return [{ phrase: thing, from, to: thing.to, denied: false, rule: "fire at" }];
}

const AREA =
  "district|area|city|town|village|quarter|province|region|night|morning|evening|hours?|centre|center|yard|field|street|direction|time|dawn|midnight|zone|part|parts|neighbou?rhood|scene|site|place";

/** "the destruction of the warehouse". */
function destructionOf({ tokens, nouns }: ParsedSentence, phrase: NounPhrase): readonly Harmed[] {
  const noun = tokens[phrase.head]?.lower ?? "";
  const thing =
    isOneOf(noun, "destruction|breaking|smashing|burning|shattering|demolition") &&
    tokens[phrase.to]?.lower === "of"
      ? startingAt(nouns, phrase.to + 1)
      : undefined;
  const meant = hasOne(
    tokens.slice(Math.max(0, phrase.from - 3), phrase.from),
    "weapons?|for|threat|aim|at|total|mutual|risk",
  );
  return thing === undefined || meant
    ? []
    : [{ phrase: thing, from: phrase.from, to: thing.to, denied: false, rule: "destruction of" }];
}
