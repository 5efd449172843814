import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { benchmarksPage } from "../../bench/page.ts";
import type { PolygonReport } from "../../bench/polygon-section.ts";
import type { Measured } from "../../bench/report.ts";
import { storedResults, storeResult } from "../../bench/stored-results.ts";

const REFERENCE = new URL("../../../../docs/reference/", import.meta.url);

const measuredOn = (date: string): Measured<PolygonReport> => ({
  command: "npm run bench -- --only polygons",
  machine: {
    processor: "a processor",
    cores: 2,
    memoryGib: 4,
    node: "v26",
    platform: "linux x64",
    date,
    commit: "abc",
    changedFiles: 0,
    processorClockErrorMs: 0.001,
  },
  othersShare: 0.2,
  figures: {
    command: "node polygons",
    rows: [{ name: "round", probability: 0.5, fromSamples: 1e-6, fromStrips: 1e-15 }],
  },
});

describe("figures that are kept", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "bench-results-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test("a section that is measured again takes the place of its older figures alone", () => {
    storeResult(folder, "polygons", measuredOn("2026-01-01"));
    storeResult(folder, "launches", {
      ...measuredOn("2026-01-02"),
      figures: { command: "node launches", rows: [] },
    });
    storeResult(folder, "polygons", measuredOn("2026-01-03"));
    const kept = storedResults(folder);
    expect(kept.polygons).toEqual(measuredOn("2026-01-03"));
    expect(kept.launches?.machine.date).toBe("2026-01-02");
    expect(kept.speed).toBeNull();
  });

  test("the page says of each section when it was measured, and what else ran meanwhile", () => {
    storeResult(folder, "polygons", measuredOn("2026-01-03"));
    const page = benchmarksPage(storedResults(folder));
    expect(page).toContain("## Probability of a polygon\n\n*2026-01-03, commit abc, by*");
    expect(page).toContain("other processes had 20 % of the processors");
    expect(page).not.toContain("## Tracking speed");
  });
});

test("docs/reference/benchmarks.md is what the kept figures make", () => {
  const page = readFileSync(new URL("benchmarks.md", REFERENCE), "utf8");
  const kept = storedResults(fileURLToPath(new URL("benchmarks/", REFERENCE)));
  // Written anew with: npm run bench -- --page
  expect(benchmarksPage(kept)).toBe(page);
});
