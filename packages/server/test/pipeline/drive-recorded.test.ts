import { channelId, createEngine, type EngineEvent, warningKey } from "@tocsin/core";
import { drive, simulate } from "@tocsin/sim";
import { expect, test } from "vitest";
import { driveRecorded } from "../../src/pipeline/drive-recorded.ts";
import { compareReceipts, type Receipt } from "../../src/pipeline/receipt.ts";
import { START_US } from "../journal/fixtures.ts";
import { fakeEngine, journalOn, pipelineWith, smallAttack, tick, WARNING } from "./fixtures.ts";

const nothing = (): Promise<readonly Receipt[]> => Promise.resolve([]);

test("between the events come the ticks that the engine asked for, at the time it asked for them", async () => {
  const simulation = simulate(smallAttack(60));
  const events: EngineEvent[] = [];
  const done = await driveRecorded({
    events: simulation.events(),
    pipeline: pipelineWith({
      journal: journalOn(),
      observe: ({ event }) => void (event !== null && events.push(event)),
    }),
    settle: nothing,
  });
  const expected = [...drive(createEngine(), simulation.events())].map(({ event }) => event);
  // After the last event it goes on until all has settled.
  expect(events.slice(0, expected.length)).toEqual(expected);
  expect(events.slice(expected.length).every(({ type }) => type === "tick")).toBe(true);
  expect(done.timeUs).toBeGreaterThanOrEqual(simulation.endUs);
  const times = events.map(({ receivedUs }) => receivedUs);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});

test("receipts follow the warning that they are of, in a fixed order, before the next event", async () => {
  const steps: string[] = [];
  const engine = fakeEngine(({ type, receivedUs }) => {
    steps.push(type);
    const effects =
      receivedUs === START_US + 1 ? [{ type: "warning", warning: WARNING } as const] : [];
    return { effects: type === "tick" ? effects : [], wakeAtUs: null };
  });
  const receipt = (id: string): Receipt => ({
    type: "receipt",
    warningKey: warningKey(WARNING),
    version: 1,
    channelId: channelId(id),
    outcome: "sent",
    detail: "",
  });
  const order: string[] = [];
  await driveRecorded({
    events: [tick(0), tick(1), tick(2)],
    pipeline: pipelineWith({
      engine,
      journal: journalOn(),
      observe: ({ event }) => void (event?.type === "receipt" && order.push(event.channelId)),
    }),
    settle: () => Promise.resolve([receipt("b"), receipt("a")].sort(compareReceipts)),
  });
  expect(steps).toEqual(["tick", "tick", "receipt", "receipt", "tick"]);
  expect(order).toEqual(["a", "b"]);
});

test("a run that is cancelled ends where it is, and one that never settles ends all the same", async () => {
  let events = 0;
  const done = await driveRecorded({
    events: [tick(0), tick(1), tick(2), tick(3)],
    pipeline: pipelineWith({ journal: journalOn(), observe: () => void events++ }),
    settle: nothing,
    cancelled: () => events === 2,
  });
  expect(done.events).toBe(2);
  let ticks = 0;
  const restless = fakeEngine(({ receivedUs }) => {
    ticks++;
    return { effects: [], wakeAtUs: receivedUs + 1_000_000 };
  });
  await driveRecorded({
    events: [tick(0)],
    pipeline: pipelineWith({ engine: restless, journal: journalOn() }),
    settle: nothing,
  });
  expect(ticks).toBe(900);
});
