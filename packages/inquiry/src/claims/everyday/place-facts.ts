import { SAYING } from "../../attribution/cue-lexicon.ts";
import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { WEEKDAY } from "../../text/calendar-words.ts";
import { overlaps } from "../../text/span.ts";
import type { Fact } from "../claim.ts";
import { rangeOf } from "../clause-facts.ts";
import { factOf } from "../fact.ts";
import { ATTACK_NOUNS } from "../lexicon.ts";
import { isAftermath } from "../rules/attack-anchors.ts";
import { properName, SEATED } from "../rules/attack.ts";
import { SITE } from "../rules/attack-sites.ts";
import { isOfHarm } from "./harm-words.ts";

const LEADS =
  /^(?:in|inside|near|at|within|outside|over|around|into|along|across|off|above|beside|on|of)$/;
const NO_PLACE =
  /^(?:mr|mrs|minister|president|premier|governor|mayor|general|colonel|reuters|telegram|twitter|facebook|whatsapp|hospital|clinic|television|tv|radio|news|agency|army|brigade|front|movement|force|forces|ministry|company|council|union|parliament|party|group|mission|statement|commission|committee|court|prosecutor|police|command|times|post|ltd|inc|marine|desk)$/i;

/** The named place of what a clause tells of harm, where no rule found any in its sentence. */
export function placeFacts(sentence: ParsedSentence, told: readonly Fact[]): readonly Fact[] {
  if (told.some(({ predicate }) => predicate === "attack.place")) return [];
  const { tokens, nouns } = sentence;
  for (const phrase of nouns) {
    const name = properName(sentence, phrase.from, phrase.to);
    if (name === null || !isPlace(sentence, phrase)) continue;
    const led = LEADS.test(tokens[phrase.from - 1]?.lower ?? "");
    const from = led ? phrase.from - 1 : phrase.from;
    // "an attack on Tarn airfield": that is told as what was attacked.
    const isTarget = told.some(
      ({ predicate, span }) =>
        predicate === "attack.target" && overlaps(span, rangeOf(sentence, phrase.from, phrase.to)),
    );
    if (isTarget) continue;
    const there = led ? isWhereItWas(sentence, phrase) : isHit(sentence, phrase);
    if (!there && !isLabelled(sentence, phrase)) continue;
    return [
      factOf(sentence, {
        predicate: "attack.place",
        from,
        to: phrase.to,
        value: name,
        rule: "everyday words: a place beside what was done",
      }),
    ];
  }
  return [];
}

function isPlace({ tokens }: ParsedSentence, { from, to, head }: NounPhrase): boolean {
  const words = tokens.slice(from, to);
  return (
    tokens[head]?.pos !== "PRON" &&
    !words.some(
      ({ lower, text }) => WEEKDAY.test(lower) || (NO_PLACE.test(lower) && /^\p{L}/u.test(text)),
    ) &&
    // "the Marel attack": named by its place.
    (!isOfHarm(tokens[head]) || ATTACK_NOUNS.has(tokens[head]?.lemma ?? ""))
  );
}

const HITS = /^(?:hit|strike|attack|target|shell|bomb|bombard|pound|rock|shake|raid|rocket)$/;

