import { appendFileSync, closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { RECORD_TYPES } from "../src/journal/record-type.ts";
import { openJournalThreaded } from "../src/journal/threaded-journal.ts";
import { verifyJournal } from "../src/journal/verify-journal.ts";

/**
 * Measures the journal on a real disk, against plain appends with fdatasync of the same bytes in the same run:
 * `node packages/server/bench/journal.ts [directory]`.
 */
const PAYLOAD_BYTES = 600;
const AWAITED = 1_000;
const STREAMED = 50_000;
const payload = Buffer.alloc(PAYLOAD_BYTES, "x");
const directory = mkdtempSync(join(process.argv[2] ?? tmpdir(), "tocsin-bench-"));
const nowUs = (): number => Math.round((performance.timeOrigin + performance.now()) * 1000);

interface Quantiles {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

function quantiles(samples: readonly number[]): Quantiles {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}

const show = (name: string, { p50, p99, max }: Quantiles): void => {
  const text = [p50, p99, max].map((ms) => ms.toFixed(3).padStart(9));
  process.stdout.write(`${name.padEnd(44)} p50 ${text[0]}  p99 ${text[1]}  max ${text[2]} ms\n`);
};

function measure(count: number, step: () => void): number[] {
  const samples: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const startMs = performance.now();
    step();
    samples.push(performance.now() - startMs);
  }
  return samples;
}

process.stdout.write(
  `node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, ${PAYLOAD_BYTES} B records\n`,
);
const journal = await openJournalThreaded(directory, { nowUs });
const plain = openSync(join(directory, "plain"), "a");
const plainStep = (): void => {
  appendFileSync(plain, payload);
  fdatasyncSync(plain);
};
const journalStep = (): void => {
  const sequence = journal.append(RECORD_TYPES.look, payload);
  if (sequence === null || !journal.awaitDurable(sequence, 10_000)) throw new Error("not durable");
};
measure(100, plainStep);
measure(100, journalStep);

// The two take turns, so that another load on the disk meets both alike.
const [plainMs, journalMs]: [number[], number[]] = [[], []];
for (let round = 0; round < 10; round += 1) {
  plainMs.push(...measure(AWAITED / 10, plainStep));
  journalMs.push(...measure(AWAITED / 10, journalStep));
}
show("plain append + fdatasync, one at a time", quantiles(plainMs));
show("journal append → durable, one at a time", quantiles(journalMs));
const ratio = quantiles(journalMs).p50 / quantiles(plainMs).p50;
process.stdout.write(`ratio of the medians ${ratio.toFixed(2)}\n`);

let refused = 0;
const startMs = performance.now();
const appendMs = measure(STREAMED, () => {
  if (journal.append(RECORD_TYPES.look, payload) === null) refused += 1;
});
const appendedMs = performance.now() - startMs;
journal.awaitDurable(journal.lastSequence(), 60_000);
const durableMs = performance.now() - startMs;
show(`journal append alone, ${STREAMED} in one go`, quantiles(appendMs));
const perSecond = (ms: number): string =>
  Math.round((STREAMED - refused) / (ms / 1000)).toLocaleString();
process.stdout.write(
  `appended ${perSecond(appendedMs)}/s, durable ${perSecond(durableMs)}/s, refused ${refused}\n`,
);
await journal.close();
closeSync(plain);
const verifyStartMs = performance.now();
const report = verifyJournal(directory);
const verifyMs = performance.now() - verifyStartMs;
process.stdout.write(
  `verified ${report.records} records in ${verifyMs.toFixed(0)} ms, ok ${String(report.ok)}\n`,
);
rmSync(directory, { recursive: true });
