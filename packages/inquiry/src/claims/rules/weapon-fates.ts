import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import { governedBy } from "../../grammar/clauses.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { wordWithin } from "../word-within.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import type { Fact, Predicate } from "../claim.ts";
import {
  isUnreal,
  leadOf,
  objectOf,
  partitiveOf,
  subjectOf,
  undergoerOf,
} from "../clause-facts.ts";
import { coordinatedWith } from "../coordination.ts";
import { weaponIn } from "../weapon-in.ts";
import { factOf } from "../fact.ts";
import { type Count, countOf, NONE, ONE, saidBefore } from "../count.ts";
import { HIT_VERBS, INTERCEPT_VERBS, LANDING_VERBS, WITH_DOWN } from "../lexicon.ts";
import { everyOrNone, isAllBut } from "../all-or-none.ts";
import type { Scene } from "../scene.ts";
import { isOneOf } from "../../text/one-of.ts";
import { endingAt, startingAt } from "../../grammar/places.ts";

/** What was intercepted and what hit. */
export function weaponFates(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  return sentence.verbs.flatMap((verb) => {
    if (
      isInterception(sentence, verb) &&
      (verb.form !== "infinitive" || !isUnreal(sentence, verb)) &&
      !isPurpose(sentence, verb)
    ) {
      const found = intercepted(sentence, verb, scene);
      if (found !== null) return [found, ...stoppedWith(sentence, verb)];
    }
    return [...hits(sentence, verb, scene), ...hitBy(sentence, verb)];
  });
}

/** Whether a verb is one that stops a weapon, with the word that belongs to it: "brought down", and a passive "shot". */
export function isInterception({ tokens }: ParsedSentence, verb: VerbGroup): boolean {
  // "forced one of the drones into the sea".
  if (verb.lemma === "force")
    return tokens
      .slice(verb.to, verb.to + FORCED_WITHIN)
      .some(
        ({ lower }, i, words) =>
          (lower === "into" &&
            isOneOf(words[i + 1]?.lower, "the|a") &&
            isOneOf(words[i + 2]?.lower, "sea|ground|river|lake|water")) ||
          lower === "down",
      );
  // "dealt with nine of the drones", "the drone was dropped by the guards".
  if (verb.lemma === "deal") return !verb.passive && tokens[verb.to]?.lower === "with";
  if (verb.lemma === "drop") return verb.passive && tokens[verb.to]?.lower === "by";
  if (verb.lemma === "blow") return tokens[verb.to]?.lower === "up" && !verb.passive;
  if (!INTERCEPT_VERBS.has(verb.lemma)) return false;
  if (!WITH_DOWN.has(verb.lemma)) return true;
  const shot = verb.lemma === "shoot" && (verb.passive || tokens[verb.to]?.lower === "at");
  return shot || downAfter(tokens, verb) !== -1;
}

/** Words between "forced" and where to, at most. */
const FORCED_WITHIN = 8;

/** Where "down" or "out" stands: directly after the verb, or after its object. */
function downAfter(tokens: ParsedSentence["tokens"], verb: VerbGroup): number {
  const at = wordWithin(tokens, verb.to, DOWN_WITHIN, /^(?:down|out)$/);
  return at !== -1 && tokens.slice(verb.to, at).every(({ pos }) => !isOneOf(pos, "PUNCT|ADP|CCONJ"))
    ? at
    : -1;
}

/** Words between a verb and its "down", at most. */
const DOWN_WITHIN = 4;

/** The verb with "down" as its last word, where that stands directly behind it. */
export function pastDown({ tokens }: ParsedSentence, verb: VerbGroup): VerbGroup {
  const own = verb.lemma === "deal" ? "with" : "down";
  const word = tokens[verb.to]?.lower ?? "";
  const up = verb.lemma === "blow" && word === "up";
  return word === own || word === "out" || up ? { ...verb, to: verb.to + 1 } : verb;
}

