import { createEngine, type Engine, type EngineEffect, type EngineEvent } from "@tocsin/core";
import { MemoryDisk, simulate } from "@tocsin/sim";
import { describe, expect, test } from "vitest";
import type { Journal } from "../../src/journal/journal.ts";
import { readJournal } from "../../src/journal/read-journal.ts";
import { recordTypeName } from "../../src/journal/record-type.ts";
import { stepOrFault, WARNING_DISK_WAIT_MS } from "../../src/pipeline/pipeline.ts";
import { SNAPSHOT_PART_CHARS, SNAPSHOT_PARTS_MAX } from "../../src/pipeline/snapshot-parts.ts";
import { START_US } from "../journal/fixtures.ts";
import {
  engineGiving,
  fakeEngine,
  journalOn,
  pipelineWith,
  smallAttack,
  tick,
  WARNING,
} from "./fixtures.ts";

/** A journal that notes in `log` what is done with it. */
function notedJournal(log: string[], durable: boolean): Journal {
  const journal = journalOn();
  return {
    append: (type, payload) => {
      log.push(`append ${recordTypeName(type)}`);
      return journal.append(type, payload);
    },
    hasten: (sequence) => {
      log.push(`hasten ${sequence}`);
    },
    awaitDurable: (sequence, timeoutMs) => {
      log.push(`await ${sequence} for ${timeoutMs} ms`);
      return durable;
    },
    durableSequence: () => 0,
    lastSequence: () => journal.lastSequence(),
    faults: () => [],
    onFault: () => () => undefined,
    recovery: journal.recovery,
    publicKey: "",
    close: () => journal.close(),
  };
}

const typesOn = (disk: MemoryDisk): string[] =>
  [...readJournal(disk)].map(({ type }) => recordTypeName(type) ?? "?");

const sensorEffect: EngineEffect = {
  type: "fault",
  fault: { timeUs: START_US, code: "UNKNOWN_SUBJECT", subject: "x", detail: "y" },
};
const second: EngineEffect = { type: "warning", warning: { ...WARNING, version: 2 } };

