import type { Disk } from "@tocsin/sdk";
import { readJournal, type ReadOptions } from "./read-journal.ts";
import { recordContent } from "./record-content.ts";
import { recordTypeName } from "./record-type.ts";

/** A journal as JSON Lines, one record each: `{"sequence":1,"type":"look","content":{…}}`, without the line's end. */
export function* exportJsonLines(
  source: Disk | string,
  options: ReadOptions = {},
): Generator<string, void, void> {
  for (const record of readJournal(source, options)) {
    const { sequence, erased } = record;
    const type = recordTypeName(record.type) ?? record.type;
    const content = recordContent(record);
    yield JSON.stringify(erased ? { sequence, type, erased } : { sequence, type, content });
  }
}
