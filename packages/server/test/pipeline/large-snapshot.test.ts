import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createEngine,
  type Engine,
  type EngineEvent,
  ENGINE_VERSION,
  type Look,
  sensorId,
} from "@tocsin/core";
import { MemoryDisk, simulate } from "@tocsin/sim";
import { describe, expect, test } from "vitest";
import { openJournalInline } from "../../src/journal/inline-journal.ts";
import type { Journal } from "../../src/journal/journal.ts";
import { openNodeDisk } from "../../src/journal/node-disk-port.ts";
import { type JournalRecord, readJournal } from "../../src/journal/read-journal.ts";
import { RECORD_TYPES } from "../../src/journal/record-type.ts";
import { recoverEngine } from "../../src/pipeline/recover-engine.ts";
import { replayJournal } from "../../src/pipeline/replay-journal.ts";
import { SNAPSHOT_PART_CHARS } from "../../src/pipeline/snapshot-parts.ts";
import { buildTimeline } from "../../src/picture/build-timeline.ts";
import { signer, START_US } from "../journal/fixtures.ts";
import { fakeEngine, journalOn, pipelineWith, smallAttack, tick } from "./fixtures.ts";

/** An engine whose whole state is how many events it has seen, and much that is of no use. */
class CountingEngine {
  events = 0;
  readonly #bulk = 'é"'.repeat(SNAPSHOT_PART_CHARS);
  readonly engine: Engine = {
    ...fakeEngine(() => {
      this.events++;
      return { effects: [], wakeAtUs: null };
    }),
    snapshot: () => ({
      engineVersion: ENGINE_VERSION,
      state: { site: null, events: this.events, bulk: this.#bulk },
    }),
    restore: ({ state }) => {
      const { events, bulk } = state as { events: number; bulk: string };
      if (bulk !== this.#bulk) throw new Error("the snapshot is not what was taken");
      this.events = events;
    },
  };
}

const PARTS = 4;
const snapshotsOn = (disk: MemoryDisk): readonly JournalRecord[] =>
  [...readJournal(disk)].filter(({ type }) => type === RECORD_TYPES.snapshot);

/** A second apart, so many; the 121st brings a snapshot. */
function ticked(journal: Journal, seconds: number): CountingEngine {
  const counting = new CountingEngine();
  const pipeline = pipelineWith({ engine: counting.engine, journal });
  for (let s = 0; s < seconds; s++) pipeline.ingest(tick(s * 1e6));
  journal.awaitDurable(journal.lastSequence(), 0);
  return counting;
}

describe("a snapshot too large for one record", () => {
  test("is recorded in parts, one with each event, and a restart goes on from it", () => {
    const disk = new MemoryDisk();
    ticked(journalOn(disk), 130);
    const parts = snapshotsOn(disk);
    expect(parts).toHaveLength(PARTS);
    expect(parts.map(({ sequence }) => sequence)).toEqual([122, 124, 126, 128]);
    const restored = new CountingEngine();
    expect(recoverEngine(disk, restored.engine).events).toBe(130 - 121);
    expect(restored.events).toBe(130);
  });

  test("counts only once all of it is there: until then the one before does", () => {
    const disk = new MemoryDisk();
    ticked(journalOn(disk), 242);
    expect(snapshotsOn(disk)).toHaveLength(PARTS + 2);
    const restored = new CountingEngine();
    expect(recoverEngine(disk, restored.engine).events).toBe(242 - 121);
    expect(restored.events).toBe(242);
  });

  test("is put together over the border of a segment, and over a restart that left one unfinished", async () => {
    const disk = new MemoryDisk();
    const first = journalOn(disk, SNAPSHOT_PART_CHARS);
    ticked(first, 123);
    await first.close();
    const second = journalOn(disk, SNAPSHOT_PART_CHARS);
    const counting = new CountingEngine();
    const recovered = recoverEngine(disk, counting.engine);
    expect(recovered.events).toBe(123);
    const pipeline = pipelineWith({ engine: counting.engine, journal: second });
    pipeline.resume({ ...recovered, nowUs: START_US });
    for (let s = 123; s < 260; s++) pipeline.ingest(tick(s * 1e6));
    second.awaitDurable(second.lastSequence(), 0);
    expect(new Set(snapshotsOn(disk).map(({ segment }) => segment)).size).toBeGreaterThan(2);
    const restored = new CountingEngine();
    expect(recoverEngine(disk, restored.engine).events).toBeLessThan(20);
    expect(restored.events).toBe(260);
  });

  test("waits for room: a part that the journal refuses is tried again", () => {
    const disk = new MemoryDisk();
    const inner = journalOn(disk);
    let offered = 0;
    const refusing: Journal = {
      ...portOf(inner),
      append: (type, payload) =>
        type === RECORD_TYPES.snapshot && offered++ % 3 !== 2 ? null : inner.append(type, payload),
    };
    ticked(refusing, 140);
    expect(snapshotsOn(disk)).toHaveLength(PARTS);
    const restored = new CountingEngine();
    expect(recoverEngine(disk, restored.engine).events).toBe(140 - 121);
  });
});

const portOf = (journal: Journal): Journal => ({
  publicKey: journal.publicKey,
  append: (type, payload) => journal.append(type, payload),
  hasten: (sequence) => journal.hasten(sequence),
  awaitDurable: (sequence, timeoutMs) => journal.awaitDurable(sequence, timeoutMs),
  durableSequence: () => journal.durableSequence(),
  lastSequence: () => journal.lastSequence(),
  faults: () => journal.faults(),
  onFault: (listener) => journal.onFault(listener),
  recovery: journal.recovery,
  close: () => journal.close(),
});

const TRACKS = 2_000;

/** All objects on a grid, each a little farther on its way. */
const crowd = (s: number): Look => ({
  sensorId: sensorId("radar"),
  sequence: s,
  fromUs: START_US + (s - 1) * 1_000_000,
  toUs: START_US + s * 1_000_000,
  sweep: { azimuthFromRad: 0, azimuthWidthRad: 2 * Math.PI },
  detections: Array.from({ length: TRACKS }, (_, i) => ({
    kind: "polar",
    sensedUs: START_US + s * 1_000_000,
    rcsDbsm: null,
    identity: null,
    rangeM: 4_000 + 300 * Math.floor(i / 50) + 20 * s,
    azimuthRad: (2 * Math.PI * (i % 50)) / 50,
    elevationRad: 0.05,
    rangeRateMps: 20,
    heightM: null,
    rangeSigmaM: 5,
    azimuthSigmaRad: 0.001,
    elevationSigmaRad: 0.001,
    rangeRateSigmaMps: 1,
    heightSigmaM: 100,
  })),
});

test(`a post with ${TRACKS} tracks goes on from its snapshot, not from the beginning`, async () => {
  const directory = mkdtempSync(join(tmpdir(), "tocsin-large-"));
  const disk = openNodeDisk(directory);
  const journal = openJournalInline(disk, { signer, nowUs: () => START_US });
  const engine = createEngine();
  const pipeline = pipelineWith({ engine, journal });
  const [configuration] = simulate(smallAttack(1)).events();
  if (configuration?.type !== "configuration") throw new Error("a scenario begins with its site");
  const { site } = configuration;
  const tracker = { ...site.tracker, tracksMax: TRACKS + 500 };
  const events: EngineEvent[] = [
    { ...configuration, receivedUs: START_US, site: { ...site, tracker } },
  ];
  for (let s = 1; s <= 4; s++)
    events.push({ type: "look", receivedUs: START_US + s * 1_000_000, look: crowd(s) });
  for (const event of events) pipeline.ingest(event);
  expect(engine.tracks().filter(({ confirmedUs }) => confirmedUs !== null).length).toBe(TRACKS);
  // Time is let pass in one leap until a snapshot is due, in which nobody is lost.
  const whole = JSON.stringify(engine.snapshot()).length;
  const parts = Math.ceil(whole / SNAPSHOT_PART_CHARS);
  expect(parts).toBeGreaterThan(1);
  const again = pipelineWith({ engine, journal });
  again.resume({
    nowUs: START_US,
    events: 20_000,
    wakeAtUs: null,
    unrecorded: [],
    deliveries: [],
  });
  for (let i = 0; i < parts + 3; i++)
    again.ingest({ type: "tick", receivedUs: START_US + 4e6 + i });
  await journal.close();
  const restored = createEngine();
  expect(recoverEngine(disk, restored).events).toBeLessThanOrEqual(parts + 2);
  expect(JSON.stringify(restored.tracks())).toBe(JSON.stringify(engine.tracks()));
  expect(replayJournal(disk)).toMatchObject({ identical: true });
  const timeline = buildTimeline(directory, { timeZone: null, lastS: 1e-6 });
  expect(timeline?.pictures.at(-1)?.tracks).toHaveLength(500);
  rmSync(directory, { recursive: true });
});