/** "stationed to detect and destroy": the second verb of a purpose. */
function isPurpose({ tokens, verbs }: ParsedSentence, verb: VerbGroup): boolean {
  const link = tokens[verb.from - 1];
  return (
    link?.pos === "CCONJ" &&
    verbs.some(({ to, form }) => to === verb.from - 1 && form === "infinitive")
  );
}

function intercepted(sentence: ParsedSentence, verb: VerbGroup, scene: Scene): Fact | null {
  const lead = leadOf(sentence, verb);
  // "captured and taken down" are one deed.
  if (isUnreal(sentence, verb) || (lead?.passive === true && isInterception(sentence, lead)))
    return null;
  const reduced = undergoerOf(sentence, verb, false);
  const before = verb.passive || (reduced?.side === "before" && verb.lemma !== "deal");
  const later = reduced !== null && reduced.side === "before" && reduced.phrase.from >= verb.to;
  const phrase = later
    ? reduced.phrase
    : before
      ? beforeWhich(sentence, verb)
      : objectAfter(sentence, verb);
  if (phrase === null) return null;
  const part = partitiveOf(sentence, phrase);
  // "It was destroyed": the house as well as the drone.
  const it = sentence.tokens[phrase.head]?.lower === "it";
  if (it && isOneOf(verb.lemma, "destroy|disable|take")) return null;
  const weapon =
    weaponIn(sentence, phrase) ??
    (part === null ? null : weaponIn(sentence, part)) ??
    (refersBack(sentence, phrase) ? (weaponBefore(sentence, phrase.from) ?? scene.weapon) : null);
  if (weapon === null) return null;
  const count = verb.negated
    ? NONE
    : (countedOf(sentence, phrase, scene) ??
      (single(sentence, phrase) && !isAllBut(sentence, phrase) ? ONE : null));
  if (count === null) return null;
  const from = Math.min(phrase.from, verb.from);
  const to = Math.max(part?.to ?? phrase.to, verb.to);
  const subject = before ? null : subjectOf(sentence, verb);
  const value = verb.lemma === "capture" ? "captured" : "downed";
  return {
    ...fact(
      sentence,
      "weapon.intercepted",
      { from: Math.min(subject?.from ?? from, from), to },
      value,
      count,
      "weapons stopped",
    ),
    population: weapon,
  };
}

/** "seven missiles and 26 drones were destroyed": what "and" adds before a passive. */
function stoppedWith(sentence: ParsedSentence, verb: VerbGroup): readonly Fact[] {
  const subject = verb.passive && !verb.negated ? subjectOf(sentence, verb) : null;
  const object = verb.passive || verb.negated ? null : objectAfter(sentence, verb);
  const others =
    subject !== null
      ? joined(sentence, subject)
      : object !== null
        ? joinedAfter(sentence, object)
        : [];
  return others.length === 0
    ? []
    : others.map(({ phrase, count }) => ({
        ...fact(
          sentence,
          "weapon.intercepted",
          { from: Math.min(phrase.from, verb.from), to: Math.max(phrase.to, verb.to) },
          "downed",
          count,
          "weapons stopped",
        ),
        population: weaponIn(sentence, phrase),
      }));
}

/** "downed 20 drones and two missiles": what "and" adds after the object. */
function joinedAfter(
  sentence: ParsedSentence,
  object: NounPhrase,
): readonly { readonly phrase: NounPhrase; readonly count: Count }[] {
  const all = coordinatedWith(sentence, { phrase: object, side: "after", negated: false });
  return all.slice(1).flatMap((phrase) => {
    const count = countOf(sentence.tokens, phrase.from, phrase.to, phrase.head);
    return weaponIn(sentence, phrase) === null || count === null ? [] : [{ phrase, count }];
  });
}

