import type { ByteSource } from "../source/byte-source.ts";
import type { AdapterSample, AdapterSubject } from "./adapter-subject.ts";
import { createNumbers, cutAnywhere, damaged, joined } from "./damage.ts";
import { ConformanceFailure, type Given, runScript, type Step } from "./run-script.ts";
import { StopSignal } from "./stop-signal.ts";

/** One rule of the contract. `run` rejects, with what was wrong, where the adapter breaks it. */
export interface AdapterCheck {
  readonly name: string;
  readonly run: () => Promise<void>;
}

const SEED = 20_211_107;
const CHUNKINGS = 20;
const JUNK_PIECES = 256;
const JUNK_OCTETS = 65_536;
const MEMORY_GROWTH_MAX_OCTETS = 33_554_432;
const DAY_US = 86_400_000_000;
/** An adapter has ended when so many turns of promises have passed: it waits for nothing but its source. */
const TURNS_MAX = 1_000;

const RULES: readonly {
  readonly name: string;
  readonly check: (subject: AdapterSubject, sample: AdapterSample) => Promise<void>;
}[] = [
  { name: "says something of what was really sent, at times that can be", check: givesLooks },
  { name: "says the same of the same octets", check: isDeterministic },
  { name: "says the same however a stream is cut", check: isWholeHoweverCut },
  { name: "throws on no cut and no flipped bit, and gives only sound looks", check: standsDamage },
  { name: "counts junk", check: countsJunk },
  { name: "goes on after its line broke", check: goesOn },
  { name: "keeps no more than it needs", check: keepsLittle },
  { name: "ends when it is told to", check: ends },
];

/** The contract of an adapter, rule by rule and sample by sample, for any test runner. */
export const adapterChecks = (subject: AdapterSubject): readonly AdapterCheck[] =>
  subject.samples.flatMap((sample) =>
    RULES.map(({ name, check }) => ({
      name: `${sample.name}: ${name}`,
      run: () => check(subject, sample),
    })),
  );

const demand = (holds: boolean, words: string): void => {
  if (!holds) throw new ConformanceFailure(words);
};

function stepsOf({ delivery, pieces }: AdapterSample): Step[] {
  if (delivery === "messages") return pieces.map((bytes) => ({ type: "message", bytes }));
  return [
    { type: "opened" },
    ...pieces.map((bytes) => ({ type: "chunk" as const, bytes })),
    { type: "ended", clean: true },
  ];
}

const runSample = (subject: AdapterSubject, sample: AdapterSample): Promise<Given> =>
  runScript(subject, stepsOf(sample), sample.receivedUs);

async function givesLooks(subject: AdapterSubject, sample: AdapterSample): Promise<void> {
  const { looks, texts } = await runSample(subject, sample);
  demand(texts.length > 0, "the sample gives neither a look nor a word on health");
  const next = new Map<string, number>();
  for (const { sensorId, sequence, fromUs, toUs, detections } of looks) {
    demand(sequence >= (next.get(sensorId) ?? 0), `looks of ${sensorId} are not numbered upwards`);
    next.set(sensorId, sequence + 1);
    for (const timeUs of [fromUs, toUs, ...detections.map(({ sensedUs }) => sensedUs)])
      demand(
        Math.abs(timeUs - sample.receivedUs) <= DAY_US,
        `a time ${timeUs} that lies more than a day from its receipt`,
      );
  }
}

async function isDeterministic(subject: AdapterSubject, sample: AdapterSample): Promise<void> {
  const first = await runSample(subject, sample);
  const second = await runSample(subject, sample);
  demand(sameTexts(first, second), "two runs differ");
}

