import { SAYING } from "../../attribution/cue-lexicon.ts";
import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import { hasWord, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import type { Fact } from "../claim.ts";
import { hasAttack, isUnreal, objectOf, subjectOf, wordsOf } from "../clause-facts.ts";
import { ATTACK_NOUNS } from "../lexicon.ts";
import type { Scene } from "../scene.ts";
import { weaponIn } from "../weapon-in.ts";
import { isHostile } from "./blame.ts";
import { accusedFact } from "./responsibility-fact.ts";
import { isOneOf } from "../../text/one-of.ts";
import { endingAt, startingAt } from "../../grammar/places.ts";

/** Who is accused by what he is said to have done, and who denies it. */
export function toldFacts(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  if (!scene.about && !scene.attack && scene.kinds.length === 0 && !hasAttack(sentence)) return [];
  return [
    ...blamedOn(sentence),
    ...didIt(sentence),
    ...ownSpokesman(sentence),
    ...pointedAt(sentence),
    ...itWas(sentence),
    ...denied(sentence, scene),
    ...fellOn(sentence),
    ...resorted(sentence),
    ...unclaimed(sentence, scene),
  ];
}

/** Who has weapons of war. */
const ARMED =
  "army|military|forces?|troops|soldiers|regime|coalition|militia|paramilitar(?:y|ies)|navy|jets?|warplanes?|aircraft|helicopters?|artillery|battery|gunners|command|brigades?|battalion|junta";

/** A party that could have done it: by its kind or by its name. */
function isParty(sentence: ParsedSentence, phrase: NounPhrase): boolean {
  const head = sentence.tokens[phrase.head]?.lower ?? "";
  const first = sentence.tokens[phrase.from]?.lower ?? "";
  if (isOneOf(first, "no|any|which|what|our|my|its|their|his|her")) return false;
  return isOneOf(head, ARMED) || isHostile(sentence, phrase);
}

/** Without one of these the rule below finds nothing. */
const BLAMES: ReadonlySet<string> = new Set("blame pin".split(" "));

/** "has blamed such attacks on “outlaws”", "pinned the strike on the rebels". */
function blamedOn(sentence: ParsedSentence): readonly Fact[] {
  if (!hasWord(sentence, BLAMES)) return [];
  const { tokens } = sentence;
  return sentence.verbs.flatMap((verb) => {
    if (!isOneOf(verb.lemma, "blame|pin") || verb.passive || verb.negated) return [];
    const object = objectOf(sentence, verb);
    if (object === null || isUnreal(sentence, verb)) return [];
    // "to attack the zone and blame it on them": what may come.
    const before = sentence.verbs.findLast(({ to }) => to < verb.from);
    if (tokens[verb.from - 1]?.pos === "CCONJ" && before?.form === "infinitive") return [];
    const noun = tokens[object.head]?.lemma ?? "";
    const deed = ATTACK_NOUNS.has(noun) || isOneOf(noun, "it|this|explosion|death|killing|fire");
    if (!deed || tokens[object.to]?.lower !== "on") return [];
    const who = whoFrom(sentence, object.to + 1);
    return who === null
      ? []
      : [accusedFact(sentence, { from: verb.from, to: who.to }, who.name, "blamed on")];
  });
}

/** Whom a phrase names, past its marks: “outlaws”, the Sons of the Coast. */
function whoFrom(
  sentence: ParsedSentence,
  at: number,
): { readonly name: string; readonly to: number } | null {
  const { tokens, nouns } = sentence;
  let from = at;
  while (isOneOf(tokens[from]?.text, '["“”«]')) from++;
  const word = tokens[from];
  const phrase = nouns.find((each) => each.from === from);
  // "on “outlaws”": a plural between marks that reads as a verb.
  if (phrase === undefined)
    return word !== undefined && from > at && word.lower.endsWith("s")
      ? { name: word.text, to: from + 1 }
      : null;
  if (!isOneOf(tokens[phrase.head]?.pos, "NOUN|PROPN")) return null;
  const start = tokens[phrase.from]?.pos === "DET" ? phrase.from + 1 : phrase.from;
  const of =
    tokens[phrase.to]?.lower === "of" && tokens[phrase.head]?.pos === "PROPN"
      ? nouns.find((each) => each.from === phrase.to + 1)
      : undefined;
  const to = of?.to ?? phrase.to;
  return { name: wordsOf(sentence, start, to), to };
}

const DEED =
  "bomb|shell|strike|hit|attack|target|fire|launch|bombard|raid|drop|pound|send|carry|lob";

/** "the rebels say the army bombed the market": somebody says of another party that it did it. */
function didIt(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return verbs.flatMap((verb) => {
    const deed =
      isOneOf(verb.lemma, DEED) && verb.form === "finite" && !verb.passive && !verb.negated;
    if (!deed || verb.modal !== null || isUnreal(sentence, verb)) return [];
    const subject = endingAt(nouns, verb.from);
    if (subject === undefined || !isParty(sentence, subject)) return [];
    const object = nouns.find(({ from }) => from >= verb.to && from <= verb.to + 1);
    const out = verb.lemma === "carry" && tokens[verb.to]?.lower === "out";
    if (object === undefined && !out) return [];
    if (verb.lemma === "carry" && !out) return [];
    const said = verbs.findLast(
      ({ to, lemma, form }) => to <= subject.from && SAYING.has(lemma) && form === "finite",
    );
    const that = said === undefined ? "" : (tokens[said.to]?.lower ?? "");
    const direct =
      said !== undefined &&
      (said.to === subject.from || (that === "that" && said.to + 1 === subject.from));
    const teller = said === undefined ? null : subjectOf(sentence, said);
    if (!direct || teller === null || isSameSide(sentence, teller, subject)) return [];
    const to = Math.max(object?.to ?? 0, verb.to);
    const start = tokens[subject.from]?.pos === "DET" ? subject.from + 1 : subject.from;
    const name = wordsOf(sentence, start, subject.to);
    return [accusedFact(sentence, { from: subject.from, to }, name, "said to have done it")];
  });
}

/** "a spokesman for the Front said that the group had hit the airport": its own deed, told by its own man. */
function ownSpokesman(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return verbs.flatMap((verb) => {
    const deed = isOneOf(verb.lemma, DEED) && verb.form === "finite" && !verb.passive;
    if (!deed || verb.negated || verb.modal !== null || isUnreal(sentence, verb)) return [];
    const group = endingAt(nouns, verb.from);
    const whole =
      tokens[group?.from ?? -1]?.lower === "the" &&
      isOneOf(
        tokens[group?.head ?? -1]?.lower,
        "group|movement|militia|front|organi[sz]ation|faction|brigades?|resistance",
      );
    const said = verbs.findLast(({ to, lemma }) => to <= (group?.from ?? 0) && SAYING.has(lemma));
    const near = group !== undefined && said !== undefined && group.from - said.to <= 8;
    if (!whole || !near) return [];
    const at = tokens.findIndex(
      ({ lower }, i) =>
        i < said.from &&
        isOneOf(lower, "spokesman|spokeswoman|spokesperson|leader|commander|official|member") &&
        isOneOf(tokens[i + 1]?.lower, "for|of"),
    );
    const who = at === -1 ? null : whoFrom(sentence, at + 2);
    const named = tokens.slice(at + 2, who?.to ?? 0).some(({ pos }) => pos === "PROPN");
    if (who === null || !named || isState(who.name)) return [];
    const range = { from: group.from, to: verb.to };
    return [
      {
        ...accusedFact(sentence, range, who.name, "own deed"),
        predicate: "responsibility.claimed" as const,
      },
    ];
  });
}

/** Who speaks of its war, and claims nothing. */
const isState = (name: string): boolean =>
  /\b(?:army|military|ministry|police|government|navy|air force|command|council|agency)\b/i.test(
    name,
  );

/** An army's spokesman and the army's jets: who tells of his own. */
function isSameSide(sentence: ParsedSentence, teller: NounPhrase, doer: NounPhrase): boolean {
  const { tokens } = sentence;
  const words = tokens.slice(teller.from, teller.to).map(({ lower }) => lower);
  const own = tokens.slice(doer.from, doer.to).map(({ lower }) => lower);
  if (words.some((word) => word.length > 3 && own.includes(word))) return true;
  if (words.every((word) => isOneOf(word, "it|they|we|he|she|who|which"))) return true;
  return (
    !isHostile(sentence, doer) &&
    words.some((word) =>
      isOneOf(
        word,
        "army|military|ministry|minister|command|forces?|defen[cs]e|government|general|colonel|staff|navy|premier|president",
      ),
    )
  );
}

/** "the other side had resorted to firing": who began it. */
function resorted(sentence: ParsedSentence): readonly Fact[] {
  const { tokens } = sentence;
  return sentence.verbs.flatMap((verb) => {
    if (verb.lemma !== "resort" || verb.negated || isUnreal(sentence, verb)) return [];
    const at = tokens.findIndex(
      ({ lower }, i) =>
        i > verb.to &&
        i <= verb.to + 4 &&
        isOneOf(lower, "firing|shelling|fire|bombing|bombardment|aggression|violence"),
    );
    const subject = at === -1 ? null : subjectOf(sentence, verb);
    if (subject === null || subject.to > verb.from) return [];
    if (!isOneOf(tokens[subject.head]?.pos, "NOUN|PROPN")) return [];
    const range = { from: subject.from, to: at + 1 };
    return [accusedFact(sentence, range, nameOf(sentence, subject), "resorted to")];
  });
}

/** "pointed at an army battery in the quarry". */
function pointedAt(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns } = sentence;
  return sentence.verbs.flatMap((verb) => {
    if (verb.lemma !== "point" || verb.negated || verb.passive || isUnreal(sentence, verb))
      return [];
    const link = isOneOf(tokens[verb.to]?.lower, "at|to|towards?");
    const who = link ? startingAt(nouns, verb.to + 1) : undefined;
    if (who === undefined || !isParty(sentence, who)) return [];
    const start = tokens[who.from]?.pos === "DET" ? who.from + 1 : who.from;
    const name = wordsOf(sentence, start, who.to);
    return [accusedFact(sentence, { from: verb.from, to: who.to }, name, "pointed at")];
  });
}

