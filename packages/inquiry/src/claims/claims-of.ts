import { attributionsOf } from "../attribution/attribute.ts";
import { speakerKindOf } from "../attribution/speaker.ts";
import type { Attribution } from "../attribution/attribution.ts";
import { attributionsTouching, type Placed } from "../attribution/attributions-touching.ts";
import { type IssuingOffice, issuingOffice } from "../attribution/issuing-office.ts";
import { NARRATOR, speakerOf } from "../attribution/resolve-speaker.ts";
import type { Furniture } from "../account/furniture.ts";
import { readableText } from "../account/readable-text.ts";
import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import { parseText, type ParsedText } from "../grammar/parse.ts";
import { unfolded } from "../grammar/unfold.ts";
import { type Message, messagesIn } from "../text/messages.ts";
import { onOneLine } from "../text/reading.ts";
import { contains, overlaps, type Span } from "../text/span.ts";
import { attributionAt } from "./attribution-at.ts";
import { asSaid, denialOf, denierOf, type Rejection, rejectionOf } from "./as-said.ts";
import type { Claim, Fact, Predicate, Speaker } from "./claim.ts";
import { CROWD_EVENT, eventsOf, hasCrowd, isHistory } from "./event-of.ts";
import { MAIN_EVENT } from "./main-event.ts";
import { asDenied } from "./denied-deed.ts";
import { clauseHedges } from "./clause-hedges.ts";
import { goesOnWith } from "./goes-on.ts";
import { isAskedOfIt, isOfOtherQuestion, isQuestion, isSupposed } from "./not-told.ts";
import { isOfOtherCause } from "./other-cause.ts";
import { OPENING, type Scene, scenesOf } from "./scene.ts";
import { isToldBetter } from "./told-better.ts";
import { withWhereItIs } from "./place-range.ts";
import { rivalFacts } from "./rival-numbers.ts";
import { isSent, sentBy } from "./sent-by.ts";
import { isTakenBack } from "./taken-back.ts";
import { WHERE_IT_IS } from "./everyday/chained-places.ts";
import { everydayFacts } from "./everyday/everyday-facts.ts";
import { attackFacts } from "./rules/attack.ts";
import { casualtyFacts } from "./rules/casualties.ts";
import { BODY } from "./rules/casualties-by-care.ts";
import { defenceFacts } from "./rules/defence.ts";
import { effectFacts } from "./rules/effects.ts";
import { positionFacts } from "./rules/positions.ts";
import { responsibilityFacts } from "./rules/responsibility.ts";
import { weaponFacts } from "./rules/weapons.ts";
import { isOneOf } from "../text/one-of.ts";

const RULES: readonly ((sentence: ParsedSentence, scene: Scene) => readonly Fact[])[] = [
  weaponFacts,
  casualtyFacts,
  attackFacts,
  effectFacts,
  defenceFacts,
  responsibilityFacts,
  positionFacts,
];

/** Facts that belong to an event of their own, whatever their sentence is about. */
const EVENT_OF: Partial<Readonly<Record<Predicate, string>>> = {
  "clash.initiator": "other: crowd",
  "election.rigged": "other: election",
};

/** Counts up whenever the rules may propose something else for the same text. */
export const CLAIM_RULES = 16;

/** Predicates that say something of the attack itself, and nothing where the sentence is about another event. */
const OF_ATTACK_ONLY =
  /^(?:attack|weapon|explosion|witness|launch|responsibility|damage|evidence|person)\./;

/** "No group claimed the attack, which came two days after the vote": it is of the attack, though its sentence goes on to a crowd or a vote. */
const isBeforeCrowd = ({ tokens }: ParsedSentence, { predicate, span }: Fact): boolean =>
  // "They did it because they lost the vote": why it was done.
  predicate === "attack.motive" ||
  (predicate.startsWith("responsibility.") &&
    !tokens.some((token) => token.start < span.end && hasCrowd(token)));

/** The claims that rules propose for an English account, in the order of its text. */
export function claimsOf(
  accountId: string,
  text: string,
  furniture: readonly Furniture[],
): readonly Claim[] {
  return claimsIn(accountId, parseText(readableText(text, furniture)), messagesIn(text));
}

