import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { atS, POLICY } from "../engine/engine.test-support.ts";
import { assert } from "../units/assert.ts";
import { areaId, siteId, trackId } from "../units/ids.ts";
import { MICROS_PER_SECOND, type TimeUs } from "../units/time.ts";
import { AreaStates, type ThreatReport } from "./area-states.ts";
import type { Warning } from "./warning.ts";

const CAMP = areaId("camp");
const statesOf = (policy = POLICY): AreaStates =>
  new AreaStates({ siteId: siteId("site"), mode: "drill", policy });

const threat = (id: string, changes: Partial<ThreatReport> = {}): ThreatReport => ({
  trackId: trackId(id),
  stage: "pre-alert",
  arrivalFromUs: atS(40),
  arrivalToUs: atS(50),
  probability: 0.4,
  decision: 7,
  ...changes,
});

/** Lets time pass to `untilUs` as the engine does: only at the times that the states ask for. */
function pass(states: AreaStates, untilUs: TimeUs): Warning[] {
  const said: Warning[] = [];
  for (;;) {
    const nextUs = states.nextDueUs();
    if (nextUs === null || nextUs > untilUs) return said;
    said.push(...states.due(nextUs));
  }
}

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

type Command =
  | { kind: "threaten"; area: number; track: number; cover: boolean; inS: number; forS: number }
  | { kind: "release"; area: number; track: number }
  | { kind: "retract"; area: number }
  | { kind: "pass"; s: number };

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("threaten" as const),
      area: fc.integer({ min: 0, max: 1 }),
      track: fc.integer({ min: 0, max: 3 }),
      cover: fc.boolean(),
      inS: fc.integer({ min: -5, max: 90 }),
      forS: fc.integer({ min: 0, max: 40 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("release" as const),
      area: fc.integer({ min: 0, max: 2 }),
      track: fc.integer({ min: 0, max: 3 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("retract" as const),
      area: fc.integer({ min: 0, max: 2 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("pass" as const),
      s: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 80 })),
    }),
  },
);

const AREAS = [areaId("one"), areaId("two"), areaId("never")];
const SECONDS = [0, 1, 4, 30, 60] as const;
const policyOf = fc.record({
  allClearDelayS: fc.constantFrom(...SECONDS),
  expiryMarginS: fc.constantFrom(1, 10, 20, 23, 120),
});

/** How time passes between commands, and what happens to the states meanwhile. */
type Passing = (states: AreaStates, fromUs: TimeUs, toUs: TimeUs) => readonly Warning[];

const everySecond: Passing = (states, fromUs, toUs) => {
  const said: Warning[] = [];
  for (let us = fromUs + MICROS_PER_SECOND; us <= toUs; us += MICROS_PER_SECOND)
    said.push(...states.due(us));
  return said;
};
const onlyWhenAsked: Passing = (states, fromUs, toUs) => {
  const said: Warning[] = [];
  let lastUs = fromUs;
  for (let us = states.nextDueUs(); us !== null && us <= toUs; us = states.nextDueUs()) {
    assert(us > lastUs, "what is asked for lies ahead");
    said.push(...states.due(us));
    lastUs = us;
  }
  return said;
};

/** What must be true of one area's messages, told by a model that knows only threats and their ends. */
class Expectation {
  readonly #delayUs: number;
  readonly threats = new Map<string, { cover: boolean; active: boolean; clearUs: TimeUs }>();
  last: Warning | null = null;
  episodes = 0;

  constructor(delayS: number) {
    this.#delayUs = delayS * MICROS_PER_SECOND;
  }

