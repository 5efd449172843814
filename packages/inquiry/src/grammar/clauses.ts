import type { Governed } from "./clause-frame.ts";
import { ClauseReader } from "./clause-reader.ts";
import type { ParsedSentence } from "./parsed-sentence.ts";
import type { VerbGroup } from "./verb-groups.ts";

const READ = new WeakMap<ParsedSentence, ReadonlyMap<number, Governed | null>>();

/** What a verb group of a sentence is said of; null for a group that is none of its own. A sentence is read once, when it is first asked. */
export function governedBy(sentence: ParsedSentence, { from }: VerbGroup): Governed | null {
  const known = READ.get(sentence) ?? readClauses(sentence);
  return known.get(from) ?? null;
}

/** By the first token of each verb group. */
function readClauses(sentence: ParsedSentence): ReadonlyMap<number, Governed | null> {
  const { tokens, nouns, verbs } = sentence;
  const read = new ClauseReader(tokens, nouns, verbs).read();
  const governed = new Map<number, Governed | null>();
  // Of two groups that begin at one token the first.
  for (const [i, { from }] of verbs.entries())
    if (!governed.has(from)) governed.set(from, read[i] ?? null);
  READ.set(sentence, governed);
  return governed;
}