/** The same of a text that is parsed already; what stands in a message is its sender's. */
export function claimsIn(
  accountId: string,
  parsed: ParsedText,
  messages: readonly Message[],
): readonly Claim[] {
  const attributions = attributionsOf(parsed);
  const events = eventsOf(parsed);
  const scenes = scenesOf(parsed);
  const found: Claim[] = [];
  const speakers = new Map<number, Speaker>();
  const touching = attributionsTouching(parsed, attributions);
  const office = narrationBy(issuingOffice(parsed));
  for (const [index, sentence] of parsed.sentences.entries()) {
    const earlier = found.length;
    const near = touching[index] ?? [];
    const event = events[index] ?? MAIN_EVENT;
    // What stands in a message or a turn is its sender's, whatever office heads the page.
    const narrator = isSent(messages, sentence) ? NARRATOR : office;
    // Who asks says nothing, and what stands under a condition nobody says to be so.
    const asked = isQuestion(parsed.text, sentence);
    const facts =
      isSupposed(sentence) || (asked && !isAskedOfIt(sentence))
        ? []
        : factsIn(sentence, scenes[index] ?? OPENING).filter(
            ({ predicate }) => !asked || isOneOf(predicate, "attack[.]date|attack[.]place"),
          );
    const denied = facts.some(
      ({ predicate, polarity }) => predicate === "attack.occurred" && polarity === "deny",
    );
    for (const fact of facts) {
      const apart = event === CROWD_EVENT && isBeforeCrowd(sentence, fact);
      if (event !== MAIN_EVENT && OF_ATTACK_ONLY.test(fact.predicate) && !apart) continue;
      // One person's death at another time is background.
      if (event !== MAIN_EVENT && isOfOne(fact)) continue;
      if (isHistory(event) && fact.predicate.startsWith("casualties.")) continue;
      if (denied && /^attack\.(?:place|date|target)$/.test(fact.predicate)) continue;
      // "officials in Ardal said": where they are, and not where it was.
      if (fact.predicate === "attack.place" && isOfSource(near, fact)) continue;
      if (fact.rule === WHERE_IT_IS && found.some(isPlaceTold)) continue;
      const before = parsed.sentences[index - 1];
      if (isOfOtherQuestion(parsed.text, sentence, before, fact.predicate)) continue;
      // Facts of other sentences lie elsewhere.
      if (found.slice(earlier).some((other) => isSame(other, fact))) continue;
      const own = EVENT_OF[fact.predicate] ?? (apart ? MAIN_EVENT : event);
      const goneOn = near.length > 0 ? null : goesOnWith(parsed, touching, messages, index);
      const told = { parsed, attributions, speakers, near, index, narrator, goneOn };
      const rejection = rejectionOf(near, fact);
      for (const { said, at } of isTakenBack(parsed, index, near, fact)
        ? [{ said: denialOf(fact), at: -1 }]
        : rejection === null
          ? [toldOrDenied(parsed.text, sentence, near, fact)]
          : sidesOf(rejection, fact)) {
        if (said === null) continue;
        const whole = { ...said, ...tollOf(found, said, own), ...accusedBefore(found, said) };
        if (whole.value === "" && isByDenier(whole)) continue;
        found.push(sentBy(messages, claimOf({ ...told, at }, accountId, whole, own)));
      }
    }
  }
  return merged(found).toSorted(
    (a, b) =>
      a.span.start - b.span.start ||
      a.span.end - b.span.end ||
      (a.predicate < b.predicate ? -1 : 1),
  );
}

/** What rules of single constructions find, and what everyday words say where those find nothing: in the sentence, and in each of its clauses. */
function factsIn(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  const told = RULES.flatMap((rule) => rule(sentence, scene));
  const found = [...told, ...everydayFacts(sentence, scene, told)];
  const add = (facts: readonly Fact[]): void => {
    for (const fact of facts) if (!found.some((other) => isToldBy(other, fact))) found.push(fact);
  };
  const { main, clauses, gapped } = unfolded(sentence);
  if (main !== null)
    // A day is the nearest verb's, and what was set between may have had it.
    add(everydayFacts(main, scene, []).filter(({ predicate }) => predicate !== "attack.date"));
  for (const clause of clauses) add(everydayFacts(clause, scene, []));
  for (const clause of gapped) {
    const own = RULES.flatMap((rule) => rule(clause, scene));
    const all = [...own, ...everydayFacts(clause, scene, own)];
    add(all.filter(({ predicate }) => /^(?:casualties|weapon|damage)/.test(predicate)));
  }
  found.push(...rivalFacts(sentence, found));
  const own = found.filter(
    (fact) =>
      !isOfOtherCause(sentence, fact) &&
      !isToldBetter(sentence, fact, found) &&
      !(fact.predicate === "damage" && isOneOf(fact.value, BODY)),
  );
  return own.map((fact) => asDenied(sentence, withWhereItIs(sentence, fact)));
}

