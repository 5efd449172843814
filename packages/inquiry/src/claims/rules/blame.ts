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
    const blames = what === "blame" && /^(?:lay|put|place|pin|heap|shift)$/.test(verb.lemma);
    const points = /^fingers?$/.test(what) && verb.lemma === "point";
    if (object === null || (!blames && !points) || verb.negated || isUnreal(sentence, verb))
      return [];
    const who = nouns.find(
      ({ from, head }) =>
        from > object.to &&
        from <= object.to + BLAME_WITHIN &&
        /^(?:on|upon|with|at|of|to)$/.test(tokens[from - 1]?.lower ?? "") &&
        !/^(?:door|doorstep|feet)$/.test(tokens[head]?.lower ?? ""),
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
  /^(?:rebel|militant|terrorist|insurgent|gang|militia|militiaman|militiamen|separatist|extremist|jihadist|guerrilla|houthi|huthi|faction|group|movement|fighter)s?$/;

/** "a rocket fired by the rebels", "terrorist gangs fired seven shells". */
function firedBy(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return verbs.flatMap((verb) => {
    if (!/^(?:fire|launch|send)$/.test(verb.lemma) || verb.negated || isUnreal(sentence, verb))
      return [];
    const by =
      tokens[verb.to]?.lower === "by" ? nouns.find(({ from }) => from === verb.to + 1) : undefined;
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
    const own = /^(?:our|my|its|their|his)$/.test(tokens[subject?.from ?? -1]?.lower ?? "");
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
    /^(?:League|Brigades?|Front|Army|Battalions?|Movement|Resistance|Guards?|Forces|Legion|Militia|Alliance)$/.test(
      tokens[head]?.text ?? "",
    );
  if (named) return true;
  return (
    HOSTILE.test(tokens[head]?.lower ?? "") &&
    !/^(?:no|any|which|what)$/.test(tokens[from]?.lower ?? "")
  );
}

/** "he has admitted flying the drone": who did it says so. */
function admitted(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, verbs } = sentence;
  return verbs.flatMap((verb) => {
    if (!/^(?:admit|confess)$/.test(verb.lemma) || verb.negated || verb.passive) return [];
    const to = tokens[verb.to]?.lower === "to" ? verb.to + 1 : verb.to;
    const deed = verbs.find(({ from, form }) => from === to && form === "gerund");
    const subject = subjectOf(sentence, verb);
    if (deed === undefined || subject === null || !DEED.test(deed.lemma)) return [];
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

const DEED = /^(?:fly|launch|fire|carry|stage|plan|plant|drop|steer|build|order|conduct|send)$/;

/** "nobody has said they did it". */
function nobody(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, verbs, nouns } = sentence;
  return verbs.flatMap((verb) => {
    const subject = nouns.find(({ to }) => to === verb.from);
    const none = /^(?:nobody|no one|no|none)$/.test(tokens[subject?.from ?? -1]?.lower ?? "");
    // "no organisation has owned up", "no side adopted the operation", "no group has come forward".
    const near = tokens.slice(verb.to, verb.to + 2).map(({ lower }) => lower);
    const claims =
      (verb.lemma === "own" && near[0] === "up") ||
      (verb.lemma === "come" && near[0] === "forward") ||
      (verb.lemma === "adopt" && /^(?:operation|attack|strike)$/.test(near[1] ?? ""));
    if (none && claims && subject !== undefined && !verb.negated)
      return [claimed(sentence, { from: subject.from, to: verb.to + 1 }, "none")];
    if (!SAYING.has(verb.lemma) || subject === undefined || !none) return [];
    const deed = verbs.find(({ from }) => from >= verb.to && from <= verb.to + 3);
    // "no group has admitted carrying out the attack".
    const done =
      (deed?.lemma === "do" && tokens[deed.to]?.lower === "it") ||
      (deed?.form === "gerund" && /^(?:carry|fire|launch|stage|conduct)$/.test(deed.lemma)) ||
      // "nobody has said they carried out the attack".
      (deed?.form === "finite" &&
        /^(?:they|it|he|she)$/.test(tokens[deed.from - 1]?.lower ?? "") &&
        /^(?:carry|fire|launch|stage|conduct|plan|mount)$/.test(deed.lemma));
    const did = done;
    const behind =
      deed?.lemma === "be" && /^(?:behind|responsible)$/.test(tokens[deed.to]?.lower ?? "");
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
    const own = /^(?:them|us|we|they|ours)$/.test(tokens[verb.to]?.lower ?? "");
    const said = verbs.findLast(({ to, lemma }) => to <= verb.from && SAYING.has(lemma));
    const first = verbs.find(({ form }) => form === "finite");
    if (!it || !own || said === undefined || first === undefined) return [];
    const subject = subjectOf(sentence, first);
    const name = subject === null ? "" : wordsOf(sentence, subject.from, subject.to);
    return subject === null || /^(?:they|he|she|it|we|i)$/i.test(name)
      ? []
      : [claimed(sentence, { from: said.from, to: verb.to + 1 }, withoutArticle(name))];
  });
}

const FIGHTERS =
  /^(?:fighters?|mujahide?en|fedayeen|heroes|units?|men|cells?|brothers|warriors|brigades?|squads?)$/;
const STRIKES =
  /^(?:target|strike|attack|hit|shell|bombard|pound|launch|fire|carry|conduct|destroy)$/;

/** "our fighters targeted the base", in a statement that a group has signed: its own deed. */
function ownDeed(sentence: ParsedSentence, { issuer }: Scene): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return verbs.flatMap((verb) => {
    if (!isDeed(sentence, verb)) return [];
    const subject = subjectOf(sentence, verb);
    if (subject === null || subject.to > verb.from) return [];
    const first = tokens[subject.from]?.lower ?? "";
    const fighters = first === "our" && FIGHTERS.test(tokens[subject.head]?.lower ?? "");
    const we = first === "we" && subject.to - subject.from === 1 && issuer !== null;
    // "the artillery unit of the Brigades bombarded": the issuer by its first word.
    const own = issuer?.split(" ")[0]?.toLowerCase() ?? "";
    const of =
      tokens[subject.to]?.lower === "of"
        ? nouns.find(({ from }) => from === subject.to + 1)
        : undefined;
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
    STRIKES.test(verb.lemma) &&
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
