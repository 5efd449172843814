import { describe, expect, test } from "vitest";
import type { Decision } from "../assessment/decision.ts";
import type { StandingOrders } from "../warning/standing-orders.ts";
import type { Warning } from "../warning/warning.ts";
import { isAllowed, loweringOf } from "./command-rule.ts";
import type { Fault } from "./effect.ts";
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
import type { OperatorCommand, Second } from "./event.ts";
import { WokenEngine } from "./woken-engine.test-support.ts";

/** Threatens the camp from about 8 s on, and is there at 120 s. */
const INBOUND = straight([3000, 0, 150], [-25, 0, 0]);
const SITE = siteOf({
  sensors: [radar("near")],
  areas: [
    circle("camp", 0, 0, 300),
    { ...circle("mine", 9000, 9000, 200), sweep: true },
    { ...circle("house", 9000, -9000, 200), protection: "none" },
  ],
  policy: { ...POLICY, allClearDelayS: 20, expiryMarginS: 30 },
});
const SECOND: Second = { by: "supervisor", how: "person" };

interface Order {
  readonly s: number;
  readonly command: OperatorCommand;
  /** Absent: a supervisor. */
  readonly seconded?: Second | null;
}
interface Played {
  readonly warnings: readonly Warning[];
  readonly decisions: readonly Decision[];
  readonly faults: readonly Fault[];
  readonly orders: readonly StandingOrders[];
}

/** One look a second for as long as anything flies; then time passes only as the engine asks, up to `seconds`. */
function play(options: {
  readonly flights?: readonly Flight[];
  readonly seconds: number;
  readonly orders: readonly Order[];
  readonly restartAtS?: number;
}): Played {
  const engine = new WokenEngine();
  const { flights = [] } = options;
  engine.step({ type: "configuration", receivedUs: START_US, site: SITE });
  for (let s = 1; s <= options.seconds; s++) {
    engine.passUntil(atS(s));
    if (flights.length > 0)
      engine.step({ type: "look", receivedUs: atS(s), look: lookAt("near", s, flights, 1) });
    for (const order of options.orders)
      if (order.s === s)
        engine.step({
          type: "command",
          receivedUs: atS(s),
          command: order.command,
          by: "officer",
          reason: "why",
          seconded: order.seconded === undefined ? SECOND : order.seconded,
        });
    if (s === options.restartAtS) engine.restart();
  }
  const { effects } = engine;
  return {
    warnings: effects.flatMap((e) => (e.type === "warning" ? [e.warning] : [])),
    decisions: effects.flatMap((e) => (e.type === "decision" ? [e.decision] : [])),
    faults: effects.flatMap((e) => (e.type === "fault" ? [e.fault] : [])),
    orders: effects.flatMap((e) => (e.type === "orders" ? [e.orders] : [])),
  };
}

const brief = ({ warnings }: Played): readonly string[] =>
  warnings
    .filter(({ action }) => action !== "update")
    .map((w) => `${(w.issuedUs - START_US) / 1e6} ${w.episode} ${w.action} ${w.stage}`);

const raise = (s: number, untilS: number, stage: "pre-alert" | "take-cover"): Order => ({
  s,
  seconded: null,
  command: { kind: "raise", areaId: "camp", stage, untilUs: atS(untilS) },
});
const inhibit = (s: number, untilS: number): Order => ({
  s,
  command: { kind: "inhibit", areaId: "camp", untilUs: atS(untilS) },
});

const LOWERING: readonly OperatorCommand[] = [
  { kind: "automation", on: false },
  { kind: "retract", areaId: "camp" },
  { kind: "all-clear", areaId: "camp" },
  { kind: "inhibit", areaId: "camp", untilUs: atS(60) },
  { kind: "posture", level: "normal", untilUs: 0, source: "" },
];
const RAISING: readonly OperatorCommand[] = [
  { kind: "automation", on: true },
  { kind: "raise", areaId: "camp", stage: "pre-alert", untilUs: atS(60) },
  { kind: "lift-inhibit", areaId: "camp" },
  { kind: "posture", level: "heightened", untilUs: atS(60), source: "embassy" },
  { kind: "sweep", areaId: "camp", state: "needed" },
];

