import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MICROS_PER_SECOND } from "../units/time.ts";
import { areaId, sensorId } from "../units/ids.ts";
import type { Warning } from "../warning/warning.ts";
import { createEngine } from "./create-engine.ts";
import type { EngineEffect } from "./effect.ts";
import type { Engine } from "./engine.ts";
import type { EngineEvent } from "./event.ts";
import {
  atS,
  circle,
  lookAt,
  POLICY,
  radar,
  siteOf,
  START_US,
  straight,
} from "./engine.test-support.ts";

const INBOUND = straight([3000, 2000, 150], [-25, -16.7, 0]);
const PASSING = straight([-4000, 6000, 300], [30, 0, 0]);

const configure = (site = siteOf()): EngineEvent => ({
  type: "configuration",
  receivedUs: START_US,
  site,
});

/** Both radars once a second, half a second apart, for `seconds`. */
function looks(seconds: number, flights = [INBOUND, PASSING], seed = 1): EngineEvent[] {
  const events: EngineEvent[] = [];
  for (let s = 1; s <= seconds; s++)
    for (const [sensor, offset] of [
      ["radar-a", 0],
      ["radar-b", 0.5],
    ] as const) {
      const look = lookAt(sensor, s + offset, flights, seed);
      events.push({ type: "look", receivedUs: look.toUs + 50_000, look });
    }
  return events;
}

function run(engine: Engine, events: readonly EngineEvent[]): EngineEffect[] {
  const effects: EngineEffect[] = [];
  let wakeAtUs: number | null = null;
  for (const event of events) {
    while (wakeAtUs !== null && wakeAtUs < event.receivedUs) {
      const step = engine.step({ type: "tick", receivedUs: wakeAtUs });
      effects.push(...step.effects);
      wakeAtUs = step.wakeAtUs;
    }
    const step = engine.step(event);
    effects.push(...step.effects);
    wakeAtUs = step.wakeAtUs;
  }
  return effects;
}

/** Lets time pass by the engine's own wish until nothing waits, at most an hour. */
function settle(engine: Engine, fromUs: number): EngineEffect[] {
  const effects: EngineEffect[] = [];
  let wakeAtUs: number | null = fromUs;
  while (wakeAtUs !== null && wakeAtUs < fromUs + 3600 * MICROS_PER_SECOND) {
    const step = engine.step({ type: "tick", receivedUs: wakeAtUs });
    effects.push(...step.effects);
    wakeAtUs = step.wakeAtUs;
  }
  return effects;
}

const warningsOf = (effects: readonly EngineEffect[]): Warning[] =>
  effects.flatMap((effect) => (effect.type === "warning" ? [effect.warning] : []));

