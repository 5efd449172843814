import { createHash } from "node:crypto";
import {
  channelId,
  createEngine,
  type Engine,
  type EngineEvent,
  packTerrain,
  type TerrainModel,
  warningKey,
} from "@tocsin/core";
import { MemoryDisk, simulate } from "@tocsin/sim";
import { beforeAll, describe, expect, test } from "vitest";
import { type JournalRecord, readJournal } from "../../src/journal/read-journal.ts";
import { RECORD_TYPES } from "../../src/journal/record-type.ts";
import { driveRecorded } from "../../src/pipeline/drive-recorded.ts";
import { decodeRecord } from "../../src/pipeline/encode-record.ts";
import { recoverEngine } from "../../src/pipeline/recover-engine.ts";
import { replayJournal } from "../../src/pipeline/replay-journal.ts";
import type { Receipt } from "../../src/pipeline/receipt.ts";
import { fakeEngine, journalOn, pipelineWith, smallAttack, tick, WARNING } from "./fixtures.ts";

/** Two attacks and a snapshot between them. */
const DURATION_S = 150;

interface Recorded {
  readonly disk: MemoryDisk;
  readonly segment: string;
  readonly records: readonly JournalRecord[];
  readonly sha256: string;
}

/** A whole run, recorded, with receipts and with faults of the parts around the engine between its effects. */
async function recordedRun(): Promise<Recorded> {
  const disk = new MemoryDisk();
  const journal = journalOn(disk);
  let receipts: Receipt[] = [];
  const pipeline = pipelineWith({
    engine: createEngine(),
    journal,
    send: (warning) => {
      receipts.push({
        type: "receipt",
        warningKey: warningKey(warning),
        version: warning.version,
        channelId: channelId("siren"),
        outcome: "sent",
        detail: "",
      });
      const fault = {
        timeUs: warning.issuedUs,
        code: "WARNING_UNRECORDED",
        subject: "area",
      } as const;
      pipeline.fault({ ...fault, detail: "for the test" });
    },
  });
  await driveRecorded({
    events: simulate(smallAttack(DURATION_S)).events(),
    pipeline,
    settle: () => {
      const settled = receipts;
      receipts = [];
      return Promise.resolve(settled);
    },
  });
  await journal.close();
  const records = [...readJournal(disk)];
  return { disk, segment: disk.list()[0], records, sha256: pipeline.digest.hex() };
}

/** The journal as a crash would leave it that let only so many records reach the disk. */
function cutAfter({ disk, segment, records }: Recorded, count: number): MemoryDisk {
  const end = records[count]?.offset;
  const cut = new MemoryDisk();
  cut.put(segment, disk.contentOf(segment).subarray(0, end));
  return cut;
}

const eventsAfter = (records: readonly JournalRecord[], count: number): readonly EngineEvent[] =>
  records.slice(count).flatMap(({ type, payload }) => {
    const decoded = decodeRecord(type, payload);
    return decoded.kind === "event" ? [decoded.event] : [];
  });

const stateOf = (engine: Engine): string =>
  createHash("sha256")
    .update(JSON.stringify([engine.tracks(), engine.openWarnings()]))
    .digest("hex");

let run: Recorded;
beforeAll(async () => {
  run = await recordedRun();
});

describe("a journal cut at a record", () => {
  test("is worth cutting: it holds warnings, receipts, foreign faults and a snapshot", () => {
    const types = run.records.map(({ type }) => type);
    for (const type of [
      RECORD_TYPES.warning,
      RECORD_TYPES.receipt,
      RECORD_TYPES.fault,
      RECORD_TYPES.snapshot,
    ])
      expect(types).toContain(type);
    expect(types.indexOf(RECORD_TYPES.snapshot)).toBeLessThan(
      types.lastIndexOf(RECORD_TYPES.warning),
    );
    expect(replayJournal(run.disk)).toMatchObject({ identical: true, unfinished: 0 });
  });

  test("at every boundary gives the same decisions, warnings and end as the uncut run", () => {
    const { records } = run;
    const uncut = createEngine();
    for (const event of eventsAfter(records, 0)) uncut.step(event);
    // The other way of going on, from the last effect to be recorded, takes every boundary; to the end every seventh.
    let fromSnapshot = 0;
    for (let count = 1; count <= records.length; count++) {
      const disk = cutAfter(run, count);
      const engine = createEngine();
      const recovered = recoverEngine(disk, engine);
      const missing = missingEffects(records, count);
      expect(recovered.unrecorded.map((effect) => effect.type)).toEqual(missing);
      if (count % 7 !== 0 && missing.length === 0) continue;
      if (recovered.events < eventsBefore(records, count)) fromSnapshot++;
      const journal = journalOn(disk);
      const pipeline = pipelineWith({ engine, journal });
      pipeline.resume({ ...recovered, nowUs: 0 });
      for (const event of eventsAfter(records, count)) pipeline.ingest(event);
      journal.awaitDurable(journal.lastSequence(), 0);
      expect(stateOf(engine), `cut after record ${count}`).toBe(stateOf(uncut));
      const again = replayJournal(disk);
      expect(again).toMatchObject({ identical: true, firstDifference: null, unfinished: 0 });
      expect(again.recorded.sha256, `cut after record ${count}`).toBe(run.sha256);
    }
    expect(fromSnapshot).toBeGreaterThan(3);
  });
});

