import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { endingAt, hasOne, startingAt } from "../../grammar/places.ts";
import { isWeekday } from "../../text/calendar-words.ts";
import { isOneOf } from "../../text/one-of.ts";
import { overlaps } from "../../text/span.ts";
import type { Fact } from "../claim.ts";
import { isUnreal, objectOf, rangeOf, subjectOf } from "../clause-facts.ts";
import { factOf } from "../fact.ts";
import { isAttackPhrase } from "../rules/weapons.ts";
import { DAMAGE_VERBS, HIT_VERBS } from "../lexicon.ts";
import { properName } from "../rules/attack.ts";
import { weaponIn } from "../weapon-in.ts";
import { isOfHarm } from "./harm-words.ts";
import type { Token } from "../../text/tokens.ts";

/** What names such a proposal: it is one only as long as its account has told no place. */
export const WHERE_IT_IS = "everyday words: where what was attacked is";

/** What tells of a thing that was attacked, struck or harmed: where that is, it was. */
const OF_THINGS = /^(?:attack\.target|weapon\.hit)$/;

/**
 * The named place in the chain of phrases that begins with what was attacked or struck, or with the attack itself: "a minibus on the road between Suhail
 * and Tell Amar", "the cold store of a packing plant in Varra", "a missile attack on the railway town of Ombra". No word of the clause need be known but
 * those by which the facts `told` were found. `isPlace`: whether a phrase with a name may be one.
 */
export function chainedPlace(
  sentence: ParsedSentence,
  told: readonly Fact[],
  isPlace: (phrase: NounPhrase) => boolean,
): readonly Fact[] {
  const struck = struckIn(sentence);
  const landed = landedOn(sentence);
  for (const root of sentence.nouns) {
    const lead = sentence.tokens[root.from - 1]?.lower;
    const ground = landed.includes(root) && isOneOf(lead, GROUND_LINKS);
    if (!landed.includes(root) && !struck.includes(root) && !isRoot(sentence, root, told)) continue;
    const names = [root, ...chainFrom(sentence, root)]
      // "Osterby's Friday market": named by its town.
      .filter((phrase) => isPlace(phrase) || ownerOfGround(sentence, phrase) !== null)
      .flatMap((phrase) => namedAt(sentence, phrase, phrase === root && !ground));
    // "a bridge over the Tessel near Mirow": a town has no article.
    const best = names.find(({ definite }) => !definite) ?? names[0];
    if (best === undefined) continue;
    const { from, to, name } = best;
    return [
      factOf(sentence, {
        predicate: "attack.place",
        from,
        to,
        value: name,
        rule: WHERE_IT_IS,
      }),
    ];
  }
  return [];
}

/** Whether a phrase names the attack, or is the last of what a fact tells was attacked or struck. */
function isRoot(sentence: ParsedSentence, phrase: NounPhrase, told: readonly Fact[]): boolean {
  const { tokens } = sentence;
  if (isAttackPhrase(sentence, phrase))
    return !hasOne(tokens.slice(phrase.from, phrase.head), "no");
  if (weaponIn(sentence, phrase) !== null) return false;
  const own = rangeOf(sentence, phrase.head, phrase.head + 1);
  const next = sentence.nouns.find(({ from }) => from >= phrase.to);
  const later = next === undefined ? null : rangeOf(sentence, next.head, next.head + 1);
  return told.some(
    ({ predicate, span, polarity }) =>
      OF_THINGS.test(predicate) &&
      polarity === "affirm" &&
      overlaps(span, own) &&
      (later === null || !overlaps(span, later)),
  );
}

const HITS: ReadonlySet<string> = new Set(
  "hit strike shell bomb bombard pound shake rock raid rocket attack target".split(" "),
);

/** What the verbs of a sentence say was struck: the subject of "was shelled" and "came under fire", the object of "shells hit". */
function struckIn(sentence: ParsedSentence): readonly NounPhrase[] {
  const { tokens, nouns, verbs } = sentence;
  return verbs.flatMap((verb) => {
    const under =
      verb.lemma === "come" &&
      tokens[verb.to]?.lower === "under" &&
      tokens.slice(verb.to + 1, verb.to + UNDER_WITHIN).some(isOfFire);
    if ((!under && !HITS.has(verb.lemma)) || verb.negated || isUnreal(sentence, verb)) return [];
    const doer = endingAt(nouns, verb.from);
    const armed = doer !== undefined && weaponIn(sentence, doer) !== null;
    const thing =
      under || verb.passive ? subjectOf(sentence, verb) : armed ? objectOf(sentence, verb) : null;
    return thing === null || tokens[thing.head]?.pos === "PRON" ? [] : [thing];
  });
}

