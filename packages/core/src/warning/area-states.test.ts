import { describe, expect, test } from "vitest";
import { DIRECTIONS, type Reach } from "../geodesy/reach.ts";
import { atS, POLICY } from "../engine/engine.test-support.ts";
import { circleRing, pointInRings } from "../geodesy/polygon.ts";
import { type AreaId, areaId, siteId, trackId } from "../units/ids.ts";
import { AreaStates, type ThreatReport } from "./area-states.ts";
import type { Warning } from "./warning.ts";
import { CAMP, evidence, pass, type Stage, statesOf, threat } from "./area-states.test-support.ts";

describe("the state of an area", () => {
  test("starts with the first threat, and says all of it", () => {
    const states = statesOf();
    states.threaten(CAMP, threat("a"), atS(0));
    expect(states.due(atS(0))).toEqual([
      {
        siteId: "site",
        areaId: "camp",
        mode: "drill",
        episode: 1,
        version: 1,
        stage: "pre-alert",
        action: "start",
        issuedUs: atS(0),
        expiresUs: atS(50 + POLICY.allClearDelayS + POLICY.expiryMarginS),
        arrivalFromUs: atS(40),
        arrivalToUs: atS(50),
        probability: 0.4,
        threats: ["a"],
        decisions: [7],
        replaces: null,
      },
    ]);
    expect(states.due(atS(0))).toEqual([]);
    expect(states.open()).toHaveLength(1);
  });

  test("speaks of the first arrival, the last, and the greatest probability of all its threats", () => {
    const states = statesOf();
    states.threaten(CAMP, threat("a", { probability: 0.2 }), atS(0));
    const other = { arrivalFromUs: atS(20), arrivalToUs: atS(30), probability: 0.6, decision: 9 };
    states.threaten(CAMP, threat("b", other), atS(0));
    expect(states.due(atS(0))).toMatchObject([
      { arrivalFromUs: atS(20), arrivalToUs: atS(50), probability: 0.6, decisions: [7, 9] },
    ]);
  });

  test("is raised at once and never lowered", () => {
    const states = statesOf();
    states.threaten(CAMP, threat("a"), atS(0));
    states.due(atS(0));
    states.threaten(CAMP, threat("a", { stage: "take-cover" }), atS(1));
    expect(states.due(atS(1))).toMatchObject([
      { stage: "take-cover", action: "raise", version: 2, replaces: 1 },
    ]);
    states.threaten(CAMP, threat("a"), atS(2));
    expect(states.due(atS(2))).toEqual([]);
    expect(states.open()[0].stage).toBe("take-cover");
  });

  test("ends by an all-clear when the last threat has arrived and the delay has passed", () => {
    const states = statesOf();
    states.threaten(CAMP, threat("a"), atS(0));
    states.due(atS(0));
    const clearUs = atS(50 + POLICY.allClearDelayS);
    expect(pass(states, clearUs - 1)).toEqual([]);
    expect(pass(states, clearUs)).toMatchObject([
      {
        stage: "all-clear",
        action: "end",
        issuedUs: clearUs,
        threats: [],
        decisions: [],
        arrivalFromUs: null,
        probability: null,
      },
    ]);
    expect(states.open()).toEqual([]);
    expect(states.nextDueUs()).toBeNull();
  });

  test("ends the delay after the last threat turned away, not after its arrival", () => {
    const states = statesOf();
    states.threaten(CAMP, threat("a"), atS(0));
    states.due(atS(0));
    states.release(CAMP, trackId("a"), atS(3));
    states.release(CAMP, trackId("a"), atS(9));
    expect(pass(states, atS(300)).map((w) => [w.stage, w.issuedUs])).toEqual([
      ["all-clear", atS(3 + POLICY.allClearDelayS)],
    ]);
  });

  test("a threat that was gone before anybody was told of it is not told of", () => {
    const states = statesOf();
    states.threaten(CAMP, threat("a"), atS(0));
    states.release(CAMP, trackId("a"), atS(0));
    expect(states.due(atS(0))).toEqual([]);
    expect(pass(states, atS(300))).toEqual([]);
  });

  test("a threat without a window is taken to arrive now", () => {
    const states = statesOf();
    states.threaten(CAMP, threat("a", { arrivalFromUs: null, arrivalToUs: null }), atS(5));
    expect(states.due(atS(5))).toMatchObject([{ arrivalFromUs: atS(5), arrivalToUs: atS(5) }]);
  });

  test("a retraction ends the episode, and the next threat begins another", () => {
    const states = statesOf();
    states.threaten(CAMP, threat("a"), atS(0));
    states.due(atS(0));
    expect(states.retract(CAMP, atS(4))).toMatchObject({
      stage: "retraction",
      action: "end",
      episode: 1,
      version: 2,
      replaces: 1,
    });
    expect(states.retract(CAMP, atS(4))).toBeNull();
    expect(pass(states, atS(300))).toEqual([]);
    states.threaten(CAMP, threat("b"), atS(301));
    expect(states.due(atS(301))).toMatchObject([{ episode: 2, version: 1, action: "start" }]);
    expect(states.retract(areaId("elsewhere"), atS(301))).toBeNull();
  });

  test("a retraction takes back what had been told, and silences nothing else", () => {
    const states = statesOf();
    states.threaten(CAMP, threat("a", { stage: "take-cover" }), atS(0));
    states.due(atS(0));
    states.threaten(CAMP, threat("b"), atS(1));
    expect(states.due(atS(1))).toEqual([]);
    // Whoever takes it back has not yet been told of b: people go on hearing of that, and at once.
    expect(states.retract(CAMP, atS(2))).toMatchObject({
      stage: "take-cover",
      action: "update",
      version: 2,
      threats: ["b"],
    });
    expect(pass(states, atS(300)).map(({ stage }) => stage)).toEqual(["all-clear"]);
  });

  test("a retraction of one track leaves the others as they are, also those that have passed", () => {
    const states = statesOf();
    for (const id of ["a", "b", "c"]) states.threaten(CAMP, threat(id), atS(0));
    states.due(atS(0));
    states.release(CAMP, trackId("c"), atS(1));
    const named = [trackId("a"), trackId("no such")];
    expect(states.retract(CAMP, atS(2), named)).toMatchObject({ action: "update", threats: ["b"] });
    expect(states.retract(CAMP, atS(3), named)).toBeNull();
    expect(states.retract(CAMP, atS(4), [trackId("b")])).toMatchObject({ action: "update" });
    expect(states.open()).toMatchObject([{ threats: [], episode: 1 }]);
    expect(pass(states, atS(300)).map((w) => [w.stage, w.issuedUs])).toEqual([
      ["all-clear", atS(1 + POLICY.allClearDelayS)],
    ]);
  });

  test("what was retracted stays so in its area, also after a restart, until more speaks for it", () => {
    const states = statesOf();
    states.threaten(CAMP, threat("a"), atS(0));
    states.due(atS(0));
    states.retract(CAMP, atS(1));
    const next = statesOf();
    next.restore(JSON.parse(JSON.stringify(states.snapshot())));
    for (const known of [states, next]) {
      const isRetracted = (id: string, area = CAMP, stage: Stage = "pre-alert"): boolean =>
        known.isRetracted(area, trackId(id), evidence(stage), atS(2));
      expect(isRetracted("a")).toBe(true);
      expect(isRetracted("b")).toBe(false);
      expect(isRetracted("a", areaId("elsewhere"))).toBe(false);
      expect(isRetracted("a", CAMP, "take-cover")).toBe(false);
      expect(isRetracted("a")).toBe(false);
    }
  });
});

