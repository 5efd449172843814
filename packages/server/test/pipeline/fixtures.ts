import {
  areaId,
  createEngine,
  type Engine,
  type EngineEffect,
  type EngineEvent,
  siteId,
  type StepResult,
  type Warning,
} from "@tocsin/core";
import { MemoryDisk, parseScenario, type Scenario } from "@tocsin/sim";
import { openJournalInline } from "../../src/journal/inline-journal.ts";
import type { Journal } from "../../src/journal/journal.ts";
import { Pipeline, type PipelineOptions } from "../../src/pipeline/pipeline.ts";
import { signer, START_US } from "../journal/fixtures.ts";

export const WARNING: Warning = {
  siteId: siteId("site"),
  areaId: areaId("area"),
  mode: "simulation",
  episode: 1,
  version: 1,
  stage: "take-cover",
  action: "start",
  issuedUs: START_US,
  expiresUs: START_US + 60_000_000,
  arrivalFromUs: START_US + 10_000_000,
  arrivalToUs: START_US + 20_000_000,
  probability: 0.5,
  threats: [],
  decisions: [1],
  replaces: null,
};

/** An engine that answers as it is told; the port is the engine's own. */
export function fakeEngine(answer: (event: EngineEvent) => StepResult): Engine {
  return {
    ...portOf(createEngine()),
    step: answer,
    *begin(event) {
      const { effects, wakeAtUs } = answer(event);
      yield effects;
      return wakeAtUs;
    },
  };
}

const portOf = (engine: Engine): Engine => ({
  step: (event) => engine.step(event),
  begin: (event) => engine.begin(event),
  isUrgent: () => engine.isUrgent(),
  tracks: () => engine.tracks(),
  openWarnings: () => engine.openWarnings(),
  orders: () => engine.orders(),
  weather: () => engine.weather(),
  snapshot: () => engine.snapshot(),
  restore: (snapshot) => engine.restore(snapshot),
});

export const engineGiving = (...effects: readonly EngineEffect[]): Engine =>
  fakeEngine(() => ({ effects, wakeAtUs: null }));

/** A journal on a disk in memory. */
export const journalOn = (disk: MemoryDisk = new MemoryDisk(), segmentBytes?: number): Journal =>
  openJournalInline(disk, {
    signer,
    nowUs: () => START_US,
    ...(segmentBytes === undefined ? {} : { segmentBytes }),
  });

export const pipelineWith = (options: Partial<PipelineOptions> & { journal: Journal }): Pipeline =>
  new Pipeline({ engine: createEngine(), mode: "simulation", send: () => undefined, ...options });

export const tick = (afterUs: number = 0): EngineEvent => ({
  type: "tick",
  receivedUs: START_US + afterUs,
});

/** One mortar bomb on one area under one radar, and another bomb later. */
export function smallAttack(durationS: number): Scenario {
  const bomb = (id: string, fromS: number) => ({
    id,
    kind: "ballistic",
    class: "mortar",
    from_s: fromS,
    launch: { of: "site", bearing_deg: 60, distance_m: 5_000 },
    aim: { of: "area" },
    elevation_deg: 60,
  });
  const result = parseScenario({
    name: "small",
    title: "Small",
    summary: "For tests.",
    notional: true,
    seed: 11,
    start: "2026-01-01T00:00:00Z",
    duration_s: durationS,
    site_file: {
      site: { id: "site", name: "Site", latitude_deg: 40, longitude_deg: 20, ground_height_m: 0 },
      sensors: [
        {
          id: "radar",
          name: "Radar",
          kind: "radar",
          latitude_deg: 40,
          longitude_deg: 20,
          height_m: 15,
          coverage: { range_max_m: 20_000, elevation_min_deg: -2, elevation_max_deg: 85 },
          detection_probability: 0.95,
          false_detections_per_sweep: 0.3,
          period_s: 1,
        },
      ],
      areas: [
        {
          id: "area",
          name: "Area",
          owner: "Owner",
          protection: "protected",
          circle: { latitude_deg: 40, longitude_deg: 20, radius_m: 400 },
          people: 10,
        },
      ],
      policy: { all_clear_delay_s: 5 },
    },
    sensor_models: [
      {
        id: "radar",
        transport: { delay_s: 0.1, reorder: 0.2, reorder_delay_s: 2, duplicate: 0.1 },
      },
    ],
    objects: [bomb("first", 3), bomb("second", 112)],
  });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.scenario;
}
