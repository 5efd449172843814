import { FAULT_GUIDE, type FaultGuide, JOURNAL_FAULT_GUIDE } from "./fault-guide.ts";

/** The page docs/reference/faults.md, made from the two lists of codes. */
export function faultsReference(): string {
  return [HEAD, sections(FAULT_GUIDE), JOURNAL, sections(JOURNAL_FAULT_GUIDE)].join("\n");
}

const sections = (guide: Readonly<Record<string, FaultGuide>>): string =>
  Object.entries(guide)
    .map(([code, { meaning, remedy }]) => `### ${code}\n\n${meaning}\n\n${remedy}\n`)
    .join("\n");

const HEAD = `# Faults

A fault is something that was not taken in, did not work, or was only just saved. It is shown where the post runs, and it
is a [record](records.md) of the journal: \`tocsin journal ls --type fault\`. A fault never stops protection by itself.
What stops a command is an [error](errors.md) instead.

This page is made from \`packages/server/src/reference/fault-guide.ts\`, whose lists the compiler holds to the codes in
\`packages/core/src/engine/effect.ts\` and \`packages/server/src/journal/journal-fault.ts\`, by
\`node packages/server/src/config/write-reference.ts\`; a test compares the two.

## Of the engine and the parts around it
`;

const JOURNAL = `## Of the journal

They come as \`JOURNAL_FAULT\` with one of these as the subject. How the journal deals with each is told
[here](../internals/journal.md#what-it-survives).
`;
