import { describe, expect, test } from "vitest";
import type { PositionDetection } from "../measurement/look.ts";
import { enuToGeodetic, createLocalFrame } from "../geodesy/local-frame.ts";
import type { Look } from "../measurement/look.ts";
import type { SensorConduct } from "../trust/sensor-conduct.ts";
import { conductText } from "../trust/judge-conduct.ts";
import { sensorId } from "../units/ids.ts";
import { createEngine } from "./create-engine.ts";
import type { EngineEffect } from "./effect.ts";
import type { EngineEvent } from "./event.ts";
import {
  atS,
  circle,
  type Flight,
  lookAt,
  radar,
  siteOf,
  straight,
} from "./engine.test-support.ts";

const receiver = (id: string) =>
  radar(id, {
    kind: "cooperative",
    authenticated: false,
    falseDetectionsPerSweep: 0,
    coverage: { ...radar(id).coverage, rangeMinM: 0, rangeMaxM: 400_000, horizon: false },
  });
const FRAME = createLocalFrame(siteOf().origin);

/** An aircraft's report of where it says it is. */
function reportAt(sensor: string, seconds: number, flight: Flight, name: string): Look {
  const [east, north, up] = flight(seconds) ?? [0, 0, 0];
  const { latitudeRad, longitudeRad, heightM } = enuToGeodetic(FRAME, east, north, up);
  const detection: PositionDetection = {
    kind: "position",
    sensedUs: atS(seconds),
    latitudeRad,
    longitudeRad,
    heightM,
    covarianceEeM2: 100,
    covarianceEnM2: 0,
    covarianceNnM2: 100,
    heightSigmaM: 20,
    velocity: null,
    rcsDbsm: null,
    identity: { sensorTrack: null, aircraftAddress: name, callsign: name, mode3A: null },
  };
  return {
    sensorId: sensorId(sensor),
    sequence: Math.round(seconds * 100),
    fromUs: atS(seconds),
    toUs: atS(seconds),
    sweep: null,
    detections: [detection],
  };
}

const lookEvent = (look: Look): EngineEvent => ({
  type: "look",
  receivedUs: look.toUs + 50_000,
  look,
});

const NORTHWARD = straight([4_000, -6_000, 1_500], [0, 120, 0]);
const SOUTHWARD = straight([-5_000, 6_000, 1_500], [0, -120, 0]);
/** Where nothing is. */
const GHOST = straight([6_000, 6_000, 1_200], [-100, 0, 0]);

/** A radar that sees nothing in the west, though it claims to, and two receivers, of which one makes up an aircraft. */
function events(): readonly EngineEvent[] {
  const site = siteOf({
    sensors: [radar("half-blind"), receiver("honest"), receiver("liar")],
    areas: [circle("camp", 0, 0, 300)],
  });
  const list: EngineEvent[] = [{ type: "configuration", receivedUs: atS(0), site }];
  for (let s = 1; s <= 60; s++) {
    list.push(lookEvent(reportAt("honest", s + 0.1, NORTHWARD, "4B0001")));
    list.push(lookEvent(reportAt("honest", s + 0.2, SOUTHWARD, "4B0002")));
    list.push(lookEvent(reportAt("liar", s + 0.3, GHOST, "4B0003")));
    list.push(lookEvent(lookAt("half-blind", s + 0.9, [NORTHWARD], 1)));
  }
  return list;
}

const conductOf = (effects: readonly EngineEffect[], id: string): SensorConduct | undefined =>
  effects
    .flatMap((effect) => (effect.type === "conduct" ? [effect.conduct] : []))
    .findLast((conduct) => conduct.sensorId === id);

describe("what sensors' data shows of them", () => {
  const engine = createEngine();
  const effects = events().flatMap((event) => engine.step(event).effects);

  test("a receiver of which others never see an object is doubtful, and one whose objects they see is sound", () => {
    expect(conductOf(effects, "liar")).toMatchObject({
      standing: "doubtful",
      reasons: ["UNSEEN"],
      objects: { seen: 0, unseen: 1 },
    });
    expect(conductText(conductOf(effects, "liar") as SensorConduct)[0]).toBe(
      "Of 1 object that it reported where others should have seen them, 1 was never seen by those.",
    );
    expect(conductOf(effects, "honest")?.objects.seen).toBe(1);
  });

  test("a radar's observed cover tells where it sees and where it does not, beside what it claims", () => {
    const cells = conductOf(effects, "half-blind")?.cells ?? [];
    const share = (isEast: boolean): number => {
      const chosen = cells.filter(({ azimuthFromRad }) => azimuthFromRad < Math.PI === isEast);
      const found = chosen.reduce((sum, cell) => sum + cell.found, 0);
      return found / chosen.reduce((sum, cell) => sum + cell.asked, 0);
    };
    expect(share(true)).toBeGreaterThan(0.6);
    expect(share(false)).toBe(0);
    for (const { claimed } of cells) expect(claimed).toBeCloseTo(0.9, 6);
  });

  test("a sweep counts the detections that earlier looks of it carried", () => {
    const plotsFirst = createEngine();
    const said = events().flatMap((event) => {
      if (event.type !== "look" || event.look.sweep === null) return plotsFirst.step(event).effects;
      const { look } = event;
      const plots = { ...look, fromUs: look.toUs, sweep: null };
      const swept = { ...look, sequence: look.sequence + 1, detections: [] };
      return [plots, swept].flatMap((each) => plotsFirst.step(lookEvent(each)).effects);
    });
    expect(conductOf(said, "honest")?.objects.seen).toBe(1);
    expect(conductOf(said, "liar")?.objects.unseen).toBe(1);
  });

  test("goes on from a snapshot bit for bit", () => {
    const all = events();
    const half = createEngine();
    const whole = createEngine();
    const cut = Math.floor(all.length / 2);
    for (const event of all.slice(0, cut)) {
      half.step(event);
      whole.step(event);
    }
    const restored = createEngine();
    restored.restore(
      JSON.parse(JSON.stringify(half.snapshot())) as ReturnType<typeof half.snapshot>,
    );
    for (const event of all.slice(cut))
      expect(restored.step(event).effects).toEqual(whole.step(event).effects);
  });
});