describe("an update", () => {
  const started = (): AreaStates => {
    const states = statesOf();
    states.threaten(CAMP, threat("a"), atS(0));
    states.due(atS(0));
    return states;
  };

  test.each([
    [
      "an arrival 11 s earlier, a quarter of the 40 s that were left",
      { arrivalFromUs: atS(29) },
      true,
    ],
    ["an arrival 9 s earlier", { arrivalFromUs: atS(31) }, false],
    ["an end 16 s later", { arrivalToUs: atS(66) }, true],
    ["an end 12 s later", { arrivalToUs: atS(62) }, false],
    ["nothing new", {}, false],
  ])("%s", (_, changes, told) => {
    const states = started();
    states.threaten(CAMP, threat("a", changes), atS(6));
    expect(states.due(atS(6))).toHaveLength(told ? 1 : 0);
  });

  test("names another threat, also one in place of the first", () => {
    const states = started();
    states.release(CAMP, trackId("a"), atS(6));
    states.threaten(CAMP, threat("b"), atS(6));
    expect(states.due(atS(6))).toMatchObject([{ action: "update", threats: ["b"] }]);
  });

  test("waits five seconds after the last message and is then not forgotten", () => {
    const states = started();
    states.threaten(CAMP, threat("b"), atS(1));
    expect(states.due(atS(1))).toEqual([]);
    expect(states.nextDueUs()).toBe(atS(5));
    expect(states.due(atS(4.9))).toEqual([]);
    expect(states.due(atS(5))).toMatchObject([{ action: "update", threats: ["a", "b"] }]);
  });

  test("renews a message 20 s before it would expire under a threat that lasts", () => {
    const states = started();
    const expiresS = 50 + POLICY.allClearDelayS + POLICY.expiryMarginS;
    const renewals: number[] = [];
    // Later by less than is material, again and again.
    for (let s = 1; s < expiresS; s++) {
      states.threaten(
        CAMP,
        threat("a", { arrivalFromUs: atS(50), arrivalToUs: atS(50 + s / 20) }),
        atS(s),
      );
      renewals.push(...states.due(atS(s)).map((w) => w.issuedUs));
    }
    expect(renewals).toEqual([atS(expiresS - 20)]);
  });

  test("renews a message of a short life before it runs out, though it was issued a moment ago", () => {
    const states = statesOf({ ...POLICY, allClearDelayS: 1, expiryMarginS: 1 });
    const arriving = (s: number): ThreatReport =>
      threat("a", { arrivalFromUs: atS(s), arrivalToUs: atS(s) });
    states.threaten(CAMP, arriving(0), atS(0));
    states.due(atS(0));
    states.threaten(CAMP, arriving(2), atS(1));
    expect(states.due(atS(1))).toEqual([]);
    expect(states.nextDueUs()).toBe(atS(2));
    expect(states.due(atS(2))).toMatchObject([{ action: "update", expiresUs: atS(4) }]);
  });

  test("a short margin makes nobody ask again and again", () => {
    for (const expiryMarginS of [1, 5, 10, 19, 20, 21, 24]) {
      const states = statesOf({ ...POLICY, allClearDelayS: 30, expiryMarginS });
      states.threaten(CAMP, threat("a"), atS(0));
      states.due(atS(0));
      expect(states.nextDueUs()).toBe(atS(80));
    }
  });
});

