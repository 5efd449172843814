import { RECORD_TYPES, type RecordTypeName } from "../journal/record-type.ts";
import { RECORD_GUIDE } from "./record-guide.ts";

/** The page docs/reference/records.md, made from the list of record types. */
export function recordsReference(): string {
  const names = Object.keys(RECORD_TYPES) as RecordTypeName[];
  const rows = names.map(
    (name) => `| ${RECORD_TYPES[name]} | \`${name}\` | ${RECORD_GUIDE[name]} |`,
  );
  return `${HEAD}\n${rows.join("\n")}\n${TAIL}`;
}

const HEAD = `# Records

Every kind of record that the journal holds. \`tocsin journal ls --type NAME\` lists those of one kind, \`tocsin journal
export\` gives them out. Numbers below 32 are what came in and is run again in a replay; from 32 on what followed from it;
from 64 on the journal's own; from 80 on [who may do what](../concepts/identity.md); from 96 on what people said; from 112 on what [operators](../operating/two-people.md) decide. How they lie on disk is told [here](../internals/journal.md#on-disk).

This page is made from \`packages/server/src/journal/record-type.ts\` and \`packages/server/src/reference/record-guide.ts\`
by \`node packages/server/src/config/write-reference.ts\`; a test compares the two.

| number | name | holds |
|---|---|---|`;

const TAIL = `
All but the journal's own are JSON in UTF-8. Each of those carries \`mode\`, so that nothing from an exercise or a
simulation can be taken for the real thing. Times end in \`Us\` and are microseconds since 1970, UTC; places are metres
east, north and up of the site's origin. The fields of each are the TypeScript types of the same names in
\`packages/core/src\`.
`;
