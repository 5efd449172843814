import { describe, expect, test } from "vitest";
import { type AirLevel, measuredAtmosphere } from "../atmosphere/measured-atmosphere.ts";
import { stepBallistic } from "../motion/ballistic.ts";
import { createEnvironment } from "../motion/environment.ts";
import type { EngineEffect } from "./effect.ts";
import { atS, type Flight, lookAt, radar, siteOf, START_US } from "./engine.test-support.ts";
import type { EngineEvent } from "./event.ts";
import type { Weather } from "./weather.ts";
import { WokenEngine } from "./woken-engine.test-support.ts";

const SITE = siteOf({ sensors: [radar("near")] });
/** A gale from the west that grows with height. */
const GALE: readonly AirLevel[] = [
  { heightM: 0, eastMps: 12, northMps: 0 },
  { heightM: 2_000, eastMps: 25, northMps: 0 },
  { heightM: 8_000, eastMps: 45, northMps: 0 },
];
const weather = (changes: Partial<Weather> = {}): Weather => ({
  source: "Radiosonde",
  observedUs: START_US,
  untilUs: atS(6 * 3_600),
  levels: GALE,
  ...changes,
});
const told = (at: number, changes: Partial<Weather> = {}): EngineEvent => ({
  type: "weather",
  receivedUs: atS(at),
  weather: weather(changes),
});

/** A light bomb, lobbed northwards from 3 km south, as it flies through the gale: some 40 s. */
const PLACES: readonly (readonly [number, number, number])[] = (() => {
  const { origin } = SITE;
  const env = createEnvironment(origin, measuredAtmosphere(GALE));
  const state = Float64Array.of(-300, -3_000, 5, 0, 75, 190, Math.log(3e-4));
  const places: (readonly [number, number, number])[] = [];
  while (state[2] > 0) {
    places.push([state[0], state[1], state[2]]);
    stepBallistic(state, 1, env, state);
  }
  const last = places[places.length - 1];
  const share = last[2] / (last[2] - state[2]);
  places.push([last[0] + share * (state[0] - last[0]), last[1] + share * (state[1] - last[1]), 0]);
  return places;
})();
const FLOWN_S = PLACES.length - 1;
const TRUTH = PLACES[FLOWN_S];
const bomb: Flight = (s) => PLACES[Math.round(s) - 1] ?? null;

interface Played {
  readonly effects: readonly EngineEffect[];
  /** How far from where it came down the last projection has it, and how far off that says it may be, m. */
  readonly impact: { readonly missM: number; readonly sigmaM: number };
}

/** One look a second of the bomb until it was seen for `seenS`, with these events beside; ticks as the engine asks. */
function play(others: readonly EngineEvent[], seenS = 15, restartAtS?: number): Played {
  const engine = new WokenEngine();
  engine.step({ type: "configuration", receivedUs: START_US, site: SITE });
  for (let s = 1; s <= seenS; s++) {
    engine.passUntil(atS(s));
    for (const other of others) if (other.receivedUs === atS(s)) engine.step(other);
    engine.step({ type: "look", receivedUs: atS(s), look: lookAt("near", s, [bomb], 3) });
    if (s === restartAtS) engine.restart();
  }
  // Its end is recorded with the projection of its last state.
  const { effects } = engine;
  const seen = effects.length;
  engine.passUntil(atS(seenS + 60));
  const ended = effects.slice(seen).find((effect) => effect.type === "track");
  if (ended?.type !== "track") throw new Error("the track has no end");
  const falling = ended.track.projection?.components.find(({ kind }) => kind === "impact");
  if (falling?.kind !== "impact") throw new Error("no impact");
  const { eastM, northM, covarianceEeM2, covarianceNnM2 } = falling;
  return {
    effects,
    impact: {
      missM: Math.hypot(eastM - TRUTH[0], northM - TRUTH[1]),
      sigmaM: Math.sqrt(covarianceEeM2 + covarianceNnM2),
    },
  };
}

const airOf = (effects: readonly EngineEffect[]) =>
  effects.flatMap((effect) =>
    effect.type === "air" ? [[effect.timeUs, effect.weather?.source ?? null] as const] : [],
  );
const faultsOf = (effects: readonly EngineEffect[]) =>
  effects.flatMap((effect) => (effect.type === "fault" ? [effect.fault] : []));

describe("the weather of a site", () => {
  test("brings what falls down where it will, and more surely", () => {
    const unknown = play([]);
    const known = play([told(1)]);
    expect(known.impact.sigmaM).toBeLessThan(0.75 * unknown.impact.sigmaM);
    expect(known.impact.missM).toBeLessThan(2 * known.impact.sigmaM);
    expect(known.impact.missM).toBeLessThan(unknown.impact.missM);
  });

  test("holds for flights that are under way when it arrives", () => {
    expect(play([told(12)]).impact).toEqual(play([told(1)]).impact);
  });

  test("is forgotten at its time, and that is said", () => {
    const { effects, impact } = play([told(1, { untilUs: atS(8) })]);
    expect(airOf(effects)).toEqual([
      [atS(1), "Radiosonde"],
      [atS(8), null],
    ]);
    expect(impact).toEqual(play([]).impact);
  });

  test("outlives a restart in the middle of a flight, decision by decision", () => {
    expect(play([told(5)], 15, 9).effects).toEqual(play([told(5)]).effects);
  });

  test("outlives another configuration", () => {
    const renamed: EngineEvent = {
      type: "configuration",
      receivedUs: atS(2),
      site: { ...SITE, name: "Another name" },
    };
    const { missM } = play([told(1), renamed]).impact;
    expect(missM).toBeLessThan(0.5 * play([renamed]).impact.missM);
  });

  test.each<[string, readonly EngineEvent[], string]>([
    ["older than what holds", [told(3), told(4, { observedUs: atS(-600) })], "older"],
    ["over already", [told(4, { observedUs: atS(-900), untilUs: atS(3) })], "no longer"],
    ["for tomorrow", [told(4, { observedUs: atS(9e4), untilUs: atS(9.1e4) })], "hour from now"],
    ["for a week", [told(4, { untilUs: atS(7 * 86_400) })], "24 hours"],
    ["of one height", [told(4, { levels: GALE.slice(0, 1) })], "fewer than two heights"],
  ])("is refused and said so when it is %s", (_name, events, words) => {
    const { effects } = play(events, 6);
    expect(faultsOf(effects)).toMatchObject([
      { code: "WEATHER_REFUSED", subject: "Radiosonde", detail: expect.stringContaining(words) },
    ]);
    expect(airOf(effects)).toHaveLength(events.length - 1);
  });
});