describe("an area that is searched every time", () => {
  const searched = (): AreaStates =>
    new AreaStates({ siteId: siteId("s"), mode: "drill", policy: POLICY, alwaysSwept: [CAMP] });
  const again = (stage: Stage = "pre-alert"): ThreatReport =>
    threat("b", { stage, arrivalFromUs: atS(90), arrivalToUs: atS(95) });
  /** One threat has arrived and the place was searched, while people still wait out its delay. */
  const searchedOnce = (): AreaStates => {
    const states = searched();
    states.threaten(CAMP, threat("a"), atS(0));
    states.due(atS(0));
    expect(states.setSweep(CAMP, false, atS(60))).toBe(true);
    states.due(atS(60));
    return states;
  };
  const waits = (states: AreaStates): boolean =>
    pass(states, atS(1_000)).at(-1)?.awaits === "sweep" && states.open().length === 1;

  test.each<[string, (states: AreaStates) => void]>([
    ["what comes", (states) => states.threaten(CAMP, again(), atS(70))],
    [
      "what came while it was held back",
      (states) => {
        states.inhibit(CAMP, { untilUs: atS(80), by: "x", reason: "y" });
        states.threaten(CAMP, again(), atS(70));
      },
    ],
    [
      "what went and came back",
      (states) => {
        states.release(CAMP, trackId("a"), atS(65));
        states.threaten(CAMP, threat("a", { arrivalToUs: atS(95) }), atS(70));
      },
    ],
    [
      "what people warn of",
      (states) =>
        states.raise(CAMP, { stage: "take-cover", untilUs: atS(90), by: "x", reason: "y" }),
    ],
  ])("is searched again after %s", (_, comes) => {
    const states = searchedOnce();
    comes(states);
    states.due(atS(70));
    expect(waits(states)).toBe(true);
  });

  test.each<Stage>(["pre-alert", "take-cover"])("is searched after a %s", (stage) => {
    const states = searched();
    states.threaten(CAMP, threat("a", { stage }), atS(0));
    states.due(atS(0));
    expect(waits(states)).toBe(true);
    expect(states.setSweep(CAMP, false, atS(1_001))).toBe(true);
    expect(states.due(atS(1_001))).toMatchObject([{ action: "end", stage: "all-clear" }]);
  });

  test("is not, where nothing more comes than was known", () => {
    const states = searchedOnce();
    states.threaten(CAMP, threat("a", { stage: "take-cover" }), atS(70));
    expect(waits(states)).toBe(false);
  });
});

