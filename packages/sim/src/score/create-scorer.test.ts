import {
  areaId,
  type EngineEffect,
  type EvidenceRef,
  type TrackRecord,
  trackId,
  type Warning,
  type WarningStage,
} from "@tocsin/core";
import { describe, expect, test } from "vitest";
import { run, type Run } from "../testing/run-simulation.ts";
import { SMALL_SITE, smallScenario } from "../testing/small-scenario.ts";
import { createScorer } from "./create-scorer.ts";

const rocket = (changes: Record<string, unknown>) => ({
  kind: "ballistic",
  class: "rocket",
  launch: { of: "site", bearing_deg: 90, distance_m: 4_000 },
  aim: { of: "site" },
  elevation_deg: 50,
  ...changes,
});

const SITE = {
  ...SMALL_SITE,
  areas: [
    ...SMALL_SITE.areas,
    {
      id: "far",
      name: "Far",
      owner: "Owner",
      protection: "protected",
      circle: { latitude_deg: 40.05, longitude_deg: 20, radius_m: 300 },
      people: 70,
    },
  ],
};

const world = (...objects: readonly unknown[]): Run =>
  run(smallScenario({ duration_s: 120, site_file: SITE, objects }));

/** A message of one area, at seconds since the scenario's start. */
function warning(
  { simulation }: Run,
  timeS: number,
  stage: WarningStage,
  options: { area?: string; episode?: number; threats?: readonly string[]; lastsS?: number } = {},
): EngineEffect {
  const issuedUs = simulation.startUs + timeS * 1e6;
  const message: Warning = {
    siteId: simulation.site.id,
    areaId: areaId(options.area ?? "area"),
    mode: "simulation",
    episode: options.episode ?? 1,
    version: 1,
    stage,
    action: stage === "all-clear" ? "end" : "start",
    issuedUs,
    expiresUs: issuedUs + (options.lastsS ?? 60) * 1e6,
    arrivalFromUs: null,
    arrivalToUs: null,
    threats: (options.threats ?? []).map(trackId),
    decisions: [],
    probability: null,
    replaces: null,
  };
  return { type: "warning", warning: message };
}

/** A confirmed track whose evidence is what a cause was seen by. */
function track(world_: Run, id: string, cause: string, count = 5): EngineEffect {
  const evidence: EvidenceRef[] = world_.detections
    .filter((known) => known.cause === cause)
    .slice(0, count)
    .map(({ look, detection }) => ({
      sensorId: look.sensorId,
      lookSequence: look.sequence,
      lookToUs: look.toUs,
      index: look.detections.indexOf(detection),
      sensedUs: detection.sensedUs,
    }));
  const timeUs = evidence.at(-1)?.sensedUs ?? 0;
  const record: TrackRecord = {
    timeUs,
    trackId: trackId(id),
    change: "confirmed",
    cause: null,
    firstSensedUs: timeUs,
    lastSensedUs: timeUs,
    confirmedUs: timeUs,
    detectionCount: evidence.length,
    existence: 1,
    class: "unknown",
    classProbability: 1,
    ballisticProbability: 1,
    stateUs: timeUs,
    state: [],
    projection: null,
    launch: null,
    evidence,
    identity: null,
  };
  return { type: "track", track: record };
}

function score(world_: Run, ...effects: readonly EngineEffect[]) {
  const scorer = createScorer(world_.simulation);
  for (const effect of effects) scorer.add(effect);
  return scorer.result();
}