describe("the rule of two", () => {
  test.each(LOWERING)("%o lowers, and takes another person", (command) => {
    expect(loweringOf(command)).not.toBeNull();
    const by = "officer";
    const spellings = [
      " OFFICER ",
      "off\u00ADicer",
      "o f f i c e r",
      "\u2066officer\u2069",
      "ｏfficer",
      "",
    ];
    const same = spellings.map((name): Second => ({ ...SECOND, by: name }));
    const nobody = { by: "other", how: "nobody" } as unknown as Second;
    for (const seconded of [null, nobody, ...same])
      expect(isAllowed({ command, by, seconded })).toBe(false);
    expect(isAllowed({ command, by: "", seconded: SECOND })).toBe(false);
    expect(isAllowed({ command, by, seconded: SECOND })).toBe(true);
  });

  test.each(RAISING)("%o waits for nobody", (command) => {
    expect(loweringOf(command)).toBeNull();
    expect(isAllowed({ command, by: "officer", seconded: null })).toBe(true);
  });

  test.each(LOWERING)("%o by one person alone is refused, and nothing changes", (command) => {
    const posture = {
      kind: "posture",
      level: "heightened",
      untilUs: atS(90),
      source: "x",
    } as const;
    const before = [raise(1, 100, "pre-alert"), { s: 1, command: posture }];
    const tried = play({ seconds: 5, orders: [...before, { s: 2, command, seconded: null }] });
    expect(tried.faults).toMatchObject([{ code: "COMMAND_REFUSED", timeUs: atS(2) }]);
    const { orders, warnings } = play({ seconds: 5, orders: before });
    expect({ orders: tried.orders, warnings: tried.warnings }).toEqual({ orders, warnings });
  });
});

describe("a warning by hand", () => {
  test("needs no object, has its own end, and is cleared by itself", () => {
    const played = play({ seconds: 120, orders: [raise(5, 50, "take-cover")] });
    expect(brief(played)).toEqual(["5 1 start take-cover", "50 1 end all-clear"]);
    expect(played.warnings[0]).toMatchObject({ byHand: true, threats: [], expiresUs: atS(80) });
    expect(played.orders.map(({ areas }) => areas.length)).toEqual([1, 0]);
  });

  test("joins what runs, and neither lowers nor shortens it", () => {
    const orders = [
      raise(5, 60, "pre-alert"),
      raise(10, 40, "take-cover"),
      raise(20, 50, "pre-alert"),
    ];
    expect(brief(play({ seconds: 120, orders }))).toEqual([
      "5 1 start pre-alert",
      "10 1 raise take-cover",
      "60 1 end all-clear",
    ]);
  });

  test("goes out while automation is off, and ends an inhibit", () => {
    const orders = [
      { s: 1, command: { kind: "automation", on: false } } as const,
      inhibit(2, 100),
      raise(5, 60, "take-cover"),
    ];
    const played = play({ seconds: 20, orders });
    expect(brief(played)).toEqual(["5 1 start take-cover"]);
    expect(played.orders.at(-1)?.areas[0].inhibit).toBeNull();
  });

  test.each([
    ["that is over already", { untilUs: atS(1) }, "COMMAND_REFUSED"],
    ["without an end", { untilUs: Number.NaN }, "COMMAND_REFUSED"],
    ["for two days", { untilUs: atS(172_800) }, "COMMAND_REFUSED"],
    ["where nobody asked for it", { areaId: "house" }, "COMMAND_REFUSED"],
    ["for no area of the site", { areaId: "moon" }, "UNKNOWN_SUBJECT"],
  ])("%s is refused", (_, changes, code) => {
    const { command } = raise(5, 60, "take-cover");
    const order = { s: 5, command: { ...command, ...changes } as OperatorCommand };
    const played = play({ seconds: 10, orders: [order] });
    expect(played.faults).toMatchObject([{ code }]);
    expect(played.warnings).toEqual([]);
  });
});

describe("an inhibit", () => {
  test("lets decisions go on with its reason, and warns at once when it ends", () => {
    const played = play({ flights: [INBOUND], seconds: 100, orders: [inhibit(2, 60)] });
    expect(played.decisions.map(({ reasons }) => reasons[0])).toContain("INHIBITED");
    expect(brief(played)).toEqual(["60 1 start take-cover"]);
    expect(played.warnings[0].decisions).toEqual([
      played.decisions.find((d) => d.areaId === "camp" && d.reasons[0] === "THREAT")?.number,
    ]);
  });

  test("is lifted at once, by one person", () => {
    const lift: Order = {
      s: 40,
      seconded: null,
      command: { kind: "lift-inhibit", areaId: "camp" },
    };
    const played = play({ flights: [INBOUND], seconds: 50, orders: [inhibit(2, 60), lift] });
    expect(brief(played)[0]).toMatch(/^40 1 start/);
  });

  test("of a warning that runs lets it run, and does not clear it", () => {
    const played = play({ flights: [INBOUND], seconds: 110, orders: [inhibit(6, 100)] });
    expect(brief(played)).toEqual([
      expect.stringMatching(/start pre-alert/),
      "100 1 raise take-cover",
    ]);
  });

  test("lasts a quarter of an hour at most", () => {
    const { faults } = play({ seconds: 10, orders: [inhibit(2, 2 + 901)] });
    expect(faults).toMatchObject([{ code: "COMMAND_REFUSED" }]);
    expect(play({ seconds: 10, orders: [inhibit(2, 2 + 900)] }).faults).toEqual([]);
  });

  test("and automation off do not let a running warning be cleared while it threatens", () => {
    const off = { s: 50, command: { kind: "automation", on: false } } as const;
    const played = play({ flights: [INBOUND], seconds: 110, orders: [off] });
    expect(brief(played).filter((line) => line.includes("end"))).toEqual([]);
  });
});

