import fc from "fast-check";
import { expect, test } from "vitest";
import { atS, POLICY } from "../engine/engine.test-support.ts";
import { assert } from "../units/assert.ts";
import { areaId, trackId } from "../units/ids.ts";
import { MICROS_PER_SECOND, type TimeUs } from "../units/time.ts";
import type { AreaStates } from "./area-states.ts";
import { statesOf, threat } from "./area-states.test-support.ts";
import type { Warning } from "./warning.ts";

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

interface ExpectedThreat {
  readonly cover: boolean;
  readonly active: boolean;
  readonly clearUs: TimeUs;
}

/** What must be true of one area's messages, told by a model that knows only threats and their ends. */
class Expectation {
  readonly #delayUs: number;
  readonly threats = new Map<string, ExpectedThreat>();
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
  /** Everything that people had been told of, and what has passed. What they had not is not taken back. */
  retract(): void {
    for (const [track, { active }] of this.threats)
      if (!active || this.last?.threats.includes(trackId(track)) === true)
        this.threats.delete(track);
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
        if (warning !== null) model.retract();
        assert(
          warning === null || (warning.stage === "retraction") === (model.threats.size === 0),
          "a retraction ends it when nothing else threatens",
        );
        if (warning !== null) hear([warning]);
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