/** How many a phrase counts; "all of them", "both" and "all three" are as many as were told of. */
export function countedOf(
  sentence: ParsedSentence,
  phrase: NounPhrase,
  scene: Scene,
): Count | null {
  const { tokens } = sentence;
  const own = countOf(tokens, phrase.from, phrase.to, phrase.head);
  const every = everyOrNone(sentence, phrase);
  if (every !== null) return every;
  const but = isAllBut(sentence, phrase);
  if (!but && (own !== null || tokens[phrase.from]?.lower !== "all")) return own;
  const all = allOf(sentence, phrase, scene);
  if (!but) return all;
  const left = own === null || all === null || all.max !== all.min ? null : all.min - own.min;
  return left === null || left < 0 || own?.max !== own?.min
    ? null
    : { min: left, max: left, approximate: all?.approximate ?? false, weak: false };
}

/** As many as were told of before a phrase, in its sentence or before it. */
function allOf(sentence: ParsedSentence, phrase: NounPhrase, scene: Scene): Count | null {
  const { tokens } = sentence;
  const here = sentence.nouns
    .filter((each) => each.to <= phrase.from && weaponIn(sentence, each) !== null)
    .map((each) => countOf(tokens, each.from, each.to, each.head))
    .findLast((count) => count !== null && !count.weak);
  return here ?? saidBefore(tokens, phrase.from) ?? scene.weapons;
}

/** "two of which were captured": the phrase before "of which". */
function beforeWhich(sentence: ParsedSentence, verb: VerbGroup): NounPhrase | null {
  const { tokens, nouns } = sentence;
  if (tokens[verb.from - 1]?.lower === "which") return endingAt(nouns, verb.from - 2) ?? null;
  return subjectOf(sentence, verb);
}

function objectAfter(sentence: ParsedSentence, verb: VerbGroup): NounPhrase | null {
  const { tokens, verbs } = sentence;
  // "met and brought down three of the craft": both verbs have the one object.
  const next = tokens[verb.to]?.pos === "CCONJ" ? startingAt(verbs, verb.to + 1) : undefined;
  if (next !== undefined && INTERCEPT_VERBS.has(next.lemma)) return null;
  return objectOf(sentence, pastDown(sentence, next ?? verb));
}

/** Numbers alone, "the other two", "12 of them", "all", "another": they stand for what was named before. */
export function refersBack({ tokens }: ParsedSentence, { to, from, head }: NounPhrase): boolean {
  if (isOneOf(tokens[to + 1]?.lower, "which|them|these|those") && tokens[to]?.lower === "of")
    return true;
  // "one of the two".
  const number = isOneOf(tokens[to + 1]?.lower, "the|these|those");
  if (number && tokens[to]?.lower === "of" && tokens[to + 2]?.pos === "NUM")
    return !isOneOf(tokens[to + 3]?.pos, "NOUN|PROPN|ADJ|NUM");
  // "one of the cranes": of those, and of nothing that was told of before.
  const other = !tokens
    .slice(to + 1, to + 4)
    .some(({ lemma }) => isOneOf(lemma, "aircraft|machine|craft|device"));
  if (
    other &&
    tokens[to]?.lower === "of" &&
    isOneOf(tokens[to + 1]?.lower, "the|our|their|his|its")
  )
    return false;
  const word = tokens[head];
  const alone =
    word?.pos === "NUM" ||
    isOneOf(
      word?.lower,
      "others?|another|all|both|ones?|first|third|second|fourth|most|several|it|rest|remainder",
    );
  return alone || (tokens[from]?.pos === "NUM" && to - from === 1);
}

/** The kind of the last weapon that the sentence names before a token. */
function weaponBefore(sentence: ParsedSentence, at: number): string | null {
  for (const phrase of sentence.nouns.toReversed()) {
    const kind = phrase.to <= at ? weaponIn(sentence, phrase) : null;
    if (kind !== null) return kind;
  }
  return null;
}

/** "were brought down before reaching it", "without hitting anything". */
const isShort = ({ tokens }: ParsedSentence, { from, form, lemma }: VerbGroup): boolean =>
  form === "gerund" &&
  isOneOf(lemma, "reach|hit|strike|come|land") &&
  isOneOf(tokens[from - 1]?.lower, "before|without");

