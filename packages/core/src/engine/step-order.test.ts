import { expect, test } from "vitest";
import { createEngine } from "./create-engine.ts";
import type { EngineEffect } from "./effect.ts";
import { circle, lookAt, radar, siteOf, START_US, straight } from "./engine.test-support.ts";
import type { EngineEvent } from "./event.ts";

const PASSING = Array.from({ length: 30 }, (_, i) =>
  straight([-9_000 + 600 * i, 9_000, 300 + 20 * i], [30, 0, 0]),
);
/** It comes last in the order of tracks, since it is seen last. */
const INBOUND = straight([3_600, 2_400, 150], [-60, -40, 0]);
const SEEN_FROM_S = 6;

const configuration: EngineEvent = {
  type: "configuration",
  receivedUs: START_US,
  site: siteOf({ sensors: [radar("radar-a")] }),
};

function lookEvent(second: number): EngineEvent {
  const flights = second < SEEN_FROM_S ? PASSING : [...PASSING, INBOUND];
  const look = lookAt("radar-a", second, flights, 1);
  return { type: "look", receivedUs: look.toUs + 50_000, look };
}

/** The pieces of each step until one has warned. */
function untilWarned(): readonly (readonly EngineEffect[])[] {
  const engine = createEngine();
  engine.step(configuration);
  for (let second = 1; second < 60; second++) {
    const pieces = [...engine.begin(lookEvent(second))];
    if (pieces.flat().some(({ type }) => type === "warning")) return pieces;
  }
  return [];
}

test("a warning does not wait for tracks that threaten nobody", () => {
  const pieces = untilWarned();
  const at = pieces.findIndex((effects) => effects.some(({ type }) => type === "warning"));
  expect(pieces.length).toBeGreaterThan(PASSING.length);
  expect(at).toBeGreaterThanOrEqual(0);
  expect(at).toBeLessThan(5);
  // The decision that it rests on is recorded before it.
  const before = pieces.slice(0, at + 1).flat();
  const warning = before.find((effect) => effect.type === "warning");
  const numbers = before.flatMap((each) =>
    each.type === "decision" ? [each.decision.number] : [],
  );
  expect(numbers).toEqual(expect.arrayContaining([...(warning?.warning.decisions ?? [NaN])]));
});

test("one step begins after the other, and there is no snapshot of half a step", () => {
  const engine = createEngine();
  engine.step(configuration);
  const pieces = engine.begin(lookEvent(1));
  expect(() => engine.begin(lookEvent(2))).toThrow("one step at a time");
  expect(() => engine.snapshot()).toThrow("a whole step");
  while (pieces.next().done !== true);
  engine.snapshot();
  engine.step(lookEvent(2));
});

/** Two areas far from each other, each with a first wave that starts its warning and a second that changes it. */
const [WEST_M, EAST_M] = [-4_000, 4_000];
const PER_WAVE = 4;
const wave = (eastM: number, count: number) =>
  Array.from({ length: count }, (_, i) =>
    straight([eastM + 120 * i, 5_000 + 40 * i, 200], [0, -60, 0]),
  );

test("what is said of one area does not wait for the tracks of another", () => {
  const site = siteOf({
    sensors: [radar("radar-a")],
    areas: [circle("west", WEST_M, 0, 300), circle("east", EAST_M, 0, 300)],
  });
  const engine = createEngine();
  engine.step({ ...configuration, site });
  const updates = new Set<number>();
  for (let second = 1; second < 26; second++) {
    const flights = [WEST_M, EAST_M].flatMap((eastM) => wave(eastM, second < 15 ? 1 : PER_WAVE));
    const look = lookAt("radar-a", second, flights, 1);
    [...engine.begin({ type: "look", receivedUs: look.toUs + 50_000, look })].forEach(
      (effects, at) => {
        for (const each of effects)
          if (each.type === "warning" && each.warning.action === "update") updates.add(at);
      },
    );
  }
  // One piece for each of its tracks, before those of the other area.
  expect(updates).toEqual(new Set([PER_WAVE]));
});

/** What a step comes to in which a warning starts of an object known for long, while another one, seen `beforeS` earlier for the first time, is confirmed. */
function startBeside(beforeS: number): readonly EngineEffect[] {
  const inbound = straight([3_600, 2_400, 150], [-60, -40, 0]);
  const other = straight([-2_400, -2_600, 150], [50, 50, 0]);
  const run = (fromS: number) => {
    const engine = createEngine();
    engine.step(configuration);
    for (let second = 1; second < 60; second++) {
      const look = lookAt("radar-a", second, second < fromS ? [inbound] : [inbound, other], 1);
      const { effects } = engine.step({ type: "look", receivedUs: look.toUs + 50_000, look });
      if (effects.some(({ type }) => type === "warning")) return { second, effects };
    }
    throw new Error("nobody was warned");
  };
  return run(run(Infinity).second - beforeS).effects;
}

test("a warning of what is known does not wait for what a look has confirmed", () => {
  const orders = [1, 2, 3].flatMap((beforeS) => {
    const effects = startBeside(beforeS);
    const warned = effects.findIndex(({ type }) => type === "warning");
    const tracks = new Set(
      effects.flatMap((each) => (each.type === "decision" ? [each.decision.trackId] : [])),
    );
    if (tracks.size < 2) return [];
    const last = effects.findLastIndex(({ type }) => type === "decision");
    return [warned < last];
  });
  expect(orders).not.toEqual([]);
  expect(orders).not.toContain(false);
});

test("a warning of what a look confirms does not wait until the look is tracked whole", () => {
  // So large an area, and so fast an object, that the look which confirms it is the one that warns.
  const rocket = straight([2_400, 1_600, 900], [-240, -160, -60]);
  const site = siteOf({ sensors: [radar("radar-a")], areas: [circle("wide", 0, 0, 3_000)] });
  const engine = createEngine();
  engine.step({ ...configuration, site });
  for (let second = 1; second < 20; second++) {
    const flights = second < SEEN_FROM_S ? PASSING : [...PASSING, rocket];
    const look = lookAt("radar-a", second, flights, 1);
    const known = engine.tracks().filter(({ status }) => status !== "tentative").length;
    for (const effects of engine.begin({ type: "look", receivedUs: look.toUs + 50_000, look })) {
      if (!effects.some(({ type }) => type === "warning")) continue;
      const tracks = engine.tracks().filter(({ status }) => status !== "tentative");
      expect(tracks).toHaveLength(known + 1);
      const done = tracks.filter(({ timeUs }) => timeUs > look.toUs - 500_000);
      expect(done).toHaveLength(1);
      return;
    }
  }
  throw new Error("nobody was warned");
});
