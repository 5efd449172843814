import {
  createEngine,
  type Engine,
  type EngineEvent,
  type OperatorCommand,
  sensorId,
} from "@tocsin/core";
import { type AreaSet, compileSite, EVERY_AREA, NO_AREA, parseSiteConfig } from "@tocsin/sdk";
import { expect, test } from "vitest";
import { UnwatchedAreas } from "./unwatched-areas.ts";

const START_US = Date.UTC(2026, 10, 30) * 1_000;
const PLACE = { latitude_deg: 48, longitude_deg: 31 };

interface SiteChanges {
  readonly millMayBeSilentS?: number;
  readonly [key: string]: unknown;
}

/**
 * Two areas 44 km apart, each with a radar of its own that nothing passes which comes to the other; a third that asked for nothing. `millMayBeSilentS`: for so long
 * the mill's radar may be silent.
 */
function siteOf({ millMayBeSilentS = 5, ...more }: SiteChanges = {}) {
  const places = [
    ["lock", PLACE],
    ["mill", { latitude_deg: 48.334, longitude_deg: 31.317 }],
  ] as const;
  const parsed = parseSiteConfig({
    site: { id: "weir", name: "Weir", ...PLACE, ground_height_m: 150 },
    mode: "shadow",
    sensors: places.map(([id, place]) => ({
      id: `${id}-radar`,
      name: id,
      kind: "radar",
      ...place,
      height_m: 170,
      coverage: { range_max_m: 1_500, elevation_min_deg: -2, elevation_max_deg: 80 },
      detection_probability: 0.95,
      period_s: 1,
      stale_after_s: id === "mill" ? millMayBeSilentS : 5,
    })),
    areas: [...places, ["meadow", PLACE] as const].map(([id, place]) => ({
      id,
      name: id,
      owner: "Canal company",
      protection: id === "meadow" ? "none" : "protected",
      circle: { ...place, radius_m: 100 },
    })),
    ...more,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return compileSite(parsed.config);
}

/** A post's engine, and what is told of it, at seconds since it began. */
class World {
  readonly #engine: Engine;
  readonly #areas: UnwatchedAreas;
  #wakeUs: number | null = null;
  #numbers = 0;

  constructor(more: SiteChanges = {}, { engine = createEngine(), startS = 0 } = {}) {
    const site = siteOf(more);
    this.#engine = engine;
    this.#areas = new UnwatchedAreas(site, {
      orders: engine.orders(),
      nowMs: startS * 1_000,
    });
    this.#step({ type: "configuration", receivedUs: this.#us(startS), site });
  }

  /** Another start, with what the journal of this one holds. */
  startedAgain(startS: number): World {
    const engine = createEngine();
    engine.restore(this.#engine.snapshot());
    return new World({}, { engine, startS });
  }

  /** Which areas are unwatched at a moment, once what is due by then was done. */
  at(seconds: number): AreaSet {
    this.#passTo(this.#us(seconds));
    return this.#areas.at(seconds * 1_000);
  }

  /** The radar of each area looks once a second from then on until before `toS`, and what is told is asked for each time. */
  look(areas: readonly string[], fromS: number, toS: number): readonly AreaSet[] {
    const told: AreaSet[] = [];
    for (let s = fromS; s < toS; s++) {
      for (const area of areas) this.#look(`${area}-radar`, s);
      told.push(this.at(s));
    }
    return told;
  }

  order(seconds: number, command: OperatorCommand): void {
    const [receivedUs, seconded] = [this.#us(seconds), { by: "ben", how: "person" } as const];
    this.#passTo(receivedUs);
    this.#step({ type: "command", receivedUs, command, by: "ada", reason: "a test", seconded });
  }

  inhibit(seconds: number, areaId: string, untilS: number): void {
    this.order(seconds, { kind: "inhibit", areaId, untilUs: this.#us(untilS) });
  }

  #look(sensor: string, seconds: number): void {
    const toUs = this.#us(seconds);
    this.#passTo(toUs);
    this.#step({
      type: "look",
      receivedUs: toUs,
      look: {
        sensorId: sensorId(sensor),
        sequence: this.#numbers++,
        fromUs: toUs - 1_000_000,
        toUs,
        sweep: { azimuthFromRad: 0, azimuthWidthRad: 2 * Math.PI },
        detections: [],
      },
    });
  }

  #us(seconds: number): number {
    return START_US + Math.round(seconds * 1_000_000);
  }

  #passTo(timeUs: number): void {
    while (this.#wakeUs !== null && this.#wakeUs <= timeUs)
      this.#step({ type: "tick", receivedUs: this.#wakeUs });
  }

  #step(event: EngineEvent): void {
    const { effects, wakeAtUs } = this.#engine.step(event);
    this.#wakeUs = wakeAtUs === null ? null : Math.max(wakeAtUs, event.receivedUs + 1);
    this.#areas.observe({ effects }, (event.receivedUs - START_US) / 1_000);
  }
}