/** "a third hit the residence", "two fell in the yard", "one of them exploded near the gate". */
function hits(sentence: ParsedSentence, verb: VerbGroup, scene: Scene): readonly Fact[] {
  const { tokens } = sentence;
  const through =
    (isOneOf(verb.lemma, "go|pass|punch|get|break|slip") && tokens[verb.to]?.lower === "through") ||
    (isOneOf(verb.lemma, "fly|dive|drive|go") &&
      tokens.slice(verb.to, verb.to + 2).some(({ lower }) => lower === "into"));
  // "a drone destroyed a dairy", "the second took the corner off the chapel".
  const wrecks =
    isOneOf(verb.lemma, "destroy|demolish|wreck|flatten|gut|level|obliterate") ||
    (isOneOf(verb.lemma, "take|tear|rip|blow") &&
      tokens[verb.to]?.lower !== "off" &&
      tokens.slice(verb.to, verb.to + 5).some(({ lower }) => lower === "off"));
  if (
    (!HIT_VERBS.has(verb.lemma) && !through && !wrecks) ||
    verb.passive ||
    isShort(sentence, verb) ||
    isUnreal(sentence, verb)
  )
    return [];
  const subject =
    sharedSubject(sentence, verb) ??
    subjectOf(sentence, verb) ??
    governedBy(sentence, verb)?.subject ??
    null;
  if (subject === null) return [];
  const part = partitiveOf(sentence, subject);
  const weapon =
    weaponIn(sentence, subject) ??
    (part === null ? null : weaponIn(sentence, part)) ??
    (refersBack(sentence, subject) ? (weaponBefore(sentence, subject.from) ?? scene.weapon) : null);
  const place = placeHit(sentence, verb) ?? placeThrough(sentence, verb);
  // "five landed, all of them in the yard", "the second missile hit as rescuers were at work".
  const then = isOneOf(tokens[verb.to]?.lower, "as|when|while|just|minutes|shortly");
  const bare =
    (verb.lemma === "land" && tokens[verb.to]?.text === ",") ||
    (LANDING_VERBS.has(verb.lemma) &&
      isOneOf(tokens[pastDown(sentence, verb).to]?.lower, "there|nearby")) ||
    (isOneOf(verb.lemma, "hit|strike|land") && then && !verb.negated);
  const landed = bare ? { to: verb.to } : null;
  const end = place ?? landed;
  if (weapon === null || end === null) return [];
  // "a projectile that did not explode on the roof": it may lie there.
  if (verb.negated && isOneOf(verb.lemma, "explode|detonate|burst")) return [];
  const it = tokens[subject.head]?.lower === "it";
  if (it && (scene.just === null || !LANDING_VERBS.has(verb.lemma))) return [];
  const rest = isOneOf(tokens[subject.head]?.lower, "rest|remainder|others");
  const own = countOf(tokens, subject.from, subject.to, subject.head);
  // "a barrage of nine rockets": as many as are counted.
  const inside =
    part !== null && own?.max === null ? countOf(tokens, part.from, part.to, part.head) : null;
  const said = everyOrNone(sentence, subject) ?? (inside !== null && !inside.weak ? inside : own);
  const one = single(sentence, subject) ? ONE : null;
  // "number three hit the residence": one.
  const nth = [subject.from, subject.from - 1].some((at) => tokens[at]?.lower === "number");
  const count = verb.negated ? NONE : nth ? ONE : (said ?? one ?? (rest ? SOME : null));
  if (count === null) return [];
  const others = verb.negated ? [] : joined(sentence, subject);
  return [...others, { phrase: subject, count }].map((each) =>
    fact(
      sentence,
      "weapon.hit",
      { from: Math.min(each.phrase.from, verb.from), to: Math.max(each.phrase.to, end.to) },
      "hit",
      each.count,
      "weapon that hit",
    ),
  );
}

