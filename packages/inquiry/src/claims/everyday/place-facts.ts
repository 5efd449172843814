import { SAYING } from "../../attribution/cue-lexicon.ts";
import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { isWeekday, MONTH_NAME } from "../../text/calendar-words.ts";
import { overlaps } from "../../text/span.ts";
import type { Fact } from "../claim.ts";
import { rangeOf } from "../clause-facts.ts";
import { factOf } from "../fact.ts";
import { ATTACK_NOUNS } from "../lexicon.ts";
import { isAftermath } from "../rules/attack-anchors.ts";
import { properName, SEATED } from "../rules/attack.ts";
import { weaponIn } from "../weapon-in.ts";
import { SITE } from "../rules/attack-sites.ts";
import { chainedPlace } from "./chained-places.ts";
import { isOfHarm } from "./harm-words.ts";
import { isStoppedByAttack } from "./struck-facts.ts";
import { joinedPhrases } from "./joined-phrases.ts";
import { isOneOf } from "../../text/one-of.ts";
import { endingAt, hasOne, lastUpTo, startingAt } from "../../grammar/places.ts";

const LEADS =
  "in|inside|near|at|within|outside|over|around|into|along|across|off|above|beside|on|of";
const NO_PLACE =
  "mr|mrs|minister|president|premier|governor|mayor|general|colonel|reuters|telegram|twitter|facebook|whatsapp|hospital|clinic|television|tv|radio|news|agency|army|brigade|front|movement|force|forces|ministry|company|council|union|parliament|party|group|mission|statement|commission|committee|court|prosecutor|police|command|times|post|ltd|inc|marine|desk";

/** The named place of what a clause tells of harm, where no rule found any in its sentence. `struck`: what it tells was struck. */
export function placeFacts(
  sentence: ParsedSentence,
  told: readonly Fact[],
  struck: readonly Fact[],
): readonly Fact[] {
  const known = told.filter(({ predicate }) => predicate === "attack.place");
  const beside = known.length > 0 ? known : firstPlace(sentence, told, struck);
  const first =
    beside.length > 0
      ? beside
      : chainedPlace(sentence, [...told, ...struck], (phrase) => isPlace(sentence, phrase));
  const more = listedWith(sentence, first).filter(
    (fact) =>
      !told.some(
        (other) =>
          /^attack\.(?:place|target)$/.test(other.predicate) && overlaps(other.span, fact.span),
      ),
  );
  return known.length > 0 ? more : [...first, ...more];
}

/** "in Orrin, Teel and Marsk", "the villages of Ostry, Vellin and Karm": the named places that a list adds. */
function listedWith(sentence: ParsedSentence, told: readonly Fact[]): readonly Fact[] {
  const { tokens, nouns } = sentence;
  return told.slice(0, 1).flatMap(({ span }) => {
    const phrase = nouns.findLast(
      (each) => each.from < each.to && (tokens[each.to - 1]?.end ?? 0) === span.end,
    );
    if (phrase === undefined || properName(sentence, phrase.from, phrase.to) === null) return [];
    const lead = tokens[phrase.from - 1]?.lower ?? "";
    // "shot down over the Lorn, Vesk and Hadar regions": where they were stopped.
    if (lead === "over") return [];
    const isSubject = lead === "of" || phrase.from === 0;
    return joinedPhrases(sentence, phrase, "after", isSubject).flatMap((each): readonly Fact[] => {
      const name = properName(sentence, each.from, each.to);
      const whole = tokens
        .slice(each.from, each.to)
        .every(({ pos, lower }) => pos === "PROPN" || isOneOf(lower, "the|'s|’s|-"));
      if (name === null || !whole || !isPlace(sentence, each)) return [];
      return [
        factOf(sentence, {
          predicate: "attack.place",
          from: each.from,
          to: each.to,
          value: name,
          rule: "everyday words: a place of a list",
        }),
      ];
    });
  });
}