describe("createScorer", () => {
  const one = world(rocket({ id: "rocket", from_s: 10 }));
  const impactUs = one.simulation.truth.objects[0]?.impact?.timeUs ?? NaN;
  const impactS = (impactUs - one.simulation.startUs) / 1e6;

  test("take-cover in force at the impact is warned, with its lead", () => {
    const card = score(
      one,
      track(one, "t1", "rocket"),
      warning(one, 13, "pre-alert"),
      warning(one, 15, "take-cover", { threats: ["t1"] }),
    );
    expect(card.threats).toEqual([
      {
        objectId: "rocket",
        areaId: "area",
        outcome: "warned",
        leadS: impactS - 15,
        inTime: true,
        named: true,
      },
    ]);
    expect(card.falseAlarms).toEqual([]);
    expect(card.objects).toMatchObject([{ outcome: "hit", areaIds: ["area"], tracks: ["t1"] }]);
    expect(card.totals).toMatchObject({ warned: 1, missed: 0, warnedInTime: 1, falseTracks: 0 });
  });

  test("a lead shorter than the way to shelter is warned and not in time", () => {
    const card = score(one, warning(one, Math.floor(impactS) - 5, "take-cover"));
    expect(card.threats).toMatchObject([{ outcome: "warned", inTime: false, named: false }]);
  });

  test("nothing, an alarm that ended too early, or one for another area, is missed", () => {
    const missed = [{ outcome: "missed", leadS: null, inTime: false }];
    expect(score(one).threats).toMatchObject(missed);
    const early = [warning(one, 11, "take-cover"), warning(one, 20, "all-clear")];
    expect(score(one, ...early).threats).toMatchObject(missed);
    expect(score(one, warning(one, 11, "take-cover", { lastsS: 3 })).threats).toMatchObject(missed);
    expect(score(one, warning(one, 15, "take-cover", { area: "far" })).threats).toMatchObject(
      missed,
    );
  });

  test("no more than a pre-alert is no warning", () => {
    const card = score(one, warning(one, 15, "pre-alert"));
    expect(card.threats).toMatchObject([{ outcome: "pre-alert", leadS: null }]);
    expect(card.totals.missed).toBe(1);
  });

  test("an alarm without a reason is false, and counts its people", () => {
    const card = score(
      one,
      warning(one, 15, "take-cover", { area: "far" }),
      warning(one, 3, "take-cover"),
    );
    expect(card.falseAlarms.map((alarm) => [alarm.areaId, alarm.stage, alarm.people])).toEqual([
      ["area", "take-cover", 10],
      ["far", "take-cover", 70],
    ]);
    expect(card.falseAlarms[1]?.nearestImpactM).toBeGreaterThan(5_000);
    expect(card.totals).toMatchObject({ falseTakeCovers: 2, peopleNeedlesslyWarned: 80 });
  });

  test("an object that was brought down was still a reason to warn", () => {
    const stopped = world(
      rocket({ id: "rocket", from_s: 10, intercepted: { at_s: 25, by: "somebody" } }),
    );
    const card = score(stopped, warning(stopped, 15, "take-cover"));
    expect(card.objects).toMatchObject([{ outcome: "intercepted", interceptedBy: "somebody" }]);
    expect(card.threats).toMatchObject([{ outcome: "warned" }]);
    expect(card.falseAlarms).toEqual([]);
  });

  test("an object in two tracks is broken, a track of clutter or of a phantom is false", () => {
    const site_file = {
      ...SITE,
      sensors: SITE.sensors.map((sensor) => ({ ...sensor, false_detections_per_sweep: 2 })),
    };
    const objects = [rocket({ id: "rocket", from_s: 10 }), rocket({ id: "ghost", phantom: true })];
    const noisy = run(smallScenario({ duration_s: 60, site_file, objects }));
    const card = score(
      noisy,
      track(noisy, "t1", "rocket"),
      track(noisy, "t2", "rocket"),
      track(noisy, "t3", "clutter"),
      track(noisy, "t4", "ghost"),
    );
    expect(card.totals).toMatchObject({ brokenObjects: 1, falseTracks: 2 });
    expect(card.threats.map((threat) => threat.objectId)).toEqual(["rocket"]);
  });

  test("a drone that passes low through the buffer is a reason, high above or far off none", () => {
    const passing = (height_m: number, distance_m: number) =>
      world({
        id: "drone",
        kind: "drone",
        end: "leaves",
        waypoints: [45, 135].map((bearing_deg) => ({
          place: { of: "site", bearing_deg, distance_m },
          height_m,
          speed_mps: 40,
        })),
      });
    const falseAlarms = (flight: Run) =>
      score(flight, warning(flight, 5, "take-cover")).falseAlarms.length;
    expect(falseAlarms(passing(100, 500))).toBe(0);
    expect(falseAlarms(passing(3_000, 500))).toBe(1);
    expect(falseAlarms(passing(100, 2_000))).toBe(1);
  });
});