/** Of the same words, or the same of a sentence; and who died of it is told of as killed only. */
const isToldBy = (other: Fact, fact: Fact): boolean =>
  (other.predicate === fact.predicate &&
    ((overlaps(other.span, fact.span) &&
      // "police shot at demonstrators, who had thrown stones": each side's part.
      (fact.predicate !== "clash.initiator" || other.value === fact.value)) ||
      (other.value === fact.value && other.count?.min === fact.count?.min))) ||
  (other.predicate === "casualties.killed" &&
    fact.predicate === "casualties.injured" &&
    overlaps(other.span, fact.span) &&
    other.count?.min === fact.count?.min);

/** A fact as its sentence has it, and by whom: dead who are denied by whoever denies them. */
function toldOrDenied(
  text: string,
  sentence: ParsedSentence,
  near: readonly Placed[],
  fact: Fact,
): { readonly said: Fact | null; readonly at: number } {
  const said = asSaid(text, sentence, near, fact);
  const denier =
    said !== null && said.count !== null && said.polarity !== fact.polarity
      ? denierOf(near, fact)
      : undefined;
  return { said, at: denier?.at ?? attributionAt(near, fact) };
}

/** What each side says of a fact that one tells and another rejects. */
function sidesOf(
  { by, told }: Rejection,
  fact: Fact,
): readonly { readonly said: Fact | null; readonly at: number }[] {
  const denied = denialOf(fact);
  // From the word that rejects it: both sides speak of the same words, and each claim has a place of its own.
  const { start } = by.attribution.cue;
  const span = { start: Math.min(start, fact.span.start), end: fact.span.end };
  const denial = { said: denied === null ? null : { ...denied, span }, at: by.at };
  return told === null ? [denial] : [{ said: fact, at: told.at }, denial];
}

/** What is asked about the facts of one sentence. */
interface Told {
  readonly parsed: ParsedText;
  readonly attributions: readonly Attribution[];
  /** Whose each is, by its place, as far as it was asked. */
  readonly speakers: Map<number, Speaker>;
  /** Those of which a part stands in the sentence. */
  readonly near: readonly Placed[];
  /** Who tells what nobody else is said to: the account, or the office whose statement it is. */
  readonly narrator: Speaker;
  /** The sentence's own place. */
  readonly index: number;
  /** Whose words it goes on with, in a turn of a transcript. */
  readonly goneOn: ReturnType<typeof goesOnWith>;
}

const isPlaceTold = ({ predicate, event }: Claim): boolean =>
  predicate === "attack.place" && event === MAIN_EVENT;

const isOfSource = (near: readonly Placed[], { span }: Fact): boolean =>
  near.some(({ attribution: { source } }) => source !== null && contains(source, span));

function isOfOne({ predicate, count, population }: Fact): boolean {
  return (
    predicate.startsWith("casualties.") && count?.max === 1 && /^\p{Lu}/u.test(population ?? "")
  );
}

/** "the death toll", where an event's dead have been told of: of the same people. */
function tollOf(
  found: readonly Claim[],
  fact: Fact,
  event: string,
): Pick<Fact, "population" | "value"> {
  const before =
    fact.rule === "casualties by toll" && fact.population === null
      ? found.findLast((claim) => claim.predicate === fact.predicate && claim.event === event)
      : undefined;
  return before === undefined || before.population === null
    ? { population: fact.population, value: fact.value }
    : { population: before.population, value: before.value };
}

/** Whether it is told by who denies a charge (`{denier}` in the tables): whom the charge is of was told before, or nobody knows. */
const isByDenier = ({ rule }: Fact): boolean => rule.includes("{denier}");

/** "Its leader called the accusation absurd", "They had nothing to do with this": of whom it is said who was accused before. */
function accusedBefore(found: readonly Claim[], fact: Fact): Partial<Pick<Fact, "value">> {
  if (fact.predicate !== "responsibility.accused" || fact.polarity !== "deny") return {};
  // A person denies it for those who were accused.
  const person = isByDenier(fact) && speakerKindOf(fact.value, "say") === "named";
  if (fact.value !== "" && !person) return {};
  const before = found.findLast(
    ({ predicate, polarity, value }) =>
      predicate === "responsibility.accused" && polarity === "affirm" && value !== "",
  );
  return before === undefined ? {} : { value: before.value };
}

/** What one speaker says again is one claim with several places. */
function merged(claims: readonly Claim[]): readonly Claim[] {
  const found: Claim[] = [];
  for (const claim of claims) {
    const at = found.findIndex((other) => saysTheSame(other, claim));
    const first = found[at];
    if (first === undefined) found.push(claim);
    else found[at] = { ...first, repeats: [...first.repeats, claim.span] };
  }
  return found;
}

