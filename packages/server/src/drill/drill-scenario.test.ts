import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseSiteConfig, type SiteConfig } from "@tocsin/sdk";
import { afterEach, beforeEach, expect, test } from "vitest";
import { drillScenario } from "./drill-scenario.ts";

const area = (id: string): object => ({
  id,
  name: id,
  owner: "Canal company",
  protection: "protected",
  circle: { latitude_deg: 48, longitude_deg: 31, radius_m: 400 },
});
const siteFile = (id: string, areas: readonly string[]): object => ({
  site: { id, name: id, latitude_deg: 48, longitude_deg: 31, ground_height_m: 150 },
  areas: areas.map(area),
});
const BOMB = {
  id: "a",
  kind: "ballistic",
  class: "mortar",
  from_s: 1,
  launch: { of: "lock", bearing_deg: 20, distance_m: 3_000 },
  aim: { of: "lock" },
  elevation_deg: 60,
};

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-drill-scenario-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function written(changes: object = {}): string {
  const path = join(folder, "raid.yaml");
  const scenario = {
    name: "raid",
    title: "A raid",
    summary: "Written for another site.",
    notional: true,
    start: "2026-01-01T00:00:00Z",
    duration_s: 60,
    site_file: siteFile("harbour", ["lock", "quay"]),
    objects: [BOMB],
    questions: [{ ask: "Why was nobody warned?", area: "quay", at_s: 20 }],
    expected: { warned: ["quay"] },
    ...changes,
  };
  writeFileSync(path, JSON.stringify(scenario));
  return path;
}
function here(): SiteConfig {
  const parsed = parseSiteConfig(siteFile("weir", ["lock"]));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.config;
}

test("a scenario is flown over the site that is drilled, whatever the answers of its own site were", () => {
  const { title, site, definition } = drillScenario(here(), { scenario: written(), areaId: null });
  expect([title, site.id, site.areas.map(({ id }) => id)]).toEqual(["A raid", "weir", ["lock"]]);
  expect(definition.objects.map(({ id }) => id)).toEqual(["a"]);
});

test("one that comes to a place that the site has not is refused in words", () => {
  const scenario = written({ objects: [{ ...BOMB, aim: { of: "quay" } }] });
  expect(() => drillScenario(here(), { scenario, areaId: null })).toThrow(
    /cannot be flown over this site: objects\.0\.aim: the site has nothing of that name/,
  );
});
