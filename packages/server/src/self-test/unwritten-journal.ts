import type { Journal } from "../journal/journal.ts";

/** A journal that keeps nothing: what is made up is in no record. */
export function unwrittenJournal(): Journal {
  let last = 0;
  return {
    append: () => ++last,
    hasten: () => undefined,
    awaitDurable: () => true,
    durableSequence: () => last,
    lastSequence: () => last,
    faults: () => [],
    onFault: () => () => undefined,
    recovery: { lastSequence: 0, tornTail: null, quarantined: null, lost: null },
    publicKey: "",
    close: () => Promise.resolve(),
  };
}