function saysTheSame(a: Claim, b: Claim): boolean {
  return (
    a.predicate === b.predicate &&
    a.value === b.value &&
    a.event === b.event &&
    a.polarity === b.polarity &&
    // "The battery did not fire", "it was down": of what somebody speaks without naming it.
    (a.population === b.population ||
      (a.predicate === "defence.activated" && (a.population === null || b.population === null))) &&
    a.count?.min === b.count?.min &&
    a.count?.max === b.count?.max &&
    a.speaker.kind === b.speaker.kind &&
    a.speaker.name === b.speaker.name
  );
}

function isSame(a: Fact, b: Fact): boolean {
  return (
    a.predicate === b.predicate &&
    overlaps(a.span, b.span) &&
    a.value === b.value &&
    a.count?.min === b.count?.min
  );
}

function claimOf(
  told: Told & { readonly at: number },
  accountId: string,
  fact: Fact,
  event: string,
): Claim {
  const { parsed, attributions, at } = told;
  const teller = at === -1 ? narrationOf(told) : asIssuer(told, speakerAt(told, at));
  const speaker = teller.kind === "narrator" ? (claimantOf(fact) ?? teller) : teller;
  const attribution = attributions[at];
  const unsure =
    attribution !== undefined && (attribution.source === null || SUPPOSING.has(attribution.lemma));
  const hearsay = unsure ? [attribution.lemma] : [];
  const value = onOneLine(fact.value);
  const own = parsed.sentences[told.index];
  return {
    ...fact,
    count:
      fact.count !== null && isNthOf(parsed.text, fact)
        ? { ...fact.count, weak: true }
        : fact.count,
    population: fact.population ?? (own === undefined ? null : deviceIn(parsed.text, own, fact)),
    // "It has condemned what it calls terrorism": who that is.
    value:
      fact.predicate === "reaction.condemned" &&
      isOneOf(value.toLowerCase(), "condemned|we|i|he|she|it|they") &&
      isKnown(speaker)
        ? onOneLine(speaker.name)
        : value,
    hedges: [
      ...new Set([
        ...fact.hedges,
        ...hearsay,
        ...(own === undefined ? [] : clauseHedges(own, fact)),
      ]),
    ],
    id: `${accountId}:${fact.span.start}-${fact.span.end}:${fact.predicate}:${value}`,
    accountId,
    speaker,
    quotation: quotationOf(parsed, fact.span, at !== -1),
    event,
    repeats: [],
  };
}

/** "The first drone hit the pumps": one of several, and no number of them all. */
function isNthOf(text: string, { predicate, count, span }: Fact): boolean {
  return (
    /^weapon\.(?:hit|intercepted)$/.test(predicate) &&
    count?.min === 1 &&
    count.max === 1 &&
    NTH.test(text.slice(span.start, span.end))
  );
}

const NTH =
  /^(?:(?:the|a|an|its|their) )?(?:\p{Ll}+ )?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|other|another)\b/iu;

/** Whether people were warned is another thing than whether a weapon was stopped: by the claim's own words, and else by its sentence's. */
function deviceIn(text: string, sentence: Span, { predicate, span }: Fact): string | null {
  if (predicate !== "defence.activated") return null;
  const [own, whole] = [span, sentence].map(({ start, end }) => text.slice(start, end));
  const words = WARNS.test(own ?? "") || DEFENDS.test(own ?? "") ? own : whole;
  if (DEFENDS.test(words ?? "")) return WARNS.test(words ?? "") ? null : "defence";
  return WARNS.test(words ?? "") ? "warning" : null;
}

const WARNS = /\b(?:warn|siren|alarm|alert)/i;
const DEFENDS =
  /\b(?:batter(?:y|ies)|gun|interceptor|launcher|missile|jam|shot|shoot|downed|downing|brought down|intercept|air.?defen[cs]e)/i;

/** "The Delta Front took credit for it": who claims a deed is who says so. */
function claimantOf({ predicate, polarity, value, span }: Fact): Speaker | null {
  const claims = predicate === "responsibility.claimed" && polarity === "affirm";
  if (!claims || !/^\p{Lu}/u.test(value) || /^(?:we|i|it|they|who|no|none|our|my)\b/i.test(value))
    return null;
  const kind = speakerKindOf(value, "say");
  return isOneOf(kind, "office|collective|named")
    ? { kind: kind === "named" ? "office" : kind, name: onOneLine(value), span, via: [] }
    : null;
}