describe("an area that is warned in part", () => {
  const rings = [circleRing(0, 0, 5_000, 32)];
  const cut = (): AreaStates =>
    new AreaStates({
      siteId: siteId("s"),
      mode: "drill",
      policy: POLICY,
      cutAreas: [[CAMP, rings]],
    });
  const around = (eastM: number): Reach => DIRECTIONS.map(([e]) => e * eastM + 400);
  const holds = (w: Warning, eastM: number): boolean => pointInRings(w.part ?? rings, eastM, 0);

  test("tells whoever is new in the part at once, and keeps everybody until the end", () => {
    const states = cut();
    states.threaten(CAMP, threat("a", { stage: "take-cover", reach: around(0) }), atS(0));
    const [first] = states.due(atS(0));
    expect([holds(first, 0), holds(first, 2_000)]).toEqual([true, false]);
    states.threaten(CAMP, threat("a", { stage: "take-cover", reach: around(2_000) }), atS(1));
    const restored = cut();
    restored.restore(JSON.parse(JSON.stringify(states.snapshot())));
    const [second] = states.due(atS(1));
    expect(restored.due(atS(1))).toEqual([second]);
    expect(second).toMatchObject({ action: "update", replaces: 1 });
    expect([holds(second, 0), holds(second, 2_000)]).toEqual([true, true]);
    expect(states.due(atS(1))).toEqual([]);
    states.release(CAMP, trackId("a"), atS(2));
    const end = pass(states, atS(500)).at(-1);
    expect(end?.action).toBe("end");
    expect(end?.part).toEqual(second.part);
  });

  test.each([
    ["that was warned in part", cut, [undefined]],
    ["that was warned whole", () => statesOf(), []],
  ])("%s is warned whole once areas are configured anew", (_, before, said) => {
    const states = before();
    states.threaten(CAMP, threat("a", { stage: "take-cover", reach: around(0) }), atS(0));
    states.due(atS(0));
    const after = cut();
    after.restore(states.snapshot());
    after.outlinesChanged(new Set([CAMP]));
    expect(after.due(atS(1)).map(({ part }) => part)).toEqual(said);
    const later = { arrivalToUs: atS(300), reach: around(0) };
    after.threaten(CAMP, threat("a", { stage: "take-cover", ...later }), atS(30));
    const next = pass(after, atS(100));
    expect(next.map(({ action, part }) => [action, part])).toEqual([["update", undefined]]);
  });

  test.each([
    [
      "that is left out of the site file is told of no threat that was held back",
      new Set<AreaId>(),
      0,
    ],
    ["that stays is told of it as soon as nothing holds it back", new Set([CAMP]), 1],
  ])("%s", (_, areas, said) => {
    const states = statesOf();
    states.inhibit(CAMP, { untilUs: atS(20), by: "x", reason: "y" });
    states.threaten(CAMP, threat("a"), atS(1));
    expect(states.due(atS(1))).toEqual([]);
    const after = statesOf();
    after.restore(states.snapshot());
    after.outlinesChanged(areas);
    expect(after.due(atS(21))).toHaveLength(said);
  });

  test("is warned whole by hand, and of what may come down anywhere", () => {
    const states = cut();
    states.threaten(CAMP, threat("a", { stage: "take-cover", reach: around(0) }), atS(0));
    expect(states.due(atS(0))[0].part).toBeDefined();
    states.raise(CAMP, { stage: "take-cover", untilUs: atS(90), by: "x", reason: "y" });
    expect(states.due(atS(1))[0].part).toBeUndefined();
    const other = cut();
    other.threaten(CAMP, threat("a", { stage: "take-cover" }), atS(0));
    expect(other.due(atS(0))[0].part).toBeUndefined();
  });
});
