import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { WEEKDAY } from "../../text/calendar-words.ts";
import { partitiveOf } from "../clause-facts.ts";
import { isHostile } from "../rules/blame.ts";
import { weaponIn } from "../weapon-in.ts";
import { type ArgumentReader, type Filled, filled } from "./argument.ts";
import { NOBODY, PLAIN, TIME, byWords, withOf } from "./phrase-words.ts";
import { isDeed } from "./deed-arguments.ts";

const PARTY =
  /^(?:army|military|forces?|troops|soldiers|regime|coalition|militia|paramilitar(?:y|ies)|navy|fleets?|flotillas?|squadrons?|jets?|warplanes?|artillery|brigades?|battalions?|junta|rebels?|militants?|terrorists?|insurgents?|gangs?|militiam[ae]n|separatists?|extremists?|jihadists?|guerrillas?|factions?|group|groups|movement|outlaws?|smugglers?|mercenaries|side|neighbour|neighbor|organi[sz]ation|offshoot|branch|remnants|embassy)$/;

/** "{party}": who could have done it: a state, a group, those who have weapons of war. */
export const party: ArgumentReader = (sentence, _scene, { phrase }) => partyIn(sentence, phrase);

function partyIn(sentence: ParsedSentence, stands: NounPhrase): readonly Filled[] {
  const { tokens, nouns } = sentence;
  // "the army itself".
  const itself = /^(?:itself|themselves|himself)$/.test(tokens[stands.head]?.lower ?? "");
  const phrase = itself ? (nouns.find(({ to }) => to === stands.from) ?? stands) : stands;
  const whole = withOf(sentence, phrase);
  const part = partitiveOf(sentence, phrase);
  const head = tokens[phrase.head];
  const first = tokens[phrase.from]?.lower ?? "";
  if (head === undefined || PLAIN.test(head.lower) || NOBODY.test(first)) return [];
  if (/^(?:our|my|its|their|his|her|unknown|unidentified|unnamed|which|who|own)$/.test(first))
    return [];
  if (weaponIn(sentence, phrase) !== null || TIME.test(head.lower) || isDeed(head.lemma)) return [];
  const proper = (each: NounPhrase): boolean => {
    const noun = tokens[each.head];
    return (
      noun !== undefined &&
      noun.pos === "PROPN" &&
      /^\p{Lu}/u.test(noun.text) &&
      !WEEKDAY.test(noun.lower) &&
      !TIME.test(noun.lower) &&
      !/^(?:mr|mrs|ms|dr|minister|president|governor|mayor|general|colonel|council|ministry|company|hospital|university|police|telegram|twitter)$/.test(
        noun.lower,
      )
    );
  };
  // "a spokesman for the militia": for whom he speaks.
  const spokes =
    /^(?:spokes|representative)/.test(head.lower) &&
    /^(?:for|of)$/.test(tokens[phrase.to]?.lower ?? "");
  const body = spokes ? nouns.find(({ from }) => from === phrase.to + 1) : undefined;
  if (body !== undefined) return partyIn(sentence, body);
  // "The Sons of the Reef, a group known for its videos, say": by its name.
  const kind =
    /^(?:group|movement|organi[sz]ation|militia|faction|outfit|alliance|coalition|network)$/.test(
      head.lower,
    ) && /^(?:an?|the)$/.test(first);
  const named =
    kind && tokens[phrase.from - 1]?.text === "," ? namedBefore(sentence, phrase.from - 1) : null;
  if (named !== null) return [byWords(sentence, named)];
  // "the Free Coast people": by the name before.
  const called =
    /^(?:people|fighters|men|lot|militants|rebels|movement|group)$/.test(head.lower) &&
    tokens
      .slice(phrase.from + 1, phrase.head)
      .some(({ pos, text }) => pos === "PROPN" && /^\p{Lu}/u.test(text));
  const members =
    /^(?:members?|fighters?|supporters?|wing|cell|units?|remnants|forces|offshoot|branch|government|army|regime|republic|state|side|people)$/.test(
      head.lower,
    ) &&
    part !== null &&
    proper(part);
  if (!PARTY.test(head.lower) && !proper(phrase) && !members && !called) return [];
  const some = /^(?:remnants|offshoot|branch|side|units)$/.test(head.lower);
  return [byWords(sentence, members || some || head.pos === "PROPN" ? whole : phrase)];
}

/** The name that ends at a token, with what "of" joins to it. */
function namedBefore(
  { tokens, nouns }: ParsedSentence,
  at: number,
): { readonly from: number; readonly to: number } | null {
  let found = nouns.find(({ to }) => to === at);
  if (found === undefined || tokens[found.head]?.pos !== "PROPN") return null;
  const of = found.from - 1;
  const whole = tokens[of]?.lower === "of" ? nouns.find(({ to }) => to === of) : undefined;
  if (whole !== undefined) found = whole;
  return { from: found.from, to: at };
}

/** "{hostile}": who fights outside a state's army, or is called the enemy; a state or an army that attacks may be anybody's own. */
export const hostile: ArgumentReader = (sentence, scene, who) => {
  const { tokens } = sentence;
  const { phrase } = who;
  const head = tokens[phrase.head]?.lower ?? "";
  const words = tokens.slice(phrase.from, phrase.to).map(({ lower }) => lower);
  const is =
    /^(?:rebels?|militants?|terrorists?|insurgents?|gangs?|separatists?|extremists?|jihadists?|guerrillas?|outlaws?)$/.test(
      head,
    ) ||
    (isHostile(sentence, phrase) && !/^(?:group|movement|organi[sz]ation|faction)$/.test(head)) ||
    (/^(?:forces|army|troops|artillery|aviation|shelling|fire|jets|drones?|rockets?|missiles?)$/.test(
      head,
    ) &&
      words.some((word) => /^(?:rebel|hostile|occupation|militant|separatist)$/.test(word)));
  return is ? party(sentence, scene, who) : [];
};

/** "{speaker}": who can say something: an office, a state, a body, a person. */
export const speaker: ArgumentReader = (sentence, _scene, { phrase }) => {
  const { tokens } = sentence;
  const head = tokens[phrase.head];
  const whole = withOf(sentence, phrase);
  if (head === undefined) return [];
  const we = /^(?:we|i|it|they|he|she)$/.test(head.lower);
  if (NOBODY.test(tokens[phrase.from]?.lower ?? "")) return [];
  if (
    !we &&
    (!/^(?:NOUN|PROPN)$/.test(head.pos) || PLAIN.test(head.lower) || TIME.test(head.lower))
  )
    return [];
  if (
    isDeed(head.lemma) ||
    /^(?:building|house|judge|court)$/.test(head.lower) ||
    weaponIn(sentence, phrase) !== null
  )
    return [];
  if (we) return [filled(phrase, head.text)];
  // "Washington, Tehran and Riyadh were quick to condemn it": all of them.
  let { from } = phrase;
  while (head.pos === "PROPN" && /^(?:and|,)$/.test(tokens[from - 1]?.lower ?? "")) {
    const end = from - 1;
    const other = sentence.nouns.find(({ to }) => to === end);
    if (other === undefined || tokens[other.head]?.pos !== "PROPN") break;
    ({ from } = other);
  }
  return [byWords(sentence, { from, to: whole.to })];
};