/** "people say it was the Brigades", "it was not us but the army": who it was. */
function itWas(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns } = sentence;
  return sentence.verbs.flatMap((verb) => {
    const it = verb.lemma === "be" && isOneOf(tokens[verb.from - 1]?.lower, "it|that|this");
    if (!it || verb.negated || verb.modal === "would" || isUnreal(sentence, verb)) return [];
    const who = startingAt(nouns, verb.to);
    const after = tokens[who?.to ?? -1];
    const ends = after === undefined || isOneOf(after.pos, "PUNCT|CCONJ");
    if (who === undefined || !ends || !isParty(sentence, who)) return [];
    if (weaponIn(sentence, who) !== null) return [];
    const start = tokens[who.from]?.pos === "DET" ? who.from + 1 : who.from;
    const name = wordsOf(sentence, start, who.to);
    return [accusedFact(sentence, { from: verb.from - 1, to: who.to }, name, "it was")];
  });
}

/** "suspicion fell on the Front", "the attack bore the hallmarks of the league": a guess at who did it. */
function fellOn(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, verbs } = sentence;
  return verbs.flatMap((verb) => {
    if (verb.negated || verb.passive || isUnreal(sentence, verb)) return [];
    const words = tokens.slice(verb.to, verb.to + 4).map(({ lower }) => lower);
    const subject = tokens[verb.from - 1]?.lower ?? "";
    const falls =
      isOneOf(subject, "suspicions?|blame") &&
      isOneOf(verb.lemma, "fall|land|centre|center|focus|rest") &&
      isOneOf(words[0], "(?:up)?on");
    const marks =
      isOneOf(verb.lemma, "bear|have|carry|show") &&
      /^(?:(?:all )?the )?hallmarks? of/.test(words.join(" "));
    const of = marks ? words.indexOf("of") : 0;
    const who = falls || marks ? whoFrom(sentence, verb.to + of + 1) : null;
    if (who === null) return [];
    const found = accusedFact(sentence, { from: verb.from, to: who.to }, who.name, "suspicion");
    return [
      { ...found, hedges: [...new Set([...found.hedges, falls ? "suspicion" : "hallmarks"])] },
    ];
  });
}