const eventsBefore = (records: readonly JournalRecord[], count: number): number =>
  eventsAfter(records.slice(0, count), 0).length;

/** The engine's own effects that follow the cut before the next event: the test's faults are not the engine's. */
function missingEffects(records: readonly JournalRecord[], count: number): readonly string[] {
  if (eventsBefore(records, count) === 0) return [];
  const missing: string[] = [];
  for (const { type, payload } of records.slice(count)) {
    const decoded = decodeRecord(type, payload);
    if (decoded.kind === "event") break;
    if (decoded.kind !== "effect") continue;
    const { effect } = decoded;
    if (effect.type === "fault" && effect.fault.code === "WARNING_UNRECORDED") continue;
    missing.push(effect.type);
  }
  return missing;
}

describe("what a restart finds owed", () => {
  test("is the latest message of each area, with who has answered it: a failure is no answer", () => {
    const disk = new MemoryDisk();
    const journal = journalOn(disk);
    const pipeline = pipelineWith({ engine: engineWith(), journal });
    pipeline.ingest(tick());
    const receipt = {
      type: "receipt",
      receivedUs: WARNING.issuedUs,
      warningKey: warningKey(WARNING),
      version: 1,
      detail: "",
    } as const;
    pipeline.ingest({ ...receipt, channelId: channelId("a"), outcome: "sent" });
    pipeline.ingest({ ...receipt, channelId: channelId("b"), outcome: "failed" });
    pipeline.ingest({ ...receipt, channelId: channelId("c"), outcome: "not-live" });
    pipeline.ingest({ ...receipt, channelId: channelId("d"), outcome: "sent", version: 2 });
    journal.awaitDurable(journal.lastSequence(), 0);
    const { deliveries, lastUs } = recoverEngine(disk, engineWith());
    expect(deliveries).toEqual([
      { warning: WARNING, answered: ["a", "c"], told: ["a", "b", "c", "d"] },
    ]);
    expect(lastUs).toBe(WARNING.issuedUs);
  });
});

/** Warns once, at its first tick. */
function engineWith(): Engine {
  const engine = createEngine();
  const fake = fakeEngine(({ type }) => ({
    effects: type === "tick" ? [{ type: "warning", warning: WARNING }] : [],
    wakeAtUs: null,
  }));
  return { ...fake, snapshot: () => engine.snapshot(), restore: () => undefined };
}

/** A run over ground too large to stand in a snapshot, and what it ended with. */
async function runWithTerrain(
  terrain: TerrainModel,
): Promise<{ readonly disk: MemoryDisk; readonly engine: Engine; readonly events: number }> {
  const disk = new MemoryDisk();
  const journal = journalOn(disk);
  const engine = createEngine();
  const events = [...simulate(smallAttack(DURATION_S)).events()].map((event) =>
    event.type === "configuration" ? { ...event, site: { ...event.site, terrain } } : event,
  );
  await driveRecorded({
    events,
    pipeline: pipelineWith({ engine, journal }),
    settle: () => Promise.resolve([]),
  });
  await journal.close();
  return { disk, engine, events: events.length };
}

describe("a snapshot that leaves its terrain out", () => {
  const posts = 401;
  const layout = { westM: -9_000, southM: -9_000, spacingM: 45, columns: posts, rows: posts };
  const heights = Float32Array.from({ length: posts * posts }, (_, at) => 9 * Math.sin(at / 11));
  const terrain = packTerrain(layout, heights, "test");

  test("is taken up with the terrain that the site has now, or with that of the record", async () => {
    const { disk, engine, events } = await runWithTerrain(terrain);
    const other = packTerrain({ ...layout, spacingM: 40 }, heights, "another");
    for (const given of [terrain, undefined, other]) {
      const restarted = createEngine();
      const recovered = recoverEngine(disk, restarted, given);
      expect(recovered.events).toBeLessThan(events / 2);
      expect(stateOf(restarted)).toBe(stateOf(engine));
    }
    expect(replayJournal(disk)).toMatchObject({ identical: true });
  });
});