/** Where what verbs tell came down: "nine rockets came down on Lower Brask", "a train that was hit outside Brenn", "a missile flattened a post in the valley". */
function landedOn(sentence: ParsedSentence): readonly NounPhrase[] {
  const { tokens, nouns, verbs } = sentence;
  // "Rockets on Karsk's old town": a heading without a verb.
  const [first] = nouns.filter((phrase) => weaponIn(sentence, phrase) !== null);
  if (verbs.length === 0 && first !== undefined && isOneOf(tokens[first.to]?.lower, GROUND_LINKS))
    return [startingAt(nouns, first.to + 1)].filter((each) => each !== undefined);
  return verbs.flatMap((verb) => {
    const hits = HIT_VERBS.has(verb.lemma) || HITS.has(verb.lemma);
    const falls = hits || isOneOf(verb.lemma, "drop|fly|burst");
    if (!falls && !DAMAGE_VERBS.has(verb.lemma)) return [];
    if (verb.negated || isUnreal(sentence, verb)) return [];
    if (hasOne(tokens.slice(0, verb.from), "rejected|rejects|denied|denies|dismissed")) return [];
    const doer = verb.passive ? null : subjectOf(sentence, verb);
    const armed = doer !== null && weaponIn(sentence, doer) !== null;
    if (!armed && !(verb.passive && HITS.has(verb.lemma))) return [];
    let at = verb.to;
    while (at < verb.to + DOWN_WITHIN && isOneOf(tokens[at]?.lower, "down|short|straight")) at++;
    const leads = isOneOf(tokens[at]?.lower, GROUND_LINKS);
    const place = leads ? startingAt(nouns, at + 1) : startingAt(nouns, verb.to);
    return place === undefined || (!leads && !armed) ? [] : [place];
  });
}

/** Words between a verb and where something came down, at most. */
const DOWN_WITHIN = 2;
const GROUND_LINKS =
  "in|at|on|near|outside|inside|within|along|beside|between|off|around|behind|beyond|opposite|into|onto|over|upon|across";

const isOfFire = (token: Token): boolean =>
  isOfHarm(token) || isOneOf(token.lower, "fire|shellfire");
/** Words of "came under heavy mortar fire", at most. */
const UNDER_WITHIN = 5;

interface NamedPlace {
  readonly from: number;
  readonly to: number;
  readonly name: string;
  /** Whether an article stands before it: rivers, seas and regions. */
  readonly definite: boolean;
}

