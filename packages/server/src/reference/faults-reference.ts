import {
  FAULT_ENDS,
  FAULT_GUIDE,
  type FaultEnd,
  type FaultGuide,
  JOURNAL_FAULT_GUIDE,
} from "./fault-guide.ts";

/** The page docs/reference/faults.md, made from the two lists of codes. */
export function faultsReference(): string {
  return [
    HEAD,
    ends(),
    OF_THE_ENGINE,
    sections(FAULT_GUIDE),
    JOURNAL,
    sections(JOURNAL_FAULT_GUIDE),
  ].join("\n");
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
`;

const codesThat = (end: FaultEnd): string =>
  Object.entries(FAULT_ENDS)
    .filter(([, each]) => each === end)
    .map(([code]) => `[\`${code}\`](#${code.toLowerCase()})`)
    .join(", ");

const ends = (): string => `## How they end

A screen shows what was told in the last minute, and a part that protection rests on counts as mended after that. So what lasts is told again twice a minute, and recorded each time:

- until the same part says of the same subject that it is \`over: …\`: ${codesThat("until-over")}. What of these is one event, as a message that did not arrive, passes like the last;
- for as long as it goes on: ${codesThat("goes-on")};
- and what is one event passes: ${codesThat("passes")}. What it leaves behind has a place of its own: an area that was refused stands as not protected, a site file that
  waits for two people waits on the operators' screens.
`;

const OF_THE_ENGINE = `## Of the engine and the parts around it
`;

const JOURNAL = `## Of the journal

They come as \`JOURNAL_FAULT\` with one of these as the subject. How the journal deals with each is told
[here](../internals/journal.md#what-it-survives).
`;
