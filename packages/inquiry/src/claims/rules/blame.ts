import { SAYING } from "../../attribution/cue-lexicon.ts";
import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import { hasWord, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import { isUnreal, objectOf, subjectOf, wordsOf } from "../clause-facts.ts";
import { weaponIn } from "../weapon-in.ts";
import type { Fact } from "../claim.ts";
import { ATTACK_NOUNS } from "../lexicon.ts";
import type { Scene } from "../scene.ts";
import { responsibilityFact } from "./responsibility-fact.ts";
import { isOneOf } from "../../text/one-of.ts";
import { endingAt, startingAt } from "../../grammar/places.ts";

/** Who did it, said by other words than "responsibility": blame that is laid, a weapon and who fired it, a deed that its doers tell of. */
export function blameFacts(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  if (!scene.about && !scene.attack && scene.weapon === null) return firedBy(sentence);
  return [
    ...laid(sentence),
    ...firedBy(sentence),
    ...admitted(sentence),
    ...nobody(sentence),
    ...wasThem(sentence),
    ...ownDeed(sentence, scene),
  ];
}

/** Without one of these the rule below finds nothing. */
const BLAME: ReadonlySet<string> = new Set("blame finger fingers".split(" "));

/** "laid the blame at the door of the brigades", "put the blame on the rebels", "pointed the finger at the army". */
function laid(sentence: ParsedSentence): readonly Fact[] {
  if (!hasWord(sentence, BLAME)) return [];
  const { tokens, nouns, verbs } = sentence;
  return verbs.flatMap((verb) => {
    const object = objectOf(sentence, verb);
    const what = tokens[object?.head ?? -1]?.lower ?? "";
    const blames = what === "blame" && isOneOf(verb.lemma, "lay|put|place|pin|heap|shift");
    const points = isOneOf(what, "fingers?") && verb.lemma === "point";
    if (object === null || (!blames && !points) || verb.negated || isUnreal(sentence, verb))
      return [];
    const who = nouns.find(
      ({ from, head }) =>
        from > object.to &&
        from <= object.to + BLAME_WITHIN &&
        isOneOf(tokens[from - 1]?.lower, "on|upon|with|at|of|to") &&
        !isOneOf(tokens[head]?.lower, "door|doorstep|feet"),
    );
    return who === undefined
      ? []
      : [accused(sentence, { from: verb.from, to: who.to }, who, "blame laid")];
  });
}

/** Words between the blame and on whom it is laid, at most. */
const BLAME_WITHIN = 6;

/** Who fights outside a state's army. */
const HOSTILE =
  "(?:rebel|militant|terrorist|insurgent|gang|militia|militiaman|militiamen|separatist|extremist|jihadist|guerrilla|houthi|huthi|faction|group|movement|fighter)s?";

/** "a rocket fired by the rebels", "terrorist gangs fired seven shells". */
function firedBy(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return verbs.flatMap((verb) => {
    if (!isOneOf(verb.lemma, "fire|launch|send") || verb.negated || isUnreal(sentence, verb))
      return [];
    const by = tokens[verb.to]?.lower === "by" ? startingAt(nouns, verb.to + 1) : undefined;
    if (by !== undefined) {
      // "a missile, says the minister, was fired by the league".
      const armed = nouns.some(
        ({ to, from }) =>
          to <= verb.from &&
          from >= verb.from - FIRED_WITHIN &&
          weaponIn(sentence, { from, to, head: to - 1 }) !== null,
      );
      return armed && isHostile(sentence, by)
        ? [accused(sentence, { from: verb.from, to: by.to }, by, "fired by")]
        : [];
    }
    const object = verb.passive || verb.form !== "finite" ? null : objectOf(sentence, verb);
    const subject = object === null ? null : subjectOf(sentence, verb);
    const fires =
      object !== null &&
      subject !== null &&
      subject.to <= verb.from &&
      weaponIn(sentence, object) !== null;
    const own = isOneOf(tokens[subject?.from ?? -1]?.lower, "our|my|its|their|his");
    return fires && !own && isHostile(sentence, subject)
      ? [accused(sentence, { from: subject.from, to: object.to }, subject, "fired by")]
      : [];
  });
}

/** Words between a weapon and that it was fired, at most. */
const FIRED_WITHIN = 12;

/** Whether a phrase names who fights outside a state's army. */
export function isHostile({ tokens }: ParsedSentence, { from, head }: NounPhrase): boolean {
  // "fired by the Northern League".
  const named =
    tokens[head]?.pos === "PROPN" &&
    isOneOf(
      tokens[head]?.text,
      "League|Brigades?|Front|Army|Battalions?|Movement|Resistance|Guards?|Forces|Legion|Militia|Alliance",
    );
  if (named) return true;
  return (
    isOneOf(tokens[head]?.lower, HOSTILE) && !isOneOf(tokens[from]?.lower, "no|any|which|what")
  );
}

/** "he has admitted flying the drone": who did it says so. */
function admitted(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, verbs } = sentence;
  return verbs.flatMap((verb) => {
    if (!isOneOf(verb.lemma, "admit|confess") || verb.negated || verb.passive) return [];
    const to = tokens[verb.to]?.lower === "to" ? verb.to + 1 : verb.to;
    const deed = verbs.find(({ from, form }) => from === to && form === "gerund");
    const subject = subjectOf(sentence, verb);
    if (deed === undefined || subject === null || !isOneOf(deed.lemma, DEED)) return [];
    const object = objectOf(sentence, deed);
    const armed =
      object !== null &&
      (weaponIn(sentence, object) !== null || ATTACK_NOUNS.has(tokens[object.head]?.lemma ?? ""));
    const end = object?.to ?? deed.to;
    return armed
      ? [
          claimed(
            sentence,
            { from: subject.from, to: end },
            wordsOf(sentence, subject.from, subject.to),
          ),
        ]
      : [];
  });
}