function namedAt(
  sentence: ParsedSentence,
  phrase: NounPhrase,
  opens: boolean,
): readonly NamedPlace[] {
  const { tokens } = sentence;
  const owned = ownerOfGround(sentence, phrase) ?? (opens ? siteAttacked(sentence, phrase) : null);
  const name = owned ?? (opens ? null : properName(sentence, phrase.from, phrase.to));
  // "Gate C4", "Pier B": numbered, and not named; "the candidate Mateo Ferrand": a person.
  const whole =
    name !== null &&
    name
      .split(" ")
      .every((word) => /^\p{L}[\p{L}'’-]{2}/u.test(word) || /^(?:Al|El|[AO]u?)$/i.test(word));
  // "the territory of the Republic", "the convoy of the Southern Column".
  const article = isOneOf(tokens[phrase.from]?.lower, "the|a|an");
  const ofThe =
    article && tokens[phrase.from - 1]?.lower === "of" && tokens[phrase.head]?.pos === "PROPN";
  if (name === null || ofThe || !whole || isApposed(sentence, phrase)) return [];
  const definite = article && tokens[phrase.head]?.pos === "PROPN";
  return [{ from: Math.max(0, phrase.from - Number(!opens)), to: phrase.to, name, definite }];
}

/** "the opposition candidate Mateo Ferrand", "dockworker Ana Rey": who or what bears the name stands before it. */
function isApposed({ tokens }: ParsedSentence, { from, head }: NounPhrase): boolean {
  const kind = tokens.slice(from, head).findLast(({ pos }) => pos === "NOUN");
  return (
    tokens[head]?.pos === "PROPN" &&
    kind !== undefined &&
    !isOneOf(kind.lemma, "city|town|village|port|island|district|province")
  );
}

/** "Osterby's Friday market", "Marrakhan's government quarter": what a town has is there. */
function ownerOfGround({ tokens }: ParsedSentence, { from, head }: NounPhrase): string | null {
  const mark = tokens.findIndex(
    ({ lower }, at) => at > from && at < head && isOneOf(lower, "['’]s?"),
  );
  if (mark === -1 || !isOneOf(tokens[head]?.lemma, OF_TOWNS)) return null;
  const owner = tokens.slice(from, mark);
  const named = owner.every(
    ({ pos, lower, text }) => pos === "PROPN" && /^\p{Lu}/u.test(text) && !isWeekday(lower),
  );
  return named ? owner.map(({ text }) => text).join(" ") : null;
}

/** "Selm airport attack": the name of the site. */
function siteAttacked({ tokens }: ParsedSentence, { from, head }: NounPhrase): string | null {
  let end = from;
  while (end < head && tokens[end]?.pos === "PROPN") end++;
  const site = end > from && end === head - 1 && isOneOf(tokens[end]?.lemma, OF_TOWNS);
  return site
    ? tokens
        .slice(from, end)
        .map(({ text }) => text)
        .join(" ")
    : null;
}

/** What is named by the town that has it, and by no person. */
const OF_TOWNS =
  "market|bazaar|fair|quarter|town|port|harbou?r|airport|airfield|station|square|centre|center|outskirts?|suburbs?|district|refinery|waterfront|seafront|dock|docks|quay|university|cathedral|stadium|hospital|terminal|power|bridge|street|streets|wharf|bay|court|parliament|ring|edge|old|promenade|depot|prison";

/** What leads from one phrase of a chain to the next: to where it is. */
const LINKS =
  "in|at|on|near|of|outside|inside|within|along|beside|between|across|off|around|above|over|behind|by|beyond|opposite|against|to|into|onto";
/** What may stand before such a word: "located 40 km north of", "just outside", "some 40 nautical miles south-west of". */
const STANDS =
  "located|situated|lying|standing|sited|moored|anchored|parked|just|close|north|south|east|west|northeast|northwest|southeast|southwest|km|kilometres?|kilometers?|miles?|nautical|metres?|meters?|some|about|around|roughly|right|here|-|–|,|deep|north-east|north-west|south-east|south-west|in";

/** The phrases that follow one as where it is, and where that is. */
function chainFrom({ tokens, nouns }: ParsedSentence, root: NounPhrase): readonly NounPhrase[] {
  const found: NounPhrase[] = [];
  let edge = root;
  for (let steps = 0; steps < STEPS_MAX; steps++) {
    const next = nextOf({ tokens, nouns }, edge);
    if (next === undefined) break;
    const lead = tokens[next.from - 1]?.lower;
    const owner = tokens[edge.head]?.lemma;
    // "an attack by Sarn", "of Monday" and what belongs to somebody are no places.
    const named = lead === "of" && (isOneOf(owner, NO_OWNERS) || isDeed(tokens[edge.head]));
    if (lead !== "by" && !named) found.push(next);
    edge = next;
  }
  return found;
}

/** What is somebody's, or of some kind: what follows "of" is no place. */
const NO_OWNERS =
  "convoy|column|motorcade|patrol|vehicle|truck|lorry|bus|car|train|ship|vessel|tanker|ferry|boat|aircraft|plane|helicopter|ambulance|embassy|consulate|office|member|premises|home|house|residence|headquarters|statue|picture|field|unit|soldier|officer|man|woman|child|people|group|number|attack|strike|raid|assault|barrage|salvo|operation|incident|attempt|name|monastery|church|chapel|mosque|temple";
/** Of these deeds it is what they were done to. */
const isDeed = (token: Token | undefined): boolean =>
  isOfHarm(token) && !isOneOf(token?.lemma, "shelling|bombing|bombardment");

function nextOf(
  { tokens, nouns }: Pick<ParsedSentence, "tokens" | "nouns">,
  edge: NounPhrase,
): NounPhrase | undefined {
  let at = edge.to;
  while (at < edge.to + STANDS_WITHIN) {
    const { lower, pos } = tokens[at] ?? { lower: "", pos: "" };
    const leads = isOneOf(lower, LINKS) ? startingAt(nouns, at + 1) : undefined;
    // "in the capital, Dar Essa".
    if (leads !== undefined) return leads;
    if (!isOneOf(lower, STANDS) && pos !== "NUM") return apposed({ tokens, nouns }, edge, at);
    at++;
  }
  return undefined;
}

/** "in the capital, Dar Essa": the name of the place before it. */
function apposed(
  { tokens, nouns }: Pick<ParsedSentence, "tokens" | "nouns">,
  edge: NounPhrase,
  at: number,
): NounPhrase | undefined {
  const named = tokens[at]?.pos === "PROPN" && tokens[at - 1]?.text === "," && at === edge.to + 1;
  return named && isOneOf(tokens[edge.head]?.lemma, "capital|city|town|village|port|district")
    ? startingAt(nouns, at)
    : undefined;
}

/** Words between a phrase and what leads to the next, at most. */
const STANDS_WITHIN = 8;
/** Phrases of a chain, at most. */
const STEPS_MAX = 5;
