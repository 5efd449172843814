import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runHere } from "../cli/run-here.ts";
import type { ObservedCoverage } from "../../src/coverage/observed-coverage.ts";
import { halfBlindScenario } from "./half-blind.ts";

let folder = "";
let data = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-observed-"));
  data = join(folder, "data");
  const scenario = join(folder, "half-blind.yaml");
  writeFileSync(scenario, JSON.stringify(halfBlindScenario(1, 60)));
  const run = await runHere("simulate", scenario, "--data-dir", data, "--quiet");
  if (run.code !== 0) throw new Error(run.stderr);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const observed = async (...more: readonly string[]): Promise<ObservedCoverage> => {
  const run = await runHere("coverage", "observed", "--data-dir", data, "--json", ...more);
  if (run.code !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as ObservedCoverage;
};

describe("observed coverage of a radar of which something blocks the west", () => {
  test("says less than claimed there, as claimed in the east, and nothing of where nothing flew", async () => {
    const { sensors } = await observed();
    expect(sensors.map(({ sensor }) => sensor)).toEqual(["radar"]);
    const [{ cells }] = sensors;
    expect(cells).toHaveLength(12 * 4 * 3);
    const told = cells.filter(({ verdict }) => verdict !== "too-few");
    expect(told.length).toBeGreaterThan(1);
    const west = told.filter(({ azimuthFromDeg }) => azimuthFromDeg >= 180);
    const east = told.filter(({ azimuthFromDeg }) => azimuthFromDeg < 180);
    for (const cell of told) {
      expect(cell.claimed).toBeCloseTo(0.9, 6);
      expect(cell.flights).toBeGreaterThanOrEqual(5);
      expect([cell.heightFromM, cell.heightToM]).toEqual([1_500, null]);
    }
    for (const { verdict, share } of west) expect([verdict, share]).toEqual(["less", 0]);
    for (const { verdict } of east) expect(verdict).toBe("as-claimed");
    expect(Math.min(...east.map(({ share }) => share ?? 0))).toBeGreaterThan(0.75);
    expect(Math.min(west.length, east.length)).toBeGreaterThan(0);
    // What flies high tells nothing of what flies low.
    for (const cell of cells.filter(({ heightFromM }) => heightFromM < 1_500))
      expect(cell).toMatchObject({ verdict: "too-few", flights: 0, share: null, claimed: null });
  });

  test("stands in words, in a file and in a picture", async () => {
    const maps = join(folder, "maps");
    const run = await runHere("coverage", "observed", "--data-dir", data, "--out", maps);
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(
      /°–\d+°, 7\.5 km to 11\.3 km, above 1\.5 km: claimed 90\.0 %, seen 0\.0 %/,
    );
    expect(run.stdout).toContain("below 300 m: not enough flights anywhere");
    expect(run.stdout).toContain("for the site's own planners only");
    const picture = readFileSync(join(maps, "observed-radar.svg"), "utf8");
    expect(picture).toContain("Seen, above 1.5 km");
    expect(picture).toContain('class="short"');
    const file = JSON.parse(readFileSync(join(maps, "observed.json"), "utf8")) as ObservedCoverage;
    expect(file.sensors).toEqual((await observed()).sensors);
  });

  test("says what is claimed of a class where nothing flew", async () => {
    const { sensors } = await observed("--class", "multirotor");
    for (const cell of sensors[0].cells.filter(({ rangeFromM }) => rangeFromM > 0))
      expect(cell.claimedForClass).toBeGreaterThan(cell.heightFromM === 0 ? 0.2 : 0.5);
  });
});