  threaten(track: string, cover: boolean, untilUs: TimeUs): void {
    this.threats.set(track, { cover, active: true, clearUs: untilUs + this.#delayUs });
  }
  release(track: string, nowUs: TimeUs): void {
    const known = this.threats.get(track);
    if (known?.active !== true) return;
    this.threats.set(track, { ...known, active: false, clearUs: nowUs + this.#delayUs });
  }
  /** One message, in the order in which they came. */
  hear(w: Warning): void {
    assert(w.expiresUs > w.issuedUs, "a message lives for a while");
    if (this.last === null) {
      const first = w.action === "start" && w.version === 1 && w.replaces === null;
      assert(first && w.episode === this.episodes + 1, "an episode starts, and they are counted");
      assert(
        [...this.threats.values()].some((t) => t.active),
        "nobody is alarmed without a threat",
      );
    } else this.#follow(this.last, w);
    this.episodes = w.episode;
    this.last = w.action === "end" ? null : w;
    if (w.action === "end") this.threats.clear();
  }
  #follow(last: Warning, w: Warning): void {
    assert(w.episode === last.episode && w.version === last.version + 1, "versions count up");
    assert(w.replaces === last.version && w.action !== "start", "it replaces the one before");
    assert(w.issuedUs <= last.expiresUs, "no message runs out before the next is there");
    assert(last.stage !== "take-cover" || w.stage !== "pre-alert", "a stage is never lowered");
    assert(
      (w.action === "raise") === (w.stage === "take-cover" && last.stage === "pre-alert"),
      "raise",
    );
    if (w.stage !== "all-clear") return;
    const clear = [...this.threats.values()].every(({ clearUs }) => clearUs <= w.issuedUs);
    assert(clear, "the all-clear waits for every threat");
  }
  /** After everything that was due has been said. */
  settle(nowUs: TimeUs): void {
    for (const [track, { clearUs }] of this.threats)
      if (clearUs <= nowUs) this.threats.delete(track);
    const active = [...this.threats.values()].filter((t) => t.active);
    assert(active.length === 0 || this.last !== null, "who is threatened is warned");
    const cover = active.some((t) => t.cover);
    assert(!cover || this.last?.stage === "take-cover", "and told to take cover");
    assert(this.threats.size > 0 || this.last === null, "who is not, is not");
    assert(this.last === null || this.last.expiresUs > nowUs, "what is shown has not run out");
    if (this.last === null) this.threats.clear();
  }
}

interface Played {
  readonly said: readonly Warning[];
  readonly commands: number;
}

function play(
  commands: readonly Command[],
  policy: { allClearDelayS: number; expiryMarginS: number },
  passing: Passing,
  between: (states: AreaStates) => AreaStates = (states) => states,
): Played {
  let states = statesOf({ ...POLICY, ...policy });
  const expected = new Map(AREAS.map((id) => [id, new Expectation(policy.allClearDelayS)]));
  const said: Warning[] = [];
  const hear = (warnings: readonly Warning[]): void => {
    for (const w of warnings) expected.get(w.areaId)?.hear(w);
    said.push(...warnings);
  };
  let nowUs = atS(0);
  for (const c of commands) {
    states = between(states);
    if (c.kind === "pass") {
      const untilUs = nowUs + c.s * MICROS_PER_SECOND;
      hear(passing(states, nowUs, untilUs));
      nowUs = untilUs;
    } else {
      const area = AREAS[c.area];
      const model = expected.get(area) as Expectation;
      if (c.kind === "threaten") {
        const fromUs = nowUs + c.inS * MICROS_PER_SECOND;
        const toUs = fromUs + c.forS * MICROS_PER_SECOND;
        states.threaten(
          area,
          threat(`t${c.track}`, {
            stage: c.cover ? "take-cover" : "pre-alert",
            arrivalFromUs: fromUs,
            arrivalToUs: toUs,
          }),
          nowUs,
        );
        model.threaten(`t${c.track}`, c.cover, Math.max(toUs, nowUs));
      } else if (c.kind === "release") {
        states.release(area, trackId(`t${c.track}`), nowUs);
        model.release(`t${c.track}`, nowUs);
      } else {
        const warning = states.retract(area, nowUs);
        assert((warning === null) === (model.last === null), "what runs can be retracted");
        if (warning !== null) hear([warning]);
        assert(!states.open().some((w) => w.areaId === area), "a retraction ends it");
      }
    }
    hear(states.due(nowUs));
    assert(states.due(nowUs).length === 0, "what was said is not said again");
    for (const model of expected.values()) model.settle(nowUs);
    const open = [...expected.values()].flatMap((m) => (m.last === null ? [] : [m.last]));
    expect(states.open().toSorted(byArea)).toEqual(open.toSorted(byArea));
  }
  expect(said.filter((w) => w.areaId === "never")).toEqual([]);
  return { said, commands: commands.length };
}

const byArea = (a: Warning, b: Warning): number => (a.areaId < b.areaId ? -1 : 1);

test("thousands of commands: the rules of episodes, stages and ends hold, however time is let pass", () => {
  let commands = 0;
  fc.assert(
    fc.property(fc.array(command, { minLength: 20, maxLength: 120 }), policyOf, (list, policy) => {
      const stepped = play(list, policy, everySecond);
      const asked = play(list, policy, onlyWhenAsked);
      const restored = play(list, policy, onlyWhenAsked, (states) => {
        const next = statesOf({ ...POLICY, ...policy });
        next.restore(JSON.parse(JSON.stringify(states.snapshot())));
        return next;
      });
      expect(asked.said).toEqual(stepped.said);
      expect(restored.said).toEqual(stepped.said);
      commands += stepped.commands + asked.commands + restored.commands;
    }),
    { seed: 4, numRuns: 300 },
  );
  expect(commands).toBeGreaterThan(20_000);
});
