import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EngineEffect, secondsBetween, type TimeUs } from "@tocsin/core";
import { parseScenario, simulate, type Simulation } from "@tocsin/sim";
import { afterEach, beforeEach, expect, test } from "vitest";
import { replayJournal } from "../../src/pipeline/replay-journal.ts";
import { recordRun } from "../../src/run/record-run.ts";
import { loadScenario } from "../../src/run/scenario-files.ts";
import { simulationSigner } from "../../src/run/simulation-signer.ts";

let dataDir = "";
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "tocsin-silent-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

async function effectsOf(simulation: Simulation): Promise<readonly EngineEffect[]> {
  const effects: EngineEffect[] = [];
  const report = await recordRun({
    site: simulation.site,
    events: simulation.events(),
    startUs: simulation.startUs,
    dataDir,
    channels: [],
    source: "test",
    signer: simulationSigner("silent", simulation.seed),
    observe: (step) => effects.push(...step.effects),
  });
  expect(replayJournal(report.journal)).toMatchObject({ identical: true });
  return effects;
}

test("all sensors fall silent: each is down in time, the site says that it does not protect, and when it does again", async () => {
  const simulation = simulate(loadScenario("all-silent"));
  const effects = await effectsOf(simulation);
  const atS = (timeUs: TimeUs): number => secondsBetween(simulation.startUs, timeUs);
  // Silent from 30 s to 150 s; a sensor counts as down after max(3 periods, 5 s) at the most.
  for (const { id } of simulation.site.sensors) {
    const changes = effects.flatMap((effect) =>
      effect.type === "sensor" && effect.health.sensorId === id ? [effect] : [],
    );
    const down = changes.find(({ health }) => health.status === "down");
    const up = changes.findLast(({ health }) => health.status === "up");
    expect(atS(down?.timeUs ?? 0)).toBeGreaterThan(30);
    expect(atS(down?.timeUs ?? 0)).toBeLessThan(30 + 1.5 + 5.01);
    expect(atS(up?.timeUs ?? 0)).toBeGreaterThanOrEqual(150);
    expect(atS(up?.timeUs ?? 0)).toBeLessThan(153);
  }
  const protection = effects.flatMap((effect) => (effect.type === "protection" ? [effect] : []));
  const statusAt = (second: number): readonly string[] =>
    protection.findLast(({ timeUs }) => atS(timeUs) <= second)?.areas.map((a) => a.status) ?? [];
  expect(statusAt(25)).toEqual(["protecting", "protecting"]);
  expect(statusAt(40)).toEqual(["not-protecting", "not-protecting"]);
  expect(statusAt(155)).toEqual(["protecting", "protecting"]);
});

test("silence in the middle of an alarm: it is renewed while it lasts, and the all-clear comes when it is due", async () => {
  const parsed = parseScenario({
    name: "silence",
    title: "Silence",
    summary: "For tests.",
    notional: true,
    seed: 4,
    start: "2026-01-01T00:00:00Z",
    duration_s: 60,
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
          false_detections_per_sweep: 0,
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
      policy: { all_clear_delay_s: 20, expiry_margin_s: 15 },
    },
    objects: [
      {
        id: "bomb",
        kind: "ballistic",
        class: "mortar",
        from_s: 5,
        launch: { of: "site", bearing_deg: 60, distance_m: 5_000 },
        aim: { of: "area" },
        elevation_deg: 60,
      },
    ],
    events: [{ kind: "sensor-outage", sensor: "radar", from_s: 25 }],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const simulation = simulate(parsed.scenario);
  const effects = await effectsOf(simulation);
  const warnings = effects.flatMap((effect) => (effect.type === "warning" ? [effect.warning] : []));
  const cover = warnings.filter(({ stage }) => stage === "take-cover");
  const clear = warnings.at(-1);
  expect(cover.length).toBeGreaterThan(0);
  expect(clear).toMatchObject({ stage: "all-clear", action: "end" });
  const issuedUs = clear?.issuedUs ?? 0;
  // No moment of the alarm was without a valid message, and the end came at the latest arrival and its delay.
  warnings.slice(1).forEach((warning, i) => {
    expect(warning.issuedUs).toBeLessThanOrEqual(warnings[i].expiresUs);
  });
  const lastArrivalUs = Math.max(...cover.map(({ arrivalToUs }) => arrivalToUs ?? 0));
  expect(secondsBetween(lastArrivalUs, issuedUs)).toBeLessThanOrEqual(20.01);
  expect(issuedUs).toBeGreaterThan(simulation.truth.objects[0].endUs);
  expect(effects.filter((e) => e.type === "sensor").at(-1)).toMatchObject({
    health: { status: "down", reason: "silent for more than 5 s" },
  });
});
