import { describe, expect, test } from "vitest";
import { createEngine } from "./create-engine.ts";
import type { EngineEffect } from "./effect.ts";
import type { Engine } from "./engine.ts";
import { atS, circle, siteOf } from "./engine.test-support.ts";
import type { OperatorCommand } from "./event.ts";

const CAMP = { ...circle("camp", 0, 0, 300), sweep: true };
const CROSSED = { ...CAMP, rings: [[0, 0, 100, 100, 100, 0, 0, 100]] };
const OTHER = circle("other", 2_000, 0, 300);
const WITH = siteOf({ areas: [CAMP, OTHER] });

const brief = (effects: readonly EngineEffect[]): readonly string[] =>
  effects.flatMap((effect) => {
    if (effect.type === "warning") return [`${effect.warning.action} ${effect.warning.stage}`];
    return effect.type === "fault" ? [effect.fault.code] : [];
  });
const configure = (engine: Engine, s: number, site = WITH): readonly string[] =>
  brief(engine.step({ type: "configuration", receivedUs: atS(s), site }).effects);
const order = (engine: Engine, s: number, command: OperatorCommand): readonly string[] =>
  brief(
    engine.step({
      type: "command",
      receivedUs: atS(s),
      command,
      by: "officer",
      reason: "why",
      seconded: { by: "supervisor", how: "person" },
    }).effects,
  );
const onCamp = { areaId: "camp" } as const;
const raise = { kind: "raise", ...onCamp, stage: "take-cover", untilUs: atS(100) } as const;

describe.each([
  ["is in the site file no longer", siteOf({ areas: [OTHER] }), []],
  ["has an outline that is none", siteOf({ areas: [CROSSED, OTHER] }), ["AREA_REFUSED"]],
])("a warning whose area %s", (_, without, faults) => {
  const begun = (): Engine => {
    const engine = createEngine();
    configure(engine, 0);
    expect(order(engine, 1, raise)).toEqual(["start take-cover"]);
    expect(order(engine, 1, { kind: "inhibit", ...onCamp, untilUs: atS(500) })).toEqual([]);
    expect(configure(engine, 2, without)).toEqual(faults);
    return engine;
  };

  test("is ended by people", () => {
    expect(order(begun(), 3, { kind: "all-clear", ...onCamp })).toEqual(["end all-clear"]);
    expect(order(begun(), 3, { kind: "retract", ...onCamp })).toEqual(["end retraction"]);
  });

  test("ends by itself once somebody has searched the place", () => {
    const engine = begun();
    expect(order(engine, 3, { kind: "sweep", ...onCamp, state: "done" })).toEqual([]);
    expect(brief(engine.step({ type: "tick", receivedUs: atS(100) }).effects)).toEqual([
      "end all-clear",
    ]);
  });

  test("is held back no longer where somebody lifts that, and nothing new is ordered there", () => {
    const engine = begun();
    expect(order(engine, 3, { kind: "lift-inhibit", ...onCamp })).toEqual([]);
    expect(engine.orders()?.areas).toMatchObject([{ ...onCamp, inhibit: null }]);
    const orders: readonly OperatorCommand[] = [
      raise,
      { kind: "inhibit", ...onCamp, untilUs: atS(500) },
      { kind: "sweep", ...onCamp, state: "needed" },
    ];
    for (const command of orders) expect(order(engine, 4, command)).toEqual(["UNKNOWN_SUBJECT"]);
  });
});

test("nothing is remembered of an area that was searched without a warning", () => {
  const engine = createEngine();
  configure(engine, 0);
  expect(order(engine, 1, { kind: "sweep", ...onCamp, state: "done" })).toEqual([]);
  expect(engine.snapshot().state).toMatchObject({ areas: [] });
});