const only = (...areas: readonly string[]): AreaSet => ({ extent: "only", areas });
const BOTH = ["lock", "mill"];

test("a post that begins says nothing before its sensors' first looks, and nothing after them", () => {
  const world = new World();
  expect(world.at(0)).toEqual(NO_AREA);
  for (const told of world.look(BOTH, 1, 20)) expect(told).toEqual(NO_AREA);
});

test("what was seen and is lost is said at once, though other sensors are still waited for", () => {
  const world = new World({ millMayBeSilentS: 25 });
  for (const told of world.look(["lock"], 1, 4)) expect(told).toEqual(NO_AREA);
  expect(world.at(7)).toEqual(NO_AREA);
  expect(world.at(10)).toEqual(only("lock"));
  expect(world.at(26)).toEqual(EVERY_AREA);
});

test("a sensor that never comes is waited for as long as it may be silent, and not longer", () => {
  const world = new World();
  for (const told of world.look(["lock"], 0, 5)) expect(told).toEqual(NO_AREA);
  for (const told of world.look(["lock"], 5, 9)) expect(told).toEqual(only("mill"));
  const patient = new World({ sensors: [] });
  expect(patient.at(0)).toEqual(EVERY_AREA);
});

test("a sensor that may be silent for hours is waited for half a minute", () => {
  const parsed = siteOf();
  const sensors = parsed.sensors.map((sensor) => ({ ...sensor, staleAfterUs: 0 }));
  const areas = new UnwatchedAreas({ ...parsed, sensors }, { orders: null, nowMs: 0 });
  expect(areas.at(29_999)).toEqual(NO_AREA);
  expect(areas.at(30_000)).toEqual(EVERY_AREA);
});

test("automatic warning that is switched off is told at once, and that it is on again once it has been so for ten seconds", () => {
  const world = new World();
  world.look(BOTH, 0, 10);
  world.order(9.5, { kind: "automation", on: false });
  expect(world.at(9.5)).toEqual(EVERY_AREA);
  world.look(BOTH, 10, 20);
  world.order(19.5, { kind: "automation", on: true });
  for (const told of world.look(BOTH, 20, 29)) expect(told).toEqual(EVERY_AREA);
  expect(world.look(BOTH, 29, 31).at(-1)).toEqual(NO_AREA);
});

test("an area in which people hold it back is told, and no other, until that has ended and some time has passed", () => {
  const world = new World();
  world.look(BOTH, 0, 10);
  world.inhibit(9.5, "mill", 20);
  expect(world.at(9.5)).toEqual(only("mill"));
  for (const told of world.look(BOTH, 10, 29)) expect(told).toEqual(only("mill"));
  expect(world.look(BOTH, 29, 32).at(-1)).toEqual(NO_AREA);
});

test("a dead sensor is told as soon as it counts as down; one that comes and goes does not do so on people's phones", () => {
  const world = new World();
  world.look(BOTH, 0, 10);
  const told = world.look(["lock"], 10, 20);
  expect(told.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => NO_AREA));
  expect(told.slice(5)).toEqual(Array.from({ length: 5 }, () => only("mill")));
  // Each time it is back for a few seconds.
  for (let s = 20; s < 80; s += 12)
    for (const each of [...world.look(BOTH, s, s + 4), ...world.look(["lock"], s + 4, s + 12)])
      expect(each).toEqual(only("mill"));
  const back = world.look(BOTH, 80, 100);
  expect(back.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => only("mill")));
  expect(back.at(-1)).toEqual(NO_AREA);
});

test("a post that is started again waits anew for what it hears, and not for what was switched off", () => {
  const world = new World();
  world.look(BOTH, 0, 10);
  const again = world.startedAgain(100);
  expect(again.at(100)).toEqual(NO_AREA);
  for (const told of again.look(BOTH, 101, 110)) expect(told).toEqual(NO_AREA);
  again.order(109.5, { kind: "automation", on: false });
  expect(again.startedAgain(200).at(200)).toEqual(EVERY_AREA);
});
