import { setImmediate as turn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, describe, expect, it } from "vitest";
import { createEngine, type EngineEvent, type Warning } from "@tocsin/core";
import { scenarioSite } from "../../bench/bench-site.ts";
import { generateScenario } from "../../bench/scenario.ts";
import { scenarioEvents } from "../../bench/scenario-events.ts";
import { LAP_PARTS, WarningLaps } from "../../bench/warning-laps.ts";

const laps = new WarningLaps();
afterEach(() => laps.forget());

/** Has an engine work an event through, and writes each of its warnings as soon as it arises. */
function work(engine: ReturnType<typeof createEngine>, event: EngineEvent, written: Warning[]) {
  laps.begin();
  for (const effects of engine.begin(event)) {
    for (const effect of effects) {
      if (effect.type !== "warning") continue;
      written.push(effect.warning);
      expect(laps.written(effect.warning)).toBeGreaterThan(0);
    }
  }
  laps.end();
}

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

const BUSY_MS = 40;
const ASLEEP_MS = 200;

const WARNING = {
  siteId: "site",
  areaId: "area",
  mode: "simulation",
  episode: 1,
  version: 1,
} as unknown as Warning;

describe("the laps until a warning", () => {
  it("make up all of its time, whatever order the engine works in", () => {
    const written: Warning[] = [];
    const engine = laps.engine(createEngine());
    const scenario = generateScenario({ objects: 40, seed: 3 });
    for (const event of scenarioEvents(scenario, scenarioSite(40))) work(engine, event, written);
    expect(written.length).toBeGreaterThan(5);
    const all = laps.all();
    expect(all.warnings).toBe(written.length);
    const sum = LAP_PARTS.reduce((total, part) => total + all.partsMs[part], 0);
    expect(sum).toBeCloseTo(all.totalMs, 6);
    expect(all.partsMs.tracking).toBeGreaterThan(0);
    expect(all.partsMs.own).toBeGreaterThan(0);
    expect(all.partsMs.disk).toBe(0);
    expect(all.piecesInLine).toBeGreaterThanOrEqual(1);
    const slowest = laps.slowest(0.2);
    expect(slowest.warnings).toBeGreaterThanOrEqual(1);
    expect(slowest.warnings).toBeLessThan(all.warnings);
    expect(slowest.totalMs).toBeGreaterThan(all.totalMs);
    laps.close();
  });

  it("tell how long the collector held a warning up, though it is told of that later, and of no pause beside it", async () => {
    const collected = new WarningLaps();
    collect();
    collected.begin();
    collect();
    const tookMs = collected.written(WARNING) ?? 0;
    collected.end();
    collect();
    await turn();
    collected.close();
    const { collectingMs, pauses } = collected.all();
    expect(collectingMs).toBeGreaterThan(0);
    expect(collectingMs).toBeLessThanOrEqual(tookMs);
    expect(pauses?.met).toBeGreaterThanOrEqual(1);
    expect(pauses?.of).toBeGreaterThanOrEqual(3);
    expect(pauses?.met).toBeLessThan(pauses?.of ?? 0);
  });

  it("tell what the thread did meanwhile: most of a busy wait it was on a processor or in line for one, and of a sleep neither", () => {
    const measured = new WarningLaps();
    measured.begin();
    const untilMs = performance.now() + BUSY_MS;
    while (performance.now() < untilMs);
    measured.written(WARNING);
    measured.begin();
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ASLEEP_MS);
    measured.written(WARNING);
    measured.close();
    const both = measured.all();
    // Both warnings weigh the same; where the system does not tell, nothing is said of the line.
    const workedMs = 2 * ((both.processorMs ?? 0) + (both.inLineMs ?? 0));
    expect(both.processorMs).toBeGreaterThan(0);
    expect(workedMs).toBeLessThan(2 * both.totalMs - ASLEEP_MS / 2);
    expect(both.inLineMs === null ? BUSY_MS : workedMs).toBeGreaterThan(0.8 * BUSY_MS);
  });

  it("take what is sent between two looks for none of them", () => {
    expect(laps.written({} as Warning)).toBeNull();
    expect(laps.all().warnings).toBe(0);
  });
});