const DEED = "fly|launch|fire|carry|stage|plan|plant|drop|steer|build|order|conduct|send";

/** "nobody has said they did it". */
function nobody(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, verbs, nouns } = sentence;
  return verbs.flatMap((verb) => {
    const subject = endingAt(nouns, verb.from);
    const none = isOneOf(tokens[subject?.from ?? -1]?.lower, "nobody|no one|no|none");
    // "no organisation has owned up", "no side adopted the operation", "no group has come forward".
    const near = tokens.slice(verb.to, verb.to + 2).map(({ lower }) => lower);
    const claims =
      (verb.lemma === "own" && near[0] === "up") ||
      (verb.lemma === "come" && near[0] === "forward") ||
      (verb.lemma === "adopt" && isOneOf(near[1], "operation|attack|strike"));
    if (none && claims && subject !== undefined && !verb.negated)
      return [claimed(sentence, { from: subject.from, to: verb.to + 1 }, "none")];
    if (!SAYING.has(verb.lemma) || subject === undefined || !none) return [];
    const deed = verbs.find(({ from }) => from >= verb.to && from <= verb.to + 3);
    // "no group has admitted carrying out the attack".
    const done =
      (deed?.lemma === "do" && tokens[deed.to]?.lower === "it") ||
      (deed?.form === "gerund" && isOneOf(deed.lemma, "carry|fire|launch|stage|conduct")) ||
      // "nobody has said they carried out the attack".
      (deed?.form === "finite" &&
        isOneOf(tokens[deed.from - 1]?.lower, "they|it|he|she") &&
        isOneOf(deed.lemma, "carry|fire|launch|stage|conduct|plan|mount"));
    const did = done;
    const behind = deed?.lemma === "be" && isOneOf(tokens[deed.to]?.lower, "behind|responsible");
    return deed !== undefined && (did || behind)
      ? [claimed(sentence, { from: subject.from, to: deed.to + 1 }, "none")]
      : [];
  });
}

/** "the Tigers posted a video saying it was them". */
function wasThem(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, verbs } = sentence;
  return verbs.flatMap((verb) => {
    const it = tokens[verb.from - 1]?.lower === "it" && verb.lemma === "be" && !verb.negated;
    const own = isOneOf(tokens[verb.to]?.lower, "them|us|we|they|ours");
    const said = verbs.findLast(({ to, lemma }) => to <= verb.from && SAYING.has(lemma));
    const first = verbs.find(({ form }) => form === "finite");
    if (!it || !own || said === undefined || first === undefined) return [];
    // "The ministry insists it was them": others, whom it accuses.
    if (said === first && isOneOf(tokens[verb.to]?.lower, "them|they")) return [];
    const subject = subjectOf(sentence, first);
    const name = subject === null ? "" : wordsOf(sentence, subject.from, subject.to);
    return subject === null || /^(?:they|he|she|it|we|i)$/i.test(name)
      ? []
      : [claimed(sentence, { from: said.from, to: verb.to + 1 }, withoutArticle(name))];
  });
}

const FIGHTERS =
  "fighters?|mujahide?en|fedayeen|heroes|units?|men|cells?|brothers|warriors|brigades?|squads?";
const STRIKES = "target|strike|attack|hit|shell|bombard|pound|launch|fire|carry|conduct|destroy";

/** "our fighters targeted the base", in a statement that a group has signed: its own deed. */
function ownDeed(sentence: ParsedSentence, { issuer }: Scene): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return verbs.flatMap((verb) => {
    if (!isDeed(sentence, verb)) return [];
    const subject = subjectOf(sentence, verb);
    if (subject === null || subject.to > verb.from) return [];
    const first = tokens[subject.from]?.lower ?? "";
    const fighters = first === "our" && isOneOf(tokens[subject.head]?.lower, FIGHTERS);
    const we = first === "we" && subject.to - subject.from === 1 && issuer !== null;
    // "the artillery unit of the Brigades bombarded": the issuer by its first word.
    const own = issuer?.split(" ")[0]?.toLowerCase() ?? "";
    const of = tokens[subject.to]?.lower === "of" ? startingAt(nouns, subject.to + 1) : undefined;
    const named =
      own.length > 4 &&
      tokens.slice(subject.from, of?.to ?? subject.to).some(({ lower }) => lower === own);
    if (!fighters && !we && !named) return [];
    const name = issuer ?? wordsOf(sentence, subject.from, subject.to);
    return [claimed(sentence, { from: subject.from, to: verb.to }, name)];
  });
}

function isDeed(sentence: ParsedSentence, verb: VerbGroup): boolean {
  return (
    isOneOf(verb.lemma, STRIKES) &&
    verb.form === "finite" &&
    !verb.passive &&
    !verb.negated &&
    verb.modal === null &&
    !isUnreal(sentence, verb)
  );
}

const withoutArticle = (name: string): string => name.replace(/^(?:the|a|an) /i, "");

function accused(
  sentence: ParsedSentence,
  range: { readonly from: number; readonly to: number },
  who: NounPhrase,
  rule: string,
): Fact {
  return responsibilityFact(
    sentence,
    "responsibility.accused",
    range,
    withoutArticle(wordsOf(sentence, who.from, who.to)),
    rule,
  );
}

function claimed(
  sentence: ParsedSentence,
  range: { readonly from: number; readonly to: number },
  name: string,
): Fact {
  return responsibilityFact(sentence, "responsibility.claimed", range, name, "own deed");
}
