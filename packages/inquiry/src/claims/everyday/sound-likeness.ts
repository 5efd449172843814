import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import { hasOneOf, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { startingAt } from "../../grammar/places.ts";
import { isOneOf } from "../../text/one-of.ts";
import type { Fact } from "../claim.ts";
import { wordsOf } from "../clause-facts.ts";
import { factOf } from "../fact.ts";

/** What a person's words or a night are like, and no sound. */
const NO_SOUND =
  "excuse|joke|lie|threat|promise|dream|nightmare|hell|war|film|movie|story|plan|idea|end|politician|general|minister|man|woman|it|that|this|him|her|them|me|you|admission|confession|warning|invitation|fairy|tale|propaganda|nonsense|eternity|day|night|morning";
const NOISES = "sounds?|noises?|din|racket|roar|rattle|hum";

/** What it sounded like to those who were there, whatever that is: "a sound “like a sewing machine”", "it was like doors slamming"; and that nothing was heard. */
export function soundLikeness(sentence: ParsedSentence, told: readonly Fact[]): readonly Fact[] {
  if (!hasOneOf(sentence, "like|nothing")) return [];
  if (told.some(({ predicate }) => /^(?:witness\.sound|explosion\.count)$/.test(predicate)))
    return [];
  const { tokens } = sentence;
  const at = tokens.findIndex(
    ({ lower }, i) => isOneOf(lower, "like|nothing") && isOfHearing(sentence, i),
  );
  if (at === -1) return [];
  const nothing = tokens[at]?.lower === "nothing";
  const thing = nothing ? undefined : startingAt(sentence.nouns, at + 1);
  if (!nothing && (thing === undefined || isOneOf(tokens[thing.head]?.lemma, NO_SOUND))) return [];
  const to = thing === undefined ? at + 1 : endOfLikeness(sentence, thing);
  const fact = factOf(sentence, {
    predicate: "witness.sound",
    from: Math.max(0, at - 1),
    to,
    value: wordsOf(sentence, nothing ? at : at + 1, to),
    polarity: nothing ? "deny" : "affirm",
    rule: "everyday words: what it sounded like",
  });
  return [fact];
}

/** Whether what stands at a token is told of what was heard. */
function isOfHearing(sentence: ParsedSentence, at: number): boolean {
  const { tokens, verbs } = sentence;
  const verb = verbs.find(({ to }) => to === at);
  // "We have heard nothing from the army": of news.
  const news = isOneOf(tokens[at + 1]?.lower, "from|of|about|more|but|else|new|since|yet");
  if (tokens[at]?.lower === "nothing") return verb?.lemma === "hear" && !verb.negated && !news;
  if (verb?.lemma === "sound") return !verb.negated;
  const before = isOneOf(tokens[at - 1]?.text, '["“”‘,]') ? at - 2 : at - 1;
  if (isOneOf(tokens[before]?.lower, NOISES)) return true;
  // "It was like doors slamming", "Like somebody ripping cloth": what is done there.
  const thing = startingAt(sentence.nouns, at + 1);
  const does = thing !== undefined && startingAt(verbs, thing.to)?.form === "gerund";
  const said =
    at <= 1 || (verb?.lemma === "be" && isOneOf(tokens[verb.from - 1]?.lower, "it|that|this"));
  return does && said && !isOneOf(tokens[thing.head]?.lower, NO_SOUND);
}

/** "doors slamming", "somebody ripping cloth", "a train in a tunnel". */
function endOfLikeness({ tokens, nouns, verbs }: ParsedSentence, thing: NounPhrase): number {
  const does = startingAt(verbs, thing.to);
  const last = does?.form === "gerund" ? (startingAt(nouns, does.to)?.to ?? does.to) : thing.to;
  const within = isOneOf(tokens[last]?.lower, "in|on|of|across|over")
    ? startingAt(nouns, last + 1)
    : undefined;
  return within?.to ?? last;
}
