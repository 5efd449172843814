import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { expect, it } from "vitest";
import { readJournal } from "../../src/journal/read-journal.ts";
import type { VerifyReport } from "../../src/journal/verify-report.ts";
import { RECORD_TYPES } from "../../src/journal/record-type.ts";
import { verifyJournal } from "../../src/journal/verify-journal.ts";
import { LOOK } from "./fixtures.ts";
import { killPayload } from "./kill-payload.ts";

const KILLS = Number(process.env["TOCSIN_KILLS"] ?? 20);
const MAX_DELAY_MS = 150;
const SEED = 20211107;
const CHILD = new URL("./kill-child.ts", import.meta.url).pathname;

/** Small seeded generator (linear congruential, Numerical Recipes' constants), in [0, 1). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 0x1_0000_0000;
  };
}

/** Lets a child write until some time after its first durable record, kills it, and gives the last it acknowledged. */
async function writeAndKill(directory: string, delayMs: number): Promise<number> {
  const stdio: ["ignore", "pipe", "inherit"] = ["ignore", "pipe", "inherit"];
  const child = spawn(process.execPath, [CHILD, directory], { stdio });
  const exited = once(child, "exit");
  let acknowledged = 0;
  const lines = createInterface({ input: child.stdout });
  const closed = once(lines, "close");
  lines.on("line", (line) => (acknowledged = Number(line)));
  await Promise.race([once(lines, "line"), exited]);
  await delay(delayMs);
  child.kill("SIGKILL");
  const [, signal] = (await exited) as [number | null, string | null];
  expect(signal).toBe("SIGKILL");
  await closed;
  return acknowledged;
}

/** Checks every record after `from` and gives the last one's sequence. */
function checkContent(directory: string, from: number): number {
  let last = from;
  for (const { sequence, type, payload } of readJournal(directory, { from: from + 1 })) {
    expect(sequence).toBe(last + 1);
    last = sequence;
    const same = type !== LOOK || Buffer.compare(payload, killPayload(sequence)) === 0;
    expect(same).toBe(true);
  }
  return last;
}

/** Torn tails that a restart found, by the journal's own notes. */
function countNotes(directory: string): number {
  let count = 0;
  for (const { type } of readJournal(directory)) if (type === RECORD_TYPES.journal) count += 1;
  return count;
}

function expectWhole(directory: string): VerifyReport {
  const report = verifyJournal(directory);
  expect(report).toMatchObject({ ok: true, chainOk: true, gaps: [], quarantined: [] });
  return report;
}

it(`loses no acknowledged record in ${KILLS} kills at random moments`, async () => {
  const directory = mkdtempSync(join(tmpdir(), "tocsin-kill-"));
  const random = seeded(SEED);
  const tally = { kills: 0, acknowledged: 0, records: 0, unacknowledged: 0, tornTails: 0 };
  try {
    for (; tally.kills < KILLS; tally.kills += 1) {
      const before = tally.acknowledged;
      tally.acknowledged = await writeAndKill(directory, random() * MAX_DELAY_MS);
      expect(tally.acknowledged).toBeGreaterThan(before);
      tally.records = checkContent(directory, before);
      expect(tally.records).toBeGreaterThanOrEqual(tally.acknowledged);
      tally.unacknowledged += tally.records - tally.acknowledged;
      if (tally.kills % 10 === 9) expectWhole(directory);
    }
    expectWhole(directory);
    tally.tornTails = countNotes(directory);
    process.stdout.write(`kill -9, seed ${SEED}: ${JSON.stringify(tally)}\n`);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}, 900_000);
