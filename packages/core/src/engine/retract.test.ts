import { describe, expect, test } from "vitest";
import type { Decision } from "../assessment/decision.ts";
import type { Warning } from "../warning/warning.ts";
import { createEngine } from "./create-engine.ts";
import type { EngineEffect } from "./effect.ts";
import {
  atS,
  circle,
  type Flight,
  lookAt,
  POLICY,
  radar,
  siteOf,
  START_US,
  straight,
} from "./engine.test-support.ts";
import type { EngineEvent, OperatorCommand } from "./event.ts";

const FIRST = straight([3000, 0, 150], [-25, 0, 0]);
const SECOND = straight([0, 4000, 150], [0, -25, 0]);
const LATER: Flight = (s) => (s < 42 ? null : SECOND(s));
const SITE = siteOf({
  sensors: [radar("near"), radar("far")],
  areas: [circle("camp", 0, 0, 300), circle("village", 900, 0, 200)],
  policy: { ...POLICY, allClearDelayS: 20 },
});

const ORDER = {
  type: "command",
  by: "officer",
  reason: "false",
  seconded: { by: "supervisor", how: "person" },
} as const;

interface Played {
  readonly warnings: readonly Warning[];
  readonly decisions: readonly Decision[];
}

/** One look a second of `near`, and of `far` from `farFromS` on; `commands` at their seconds. */
function play(options: {
  readonly flights: readonly Flight[];
  readonly seconds: number;
  readonly commands: Readonly<Record<number, OperatorCommand>>;
  readonly farFromS?: number;
  readonly restartAtS?: number;
}): Played {
  let engine = createEngine();
  const effects: EngineEffect[] = [];
  const step = (event: EngineEvent): void => void effects.push(...engine.step(event).effects);
  step({ type: "configuration", receivedUs: START_US, site: SITE });
  for (let s = 1; s <= options.seconds; s++) {
    step({ type: "look", receivedUs: atS(s), look: lookAt("near", s, options.flights, 1) });
    if (s >= (options.farFromS ?? Infinity))
      step({ type: "look", receivedUs: atS(s), look: lookAt("far", s, options.flights, 2) });
    step({ type: "tick", receivedUs: atS(s + 0.1) });
    const command = options.commands[s];
    if (command !== undefined) step({ ...ORDER, receivedUs: atS(s + 0.2), command });
    if (s !== options.restartAtS) continue;
    const next = createEngine();
    next.restore(JSON.parse(JSON.stringify(engine.snapshot())));
    engine = next;
  }
  return {
    warnings: effects.flatMap((e) => (e.type === "warning" ? [e.warning] : [])),
    decisions: effects.flatMap((e) => (e.type === "decision" ? [e.decision] : [])),
  };
}

const brief = (played: Played, area = "camp"): readonly string[] =>
  played.warnings
    .filter((w) => w.areaId === area && w.action !== "update")
    .map((w) => `${w.episode} ${w.action} ${w.stage}`);
const CAMP = { kind: "retract", areaId: "camp" } as const;

describe("a retraction by the operator", () => {
  test("is heeded: the same object brings no second alarm by the same evidence, restart or not", () => {
    const options = { flights: [FIRST], seconds: 110, commands: { 40: CAMP } };
    const played = play(options);
    expect(brief(played).slice(-2)).toEqual(["1 raise take-cover", "1 end retraction"]);
    const after = played.decisions.find((d) => d.areaId === "camp" && d.decidedUs > atS(40));
    expect(after).toMatchObject({ stage: "none", reasons: ["RETRACTED"], decidedUs: atS(40.2) });
    expect(play({ ...options, restartAtS: 41 })).toEqual(played);
  });

  test("is of its area only: others stay warned of the same object", () => {
    const played = play({ flights: [FIRST], seconds: 60, commands: { 40: CAMP } });
    expect(brief(played, "village")).toEqual(["1 start pre-alert", "1 raise take-cover"]);
  });

  test("silences no other object that comes after it", () => {
    const played = play({ flights: [FIRST, LATER], seconds: 130, commands: { 40: CAMP } });
    expect(brief(played).slice(-3)).toEqual([
      "1 end retraction",
      "2 start pre-alert",
      "2 raise take-cover",
    ]);
    const threats = played.warnings.filter((w) => w.episode === 2).flatMap((w) => w.threats);
    const [first] = played.warnings[0].threats;
    expect(new Set(threats).size).toBe(1);
    expect(threats).not.toContain(first);
  });

  test("of one object says at once that the other still comes", () => {
    const named = { ...CAMP, threats: [] as string[] };
    const before = play({ flights: [FIRST, SECOND], seconds: 60, commands: {} });
    const open = before.warnings.findLast((w) => w.areaId === "camp");
    expect(open?.threats).toHaveLength(2);
    const [first, second] = open?.threats ?? [];
    const commands = { 60: { ...named, threats: [String(first)] } };
    const played = play({ flights: [FIRST, SECOND], seconds: 61, commands });
    expect(played.warnings.findLast((w) => w.areaId === "camp")).toMatchObject({
      action: "update",
      stage: "take-cover",
      threats: [second],
      issuedUs: atS(60.2),
    });
  });

  test("gives way to evidence that was not there: an independent sensor sees it too", () => {
    const played = play({ flights: [FIRST], seconds: 80, commands: { 40: CAMP }, farFromS: 50 });
    expect(brief(played).slice(-2)).toEqual(["1 end retraction", "2 start take-cover"]);
    const again = played.warnings.find((w) => w.areaId === "camp" && w.episode === 2);
    expect(again?.issuedUs).toBe(atS(50));
  });

  test("gives way to a higher stage", () => {
    const early = play({ flights: [FIRST], seconds: 80, commands: {} });
    const start = early.warnings.find((w) => w.areaId === "camp");
    expect(start?.stage).toBe("pre-alert");
    const startS = Math.floor(((start?.issuedUs ?? 0) - START_US) / 1e6);
    const played = play({ flights: [FIRST], seconds: 80, commands: { [startS]: CAMP } });
    expect(brief(played)).toEqual(["1 start pre-alert", "1 end retraction", "2 start take-cover"]);
  });

  test("of nothing is said to be one", () => {
    const engine = createEngine();
    engine.step({ type: "configuration", receivedUs: START_US, site: SITE });
    for (const command of [CAMP, { ...CAMP, areaId: "moon" }, { ...CAMP, threats: ["x"] }]) {
      const step = engine.step({
        ...ORDER,
        receivedUs: atS(1),
        command,
      });
      expect(step.effects).toMatchObject([{ fault: { code: "UNKNOWN_SUBJECT" } }]);
    }
    expect(engine.openWarnings()).toEqual([]);
  });
});