async function isWholeHoweverCut(subject: AdapterSubject, sample: AdapterSample): Promise<void> {
  if (sample.delivery === "messages") return;
  const whole = await runSample(subject, sample);
  const stream = joined(sample.pieces);
  const numbers = createNumbers(SEED);
  for (let i = 0; i < CHUNKINGS; i++) {
    const pieces = cutAnywhere(stream, i === 0 ? 1 : 1 + numbers(64), numbers);
    const cut = await runSample(subject, { ...sample, pieces });
    demand(
      sameTexts(whole, cut) && whole.rejected === cut.rejected,
      `cut into ${pieces.length} pieces it gives other looks`,
    );
  }
}

const sameTexts = (a: Given, b: Given): boolean =>
  a.texts.length === b.texts.length && a.texts.every((text, i) => text === b.texts[i]);

async function standsDamage(subject: AdapterSubject, sample: AdapterSample): Promise<void> {
  const pieces = sample.delivery === "stream" ? [joined(sample.pieces)] : sample.pieces;
  for (const piece of new Set(pieces))
    for (const bytes of damaged(piece)) {
      const steps = stepsOf({ ...sample, pieces: [bytes] });
      await runScript(subject, steps, sample.receivedUs);
    }
}

function junk(numbers: (below: number) => number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at++) bytes[at] = numbers(256);
  return bytes;
}

async function countsJunk(subject: AdapterSubject, sample: AdapterSample): Promise<void> {
  const numbers = createNumbers(SEED);
  const pieces = Array.from({ length: 200 }, () => junk(numbers, 1 + numbers(80)));
  const { rejected } = await runSample(subject, { ...sample, pieces });
  demand(rejected > 0, "200 pieces of junk were not counted");
}

async function goesOn(subject: AdapterSubject, sample: AdapterSample): Promise<void> {
  if (sample.delivery === "messages") return;
  const stream = joined(sample.pieces);
  const broken: Step[] = [
    { type: "opened" },
    { type: "chunk", bytes: stream.slice(0, Math.ceil(stream.length / 2)) },
    { type: "ended", clean: false },
  ];
  const half = await runScript(subject, broken, sample.receivedUs);
  const both = await runScript(subject, [...broken, ...stepsOf(sample)], sample.receivedUs);
  demand(both.texts.length > half.texts.length, "nothing came after the line was taken up again");
}

async function keepsLittle(subject: AdapterSubject, sample: AdapterSample): Promise<void> {
  const numbers = createNumbers(SEED);
  const piece = junk(numbers, sample.delivery === "stream" ? JUNK_OCTETS : 1_024);
  let least = Number.POSITIVE_INFINITY;
  let growth = 0;
  const source: ByteSource = {
    run(sink) {
      const peer = { id: "junk", send: () => false, close: () => undefined };
      for (let i = 0; i < JUNK_PIECES; i++) {
        if (sample.delivery === "stream") sink.chunk(piece, sample.receivedUs, peer);
        else sink.message(piece, sample.receivedUs, peer);
        if (i % 32 !== 31) continue;
        const octets = subject.memoryOctets();
        least = Math.min(least, octets);
        growth = octets - least;
      }
      return Promise.resolve();
    },
  };
  await subject.create(source).run(SILENT, new StopSignal());
  demand(growth <= MEMORY_GROWTH_MAX_OCTETS, `it kept ${growth} octets of junk`);
}

const SILENT = {
  look: () => undefined,
  health: () => undefined,
  report: () => undefined,
  rejected: () => undefined,
  link: () => undefined,
};

async function ends(subject: AdapterSubject): Promise<void> {
  const source: ByteSource = {
    run: (_sink, signal) =>
      new Promise((resolve) => {
        signal.addEventListener("abort", () => resolve());
        if (signal.aborted) resolve();
      }),
  };
  const stop = new StopSignal();
  const state = { over: false };
  const running = (async (): Promise<void> => {
    await subject.create(source).run(SILENT, stop);
    state.over = true;
  })();
  stop.abort();
  for (let turn = 0; turn < TURNS_MAX && !state.over; turn++) await Promise.resolve();
  demand(state.over, "it did not end when its source had");
  await running;
}