const isKnown = ({ kind }: Speaker): boolean => kind === "named" || kind === "office";

/** "Korlin Cement confirms", in Korlin Cement's own notice, or "we": the company. */
function asIssuer({ narrator }: Told, speaker: Speaker): Speaker {
  const own =
    narrator.kind === "office" &&
    (speaker.kind === "narrator" ||
      isIssuerByNoun(narrator.name, speaker.name) ||
      (speaker.kind === "named" &&
        (narrator.name.startsWith(speaker.name) || speaker.name.startsWith(narrator.name))));
  return own ? { ...narrator, span: speaker.span, via: speaker.via } : speaker;
}

/** "The company", "the police", in its own notice. */
function isIssuerByNoun(issuer: string, name: string): boolean {
  const noun = /^the (\p{Ll}+)$/iu.exec(name)?.[1]?.toLowerCase();
  return (
    noun !== undefined &&
    (isOneOf(noun, "company|operator|firm|undersigned") ||
      issuer
        .toLowerCase()
        .split(/\P{L}+/u)
        .includes(noun))
  );
}

function speakerAt({ parsed, attributions, speakers }: Told, at: number): Speaker {
  const known = speakers.get(at) ?? speakerOf(parsed, attributions, at);
  speakers.set(at, known);
  return known;
}

/** Who thinks so does not know it. */
const SUPPOSING: ReadonlySet<string> = new Set(
  "think believe suspect assume guess fear suppose reckon speculate estimate".split(" "),
);

const CONTRADICTING =
  "deny|reject|dismiss|dispute|doubt|question|contradict|refute|condemn|denounce|criticise|criticize";

/** "The minister … was quoted as saying that both had fallen into the sea", "That comes from the harbour office": said of the sentence before. */
function narrationOf(told: Told): Speaker {
  const { parsed, attributions, index, narrator, goneOn } = told;
  if (goneOn !== null) {
    const other = speakerAt(told, goneOn.at);
    // What may be the reporter's or somebody else's is nobody's by name.
    if (other.kind !== "narrator") return goneOn.surely ? other : { ...other, ...UNSURE };
  }
  const [own, next] = [parsed.sentences[index], parsed.sentences[index + 1]];
  if (own === undefined || next === undefined || next.paragraph !== own.paragraph) return narrator;
  // "Can you confirm this?": nobody has.
  if (isQuestion(parsed.text, next)) return narrator;
  const at = attributions.findIndex(({ cue }) => contains(next, cue));
  const attribution = attributions[at];
  // "The Brigades deny it": what stands before is what they do not say.
  if (attribution === undefined || isOneOf(attribution.lemma, CONTRADICTING)) return narrator;
  const said = attribution.contents
    .map(({ start, end }) => parsed.text.slice(start, end))
    .join(" ");
  if (/^this (?:was|is)$/i.test(said.trim())) {
    // "This was announced by the mayor": it is the mayor's. By a paper or an agency it only came.
    const speaker = speakerAt(told, at);
    if (isOneOf(speaker.kind, "named|office") && !MEDIA.test(speaker.name)) return speaker;
    const via =
      attribution.source === null
        ? []
        : [parsed.text.slice(attribution.source.start, attribution.source.end)];
    return { ...narrator, via };
  }
  return repeats(own, said) ? speakerAt(told, at) : narrator;
}

const UNSURE = { kind: "unresolved", name: "(it goes on)" } as const;

/** The account itself, or the office that issues it as its own. */
const narrationBy = (office: IssuingOffice | null): Speaker =>
  office === null ? NARRATOR : { kind: "office", ...office, via: [] };

const MEDIA =
  /\b(?:agency|news|media|tv|television|radio|press|paper|newspaper|reuters|post|times|channel|telegraph)\b/i;

/** Whether what is said is short and speaks of nothing but what the sentence before did. */
function repeats(sentence: ParsedSentence, said: string): boolean {
  const words = said.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (words.length > 8) return false;
  const known = new Set(sentence.tokens.map(({ lower }) => lower));
  return words.every((word) => isOneOf(word, PLAIN) || known.has(word));
}

const PLAIN = "that|the|had|been|was|were|used|have|has|so|this|it";

function quotationOf(
  { quotations }: ParsedText,
  span: Span,
  attributed: boolean,
): Claim["quotation"] {
  if (quotations.some((quote) => contains(quote, span))) return "direct";
  if (quotations.some((quote) => overlaps(quote, span))) return "mixed";
  return attributed ? "indirect" : "none";
}
