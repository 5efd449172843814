import { hasOneOf, hasWord, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { overlaps } from "../../text/span.ts";
import type { Fact, Predicate } from "../claim.ts";
import { hasAttack, isUnreal, wordsOf } from "../clause-facts.ts";
import { type Count, countOf, NONE, ONE } from "../count.ts";
import { factOf } from "../fact.ts";
import { ATTACK_NOUNS, FALSE_WORDS, RUMOUR_NOUNS } from "../lexicon.ts";
import { isOfMany } from "../rules/attack-targets.ts";
import { type Scene, weaponNamed } from "../scene.ts";
import { type Filled, filled } from "./argument.ts";
import { ARGUMENTS } from "./arguments.ts";
import { aimedAt } from "./aimed-at.ts";
import { calibreFacts } from "./calibre-facts.ts";
import { chargesTold } from "./charges-told.ts";
import { damageLists } from "./damage-lists.ts";
import { dayFacts } from "./day-facts.ts";
import { defenceByClause } from "./defence-by-clause.ts";
import { DENIALS, type Pattern, patternsByWord, type Reading } from "./frame.ts";
import { launchElsewhere } from "./launch-elsewhere.ts";
import { launchPlaceFacts } from "./launch-facts.ts";
import { type Match, matchAt } from "./match-frame.ts";
import { meetingFacts } from "./meeting-facts.ts";
import { hourFacts } from "./hour-facts.ts";
import { hitsByClause } from "./hits-by-clause.ts";
import { hitsCounted } from "./hits-counted.ts";
import { idleDevices } from "./idle-devices.ts";
import { harmedFacts } from "./harmed-facts.ts";
import { numberFacts } from "./number-facts.ts";
import { ownDeeds } from "./own-deeds.ts";
import { ownWords } from "./own-words.ts";
import { piecesFound } from "./pieces-found.ts";
import { placeFacts } from "./place-facts.ts";
import { SUPPLIES } from "./tables/concrete-things.ts";
import { READINGS } from "./readings.ts";
import { NOT_KNOWN } from "./tables/known.ts";
import { soundLikeness } from "./sound-likeness.ts";
import { struckFacts } from "./struck-facts.ts";
import { thingsFound } from "./things-found.ts";
import { thingsHit } from "./things-hit.ts";
import { toldDeeds } from "./told-deeds.ts";
import { whyIdleFacts } from "./why-idle.ts";
import { isOneOf } from "../../text/one-of.ts";
import { hasOne } from "../../grammar/places.ts";

let patterns: ReadonlyMap<string, readonly Pattern[]> | null = null;

/** Made when the first sentence is read: who asks for something else does not wait for them. */
function patternsOf(word: string): readonly Pattern[] | undefined {
  patterns ??= patternsByWord(READINGS);
  return patterns.get(word);
}

/**
 * What everyday words say of an attack where no rule of a construction of its own found anything: a trigger and its argument in one clause.
 * `told`: the sentence's facts by those rules.
 */
export function everydayFacts(
  sentence: ParsedSentence,
  scene: Scene,
  told: readonly Fact[],
): readonly Fact[] {
  const of = scene.about || scene.attack || hasAttack(sentence) || weaponNamed(sentence) !== null;
  if ((!of && !scene.story) || isOfRumour(sentence)) return [];
  // What speakers say of themselves first: the tables would take some of it for what others say of them.
  const found: Fact[] = of ? [...ownDeeds(sentence, scene, told)] : [];
  if (of && !told.some(({ predicate }) => predicate.startsWith("responsibility.")))
    found.push(...ownWords(sentence, scene));
  const own = found.filter(({ predicate }) => predicate === "responsibility.claimed");
  // Homes are without power for many reasons.
  const apartFromIt = of || hasWord(sentence, SUPPLIES) ? OF_PEOPLE : OF_HARM;
  const elsewhere = new Map<Reading, boolean>();
  for (const [at, { lower, lemma }] of sentence.tokens.entries())
    for (const word of lower === lemma ? [lower] : [lower, lemma]) {
      const triggered = patternsOf(word);
      if (triggered === undefined) continue;
      for (const pattern of sentence.words.among(triggered)) {
        const { reading } = pattern;
        // "Where did they come from? We do not know.": that, and not who it was.
        if (reading === NOT_KNOWN && scene.asks === "where") continue;
        // Where the weapon is named further on, only what is told of people and things harmed is of it.
        if (!of && !apartFromIt.has(reading.predicate)) continue;
        // Asked once, though "were" is found as it stands and as "be".
        if (word !== lower && isTriggeredBy(pattern, lower)) continue;
        const apart = elsewhere.get(reading) ?? isElsewhere(sentence, scene, reading);
        elsewhere.set(reading, apart);
        if (apart || (pattern.frame.here === true && !isNear(sentence, reading))) continue;
        const match = matchAt(sentence, pattern, at);
        if (match === null || isUnsaid(sentence, match)) continue;
        for (const fact of factsOf(sentence, scene, match))
          if (
            ![...told, ...found].some((other) => isOfTheSame(other, fact)) &&
            !(
              fact.predicate === "responsibility.accused" &&
              own.some(({ span }) => overlaps(span, fact.span))
            )
          )
            found.push(fact);
      }
    }
  return of ? [...found, ...byConstruction(sentence, scene, told, found)] : found;
}

/** What is read by the clause and not by a table's words, beside what the rules (`told`) and the tables (`found`) told. */
function byConstruction(
  sentence: ParsedSentence,
  scene: Scene,
  told: readonly Fact[],
  found: readonly Fact[],
): readonly Fact[] {
  const all = [...told, ...found];
  const struck = struckFacts(sentence, scene, all);
  const days = dayFacts(sentence, [...all, ...struck]);
  const launches = launchPlaceFacts(sentence, scene, all);
  const pieces = piecesFound(sentence, scene, all);
  const harmed = harmedFacts(sentence, scene, all);
  const numbers = numberFacts(sentence, scene, all);
  return [
    ...harmed,
    ...thingsHit(sentence, scene, [...all, ...harmed, ...numbers]),
    ...calibreFacts(sentence, all),
    ...numbers,
    ...damageLists(sentence, all),
    ...allHits(sentence, scene, all),
    ...struck,
    ...aimedAt(sentence, [...all, ...struck]),
    ...days,
    ...hourFacts(sentence, scene, [...told, ...days]),
    ...placeFacts(sentence, all, struck),
    ...launches,
    ...launchElsewhere(sentence, [...all, ...launches]),
    ...meetingFacts(sentence, scene, all),
    ...pieces,
    ...soundLikeness(sentence, all),
    ...thingsFound(sentence, scene, [...all, ...pieces]),
    ...toldDeeds(sentence, scene, all),
    ...chargesTold(sentence, scene, all),
    ...ofDefences(sentence, scene, all),
  ];
}

/** Whether a defence acted, and why it did not. */
function ofDefences(
  sentence: ParsedSentence,
  scene: Scene,
  told: readonly Fact[],
): readonly Fact[] {
  const idle = idleDevices(sentence, scene, told);
  const all = [...told, ...idle];
  return [...whyIdleFacts(sentence, scene, all), ...idle, ...defenceByClause(sentence, scene, all)];
}

/** Hits that a place took, and weapons that came down. */
function allHits(sentence: ParsedSentence, scene: Scene, told: readonly Fact[]): readonly Fact[] {
  const counted = hitsCounted(sentence, scene, told);
  return [...counted, ...hitsByClause(sentence, scene, [...told, ...counted])];
}

/** What is told of people, and of things too, before an account has named its weapon. */
const OF_PEOPLE: ReadonlySet<Predicate> = new Set([
  "casualties.killed",
  "casualties.injured",
  "person.condition",
  "person.hospitalised",
]);
const OF_HARM: ReadonlySet<Predicate> = new Set([...OF_PEOPLE, "damage"]);

/** A word with which the whole reading is of something else, or none of those that must be near. */
function isElsewhere(sentence: ParsedSentence, scene: Scene, reading: Reading): boolean {
  if (!scene.defence && !isNear(sentence, reading)) return true;
  return reading.unless !== undefined && hasWord(sentence, reading.unless);
}

const isNear = (sentence: ParsedSentence, { near }: Reading): boolean =>
  near === undefined || hasWord(sentence, near);

function isTriggeredBy({ parts: [trigger] }: Pattern, word: string): boolean {
  if (trigger?.kind === "words") return trigger.words.has(word);
  return trigger?.kind === "counted" && trigger.heads.has(word);
}

/** Facts of one kind about the same words; and who was killed is told of as killed only. */
const isOfTheSame = (one: Fact, other: Fact): boolean =>
  overlaps(one.span, other.span) &&
  (one.predicate === other.predicate ||
    // "There was at most one explosion": how many, and no sound besides.
    (one.predicate === "explosion.count" &&
      other.predicate === "witness.sound" &&
      other.value === "one explosion") ||
    (one.predicate === "casualties.killed" &&
      other.predicate === "casualties.injured" &&
      one.count?.min === other.count?.min));

/** "The rumour that a child had died is untrue": rules know whose word it is, and a plain reading does not. */
function isOfRumour(sentence: ParsedSentence): boolean {
  const { tokens } = sentence;
  return (
    hasWord(sentence, RUMOUR_NOUNS) &&
    tokens.some(({ lower }) => FALSE_WORDS.has(lower)) &&
    tokens.some(({ lemma }) => RUMOUR_NOUNS.has(lemma))
  );
}

/** What is asked, supposed, planned, feared or only nearly so. */
function isUnsaid(sentence: ParsedSentence, match: Match): boolean {
  const { from, to: ends, verb, pattern } = match;
  const { tokens, verbs } = sentence;
  // "explosions could be heard": they were.
  const perceived = verb?.passive === true && isOneOf(verb.lemma, "hear|see");
  if (verb !== null && !pattern.denies && !perceived && isUnreal(sentence, verb)) return true;
  if (isOneOf(verb?.modal, "will|shall|should")) return true;
  // "residents will hear three explosions": a noun, behind a verb of what is to come.
  const doer = verb === null ? verbs.findLast(({ to }) => to <= from && to >= from - 2) : undefined;
  if (isOneOf(doer?.modal, "will|shall|would")) return true;
  // "who shelled nobody that day".
  if (
    !pattern.denies &&
    verb !== null &&
    // "did nothing" may be what the frame says itself.
    ends <= verb.to &&
    isOneOf(tokens[verb.to]?.lower, "nobody|nothing|none|no-one")
  )
    return true;
  // "neither confirmed nor denied": nothing is said of it.
  if (
    pattern.reading.predicate === "responsibility.accused" &&
    hasOne(tokens.slice(Math.max(0, from - 5), from), "neither")
  )
    return true;
  // "The first to condemn it was Omar Sad": who condemned it, and nobody who did it.
  if (
    pattern.reading.predicate === "responsibility.accused" &&
    verb === null &&
    isOneOf(tokens[from]?.lower, "it|this|that") &&
    tokens[from - 1]?.pos === "VERB"
  )
    return true;
  // "help Iraq find out who did it": who that is, is asked.
  const asks =
    pattern.reading.predicate === "responsibility.accused" &&
    tokens[from - 1]?.lower === "who" &&
    isOneOf(
      tokens[from - 2]?.lower,
      "out|know|knows|of|about|establish|determine|clear|say|identify",
    );
  if (asks) return true;
  // "condemned all attacks on water works", "the fourth such raid on the harbour".
  const deed = sentence.nouns.find((phrase) => phrase.from <= from && from < phrase.to);
  if (pattern.reading.predicate === "attack.target" && deed !== undefined)
    if (ATTACK_NOUNS.has(tokens[from]?.lemma ?? "") && isOfMany(sentence, deed)) return true;
  if (pattern.reading.predicate === "defence.activated" && isNoAlarm(sentence, match)) return true;
  let start = from;
  while (start > 0 && !CLAUSE_ENDS.has(tokens[start - 1]?.text ?? "")) start--;
  const before = tokens.slice(start, from);
  if (hasOneOf(sentence, SUPPOSES) && hasOne(before, SUPPOSES)) return true;
  // "One contractor was fatally injured".
  if (
    pattern.reading.predicate === "casualties.injured" &&
    hasOne(tokens.slice(from - 2, from + 2), "fatally|mortally")
  )
    return true;
  if (
    hasOneOf(sentence, "how") &&
    /\bhow (?:many|much)\b/.test(before.map(({ lower }) => lower).join(" "))
  )
    return true;
  const lead = verbs.findLast(({ to, form }) => to <= from && form !== "gerund");
  if (pattern.reading.believed === true && isOneOf(lead?.lemma, "think|believe|assume"))
    return false;
  // "caused no damage": what is caused came of it.
  if (lead?.lemma === "cause" && pattern.reading.predicate === "damage") return false;
  // "Because nobody had warned them, two got off badly": another clause; "the rockets, she believes, were meant for it" is none.
  const comma = tokens.slice(lead?.to ?? from, from).some(({ text }) => text === ",");
  if (comma && !isOneOf(lead?.lemma, "think|believe|assume|fear|expect")) return false;
  return lead !== undefined && lead.to >= from - LED_WITHIN && isOneOf(lead.lemma, LEADS);
}

/** "the siren is sounded by hand", "kept the alarm from sounding", "I have not met one person who heard the siren": it is, as a rule, and was not. */
function isNoAlarm({ tokens, verbs }: ParsedSentence, { from, to, verb, pattern }: Match): boolean {
  const habit = verb?.passive === true && isOneOf(tokens[verb.from]?.lower, "is|are");
  const kept = tokens[(verb?.from ?? from) - 1]?.lower === "from" && verb?.form === "gerund";
  if (habit || kept) return true;
  if (pattern.denies) return false;
  // "which in spring went off nearly every week": at other times.
  const often = tokens
    .slice(Math.max(0, from - OFTEN_WITHIN), to + OFTEN_WITHIN)
    .some(({ lower }) => isOneOf(lower, "every|usually|weekly|nightly|regularly"));
  return (
    often ||
    verbs.some(
      (other) =>
        other.negated &&
        other.to <= from &&
        other.to >= from - SEARCHED_WITHIN &&
        isOneOf(other.lemma, "find|meet|know|speak"),
    )
  );
}

/** Words between whom nobody met and what he might have heard, at most. */
const SEARCHED_WITHIN = 5;

/** Words beside a verb in which it is said that it is so as a rule. */
const OFTEN_WITHIN = 6;

const CLAUSE_ENDS: ReadonlySet<string> = new Set([";", ":", "."]);
/** Words before which a thing is only supposed, or another deed that is answered by this one. */
const SUPPOSES =
  "whether|if|unless|nearly|almost|otherwise|retaliation|revenge|avenge|avenging|reprisal";
/** Verbs after which a thing is not said to be so. */
const LEADS =
  "threaten|warn|fear|vow|plan|want|hope|intend|aim|risk|avoid|prevent|simulate|imagine|think|believe|assume|train|prepare|expect|help|cause";
/** Words between such a verb and what it leads to, at most. */
const LED_WITHIN = 4;

function factsOf(sentence: ParsedSentence, scene: Scene, match: Match): readonly Fact[] {
  const { reading, frame, says, denies } = match.pattern;
  if (match.beside !== null) {
    const { name, who } = match.beside;
    const beside = ARGUMENTS.get(name)?.(sentence, scene, who) ?? [];
    if (beside.length === 0 || beside.some(({ none }) => none)) return [];
  }
  return argumentsOf(sentence, scene, match).flatMap((found) => {
    const each =
      frame.nobody === true ? { ...found, count: NONE, value: found.value || "people" } : found;
    const start = match.verb === null ? match.from : Math.min(match.from, match.verb.from);
    const range = each.apart
      ? { from: each.from, to: each.to }
      : { from: Math.min(start, each.from), to: Math.max(match.to, each.to) };
    const denied = match.denied && !denies;
    // What is denied of some says nothing of how many there were.
    if (denied && (each.none || each.count !== null) && each.count?.max !== 0) return [];
    const alone = reading.predicate !== "damage" && frame.denied === undefined;
    if (each.none && alone && !denies) return [];
    // "five were hurt; none needed hospital care": of those who were.
    const needed =
      reading.predicate === "casualties.injured" &&
      each.count?.max === 0 &&
      isOneOf(match.verb?.lemma, "need|require|seek|ask|request");
    if (needed) return [];
    const opposed = denied || (each.none && each.count === null && !denies);
    if (opposed && reading.affirmed === true) return [];
    const to = frame.whole === true ? clauseEnd(sentence, range.to) : range.to;
    const words = frame.whole === true ? wordsOf(sentence, range.from, to) : each.value;
    const affirmed = frame.value ?? words;
    const value = opposed ? (frame.denied ?? affirmed) : affirmed;
    const polarity = value === "no" ? "deny" : "affirm";
    return [
      factOf(sentence, {
        predicate: reading.predicate,
        from: range.from,
        to,
        value,
        count: each.count,
        population: each.population,
        polarity: opposed ? "deny" : (frame.polarity ?? polarity),
        rule: `everyday words: ${says}`,
      }),
    ];
  });
}

function argumentsOf(sentence: ParsedSentence, scene: Scene, match: Match): readonly Filled[] {
  const { argument, counted } = match;
  if (argument !== null) return ARGUMENTS.get(argument.name)?.(sentence, scene, argument.who) ?? [];
  if (counted === null) return [filled(match, "")];
  const { tokens } = sentence;
  const none = tokens.slice(counted.from, counted.head).some(({ lower }) => DENIALS.has(lower));
  const said = none ? NONE : countOf(tokens, counted.from, counted.to, counted.head);
  const count = said === null ? null : firm(said);
  const ordinal =
    isOneOf(tokens[counted.from]?.lower, "first|second|third|fourth|fifth|last|another") ||
    isOneOf(tokens[counted.from + 1]?.lower, "first|second|third|fourth|fifth|last|another");
  // "an explosion", "heard one explosion": a sound, and no number of them.
  if (
    ordinal ||
    (match.pattern.reading.predicate === "explosion.count" &&
      (said?.weak !== false || (said.min < 2 && said.min > 0)))
  )
    return [];
  return count === null ? [] : [filled(counted, "people", { count })];
}

/** "a death" is one; "deaths" are nobody's number. */
const firm = (count: Count): Count | null => (count.weak ? (count.min === 1 ? ONE : null) : count);

/** Up to the mark, or the joint with a clause of its own, that ends a clause. */
function clauseEnd({ tokens, verbs, nouns }: ParsedSentence, from: number): number {
  const starts = (at: number): boolean =>
    verbs.some((verb) => verb.from === at) ||
    nouns.some((phrase) => phrase.from === at && verbs.some((verb) => verb.from === phrase.to));
  const at = tokens.findIndex(
    ({ text, lower }, i) =>
      i >= from && (isOneOf(text, '[,.;:!?”"]') || (isOneOf(lower, "and|but") && starts(i + 1))),
  );
  return at === -1 ? tokens.length : at;
}