/** "a missile and a wave of drones hit the port": the weapons that "and" joins to the subject. */
function joined(
  sentence: ParsedSentence,
  subject: NounPhrase,
): readonly { readonly phrase: NounPhrase; readonly count: Count }[] {
  const { tokens } = sentence;
  const part = partitiveOf(sentence, subject);
  const own = weaponIn(sentence, subject) ?? (part === null ? null : weaponIn(sentence, part));
  if (tokens[subject.from - 1]?.lower !== "and" || own === null) return [];
  const all = coordinatedWith(sentence, { phrase: subject, side: "before", negated: false });
  return all.slice(1).flatMap((phrase) => {
    const count = countOf(tokens, phrase.from, phrase.to, phrase.head);
    return weaponIn(sentence, phrase) === null || count === null ? [] : [{ phrase, count }];
  });
}

/** "a missile missed its target and fell in a field": the weapon that both verbs are said of. */
function sharedSubject(sentence: ParsedSentence, verb: VerbGroup): NounPhrase | null {
  const { tokens, verbs } = sentence;
  if (tokens[verb.from - 1]?.pos !== "CCONJ") return null;
  // Past participles that belong to a noun: "through the most heavily defended airspace".
  const first = verbs.findLast(
    ({ to, form, from }) =>
      to < verb.from && form === "finite" && !isOneOf(tokens[from - 1]?.pos, "ADV|DET|ADJ"),
  );
  const subject = first === undefined || first.passive ? null : subjectOf(sentence, first);
  return subject !== null && weaponIn(sentence, subject) !== null ? subject : null;
}

/** "the other", "it", "the drone": one, where a weapon is spoken of. */
export function single({ tokens }: ParsedSentence, { from, to }: NounPhrase): boolean {
  const words = tokens.slice(from, to).map(({ lower }) => lower);
  return (
    words.join(" ") === "the other" || (words.join(" ") === "it" && from === 0) || isTheOne(words)
  );
}

const isTheOne = (words: readonly string[]): boolean =>
  words[0] === "the" &&
  !words.some((word) => isOneOf(word, "second|third|other")) &&
  isOneOf(words.at(-1), "drone|missile|rocket|projectile|uav");

/** "the rest reached the town": some did. */
const SOME: Count = { min: 1, max: null, approximate: false, weak: true };

/** "one got through": nobody says where it came down. */
function placeThrough({ tokens }: ParsedSentence, verb: VerbGroup): { readonly to: number } | null {
  const ends = isOneOf(tokens[verb.to + 1]?.lower ?? ".", "[.,;]|and|but");
  return isOneOf(verb.lemma, "get|break|slip") && tokens[verb.to]?.lower === "through" && ends
    ? { to: verb.to + 1 }
    : null;
}

/** What was hit, or where it came down; null where nobody says so, and for the sea, where nothing is hit. */
function placeHit(sentence: ParsedSentence, verb: VerbGroup): NounPhrase | null {
  const { tokens, nouns } = sentence;
  const down = pastDown(sentence, verb);
  if (verb.lemma === "come" && down === verb) return null;
  const straight =
    pastMeasure(sentence, down.to) ??
    (isOneOf(tokens[down.to]?.lower, "straight|directly|right") ? 1 : 0);
  const next = tokens[down.to + straight];
  const into =
    next?.pos === "ADP" || isOneOf(next?.lower, "next|close|inside|near|outside|on|onto");
  const object = into
    ? nouns.find(({ from }) => from > down.to + straight && from <= down.to + straight + 3)
    : LANDING_VERBS.has(verb.lemma)
      ? undefined
      : (objectOf(sentence, down) ?? undefined);
  const away = next?.lower === "from" && straight > 1;
  if (
    object === undefined ||
    (isOneOf(next?.lower, "by|before|after|during|without|from|as|when|while|until") && !away)
  )
    return null;
  const afloat = /^(?:harbou?r|bay|canal|dock|reservoir|pond|estuary)$/;
  if (verb.lemma === "fall" && afloat.test(tokens[object.head]?.lower ?? "")) return null;
  return isOneOf(
    tokens[object.head]?.lemma,
    "sea|ocean|water|lake|river|gulf|short|air|mid-air|midair|sky|flight",
  )
    ? null
    : object;
}

