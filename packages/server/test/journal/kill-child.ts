import { writeSync } from "node:fs";
import { openJournalThreaded } from "../../src/journal/threaded-journal.ts";
import { LOOK } from "./fixtures.ts";
import { killPayload } from "./kill-payload.ts";

/**
 * A process for the kill test: goes on with the journal it is given, and prints each sequence once it is durable,
 * until it is killed. A record's content follows from its sequence.
 */
const journal = await openJournalThreaded(process.argv[2] ?? "", {
  nowUs: () => Math.round((performance.timeOrigin + performance.now()) * 1000),
  segmentBytes: 2_000_000,
  groupCommitMs: 3,
});

let printed = journal.durableSequence();
function writeSome(): void {
  let last = 0;
  const count = 1 + (journal.lastSequence() % 23);
  for (let index = 0; index < count; index += 1) {
    const sequence = journal.append(LOOK, killPayload(journal.lastSequence() + 1));
    if (sequence !== null) last = sequence;
  }
  // Mostly nobody waits, so that a kill meets records at every stage of their way to the disk.
  if (last % 5 === 0) journal.awaitDurable(last, 1_000);
  if (journal.durableSequence() > printed) {
    printed = journal.durableSequence();
    writeSync(1, `${printed}\n`);
  }
  setImmediate(writeSome);
}
writeSome();