/** "responsibility has not been claimed", "there was no immediate claim": by nobody. */
function unclaimed(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  const none = (range: { readonly from: number; readonly to: number }): Fact => ({
    ...accusedFact(sentence, range, "none", "not claimed"),
    predicate: "responsibility.claimed",
  });
  const passive = verbs.flatMap((verb) => {
    if (verb.lemma !== "claim" || !verb.passive || !verb.negated) return [];
    const subject = subjectOf(sentence, verb);
    const noun = tokens[subject?.head ?? -1]?.lemma ?? "";
    return subject !== null && (noun === "responsibility" || ATTACK_NOUNS.has(noun))
      ? [none({ from: subject.from, to: verb.to })]
      : [];
  });
  const bare = nouns.flatMap((phrase) => {
    const claim =
      isOneOf(tokens[phrase.head]?.lower, "claims?") &&
      tokens[phrase.from]?.lower === "no" &&
      tokens
        .slice(phrase.from + 1, phrase.head)
        .every(({ lower }) => isOneOf(lower, "immediate|credible|public|official"));
    const ends = isOneOf(tokens[phrase.to]?.lower ?? "", "(?:[.,;]|so|from)?");
    return claim && ends && scene.attack ? [none(phrase)] : [];
  });
  return [...passive, ...bare];
}