/** "ten metres from the gate": the words of a distance; null where there is none. */
function pastMeasure({ tokens }: ParsedSentence, at: number): number | null {
  let to = at;
  while (isOneOf(tokens[to]?.pos, "NUM|ADV") || isOneOf(tokens[to]?.lower, "some|less|more|than|a"))
    to++;
  const unit = /^(?:met(?:er|re)s?|kilomet(?:er|re)s?|km|m|yards?|feet|miles?|few|hundred)$/;
  return to > at && unit.test(tokens[to]?.lower ?? "") ? to + 1 - at : null;
}

/** Words between what was hit and "by", at most. */
const BY_WITHIN = 14;
/** Words between "by what" and what it was, at most. */
const WHAT_WITHIN = 10;

/** "the depot was hit by two rockets". */
function hitBy(sentence: ParsedSentence, verb: VerbGroup): readonly Fact[] {
  const { tokens, nouns } = sentence;
  // "the depot, struck by three drones, burned", "was, before midnight, struck by": a participle alone.
  const alone =
    verb.to - verb.from === 1 &&
    isOneOf(tokens[verb.main]?.lower, "hit|struck") &&
    tokens[verb.to]?.lower === "by";
  if (
    !isOneOf(verb.lemma, "hit|strike") ||
    !(verb.passive || alone) ||
    verb.negated ||
    isUnreal(sentence, verb)
  )
    return [];
  // "was hit at dawn by two rockets".
  const by = tokens.findIndex(({ lower }, i) => i >= verb.to && lower === "by");
  // "on the port side, just above the waterline, by a missile": commas that close again.
  const commas = tokens.slice(verb.to, Math.max(by, verb.to)).filter(({ text }) => text === ",");
  const apart =
    by === -1 ||
    commas.length % 2 === 1 ||
    by > verb.to + BY_WITHIN ||
    sentence.verbs.some(({ from }) => from >= verb.to && from < by) ||
    tokens.slice(verb.to, by).some(({ text }) => isOneOf(text, "[;:]"));
  if (apart) return [];
  // "by what is believed to have been a drone": what it was.
  const what = tokens[by + 1]?.lower === "what";
  const agent = nouns.find(
    (each) =>
      each.from >= by + 1 &&
      each.from <= by + (what ? WHAT_WITHIN : 3) &&
      (!what || weaponIn(sentence, each) !== null),
  );
  const of = agent === undefined ? null : partitiveOf(sentence, agent);
  const weapon =
    agent !== undefined &&
    (weaponIn(sentence, agent) !== null || (of !== null && weaponIn(sentence, of) !== null));
  // "by an unmanned boat and a missile".
  const joint =
    agent !== undefined &&
    coordinatedWith(sentence, { phrase: agent, side: "after", negated: false }).some(
      (each) => weaponIn(sentence, each) !== null,
    );
  if (agent === undefined || !(weapon || joint)) return [];
  const first = subjectOf(sentence, verb)?.from ?? verb.from;
  const all = coordinatedWith(sentence, { phrase: agent, side: "after", negated: false });
  return all.flatMap((each) => {
    const count = countOf(tokens, each.from, each.to, each.head);
    if (count === null || ((each !== agent || !weapon) && weaponIn(sentence, each) === null))
      return [];
    const from = each === agent ? first : each.from;
    return [fact(sentence, "weapon.hit", { from, to: each.to }, "hit", count, "weapon that hit")];
  });
}

function fact(
  sentence: ParsedSentence,
  predicate: Predicate,
  { from, to }: { readonly from: number; readonly to: number },
  value: string,
  count: Count | null,
  rule: string,
): Fact {
  return factOf(sentence, { predicate, from, to, value, count, rule });
}
