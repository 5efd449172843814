import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import { hasWord, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import { overlaps } from "../../text/span.ts";
import type { Fact } from "../claim.ts";
import { isUnreal, objectOf, partitiveOf, rangeOf, subjectOf } from "../clause-facts.ts";
import { factOf } from "../fact.ts";
import type { Scene } from "../scene.ts";
import { isAttackPhrase } from "../rules/weapons.ts";
import { weaponIn } from "../weapon-in.ts";
import { isPlaceOfAttack, siteName } from "./place-arguments.ts";
import { isOneOf } from "../../text/one-of.ts";
import { endingAt, startingAt } from "../../grammar/places.ts";

/** What is done to what it is said of: "struck the depot", "the depot was struck". */
const STRIKES: ReadonlySet<string> = new Set(
  "hit strike shell bomb bombard pound rocket batter hammer pummel attack target raid storm ram pierce penetrate".split(
    " ",
  ),
);
/** Those of them that only weapons and those who have them do. */
const ONLY_IN_WAR: ReadonlySet<string> = new Set(
  "shell bomb bombard rocket attack raid".split(" "),
);

/** What an attack does to a place: "drone strike closes port". */
const STOPS: ReadonlySet<string> = new Set(
  "shut close halt cripple paralyse paralyze disrupt ground damage destroy wreck devastate gut ignite flatten shake rock".split(
    " ",
  ),
);

/** Something that was struck, from its verb's first word or its own to the last of both. */
interface Struck {
  readonly thing: NounPhrase;
  readonly verb: VerbGroup;
}

/** What somebody who has weapons struck, told as what was attacked, where nothing told it. */
export function struckFacts(
  sentence: ParsedSentence,
  scene: Scene,
  told: readonly Fact[],
): readonly Fact[] {
  if (!hasWord(sentence, STRIKES)) return [];
  const found: Fact[] = [];
  for (const verb of sentence.verbs)
    for (const { thing } of struckBy(sentence, scene, verb)) {
      const range = { from: Math.min(thing.from, verb.from), to: Math.max(thing.to, verb.to) };
      const own = rangeOf(sentence, thing.from, thing.to);
      const known = [...told, ...found].some(
        ({ predicate, span }) => predicate === "attack.target" && overlaps(span, own),
      );
      if (known) continue;
      found.push(
        factOf(sentence, {
          predicate: "attack.target",
          ...range,
          value: siteName(sentence, thing),
          rule: "everyday words: what was struck",
        }),
      );
    }
  return found;
}

function struckBy(sentence: ParsedSentence, { lead }: Scene, verb: VerbGroup): readonly Struck[] {
  if (!STRIKES.has(verb.lemma) || verb.negated || isUnreal(sentence, verb)) return [];
  if (verb.lemma === "target" && !verb.passive) return [];
  if (isOneOf(verb.modal, "will|shall|should|would|could")) return [];
  if (verb.passive) {
    const thing = subjectOf(sentence, verb);
    return thing !== null && isDoneInWar(sentence, verb, lead) ? sites(sentence, verb, thing) : [];
  }
  const doer = subjectOf(sentence, verb);
  if (lead && doer !== null && isHeadlinePassive(sentence, verb))
    return sites(sentence, verb, doer);
  const armed =
    doer !== null && (isArmed(sentence, doer, verb) || (lead && isWeaponsWork(sentence, doer)));
  const thing = armed ? objectOf(sentence, verb) : null;
  return thing === null ? [] : sites(sentence, verb, thing);
}

/** "Port of Lonna attacked", "Silo shelled again": a heading leaves out "was". */
function isHeadlinePassive(
  { tokens }: ParsedSentence,
  { form, main, to, from }: VerbGroup,
): boolean {
  const next = tokens[to];
  const alone =
    next === undefined ||
    isOneOf(next.text, "[,;:–—]") ||
    isOneOf(next.lower, "by|in|overnight|again|as");
  return form === "finite" && to - from === 1 && alone && isOneOf(tokens[main]?.lower, PARTICIPLES);
}
const PARTICIPLES = "attacked|shelled|bombed|bombarded|raided|targeted|rocketed";

/** "mortar attack shuts Lomeva airport": whether a phrase is of what an attack put out of work. */
export function isStoppedByAttack(sentence: ParsedSentence, phrase: NounPhrase): boolean {
  const verb = endingAt(sentence.verbs, phrase.from);
  if (verb === undefined || !STOPS.has(verb.lemma) || verb.negated || verb.passive) return false;
  const doer = isUnreal(sentence, verb) ? null : subjectOf(sentence, verb);
  return doer !== null && isWeaponsWork(sentence, doer);
}

/** "was hit by a missile", "was shelled", "was struck on Tuesday": by nobody, or by a weapon or who has one. */
function isDoneInWar(sentence: ParsedSentence, verb: VerbGroup, lead: boolean): boolean {
  const { tokens, nouns } = sentence;
  const by = tokens.findIndex(
    ({ lower }, at) => lower === "by" && at >= verb.to && at <= verb.to + BY_WITHIN,
  );
  // "the hospital was hit by a shell" is told as what the weapon did.
  if (by === -1) return ONLY_IN_WAR.has(verb.lemma);
  const doer = nouns.find(({ from }) => from >= by + 1 && from <= by + 4);
  return (
    doer !== undefined && (isArmed(sentence, doer, verb) || (lead && isWeaponsWork(sentence, doer)))
  );
}

/**
 * "drones struck the refinery", "mortar fire hit the counting centre": what an account begins with is what was attacked. Further down, what a weapon
 * struck is what it damaged.
 */
const isWeaponsWork = (sentence: ParsedSentence, doer: NounPhrase): boolean =>
  weaponIn(sentence, doer) !== null ||
  isAttackPhrase(sentence, doer) ||
  isOneOf(sentence.tokens[doer.head]?.lower, "fire|shellfire|barrage|salvo|volley");

/** Words between what was done and by whom, at most. */
const BY_WITHIN = 6;

const ARMS =
  "artillery|aircraft|jets?|warplanes?|planes?|helicopters?|gunners?|fighters?|rebels?|militants?|forces?|troops|army|enemy|insurgents?|militia|militiamen|gunmen|attackers?|brigades?|batter(?:y|ies)|gunboats?|tanks?|navy|separatists?|terrorists?|they|units?";

function isArmed(
  { tokens }: ParsedSentence,
  { from, head }: NounPhrase,
  { lemma }: VerbGroup,
): boolean {
  if (isOneOf(tokens[from]?.lower, "no|none|neither")) return false;
  return (
    isOneOf(tokens[head]?.lower, ARMS) || (ONLY_IN_WAR.has(lemma) && tokens[head]?.pos === "PROPN")
  );
}

/** Told as where it was, and not as what was attacked. */
const OPEN_GROUND =
  "town|city|village|district|suburb|quarter|neighbou?rhood|settlement|area|harbou?r|park|playground";

/** The places on the ground that a phrase and those that are joined to it name. */
function sites(sentence: ParsedSentence, verb: VerbGroup, first: NounPhrase): readonly Struck[] {
  const { tokens, nouns, verbs } = sentence;
  const found: Struck[] = [];
  const take = (phrase: NounPhrase): boolean => {
    const part = isOneOf(tokens[phrase.head]?.lemma, PARTS) ? partitiveOf(sentence, phrase) : null;
    const thing = part ?? phrase;
    const open = isOneOf(tokens[thing.head]?.lemma, OPEN_GROUND);
    if (open || !isPlaceOfAttack(sentence, thing)) return false;
    found.push({ thing, verb });
    return true;
  };
  if (!take(first) || first.to <= verb.from) return found;
  // "a school and a clinic"; "one hit a substation, the other a water tower".
  let edge = partitiveOf(sentence, first) ?? first;
  for (;;) {
    let at = edge.to;
    while (isOneOf(tokens[at]?.lower, ",|and|as|well")) at++;
    let next = at === edge.to ? undefined : startingAt(nouns, at);
    if (
      next !== undefined &&
      isOneOf(tokens[next.from]?.lower, "the|one|a|another") &&
      isOneOf(tokens[next.to - 1]?.lower, "other|second|third|another|one")
    )
      next = startingAt(nouns, next?.to);
    // What begins a clause of its own was not struck by this.
    const own =
      next !== undefined && verbs.some(({ from, form }) => from === next?.to && form === "finite");
    if (next === undefined || own || !take(next)) return found;
    edge = next;
  }
}

const PARTS =
  "roof|wall|side|yard|courtyard|gate|grounds|floor|wing|storey|story|corner|front|entrance|fa[cç]ade|perimeter|hull|deck|bow|stern|part|section|compound|storey|window|balcony";
