import { type Look, sensorId } from "@tocsin/core";
import { describe, expect, test } from "vitest";
import type { Adapter, AdapterSink } from "../adapter.ts";
import type { ByteSource } from "../source/byte-source.ts";
import type { Framer } from "../source/framer.ts";
import { createLineFramer } from "../source/line-framer.ts";
import { readFrames } from "../source/read-frames.ts";
import { adapterChecks } from "./adapter-checks.ts";

const NOW_US = 1_777_622_400_000_000;
const ID = sensorId("ear");

const lookAt = (azimuthDeg: number, sequence: number, over: Partial<Look> = {}): Look => ({
  sensorId: ID,
  sequence,
  fromUs: NOW_US,
  toUs: NOW_US,
  sweep: null,
  detections: [
    {
      kind: "bearing",
      sensedUs: NOW_US,
      identity: null,
      rcsDbsm: null,
      azimuthRad: azimuthDeg,
      elevationRad: null,
      azimuthSigmaRad: 0.1,
      elevationSigmaRad: 0,
    },
  ],
  ...over,
});

interface Habits {
  readonly take?: (line: string, sequence: number, sink: AdapterSink) => void;
  readonly framer?: () => Framer;
  readonly run?: (
    source: ByteSource,
    read: () => Promise<void>,
    sink: AdapterSink,
  ) => Promise<void>;
}

/** Lines such as `azimuth 12`, and nothing else. */
function takeLine(line: string, sequence: number, sink: AdapterSink): void {
  const [, azimuth] = /^azimuth (\d{1,3})$/.exec(line) ?? [];
  if (azimuth === undefined) sink.rejected("not-a-line", 1, line.slice(0, 20), NOW_US);
  else sink.look(lookAt(Number(azimuth), sequence), NOW_US);
}

const adapter = (source: ByteSource, habits: Habits): Adapter => ({
  id: "ear",
  run(sink, signal) {
    let sequence = 0;
    const read = (): Promise<void> =>
      readFrames(
        {
          source,
          sink,
          createFramer: habits.framer ?? (() => createLineFramer(80)),
          frame: (bytes) =>
            (habits.take ?? takeLine)(String.fromCodePoint(...bytes), sequence++, sink),
        },
        signal,
      );
    return habits.run === undefined ? read() : habits.run(source, read, sink);
  },
});

let kept = 0;
async function broken(habits: Habits): Promise<readonly string[]> {
  kept = 0;
  const pieces = [new TextEncoder().encode("azimuth 12\nazimuth 13\nazimuth 14\n")];
  const checks = adapterChecks({
    create: (source) => adapter(source, habits),
    samples: [{ name: "lines", delivery: "stream", pieces, receivedUs: NOW_US }],
    memoryOctets: () => kept,
  });
  const failed: string[] = [];
  for (const { name, run } of checks)
    await run().catch((error: unknown) => failed.push(`${name}: ${String(error)}`));
  return failed;
}

test("an adapter that keeps its contract passes", async () => {
  expect(await broken({})).toEqual([]);
});

/** Forgets what came before each chunk. */
const forgetful = (): Framer => {
  let framer = createLineFramer(80);
  return {
    push(chunk) {
      framer = createLineFramer(80);
      return [...framer.push(chunk), ...framer.end(true)];
    },
    end: () => [],
  };
};
let calls = 0;
const HABITS: Readonly<Record<string, readonly [Habits, string]>> = {
  throws: [
    {
      take: (line, sequence, sink) => {
        if (line === "azimuth 1") throw new Error("too short");
        takeLine(line, sequence, sink);
      },
    },
    "throws on no cut",
  ],
  "gives a look that is not sound": [
    { take: (_line, sequence, sink) => sink.look(lookAt(Number.NaN, sequence), NOW_US) },
    "azimuthRad",
  ],
  "gives a time of another age": [
    {
      take: (_line, sequence, sink) =>
        sink.look(lookAt(1, sequence, { fromUs: 0, toUs: 0 }), NOW_US),
    },
    "more than a day",
  ],
  "numbers all looks alike": [
    { take: (line, _sequence, sink) => takeLine(line, 0, sink) },
    "not numbered upwards",
  ],
  "counts nothing": [
    {
      take: (line, sequence, sink) =>
        void (line.startsWith("azimuth") && takeLine(line, sequence, sink)),
      framer: () => createLineFramer(100_000),
    },
    "junk were not counted",
  ],
  "remembers other runs": [
    { take: (_line, sequence, sink) => sink.look(lookAt(calls++, sequence), NOW_US) },
    "two runs differ",
  ],
  "reads chunks as if they were lines": [{ framer: forgetful }, "however a stream is cut"],
  "keeps all that it is given": [
    {
      take: (line, sequence, sink) => {
        kept += 1_000_000 + line.length;
        takeLine(line, sequence, sink);
      },
    },
    "octets of junk",
  ],
  "does not end": [
    { run: (_source, read) => read().then(() => new Promise<void>(() => undefined)) },
    "did not end",
  ],
  "says nothing": [{ take: () => undefined }, "neither a look"],
};

describe("an adapter that breaks its contract is found out", () => {
  test.each(Object.entries(HABITS).filter(([name]) => name !== "does not end"))(
    "one that %s",
    async (_name, [habits, words]) => {
      expect((await broken(habits)).join("\n")).toContain(words);
    },
  );

  test("one that does not end", async () => {
    const [habits, words] = HABITS["does not end"];
    const [ends] = adapterChecks({
      create: (source) => adapter(source, habits),
      samples: [{ name: "lines", delivery: "stream", pieces: [], receivedUs: NOW_US }],
      memoryOctets: () => 0,
    }).filter(({ name }) => name.includes("ends when"));
    await expect(ends.run()).rejects.toThrow(words);
  });
});
