import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { numberOfList } from "../../grammar/sentence-words.ts";
import { overlaps } from "../../text/span.ts";
import type { Fact } from "../claim.ts";
import { wordsOf } from "../clause-facts.ts";
import { factOf } from "../fact.ts";
import type { Scene } from "../scene.ts";
import type { Meeting } from "./meeting.ts";
import { MEETINGS } from "./tables/meetings.ts";
import { isOneOf } from "../../text/one-of.ts";
import { hasOne } from "../../grammar/places.ts";

/** Groups stand in many meetings. */
const FIRST_WORDS = new Map<string, ReadonlySet<string>>();

/** A group of a meeting that a word belongs to; -1: it forbids the meeting. */
interface Place {
  readonly meeting: number;
  readonly group: number;
}

const PLACES: ReadonlyMap<string, readonly Place[]> = placesOf(MEETINGS);

function placesOf(meetings: readonly Meeting[]): ReadonlyMap<string, readonly Place[]> {
  const found = new Map<string, Place[]>();
  const add = (words: string, place: Place): void => {
    for (const word of words.split("|")) found.set(word, [...(found.get(word) ?? []), place]);
  };
  for (const [meeting, { groups, unless }] of meetings.entries()) {
    for (const [group, words] of groups.entries()) add(words, { meeting, group });
    if (unless !== undefined) add(unless, { meeting, group: -1 });
  }
  return found;
}

/** Words with which a group's words in a row begin. */
const LEADS: ReadonlySet<string> = new Set(
  [...PLACES.keys()]
    .filter((words) => words.includes(" "))
    .map((words) => words.split(" ")[0] ?? ""),
);

/** What each meeting needs: of each of its groups a word, or the first of those in a row. */
const NEEDS = MEETINGS.map(({ groups }, meeting) => ({ meeting, needs: groups.map(firstWords) }));

function firstWords(group: string): number {
  const words =
    FIRST_WORDS.get(group) ?? new Set(group.split("|").map((each) => each.split(" ")[0] ?? ""));
  FIRST_WORDS.set(group, words);
  return numberOfList(words);
}

/** A word, or words, of a group, by its tokens. */
interface Hit extends Place {
  readonly from: number;
  readonly to: number;
}

/** What words say that meet in one clause, where nothing of the kind was found in the sentence. */
export function meetingFacts(
  sentence: ParsedSentence,
  scene: Scene,
  told: readonly Fact[],
): readonly Fact[] {
  const possible = new Set(sentence.words.among(NEEDS).map(({ meeting }) => meeting));
  if (possible.size === 0) return [];
  const hits = hitsIn(sentence).filter(({ meeting }) => possible.has(meeting));
  const meetings = new Set(hits.map(({ meeting }) => meeting));
  const found: Fact[] = [];
  for (const index of meetings) {
    const meeting = MEETINGS[index];
    if (meeting === undefined || (meeting.idle === true && !scene.idle)) continue;
    const fact = factFrom(
      sentence,
      meeting,
      hits.filter((hit) => hit.meeting === index),
    );
    const known = [...told, ...found].some(
      (other) =>
        other.predicate === meeting.predicate &&
        (meeting.idle !== true || fact === null || overlaps(other.span, fact.span)),
    );
    if (fact !== null && !known) found.push(fact);
  }
  return found;
}

function hitsIn({ tokens }: ParsedSentence): readonly Hit[] {
  return tokens.flatMap(({ lower, lemma }, from) => {
    const leads = LEADS.has(lower);
    if (!leads && !PLACES.has(lower) && !PLACES.has(lemma)) return [];
    const [second, third] = leads ? [tokens[from + 1]?.lower, tokens[from + 2]?.lower] : [];
    const hit = (words: string, length: number): readonly Hit[] =>
      (PLACES.get(words) ?? []).map((place) => ({ ...place, from, to: from + length }));
    return [
      ...hit(lower, 1),
      ...(lemma === lower ? [] : hit(lemma, 1)),
      ...(second === undefined ? [] : hit(`${lower} ${second}`, 2)),
      ...(third === undefined ? [] : hit(`${lower} ${second} ${third}`, 3)),
    ];
  });
}

/** Words from the first that meets to the last, at most. */
const WITHIN = 14;
/** Words before them in which what forbids a meeting is looked for. */
const BEFORE = 3;

function factFrom(sentence: ParsedSentence, meeting: Meeting, hits: readonly Hit[]): Fact | null {
  const { predicate, says, value, groups, polarity, within = WITHIN } = meeting;
  for (const first of hits.filter(({ group }) => group === 0)) {
    const met = groups.map((_, group) => (group === 0 ? first : nearest(hits, group, first)));
    if (met.some((hit) => hit === null)) continue;
    const whole = met.filter((hit) => hit !== null);
    const from = Math.min(...whole.map((hit) => hit.from));
    const to = Math.max(...whole.map((hit) => hit.to));
    const forbidden = hits.some(
      (hit) => hit.group === -1 && hit.from >= from - BEFORE && hit.to <= to + BEFORE,
    );
    if (to - from > within || forbidden || isParted(sentence, from, to)) continue;
    if (isSupposed(sentence, from)) continue;
    const range = value === null ? clauseAround(sentence, from, to) : { from, to };
    const plain = value === "no" ? "deny" : "affirm";
    return factOf(sentence, {
      predicate,
      ...range,
      value: value ?? wordsOf(sentence, range.from, range.to),
      polarity: polarity ?? plain,
      rule: `everyday words: ${says}`,
    });
  }
  return null;
}

/** The hit of a group that stands nearest to another one. */
function nearest(hits: readonly Hit[], group: number, to: Hit): Hit | null {
  let best: Hit | null = null;
  for (const hit of hits) {
    // One word is not two things.
    if (hit.group !== group || (hit.from < to.to && to.from < hit.to)) continue;
    if (best === null || Math.abs(hit.from - to.from) < Math.abs(best.from - to.from)) best = hit;
  }
  return best;
}

const MARK = "[.;:!?()–—]";

const isParted = ({ tokens }: ParsedSentence, from: number, to: number): boolean =>
  tokens.slice(from, to).some(({ text }) => isOneOf(text, MARK));

/** "if the siren sounds", "should anybody fire". */
function isSupposed({ tokens }: ParsedSentence, from: number): boolean {
  return hasOne(
    tokens.slice(Math.max(0, from - SUPPOSED_WITHIN), from + 1),
    "if|unless|should|would|could|might|will|shall|whenever|must",
  );
}

/** Words before a meeting in which a condition is looked for. */
const SUPPOSED_WITHIN = 5;

function clauseAround(
  { tokens }: ParsedSentence,
  from: number,
  to: number,
): { readonly from: number; readonly to: number } {
  const start =
    tokens.findLastIndex(({ text }, i) => i < from && isOneOf(text, '[.;:!?()–—“”"]')) + 1;
  const end = tokens.findIndex(({ text }, i) => i >= to && isOneOf(text, '[.;:!?()–—“”"]'));
  return { from: start, to: end === -1 ? tokens.length : end };
}
