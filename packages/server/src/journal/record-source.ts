import { type JournalRecord, readJournal, type ReadOptions } from "./read-journal.ts";

/** A journal by its folder, or records of one in rising sequence, as another party gives them. */
export type RecordSource = string | readonly JournalRecord[];

/** The records of a source in rising sequence, each once. */
export function* recordsIn(
  source: RecordSource,
  { types }: Pick<ReadOptions, "types"> = {},
): Generator<JournalRecord, void, void> {
  if (typeof source === "string") yield* readJournal(source, types === undefined ? {} : { types });
  else for (const record of source) if (types?.(record.type) !== false) yield record;
}