describe("the pipeline", () => {
  test("records an event before it is stepped and every effect before anything leaves, and words warnings while the disk is at work", () => {
    const log: string[] = [];
    const warning: EngineEffect = { type: "warning", warning: WARNING };
    const engine = fakeEngine(() => {
      log.push("step");
      return { effects: [warning, sensorEffect, second], wakeAtUs: START_US + 5 };
    });
    const pipeline = pipelineWith({
      engine,
      journal: notedJournal(log, true),
      prepare: ({ version }) => log.push(`prepare ${version}`),
      send: ({ version }, recorded) => log.push(`send ${version} ${recorded}`),
      observe: () => log.push("observe"),
    });
    pipeline.ingest(tick());
    expect(log).toEqual([
      "append tick",
      "step",
      "append warning",
      "append fault",
      "append warning",
      "hasten 4",
      "prepare 1",
      "prepare 2",
      `await 2 for ${WARNING_DISK_WAIT_MS} ms`,
      "send 1 true",
      `await 4 for ${WARNING_DISK_WAIT_MS} ms`,
      "send 2 true",
      "observe",
    ]);
    expect(pipeline.wakeAtUs).toBe(START_US + 5);
    expect(pipeline.digest).toMatchObject({ warnings: 2, decisions: 0 });
  });

  test.each([
    { pieces: 24, order: ["append warning", "append warning", "await 2", "await 3"] },
    { pieces: 48, order: ["append warning", "await 2", "append warning", "await 3"] },
  ])(
    "finds what else threatens while the disk is at a record, for so many pieces at most: $pieces lie between",
    ({ pieces, order }) => {
      const log: string[] = [];
      const engine: Engine = {
        ...fakeEngine(() => ({ effects: [], wakeAtUs: null })),
        isUrgent: () => true,
        *begin() {
          yield [{ type: "warning", warning: WARNING }];
          for (let piece = 0; piece < pieces; piece++) yield [];
          yield [second];
          return null;
        },
      };
      pipelineWith({ engine, journal: notedJournal(log, true) }).ingest(tick());
      const told = log.filter((line) => /append warning|await/.test(line));
      expect(told.map((line) => line.replace(/ for .*/, ""))).toEqual(order);
    },
  );

  test("sends a warning though the disk is late, or takes no record at all, and marks it", () => {
    const sent: boolean[] = [];
    const send = (_: unknown, recorded: boolean): void => void sent.push(recorded);
    const engine = engineGiving({ type: "warning", warning: WARNING });
    const late = notedJournal([], false);
    pipelineWith({ engine, send, journal: late }).ingest(tick());
    pipelineWith({ engine, send, journal: { ...late, append: () => null } }).ingest(tick());
    expect(sent).toEqual([false, false]);
  });

  test("outlives a defect of the engine: the event is given up, said so, and time goes on", () => {
    const disk = new MemoryDisk();
    const journal = journalOn(disk);
    let calls = 0;
    const engine = fakeEngine(() => {
      if (++calls === 1) throw new Error("a matrix is not positive definite");
      return { effects: [], wakeAtUs: null };
    });
    const pipeline = pipelineWith({ engine, journal });
    const { effects } = pipeline.ingest(tick());
    expect(effects).toEqual([
      {
        type: "fault",
        fault: {
          timeUs: START_US,
          code: "ENGINE_DEFECT",
          subject: "tick",
          detail: "a matrix is not positive definite",
        },
      },
    ]);
    expect(pipeline.wakeAtUs).toBe(START_US + 1_000_000);
    pipeline.ingest(tick(2));
    expect(calls).toBe(2);
    journal.awaitDurable(journal.lastSequence(), 0);
    expect(typesOn(disk).filter((type) => type !== "checkpoint")).toEqual([
      "tick",
      "fault",
      "tick",
    ]);
    const thrower = fakeEngine(() => {
      throw new RangeError("out of range");
    });
    expect(stepOrFault(thrower, tick()).effects).toMatchObject([
      { fault: { detail: "out of range" } },
    ]);
  });

  test("takes a snapshot now and then, and says so instead of ending when one is too large", () => {
    const disk = new MemoryDisk();
    const journal = journalOn(disk);
    const small = pipelineWith({ engine: engineGiving(), journal });
    for (const afterS of [0, 119, 120, 130, 241]) small.ingest(tick(afterS * 1e6));
    journal.awaitDurable(journal.lastSequence(), 0);
    expect(typesOn(disk).filter((type) => type === "snapshot")).toHaveLength(2);

    const faults: EngineEffect[] = [];
    const state = "x".repeat(SNAPSHOT_PART_CHARS * SNAPSHOT_PARTS_MAX);
    const large = pipelineWith({
      engine: { ...engineGiving(), snapshot: () => ({ engineVersion: "1", state }) },
      journal: notedJournal([], true),
      observe: ({ effects }) => faults.push(...effects),
    });
    large.ingest(tick());
    large.ingest(tick(121e6));
    expect(faults).toMatchObject([{ fault: { code: "JOURNAL_FAULT", subject: "snapshot" } }]);
  });

  test("after a restart records what was not, sends what is still valid, and nothing that has expired", () => {
    const sent: number[] = [];
    const disk = new MemoryDisk();
    const journal = journalOn(disk);
    const pipeline = pipelineWith({ journal, send: ({ version }) => void sent.push(version) });
    const old = { ...WARNING, version: 7, expiresUs: START_US };
    const start = { events: 0, wakeAtUs: 5, deliveries: [], nowUs: START_US + 1 };
    pipeline.resume({ ...start, unrecorded: [{ type: "warning", warning: old }, second] });
    expect(sent).toEqual([2]);
    expect(pipeline.wakeAtUs).toBe(5);
    expect(typesOn(disk)).toEqual(["warning", "warning"]);
  });

  test("gives the same digest for the same events, and another for others", () => {
    const events: readonly EngineEvent[] = [...simulate(smallAttack(40)).events()];
    const digestOf = (of: readonly EngineEvent[]): string => {
      const pipeline = pipelineWith({ engine: createEngine(), journal: journalOn() });
      for (const event of of) pipeline.ingest(event);
      return pipeline.digest.hex();
    };
    expect(digestOf(events)).toBe(digestOf(events));
    expect(digestOf(events)).not.toBe(digestOf(events.slice(0, 3)));
  });
});
