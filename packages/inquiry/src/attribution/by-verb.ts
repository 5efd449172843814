import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../grammar/verb-groups.ts";
import { hasOne } from "../grammar/places.ts";
import { isOneOf } from "../text/one-of.ts";
import type { Span } from "../text/span.ts";
import type { Attribution } from "./attribution.ts";
import { byCertainty, byMakingKnown } from "./by-certainty.ts";
import {
  byHint,
  byIdiom,
  byInsisting,
  byOffering,
  byPictures,
  byQuotedAs,
  byTollSet,
  byWhatCalled,
} from "./by-idiom.ts";
import { cueOf } from "./by-last-verb.ts";
import { byObject } from "./by-object.ts";
import { reachAfter } from "./clause-edges.ts";
import { subjectOf } from "./clause-subject.ts";
import { complementEnd, complementStart } from "./complement.ts";
import { CUE_FRAMES, SAYING } from "./cue-lexicon.ts";
import { reachSpan, spanOf } from "./spans.ts";

/** "The ministry said that …": a verb of saying with who says and what; null where it is none or says nothing. */
export function byVerb(sentence: ParsedSentence, verb: VerbGroup): Attribution | null {
  // "Asked about the dead, the mayor said": who answers says it.
  if (verb.lemma === "ask" && verb.from === 0) return null;
  // "an official who asked not to be identified": asks for nothing that is told.
  if (
    isOneOf(verb.lemma, "ask|want|wish|refuse|decline") &&
    hasOne(sentence.tokens.slice(verb.to, verb.to + 5), "identified|named|quoted")
  )
    return null;
  // "told us in writing that".
  if (verb.lemma === "write" && sentence.tokens[verb.from - 1]?.lower === "in") return null;
  const handed =
    byQuotedAs(sentence, verb) ??
    byWhatCalled(sentence, verb) ??
    byTollSet(sentence, verb) ??
    byHint(sentence, verb) ??
    byInsisting(sentence, verb) ??
    byPictures(sentence, verb) ??
    byMakingKnown(sentence, verb) ??
    byCertainty(sentence, verb);
  if (handed !== null) return handed;
  const told = byIdiom(sentence, verb) ?? byOffering(sentence, verb) ?? byObject(sentence, verb);
  if (told !== null) return told;
  const frames = holdsThat(sentence, verb) ? CLAUSE_ONLY : CUE_FRAMES.get(verb.lemma);
  if (frames === undefined || (verb.form === "infinitive" && !SAYING.has(verb.lemma))) return null;
  const cue = cueOf(sentence, verb);
  if (verb.passive && verb.lemma === "quote") return null;
  const subject = verb.passive ? null : subjectOf(sentence, verb);
  const start = complementStart(sentence, verb, frames);
  if (start === null) return null;
  // "claimed responsibility" is a deed and reports nothing.
  if (
    verb.lemma === "claim" &&
    /responsibility|\b(?:attack|strike|raid|credit|assault|bombing|shelling)$/.test(
      sentence.tokens
        .slice(start.at, start.at + 2)
        .map(({ lower }) => lower)
        .join(" "),
    )
  )
    return null;
  const content = spanOf(sentence, start.at, complementEnd(sentence, verb, start));
  if (content === null) return null;
  const source = verb.passive ? agentOf(sentence, verb) : reachSpan(sentence, subject);
  const lemma = frames === CLAUSE_ONLY ? "maintain" : verb.lemma;
  return { source, cue: start.cue ?? cue, contents: [content], lemma };
}

/** "held that it was a crime", "considers that": verbs that report only so. */
const holdsThat = ({ tokens }: ParsedSentence, { lemma, passive, to }: VerbGroup): boolean =>
  !passive && isOneOf(lemma, "hold|consider|deem") && tokens[to]?.lower === "that";

const CLAUSE_ONLY: ReadonlySet<string> = new Set(["clause"]);

function agentOf(sentence: ParsedSentence, verb: VerbGroup): Span | null {
  if (sentence.tokens[verb.to]?.lower !== "by") return null;
  return reachSpan(sentence, reachAfter(sentence, verb.to + 1));
}
