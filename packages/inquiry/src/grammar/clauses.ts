import type { Governed } from "./clause-frame.ts";
import { ClauseReader } from "./clause-reader.ts";
import type { ParsedSentence } from "./parsed-sentence.ts";
import type { VerbGroup } from "./verb-groups.ts";

const READ = new WeakMap<ParsedSentence, readonly Governed[]>();

/** What a verb group of a sentence is said of; null for a group that is none of its own. A sentence is read once, when it is first asked. */
export function governedBy(sentence: ParsedSentence, { from }: VerbGroup): Governed | null {
  const { tokens, nouns, verbs } = sentence;
  const index = verbs.findIndex((verb) => verb.from === from);
  if (index === -1) return null;
  let read = READ.get(sentence);
  if (read === undefined) {
    read = new ClauseReader(tokens, nouns, verbs).read();
    READ.set(sentence, read);
  }
  return read[index] ?? null;
}
