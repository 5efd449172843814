import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { compileSite, parseSiteConfig } from "@tocsin/sdk";
import { expect, test } from "vitest";
import { DrillDesk } from "./drill-desk.ts";

test("what is asked for while the post stops does not begin", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "tocsin-drill-desk-"));
  const parsed = parseSiteConfig({
    site: { id: "weir", name: "Weir", latitude_deg: 48, longitude_deg: 31, ground_height_m: 150 },
    sensors: [
      {
        id: "radar",
        name: "Radar",
        kind: "radar",
        latitude_deg: 48,
        longitude_deg: 31,
        height_m: 170,
        period_s: 1,
        coverage: { range_max_m: 15_000 },
      },
    ],
    areas: [
      {
        id: "lock",
        name: "Lock",
        owner: "Canal company",
        protection: "protected",
        circle: { latitude_deg: 48, longitude_deg: 31, radius_m: 400 },
      },
    ],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const desk = new DrillDesk({
    config: parsed.config,
    site: compileSite(parsed.config),
    dataDir,
    clock: { nowUs: () => 1, waitUntil: () => Promise.resolve() },
    journal: { append: () => 1 },
    engine: { openWarnings: () => [] },
    recovered: { official: [] },
    stdout: new PassThrough(),
    changed: () => undefined,
    fault: () => undefined,
  });
  const asked = desk.start(
    { scenario: "drone", areaId: null, atUs: null, reason: "the yearly exercise" },
    { who: { kind: "command-line", user: "ada" }, name: "ada" },
  );
  await desk.close();
  await expect(asked).rejects.toThrow("the post is being stopped");
  expect(existsSync(join(dataDir, "drills"))).toBe(false);
  rmSync(dataDir, { recursive: true });
});
