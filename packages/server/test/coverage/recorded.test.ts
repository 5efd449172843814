import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runScenario } from "../../src/run/run-scenario.ts";
import { runHere } from "../cli/run-here.ts";
import { scene, timeOf } from "../why/code-scenes.ts";

let folder = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-recorded-"));
  const outage = { kind: "sensor-outage", sensor: "radar", from_s: 40, to_s: 70, reported: true };
  const scenario = scene("outage", { events: [{ ...outage, reason: "power supply" }] });
  await runScenario({ scenario, dataDir: folder, channels: () => [] });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const asked = async (...more: readonly string[]) => {
  const run = await runHere("coverage", ...more, "--data-dir", folder);
  return { code: run.code, words: run.stdout + run.stderr };
};
const blindShare = async (seconds: number): Promise<number> => {
  const size = ["--cell", "500", "--reach", "5000", "--height", "300"];
  const { code, words } = await asked("map", ...size, "--time", timeOf(seconds), "--json");
  if (code !== 0) throw new Error(words);
  const summary = JSON.parse(words) as {
    readonly maps: readonly { readonly blindShare: number }[];
  };
  return summary.maps[0].blindShare;
};

test("a map of a time in the record leaves out what was down then, and has it again afterwards", async () => {
  expect(await blindShare(30)).toBeLessThan(0.2);
  expect(await blindShare(55)).toBe(1);
  expect(await blindShare(100)).toBe(await blindShare(30));
});

test("a probe says why a sensor did not see then, in the words of the record", async () => {
  const { words } = await asked("probe", "house", "--time", timeOf(55));
  expect(words).toContain("power supply");
  expect((await asked("probe", "house", "--time", timeOf(30))).words).not.toContain("power supply");
});

test("of a time before anything was configured it says so", async () => {
  const { code, words } = await asked("map", "--time", "2020-01-01T00:00:00Z");
  expect(code).toBe(2);
  expect(words).toContain("nothing was configured at that time");
});