describe("the engine", () => {
  it("warns the area that an inbound object heads for, and not of one that passes", () => {
    const engine = createEngine();
    const effects = run(engine, [configure(), ...looks(60)]);
    const warnings = warningsOf(effects);
    expect(warnings[0]).toMatchObject({ areaId: "camp", action: "start", episode: 1, version: 1 });
    expect(warnings.some((w) => w.stage === "take-cover")).toBe(true);
    const passing = effects.flatMap((e) =>
      e.type === "decision" && e.decision.state[1] > 5000 ? [e.decision] : [],
    );
    expect(passing.length).toBeGreaterThan(0);
    for (const decision of passing) {
      expect(decision.stage).toBe("none");
      expect(decision.reasons).toContain("PREDICTED_MISS");
      expect(decision.numbers.missDistanceM).toBeGreaterThan(1000);
    }
  });

  it("watches what comes straight and is too far off yet, and warns of it when it is near", () => {
    const distant = straight([3300, 0, 150], [-30, 0, 0]);
    const policy = { ...POLICY, preAlertHorizonS: 60 };
    const site = siteOf({ policy });
    const effects = run(createEngine(), [configure(site), ...looks(80, [distant])]);
    const decisions = effects.flatMap((e) => (e.type === "decision" ? [e.decision] : []));
    expect(decisions[0].reasons).toEqual(["TOO_FAR_OFF"]);
    expect(decisions.map(({ reasons }) => reasons[0])).not.toContain("PREDICTED_MISS");

    expect(decisions[0].numbers.missDistanceM).toBeGreaterThan(0);
    expect(warningsOf(effects)[0]).toMatchObject({ action: "start" });
  });

  it("gives the same effects for the same events", () => {
    const events = [configure(), ...looks(40)];
    expect(JSON.stringify(run(createEngine(), events))).toBe(
      JSON.stringify(run(createEngine(), events)),
    );
  });

  it("goes on from a restored snapshot as if nothing had been", () => {
    const events = [configure(), ...looks(40)];
    for (const cut of [1, 17, 42]) {
      const whole = createEngine();
      run(whole, events.slice(0, cut));
      const saved = JSON.stringify(whole.snapshot());
      const restored = createEngine();
      restored.restore(JSON.parse(saved));
      const after = events.slice(cut);
      expect(JSON.stringify(run(restored, after))).toBe(JSON.stringify(run(whole, after)));
      expect(JSON.stringify(restored.snapshot())).toBe(JSON.stringify(whole.snapshot()));
    }
  });

  it("reaches the same tracking state bit for bit when looks come late and shuffled inside the lag", () => {
    const inOrder = looks(25);
    const last = inOrder[inOrder.length - 1].receivedUs;
    const after = looks(32).filter((event) => event.receivedUs > last + 4_100_000);
    const finalTracks = (events: readonly EngineEvent[]): string => {
      const engine = createEngine();
      run(engine, [configure(), ...events]);
      const then = JSON.stringify(engine.tracks());
      run(engine, after);
      return then + JSON.stringify(engine.tracks());
    };
    const expected = finalTracks([...inOrder, { type: "tick", receivedUs: last + 4_000_000 }]);
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 3_900_000 }), {
          minLength: inOrder.length,
          maxLength: inOrder.length,
        }),
        (delays) => {
          const late = inOrder
            .map((event, i) => ({ ...event, receivedUs: event.receivedUs + delays[i] }))
            .sort((a, b) => a.receivedUs - b.receivedUs);
          const events: EngineEvent[] = [...late, { type: "tick", receivedUs: last + 4_000_000 }];
          expect(finalTracks(events) === expected).toBe(true);
        },
      ),
      { seed: 11, numRuns: 25 },
    );
  });

  it("drops and reports a look beyond the lag, and one that comes twice", () => {
    const engine = createEngine();
    const events = looks(20);
    const effects = run(engine, [
      configure(),
      ...events,
      { ...events[3], receivedUs: atS(20.7) },
      { ...events[38], receivedUs: atS(20.8) },
    ]);
    const codes = effects.flatMap((e) => (e.type === "fault" ? [e.fault.code] : []));
    expect(codes).toEqual(["LOOK_TOO_LATE", "LOOK_DUPLICATE"]);
  });

  it("notices a clock that is an hour off and tracks all the same", () => {
    const hour = 3600 * MICROS_PER_SECOND;
    const wrong = looks(20).map((event): EngineEvent => {
      if (event.type !== "look" || event.look.sensorId !== "radar-a") return event;
      const { look } = event;
      return {
        ...event,
        look: {
          ...look,
          fromUs: look.fromUs - hour,
          toUs: look.toUs - hour,
          detections: look.detections.map((d) => ({ ...d, sensedUs: d.sensedUs - hour })),
        },
      };
    });
    const engine = createEngine();
    const site = siteOf({ sensors: [radar("radar-a")] });
    const effects = run(engine, [
      configure(site),
      ...wrong.filter((e) => e.type === "look" && e.look.sensorId === "radar-a"),
    ]);
    const faults = effects.flatMap((e) => (e.type === "fault" ? [e.fault] : []));
    // One old look may be what a line held back; the next tells that the clock is to blame.
    expect(faults.map((f) => f.code)).toEqual(["LOOK_TOO_LATE", "CLOCK_OFFSET"]);
    expect(faults[1].detail).toContain("3600.0");
    expect(engine.tracks().filter((t) => t.confirmedUs !== null)).toHaveLength(2);
  });

  it("keeps its tracks when the clock of a radar steps an hour ahead", () => {
    const hour = 3600 * MICROS_PER_SECOND;
    const stepped = looks(20).map((event, i): EngineEvent => {
      if (event.type !== "look" || i < 20 || event.look.sensorId !== "radar-a") return event;
      const { look } = event;
      return { ...event, look: { ...look, fromUs: look.fromUs + hour, toUs: look.toUs + hour } };
    });
    const engine = createEngine();
    const effects = run(engine, [configure(), ...stepped]);
    expect(effects.filter((e) => e.type === "track" && e.track.change === "ended")).toEqual([]);
    expect(engine.tracks().filter((t) => t.confirmedUs !== null)).toHaveLength(2);
    for (const { timeUs } of engine.tracks()) expect(timeUs).toBeLessThan(atS(21));
  });

  it("says when a sensor falls silent, loses protection, and clears on time though nothing arrives", () => {
    const engine = createEngine();
    const events = [configure(), ...looks(60)];
    const before = run(engine, events);
    expect(warningsOf(before).length).toBeGreaterThan(0);
    const after = settle(engine, events[events.length - 1].receivedUs + 1);
    const downsUs = after.flatMap((e) =>
      e.type === "sensor" && e.health.status === "down" ? [e.timeUs] : [],
    );
    expect(downsUs).toHaveLength(2);
    for (const downUs of downsUs) expect(downUs - atS(60.5)).toBeLessThan(6_000_000);
    const protection = after.findLast((e) => e.type === "protection");
    expect(protection?.type === "protection" && protection.areas[0].status).toBe("not-protecting");
    const clear = warningsOf(after).at(-1);
    expect(clear).toMatchObject({ stage: "all-clear", action: "end" });
    expect(engine.openWarnings()).toEqual([]);
  });

  it("warns nobody while automation is off, and says that this alone prevented it", () => {
    const engine = createEngine();
    const effects = run(engine, [
      configure(),
      {
        type: "command",
        receivedUs: START_US + 1,
        command: { kind: "automation", on: false },
        by: "operator",
        reason: "test",
        seconded: { by: "supervisor", how: "person" },
      },
      ...looks(60),
    ]);
    expect(warningsOf(effects)).toEqual([]);
    const inbound = effects.flatMap((e) => (e.type === "decision" ? [e.decision.reasons] : []));
    expect(inbound).toContainEqual(["AUTOMATION_OFF"]);
  });

  it("decides negatively for a place that nobody asked it to protect", () => {
    const house = { ...circle("house", 0, 0, 300), protection: "none" as const };
    const effects = run(createEngine(), [configure(siteOf({ areas: [house] })), ...looks(60)]);
    expect(warningsOf(effects)).toEqual([]);
    const decisions = effects.flatMap((e) => (e.type === "decision" ? [e.decision] : []));
    expect(
      decisions.some(
        (d) => d.areaId === areaId("house") && d.reasons[0] === "NOT_A_PROTECTED_AREA",
      ),
    ).toBe(true);
  });

  it("refuses what comes before a configuration or from an unknown sensor, and says so", () => {
    const engine = createEngine();
    const [event] = looks(1);
    const early = engine.step(event).effects;
    expect(early).toMatchObject([{ fault: { code: "EVENT_BEFORE_CONFIGURATION" } }]);
    engine.step(configure());
    const unknown = engine.step({
      type: "look",
      receivedUs: atS(2),
      look: { ...lookAt("radar-a", 2, [], 1), sensorId: sensorId("radar-z") },
    }).effects;
    expect(unknown).toMatchObject([{ fault: { code: "LOOK_UNKNOWN_SENSOR" } }]);
  });

  it("says that its table of tracks is full, and not at every look", () => {
    const crowd = Array.from({ length: 30 }, (_, i) =>
      straight([1000 + 300 * i, 2000, 150], [0, -20, 0]),
    );
    const tracker = { ...siteOf().tracker, tracksMax: 5 };
    const effects = run(createEngine(), [configure(siteOf({ tracker })), ...looks(20, crowd)]);
    const faults = effects.flatMap((e) => (e.type === "fault" ? [e.fault] : []));
    expect(faults.length).toBeGreaterThan(1);
    expect(faults.length).toBeLessThan(15);
    expect(new Set(faults.map((fault) => fault.code))).toEqual(new Set(["TRACK_LIMIT"]));
  });

  it("keeps open warnings through a change of configuration", () => {
    const engine = createEngine();
    run(engine, [configure(), ...looks(60)]);
    const open = engine.openWarnings();
    expect(open).toHaveLength(1);
    const policy = { ...POLICY, version: "other", allClearDelayS: 30 };
    engine.step({ type: "configuration", receivedUs: atS(61), site: siteOf({ policy }) });
    expect(engine.openWarnings()).toEqual(open);
  });
});

it("warns nobody by an outline that is none, and says so; the other areas stay protected", () => {
  const crossing = { ...circle("crossing", 0, 0, 300), rings: [[0, 0, 9, 9, 9, 0, 0, 9]] };
  const none = { ...circle("none", 0, 0, 300), rings: [] };
  const site = siteOf({ areas: [crossing, none, circle("camp", 0, 0, 300)] });
  const effects = run(createEngine(), [configure(site), ...looks(60)]);
  const faults = effects.flatMap((e) => (e.type === "fault" ? [e.fault] : []));
  expect(faults.map(({ code, subject }) => `${code} ${subject}`)).toEqual([
    "AREA_REFUSED crossing",
    "AREA_REFUSED none",
  ]);
  expect(new Set(warningsOf(effects).map((w) => w.areaId))).toEqual(new Set(["camp"]));
});
