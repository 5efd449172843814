import { describe, expect, test } from "vitest";
import type { SensorStatus } from "../coverage/sensor.ts";
import { sensorId } from "../units/ids.ts";
import { createEngine } from "./create-engine.ts";
import type { EngineEffect } from "./effect.ts";
import { atS, radar, siteOf } from "./engine.test-support.ts";
import type { Engine } from "./engine.ts";
import type { EngineEvent } from "./event.ts";

const COUNT = 12;
const SENSORS = Array.from({ length: COUNT }, (_, i) => radar(`radar-${i}`));

const configuration: EngineEvent = {
  type: "configuration",
  receivedUs: atS(0),
  site: siteOf({ sensors: SENSORS }),
};
const reports = (sensor: number, status: SensorStatus, seconds: number): EngineEvent => ({
  type: "health",
  receivedUs: atS(seconds),
  sensorId: sensorId(`radar-${sensor}`),
  status,
  reason: "test",
});
const isProtection = (
  effect: EngineEffect,
): effect is Extract<EngineEffect, { type: "protection" }> => effect.type === "protection";

/** Steps the events, and ticks whenever the engine asks for one, as the server does. */
function run(engine: Engine, events: readonly EngineEvent[], untilS: number): EngineEffect[] {
  const effects: EngineEffect[] = [];
  const step = (event: EngineEvent): number => {
    const result = engine.step(event);
    effects.push(...result.effects);
    return result.wakeAtUs ?? Number.POSITIVE_INFINITY;
  };
  const end: EngineEvent = { type: "tick", receivedUs: atS(untilS) };
  let wakeAtUs = Number.POSITIVE_INFINITY;
  for (const event of [...events, end]) {
    while (wakeAtUs < event.receivedUs) wakeAtUs = step({ type: "tick", receivedUs: wakeAtUs });
    wakeAtUs = step(event);
  }
  return effects;
}

const allUp = SENSORS.map((_, i) => reports(i, "up", 1 + 0.01 * i));

describe("what the areas are protected from", () => {
  test("is told at once of the first change, and of those that follow closely together with them", () => {
    const told = run(createEngine(), [configuration, ...allUp], 3).filter(isProtection);
    expect(told.map(({ timeUs }) => timeUs)).toEqual([atS(0), atS(1), atS(1.5)]);
    expect(told[1].areas[0].approaches[0].seenBy).toEqual(["radar-0"]);
    expect(told[2].areas[0].approaches[0].seenBy).toHaveLength(COUNT);
  });

  test("is told once of all sensors that fall silent in one step, behind what is told of them", () => {
    const engine = createEngine();
    run(engine, [configuration, ...SENSORS.map((_, i) => reports(i, "up", 1))], 3);
    const { effects } = engine.step({ type: "tick", receivedUs: atS(7) });
    expect(effects.map(({ type }) => type)).toEqual([...SENSORS.map(() => "sensor"), "protection"]);
    expect(effects.find(isProtection)?.areas[0].status).toBe("not-protecting");
  });

  test("is told again though nothing else arrives, and after a restart in between as without one", () => {
    const events = [configuration, ...allUp];
    const engine = createEngine();
    for (const event of events) engine.step(event);
    const heir = createEngine();
    heir.restore(JSON.parse(JSON.stringify(engine.snapshot())));
    const tick: EngineEvent = { type: "tick", receivedUs: atS(1.5) };
    const told = engine.step(tick);
    expect(told.effects.filter(isProtection)).toHaveLength(1);
    expect(heir.step(tick)).toEqual(told);
    expect(heir.snapshot()).toEqual(engine.snapshot());
  });

  test("ends as after each change alone, in whichever order they come", () => {
    const lost = [3, 7, 0, 11, 5].map((sensor, i) => reports(sensor, "down", 2 + 0.02 * i));
    const forth = run(createEngine(), [configuration, ...allUp, ...lost], 3).filter(isProtection);
    const inOtherOrder = lost.map((event, i) => ({
      ...event,
      receivedUs: lost[lost.length - 1 - i].receivedUs,
    }));
    const back = run(createEngine(), [configuration, ...allUp, ...inOtherOrder.reverse()], 3);
    const alone = SENSORS.filter((_, i) => ![3, 7, 0, 11, 5].includes(i)).map(({ id }) => id);
    expect(forth.at(-1)?.areas).toEqual(back.filter(isProtection).at(-1)?.areas);
    expect(forth.at(-1)?.areas[0].approaches[0].seenBy).toEqual(alone);
  });

  test("is worked out by nobody who only rehearses, nor waited for", () => {
    const engine = createEngine({ asksProtection: false });
    const effects = run(engine, [configuration, ...allUp], 1.4);
    expect(effects.some(isProtection)).toBe(false);
    const { wakeAtUs } = engine.step({ type: "tick", receivedUs: atS(1.4) });
    expect(wakeAtUs).toBeGreaterThan(atS(5));
  });
});