/** Without one of these the rule below finds nothing. */
const DENIALS: ReadonlySet<string> = new Set(
  "deny reject dismiss disclaim disown denied rejected".split(" "),
);
const OF_DOING =
  "involvement|responsibility|role|part|hand|link|links|blame|connection|complicity|accusations?|allegations?|charges?";

/** "the army denied any part in it", "he denied that his units had fired", "the army denied this" of an accusation. */
function denied(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  const said = verbs.flatMap((verb) => notOurs(sentence, verb));
  if (!hasWord(sentence, DENIALS)) return said;
  return [
    ...said,
    ...verbs.flatMap((verb) => {
      const denies = isOneOf(verb.lemma, "deny|reject|dismiss|disclaim|disown");
      if (!denies || verb.negated || verb.passive || isUnreal(sentence, verb)) return [];
      // "has neither confirmed nor denied a role".
      if (tokens[verb.from - 1]?.lower === "nor") return [];
      const subject = denier(sentence, verb);
      if (subject === null || isOneOf(tokens[subject.head]?.lower, "both|neither|all|each"))
        return [];
      const object = nouns.find(({ from }) => from >= verb.to && from <= verb.to + 1);
      const word = tokens[object?.head ?? -1]?.lower ?? "";
      const charge =
        scene.charge &&
        verb.lemma === "deny" &&
        (isOneOf(word, "this|it|that") || isOneOf(word, "claims?|reports?")) &&
        (object?.to ?? 0) - (object?.from ?? 0) <= 2 &&
        isOneOf(tokens[object?.to ?? -1]?.pos ?? "PUNCT", "PUNCT|CCONJ");
      const part =
        isOneOf(word, OF_DOING) &&
        (scene.charge || !isOneOf(word, "(?:accusation|allegation|charge)s?"));
      const to = charge || part ? (object?.to ?? verb.to) : doneEnd(sentence, verb);
      if (to === -1) return [];
      return [
        accusedFact(
          sentence,
          { from: subject.from, to },
          nameOf(sentence, subject),
          "denies it",
          "deny",
        ),
      ];
    }),
  ];
}

/** "A spokeswoman for the Northern Guard, Lieutenant Hedda Kroll, denied": for whom she speaks. */
function spokenFor({ tokens, nouns }: ParsedSentence, person: NounPhrase): NounPhrase | null {
  const beside = tokens[person.from - 1]?.text === "," ? person.from - 1 : -1;
  const body = endingAt(nouns, beside);
  const link = tokens[(body?.from ?? 0) - 1]?.lower ?? "";
  const speaker = endingAt(nouns, (body?.from ?? 0) - 1);
  const speaks = /^spokes|^representative|^envoy/.test(tokens[speaker?.head ?? -1]?.lower ?? "");
  return body !== undefined && isOneOf(link, "for|of|from") && speaks ? body : null;
}