/** "rockets hit Marel", "Marel was shelled", "Marel came under fire", "the attack on Marel", "the Marel attack": what was hit, and is a place. */
function isHit({ tokens, verbs }: ParsedSentence, { from, to, head }: NounPhrase): boolean {
  const town = tokens[head]?.pos === "PROPN" || GROUND.test(tokens[head]?.lower ?? "");
  const owner = tokens.slice(from, to).some(({ lower }) => /^['’]s$/.test(lower));
  if (ATTACK_NOUNS.has(tokens[head]?.lemma ?? ""))
    return /^(?:the|in)$/.test(tokens[from]?.lower ?? "");
  if (!town || owner) return false;
  // Who is named at the head of the sentence and does it is no place.
  const before = verbs.find((verb) => verb.to === from);
  // "Marel was attacked" and a person who was: only of what is said to be a place.
  const ground = GROUND.test(tokens[head]?.lower ?? "");
  const aimed = (lemma: string): boolean => !ground && /^(?:attack|target|raid)$/.test(lemma);
  if (before !== undefined && aimed(before.lemma)) return false;
  if (before !== undefined)
    return HITS.test(before.lemma) && !before.passive && !before.negated && before.modal === null;
  const after = verbs.find((verb) => verb.from === to);
  if (after === undefined || after.negated || after.modal !== null) return false;
  if (aimed(after.lemma)) return false;
  const under = after.lemma === "come" && tokens[after.to]?.lower === "under";
  return under || (after.passive && HITS.test(after.lemma));
}

/** "Location: Marel", "Place of the attack: Marel". */
const isLabelled = ({ tokens }: ParsedSentence, { from }: NounPhrase): boolean =>
  /^(?:place|location|where|site)$/.test(tokens[0]?.lower ?? "") &&
  from <= LABEL_WITHIN &&
  tokens.slice(0, from).some(({ text }) => /^[:?]$/.test(text));

/** Words of a label before its place, at most. */
const LABEL_WITHIN = 6;

/** Places on the ground that a name follows after "of": "the outskirts of the town of Marel". */
const GROUND =
  /^(?:town|city|village|district|region|province|area|outskirts|port|suburb|quarter|edge|centre|center|north|south|east|west|coast|state|county|department|governorate|canton|valley|peninsula|settlement|hamlet|municipality|parish|commune|island|borough|neighbou?rhood|shelling|bombing|bombardment|streets?|sky|skies|side)$/;

function isWhereItWas(sentence: ParsedSentence, phrase: NounPhrase): boolean {
  const { tokens, nouns, verbs } = sentence;
  const lead = tokens[phrase.from - 1]?.lower ?? "";
  const before = nouns.find(({ to }) => to === phrase.from - 1);
  const owner = tokens[before?.head ?? -1]?.lemma ?? "";
  // "the frontier post of Dol Branik", "during shelling of Kadul".
  const owned = GROUND.test(owner) || GROUND.test(tokens[phrase.from - 2]?.lower ?? "");
  if (lead === "of" && !owned && !SITE.test(owner)) return false;
  // "officials in Marel", "the embassy in Marel".
  if (
    SEATED.test(owner) ||
    /^(?:police|resident|hospital|people|government|university|spokesman)$/.test(owner)
  )
    return false;
  // "its compressor station at Sundt Hollow was struck": where that is which was hit.
  const hit = verbs.find(({ from }) => from === phrase.to);
  const struck =
    hit !== undefined && hit.passive && !hit.negated && hit.modal === null && HITS.test(hit.lemma);
  if (struck && before !== undefined && SITE.test(owner)) return true;
  const verb = verbs.findLast(({ to }) => to <= phrase.from);
  const next = verbs.find(({ from }) => from >= phrase.to);
  const told = verb ?? next;
  if (told !== undefined) {
    const { lemma, negated } = told;
    // "explosions were reported in Tessin": by whomever, it was there.
    const noted =
      told.passive &&
      /^(?:report|record|register|hear|note)$/.test(lemma) &&
      nouns.some(({ head, to }) => to === told.from && isOfHarm(tokens[head]));
    if (negated || (SAYING.has(lemma) && !noted) || isAftermath(lemma)) return false;
    if (
      /^(?:bear|park|station|locate|moor|hold|deploy|live|work|study|base|treat|take|bring|admit|rush|fly|transfer|say|launch|send|arrive|meet|visit|rise|vote|own|produce|make|build|buy|sell|purchase|assemble|develop|store|import|plan|fall)$/.test(
        lemma,
      ) &&
      !(lemma === "fall" && tokens.slice(0, told.from).some(isOfHarm))
    )
      return false;
  }
  // Harm in the verb, in who or what does it, or after it.
  const subject =
    verb === undefined
      ? undefined
      : nouns.findLast(({ to }) => to <= verb.from && to >= verb.from - WITHIN);
  const left = verb === undefined ? 0 : (subject?.from ?? verb.from);
  // "the attack on Marel", "shells fell on Marel"; "on Telegram" nothing was hit.
  if (
    lead === "on" &&
    !isOfHarm(tokens[phrase.from - 2]) &&
    !/^(?:fall|rain|land)$/.test(verb?.lemma ?? "")
  )
    return false;
  const words = tokens.slice(left, phrase.from);
  if (tokens.slice(0, phrase.from).some(({ lower }) => REJECTS.test(lower))) return false;
  if (
    words.some(({ lower }) =>
      /^(?:from|if|no|not|since|launch|launcher|launchers|rails|fears?|feared)$/.test(lower),
    )
  )
    return false;
  const after = next !== undefined && verb === undefined ? tokens.slice(phrase.to) : [];
  return words.some(isOfHarm) || after.some(isOfHarm);
}

const REJECTS = /^(?:denied|denies|deny|rejected|rejects|dismissed|dismisses|refuted)$/;
/** Words between who does it and the verb, at most. */
const WITHIN = 4;