describe("an all-clear by hand", () => {
  const clear: Order = { s: 60, command: { kind: "all-clear", areaId: "camp" } };

  test("ends the episode, and what is no longer seen on its way brings no other", () => {
    const until = (s: number) => (s <= 60 ? INBOUND(s) : null);
    const played = play({ flights: [until], seconds: 150, orders: [clear] });
    expect(brief(played).at(-1)).toBe("60 1 end all-clear");
  });

  test("does not hold back what is detected on its way twice more: its people are warned anew", () => {
    const played = play({ flights: [INBOUND], seconds: 100, orders: [clear] });
    const after = brief(played).filter((line) => Number.parseInt(line, 10) >= 60);
    expect(after.slice(0, 2)).toEqual(["60 1 end all-clear", "62 2 start take-cover"]);
    expect(played.decisions.some(({ reasons }) => reasons.includes("RETRACTED"))).toBe(true);
  });
});

describe("a sweep", () => {
  const sweep = (s: number, state: "needed" | "done"): Order => ({
    s,
    seconded: null,
    command: { kind: "sweep", areaId: "camp", state },
  });

  test("keeps the all-clear waiting, however long, and the message alive", () => {
    const orders = [raise(5, 30, "take-cover"), sweep(10, "needed"), sweep(300, "done")];
    const played = play({ seconds: 320, orders });
    expect(brief(played)).toEqual(["5 1 start take-cover", "300 1 end all-clear"]);
    expect(played.warnings.find(({ awaits }) => awaits === "sweep")?.issuedUs).toBe(atS(30));
    played.warnings.slice(1).forEach((warning, i) => {
      expect(warning.issuedUs).toBeLessThan(played.warnings[i].expiresUs);
    });
  });

  test("is needed every time where the site file says so", () => {
    const { command } = raise(5, 30, "take-cover");
    const orders = [{ s: 5, command: { ...command, areaId: "mine" } as OperatorCommand }];
    expect(brief(play({ seconds: 100, orders }))).toEqual(["5 1 start take-cover"]);
  });

  test("is not over while more is coming", () => {
    const orders = [sweep(50, "needed"), sweep(60, "done")];
    const { faults } = play({ flights: [INBOUND], seconds: 70, orders });
    expect(faults).toMatchObject([{ code: "COMMAND_REFUSED", timeUs: atS(60) }]);
  });
});

describe("a heightened posture", () => {
  const posture = (s: number, untilS: number): Order => ({
    s,
    seconded: null,
    command: { kind: "posture", level: "heightened", untilUs: atS(untilS), source: "embassy" },
  });

  test("warns earlier, says under which policy, and ends by itself", () => {
    const usual = play({ flights: [INBOUND], seconds: 60, orders: [] });
    const early = play({ flights: [INBOUND], seconds: 60, orders: [posture(2, 40)] });
    expect(early.warnings[0].issuedUs).toBeLessThanOrEqual(usual.warnings[0].issuedUs);
    const started = early.decisions.find(({ stage }) => stage !== "none");
    expect(started?.policyVersion).toBe("test+heightened");
    const { preAlertReachProbability, takeCoverReachProbability } = POLICY;
    expect([preAlertReachProbability / 2, takeCoverReachProbability / 2]).toContain(
      started?.numbers.threshold,
    );
    expect(early.orders.map(({ posture: p }) => p?.source ?? null)).toEqual(["embassy", null]);
  });

  test("ordered again is not shortened", () => {
    const { orders } = play({ seconds: 20, orders: [posture(2, 400), posture(5, 60)] });
    expect(orders.at(-1)?.posture?.untilUs).toBe(atS(400));
  });
});

test.each([3, 11, 30, 45, 70])("a restart at %i s changes nothing", (restartAtS) => {
  const options = {
    flights: [INBOUND],
    seconds: 110,
    orders: [
      { s: 2, command: { kind: "posture", level: "heightened", untilUs: atS(50), source: "x" } },
      inhibit(10, 40),
      raise(42, 60, "pre-alert"),
      { s: 44, command: { kind: "sweep", areaId: "camp", state: "needed" } },
    ] satisfies Order[],
  };
  expect(play({ ...options, restartAtS })).toEqual(play(options));
});