/** Who denies: of "blamed such attacks on the movement, which denied any role" the movement. */
function denier(sentence: ParsedSentence, verb: VerbGroup): NounPhrase | null {
  const { tokens, nouns } = sentence;
  const own = subjectOf(sentence, verb);
  // "The Front has put out a statement rejecting any part in it": the Front.
  const written = isOneOf(
    tokens[own?.head ?? -1]?.lower,
    "statement|message|communiqu[eé]|letter|post|video|leaflet",
  );
  // "The militia, whose followers camp near by, has rejected it": the militia.
  const whose = tokens[own?.from ?? -1]?.lower === "whose";
  const owner = whose ? endingAt(nouns, (own?.from ?? 0) - 1) : undefined;
  if (owner !== undefined && tokens[owner.to]?.text === ",") return owner;
  const [first] = sentence.verbs;
  const issuer = first === undefined || first === verb ? null : subjectOf(sentence, first);
  const subject = written ? issuer : own;
  const deed = ATTACK_NOUNS.has(tokens[subject?.head ?? -1]?.lemma ?? "");
  const which = tokens.findLastIndex(
    ({ lower }, i) => i < verb.from && isOneOf(lower, "which|who"),
  );
  const spoken = subject === null || deed ? null : spokenFor(sentence, subject);
  if (spoken !== null) return spoken;
  const meant = deed ? nouns.find(({ to }) => to === which || to === which - 1) : undefined;
  return deed && which !== -1 ? (meant ?? null) : subject;
}

/** "denied firing the rockets", "denied that his units had fired": the token after the deed; -1 where it is another. */
function doneEnd(sentence: ParsedSentence, verb: VerbGroup): number {
  const { tokens, nouns, verbs } = sentence;
  const that = tokens[verb.to]?.lower === "that" ? 1 : 0;
  const own = startingAt(nouns, verb.to + that);
  const first = tokens[own?.from ?? -1]?.lower ?? "";
  const deed = startingAt(verbs, own === undefined ? verb.to : own.to);
  if (deed === undefined) return -1;
  // "denied that it had targeted housing": what it aimed at, and not that it fired.
  const does =
    (isOneOf(deed.lemma, DEED) && deed.lemma !== "target") ||
    (deed.lemma === "be" && isOneOf(tokens[deed.to]?.lower, "behind|responsible|involved"));
  // "denying that its members had any hand in it".
  const hand = deed.lemma === "have" ? objectOf(sentence, deed) : null;
  const part =
    hand !== null && isOneOf(tokens[hand.head]?.lower, "hand|part|role|involvement|share");
  const gerund = own === undefined && isOneOf(deed.form, "gerund|finite");
  const its = isOneOf(first, "it|they|he|she|we|its|his|her|their|our");
  return (does || part) && (gerund || its)
    ? Math.max(deed.to, objectOf(sentence, deed)?.to ?? 0)
    : -1;
}

/** "said its forces had not fired", "said it was not behind the attack", "had nothing to do with it". */
function notOurs(sentence: ParsedSentence, verb: VerbGroup): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  const own = endingAt(nouns, verb.from);
  const first = tokens[own?.from ?? -1]?.lower ?? "";
  if (own === undefined || !isOneOf(first, "it|they|we|its|their|our|his")) return [];
  const nothing =
    verb.lemma === "have" &&
    tokens[verb.to]?.lower === "nothing" &&
    tokens[verb.to + 1]?.lower === "to" &&
    tokens[verb.to + 2]?.lower === "do";
  const behind =
    verb.lemma === "be" && isOneOf(tokens[verb.to]?.lower, "behind|responsible|involved");
  const fired =
    isOneOf(verb.lemma, "fire|launch|carry|bomb|shell|attack|target|strike") && !verb.passive;
  // "it does not target towns": of what it does at all times.
  const always = isOneOf(tokens[verb.from]?.lower, "does|do");
  if (!nothing && !((behind || fired) && verb.negated && !always)) return [];
  if (verb.modal !== null || verb.form === "infinitive" || isUnreal(sentence, verb)) return [];
  const said = verbs.findLast(({ to, lemma }) => to <= own.from && SAYING.has(lemma));
  const teller = said === undefined ? null : subjectOf(sentence, said);
  if (teller === null) return [];
  const to = nothing ? verb.to + 3 : behind ? verb.to + 1 : verb.to;
  return [
    accusedFact(sentence, { from: own.from, to }, nameOf(sentence, teller), "denies it", "deny"),
  ];
}

function nameOf(sentence: ParsedSentence, { from, to }: NounPhrase): string {
  const start = sentence.tokens[from]?.pos === "DET" && to - from > 1 ? from + 1 : from;
  return wordsOf(sentence, start, to);
}
