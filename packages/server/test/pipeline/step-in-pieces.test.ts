import { createEngine, type Engine, type EngineEvent, type Warning } from "@tocsin/core";
import { MemoryDisk } from "@tocsin/sim";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { readJournal } from "../../src/journal/read-journal.ts";
import { decodeRecord } from "../../src/pipeline/encode-record.ts";
import { recoverEngine } from "../../src/pipeline/recover-engine.ts";
import { replayJournal } from "../../src/pipeline/replay-journal.ts";
import { fakeEngine, journalOn, pipelineWith, tick, WARNING } from "./fixtures.ts";
import { salvoEvents } from "./salvo-events.ts";

const SEED = 7;

interface Run {
  /** What was recorded, in its order. */
  readonly records: readonly string[];
  readonly sent: readonly string[];
  readonly state: string;
  /** How often a step was left with something to do. */
  readonly pauses: number;
}

const nameOf = ({ areaId, episode, version, stage }: Warning): string =>
  `${areaId} ${episode}.${version} ${stage}`;

const stateOf = (engine: Engine): string =>
  JSON.stringify([engine.snapshot(), engine.openWarnings()]);

/** How a step is done: 0, as a whole; else so many pieces of it at most before the next event, which has the rest done. */
type Cuts = readonly number[];
const WHOLE: Cuts = [0];

/** Ticks come when they are due, as of what was known when the event before was taken in whole. */
async function run(events: readonly EngineEvent[], cuts: Cuts): Promise<Run> {
  const disk = new MemoryDisk();
  const journal = journalOn(disk);
  const engine = createEngine();
  const sent: string[] = [];
  const pipeline = pipelineWith({ engine, journal, send: (warning) => sent.push(nameOf(warning)) });
  let pauses = 0;
  for (const [i, event] of events.entries()) {
    const most = cuts[i % cuts.length];
    if (most === 0) pipeline.ingest(event);
    else if (pipeline.ingestFirst(event)) {
      pauses++;
      for (let done = 1; done < most && pipeline.goOn(); done++) pauses++;
      // Whoever looks in between changes nothing.
      engine.tracks();
      engine.openWarnings();
      engine.orders();
    }
  }
  pipeline.finish();
  const state = stateOf(engine);
  await journal.close();
  return { records: recordsOn(disk), sent, state, pauses };
}

const recordsOn = (disk: MemoryDisk): readonly string[] =>
  Array.from(
    readJournal(disk),
    ({ type, payload }) => `${type} ${Buffer.from(payload).toString("utf8")}`,
  );

/** The same events with the ticks between them that the engine asked for. */
function withTicks(events: readonly EngineEvent[]): readonly EngineEvent[] {
  const engine = createEngine();
  const all: EngineEvent[] = [];
  const due: { wakeAtUs: number | null } = { wakeAtUs: null };
  const step = (event: EngineEvent): void => {
    all.push(event);
    due.wakeAtUs = engine.step(event).wakeAtUs;
  };
  for (const event of events) {
    while (due.wakeAtUs !== null && due.wakeAtUs < event.receivedUs)
      step({ type: "tick", receivedUs: due.wakeAtUs });
    step(event);
  }
  return all;
}

let events: readonly EngineEvent[];
let whole: Run;
beforeAll(async () => {
  events = withTicks(salvoEvents(101));
  whole = await run(events, WHOLE);
});

describe("a step in pieces", () => {
  test("is worth cutting: several warnings leave in one step, and looks come late", () => {
    expect(whole.sent.length).toBeGreaterThan(12);
    expect(events.filter(({ type }) => type === "tick").length).toBeGreaterThan(3);
    expect(whole.records.some((record) => record.includes('"command"'))).toBe(true);
  });

  test("records and sends the same however it is cut, and ends in the same state", async () => {
    let pauses = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 40 }),
        async (cuts) => {
          const cut = await run(events, cuts);
          pauses += cut.pauses;
          expect(cut.records).toEqual(whole.records);
          expect(cut.sent).toEqual(whole.sent);
          expect(cut.state).toBe(whole.state);
        },
      ),
      { seed: SEED, numRuns: 8 },
    );
    expect(pauses).toBeGreaterThan(20);
  });

  test("is replayed from its record", async () => {
    const disk = new MemoryDisk();
    const journal = journalOn(disk);
    const pipeline = pipelineWith({ journal });
    for (const event of events) pipeline.ingestFirst(event);
    pipeline.finish();
    await journal.close();
    expect(replayJournal(disk)).toMatchObject({ identical: true, unfinished: 0 });
  });

  test("that a crash broke off between two pieces loses nothing, and says nothing twice as new", async () => {
    let broken = 0;
    for (const [i, event] of events.entries()) {
      if (event.type !== "look" || i % 2 === 0) continue;
      const disk = new MemoryDisk();
      const journal = journalOn(disk);
      const before: string[] = [];
      const after: string[] = [];
      const first = pipelineWith({ journal, send: (warning) => before.push(nameOf(warning)) });
      for (const earlier of events.slice(0, i)) first.ingest(earlier);
      if (!first.ingestFirst(event)) continue;
      broken++;
      // The process dies here: what reached the disk is all there is.
      const left = new MemoryDisk();
      for (const name of disk.list()) left.put(name, disk.contentOf(name));
      const engine = createEngine();
      const recovered = recoverEngine(left, engine);
      const second = pipelineWith({
        engine,
        journal: journalOn(left),
        send: (warning) => after.push(nameOf(warning)),
      });
      second.resume({ ...recovered, nowUs: 0 });
      for (const later of events.slice(i + 1)) second.ingest(later);
      expect([...before, ...after]).toEqual(whole.sent);
      expect(stateOf(engine)).toBe(whole.state);
    }
    expect(broken).toBeGreaterThan(3);
  });

  test("that throws has given what arose before, however it is cut, and its fault after", () => {
    const engine = (): Engine => ({
      ...fakeEngine(() => ({ effects: [], wakeAtUs: null })),
      *begin() {
        yield [{ type: "warning", warning: WARNING }];
        throw new Error("a defect");
      },
    });
    const ways = [
      (pipeline: ReturnType<typeof pipelineWith>) => pipeline.ingest(tick()),
      (pipeline: ReturnType<typeof pipelineWith>) => {
        expect(pipeline.ingestFirst(tick())).toBe(true);
        expect(pipeline.goOn()).toBe(false);
      },
    ];
    for (const way of ways) {
      const disk = new MemoryDisk();
      const journal = journalOn(disk);
      const pipeline = pipelineWith({ engine: engine(), journal });
      way(pipeline);
      journal.awaitDurable(journal.lastSequence(), 0);
      const kinds = Array.from(readJournal(disk), ({ type, payload }) => {
        const decoded = decodeRecord(type, payload);
        return decoded.kind === "effect" ? decoded.effect.type : decoded.kind;
      });
      expect(kinds).toEqual(["event", "warning", "fault"]);
      expect(pipeline.isOpen).toBe(false);
      expect(pipeline.wakeAtUs).toBe(tick().receivedUs + 1_000_000);
    }
  });
});