function firstPlace(
  sentence: ParsedSentence,
  told: readonly Fact[],
  struck: readonly Fact[],
): readonly Fact[] {
  const { tokens, nouns } = sentence;
  for (const phrase of nouns) {
    const name = properName(sentence, phrase.from, phrase.to);
    if (name === null) continue;
    const led = isOneOf(tokens[phrase.from - 1]?.lower, LEADS);
    const from = led ? phrase.from - 1 : phrase.from;
    // "an attack on Tarn airfield": what was attacked, by the name of where it is.
    const range = rangeOf(sentence, phrase.from, phrase.to);
    const isOf = ({ predicate, span }: Fact): boolean =>
      predicate === "attack.target" && overlaps(span, range);
    const isTarget = told.some(isOf);
    const hit = isTarget || struck.some(isOf) || isStoppedByAttack(sentence, phrase);
    const own = hit ? siteNamed(sentence, phrase) : null;
    if (own !== null) return [own];
    if (isTarget || !isPlace(sentence, phrase)) continue;
    const there = led
      ? isWhereItWas(sentence, phrase) || isUnder(sentence, phrase)
      : isHit(sentence, phrase);
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

/** "the Sorvik oil refinery", "Belyi grain terminal": what was attacked, by the name of where it is. */
function siteNamed(sentence: ParsedSentence, { from, to, head }: NounPhrase): Fact | null {
  const { tokens } = sentence;
  const noun = tokens[head];
  // "its Hamra works".
  const first = isOneOf(tokens[from]?.pos, "DET|PRON") ? from + 1 : from;
  let end = first;
  while (end < head && tokens[end]?.pos === "PROPN") end++;
  const name = properName(sentence, first, end);
  const common = noun?.pos === "NOUN" && /^\p{Ll}/u.test(noun.text);
  // "a United Nations convoy": what moves is named by whose it is.
  if (isOneOf(noun?.lemma, MOVES)) return null;
  const site =
    isOneOf(noun?.lemma, SITE) ||
    isOneOf(noun?.lemma, GROUND) ||
    isOneOf(noun?.lemma, NAMED_BY_PLACE);
  // "the Blue Line bridge" is named by no place, for all we know; "the Bridge Relief warehouse" by who has it.
  if (name === null || !common || !site || end === first || end - first > NAME_MAX) return null;
  return factOf(sentence, {
    predicate: "attack.place",
    from,
    to,
    value: name,
    rule: "everyday words: the place that names what was attacked",
  });
}

const MOVES =
  "convoy|column|motorcade|patrol|vehicle|truck|lorry|bus|car|train|ship|vessel|tanker|ferry|boat|aircraft|plane|helicopter|ambulance|tractor|caravan";
/** Words of such a name, at most. */
const NAME_MAX = 2;
const NAMED_BY_PLACE =
  "hospital|school|station|university|stadium|prison|jail|crossing|line|yard|works|mill|quarry|reservoir|monastery|railway";

function isPlace({ tokens }: ParsedSentence, { from, to, head }: NounPhrase): boolean {
  const words = tokens.slice(from, to);
  return (
    tokens[head]?.pos !== "PRON" &&
    !words.some(
      ({ lower, text }) =>
        isWeekday(lower) ||
        isOneOf(lower, MONTH_NAME) ||
        (isOneOf(lower, NO_PLACE) && /^\p{L}/u.test(text)),
    ) &&
    // "the Marel attack": named by its place.
    (!isOfHarm(tokens[head]) || ATTACK_NOUNS.has(tokens[head]?.lemma ?? ""))
  );
}

const HITS = "hit|strike|attack|target|shell|bomb|bombard|pound|rock|shake|raid|rocket";

/** "rockets hit Marel", "Marel was shelled", "Marel came under fire", "the attack on Marel", "the Marel attack": what was hit, and is a place. */
function isHit({ tokens, verbs }: ParsedSentence, { from, to, head }: NounPhrase): boolean {
  const town = tokens[head]?.pos === "PROPN" || isOneOf(tokens[head]?.lower, GROUND);
  const owner = hasOne(tokens.slice(from, to), "['’]s");
  const words = tokens.slice(0, from);
  // "the Marel attack", "Marel airport attack".
  if (ATTACK_NOUNS.has(tokens[head]?.lemma ?? ""))
    return (
      isOneOf(tokens[from]?.lower, "the|in") ||
      (tokens[from]?.pos === "PROPN" && isOneOf(tokens[head - 1]?.lemma, SITE))
    );
  if (!town || owner) return false;
  // Who is named at the head of the sentence and does it is no place.
  const before = verbs.find((verb) => verb.to === from);
  // "Marel was attacked" and a person who was: only of what is said to be a place.
  const ground = isOneOf(tokens[head]?.lower, GROUND);
  const aimed = (lemma: string): boolean => !ground && isOneOf(lemma, "attack|target|raid");
  if (before !== undefined && aimed(before.lemma)) return false;
  // "Two reached the Ostrel district".
  if (before?.lemma === "reach" && !before.negated && !before.passive && before.modal === null)
    return ground && (words.some(isOfHarm) || words[0]?.pos === "NUM");
  if (before !== undefined)
    return (
      isOneOf(before.lemma, HITS) && !before.passive && !before.negated && before.modal === null
    );
  const after = verbs.find((verb) => verb.from === to);
  if (after === undefined || after.negated || after.modal !== null) return false;
  if (aimed(after.lemma)) return false;
  const under = after.lemma === "come" && tokens[after.to]?.lower === "under";
  return under || (after.passive && isOneOf(after.lemma, HITS));
}

/** "Missiles over Marel", "Rockets on Marel: what we know": a heading's weapons, and where they were. */
function isUnder(sentence: ParsedSentence, { from }: NounPhrase): boolean {
  const before = endingAt(sentence.nouns, from - 1);
  // "LIVE: Missiles over Marel".
  const opens =
    before?.from === 0 || isOneOf(sentence.tokens[(before?.from ?? 0) - 1]?.text, "[:–—|]");
  return (
    opens &&
    before !== undefined &&
    isOneOf(sentence.tokens[from - 1]?.lower, "over|on|above|across|in|near|at") &&
    weaponIn(sentence, before) !== null &&
    // "As it happened: …", "LIVE: …": a banner's verb.
    sentence.verbs.every(
      (verb) => verb.from > from + 1 || (verb.to < before.from && before.from > 0),
    )
  );
}

/** "Location: Marel", "Place of the attack: Marel". */
const isLabelled = ({ tokens }: ParsedSentence, { from }: NounPhrase): boolean =>
  isOneOf(tokens[0]?.lower, "place|location|where|site") &&
  from <= LABEL_WITHIN &&
  tokens.slice(0, from).some(({ text }) => isOneOf(text, "[:?]"));

/** Words of a label before its place, at most. */
const LABEL_WITHIN = 6;

/** Places on the ground that a name follows after "of": "the outskirts of the town of Marel". */
const GROUND =
  "town|city|village|district|region|province|area|outskirts|port|suburb|quarter|edge|centre|center|north|south|east|west|coast|state|county|department|governorate|canton|valley|peninsula|settlement|hamlet|municipality|parish|commune|island|borough|neighbou?rhood|shelling|bombing|bombardment|streets?|sky|skies|side";

function isWhereItWas(sentence: ParsedSentence, phrase: NounPhrase): boolean {
  const { tokens, nouns, verbs } = sentence;
  const lead = tokens[phrase.from - 1]?.lower ?? "";
  const before = endingAt(nouns, phrase.from - 1);
  const owner = tokens[before?.head ?? -1]?.lemma ?? "";
  // "the frontier post of Dol Branik", "during shelling of Kadul".
  const owned = isOneOf(owner, GROUND) || isOneOf(tokens[phrase.from - 2]?.lower, GROUND);
  if (lead === "of" && !owned && !isOneOf(owner, SITE)) return false;
  // "officials in Marel", "the embassy in Marel".
  if (
    isOneOf(owner, SEATED) ||
    // "the battery at Marel shot one down": where that stands.
    isOneOf(owner, "battery|radar|regiment|squadron|interceptor|launcher|gunner") ||
    isOneOf(owner, "police|resident|hospital|people|government|university|spokesman")
  )
    return false;
  // "its compressor station at Sundt Hollow was struck": where that is which was hit.
  const hit = startingAt(verbs, phrase.to);
  const struck =
    hit !== undefined &&
    hit.passive &&
    !hit.negated &&
    hit.modal === null &&
    isOneOf(hit.lemma, HITS);
  if (struck && before !== undefined && isOneOf(owner, SITE)) return true;
  const verb = lastUpTo(verbs, phrase.from);
  const next = verbs.find(({ from }) => from >= phrase.to);
  const told = verb ?? next;
  if (told !== undefined) {
    const { lemma, negated } = told;
    // "explosions were reported in Tessin": by whomever, it was there.
    const noted =
      told.passive &&
      isOneOf(lemma, "report|record|register|hear|note") &&
      nouns.some(({ head, to }) => to === told.from && isOfHarm(tokens[head]));
    if (negated || (SAYING.has(lemma) && !noted) || isAftermath(lemma)) return false;
    if (
      isOneOf(
        lemma,
        "bear|park|station|locate|moor|hold|deploy|live|work|study|base|treat|take|bring|admit|rush|fly|transfer|say|launch|send|arrive|meet|visit|rise|vote|own|produce|make|build|buy|sell|purchase|assemble|develop|store|import|plan|fall",
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
    !isOneOf(verb?.lemma, "fall|rain|land")
  )
    return false;
  const words = tokens.slice(left, phrase.from);
  if (hasOne(tokens.slice(0, phrase.from), REJECTS)) return false;
  if (
    words.some(({ lower }) =>
      isOneOf(lower, "from|if|no|not|since|launch|launcher|launchers|rails|fears?|feared"),
    )
  )
    return false;
  const after = next !== undefined && verb === undefined ? tokens.slice(phrase.to) : [];
  return words.some(isOfHarm) || after.some(isOfHarm);
}

const REJECTS = "denied|denies|deny|rejected|rejects|dismissed|dismisses|refuted";
/** Words between who does it and the verb, at most. */
const WITHIN = 4;
