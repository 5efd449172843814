import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { runHere } from "../cli/run-here.ts";
import { runScenario } from "../../src/run/run-scenario.ts";
import { scene, timeOf } from "./code-scenes.ts";

const TRIED = z.object({
  notional: z.literal(true),
  before: z.object({ acted: z.boolean(), warnedUs: z.number().nullable() }),
  after: z.object({ acted: z.boolean(), warnedUs: z.number().nullable() }),
  report: z.object({
    defences: z.array(
      z.object({
        defence: z.string(),
        notional: z.boolean(),
        wouldHaveActivated: z.boolean(),
        reasons: z.array(z.string()),
        statement: z.string(),
        records: z.array(z.number()),
      }),
    ),
  }),
});
const DEFENCE = {
  id: "tried",
  name: "A defence on the roof",
  owner: "Residents",
  latitude_deg: 48,
  longitude_deg: 31,
  reach_m: 2_000,
  protects_areas: ["house"],
};

let folder = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-placed-"));
  for (const [name, radar] of [
    ["seen", {}],
    ["unseen", { coverage: { range_max_m: 900, elevation_max_deg: 85 } }],
  ] as const) {
    const scenario = scene(name, { radar });
    await runScenario({ scenario, dataDir: join(folder, name), channels: () => [] });
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function asked(journal: string, defence: object) {
  const file = join(folder, "defence.yaml");
  writeFileSync(file, JSON.stringify(defence));
  const place = ["--at", "house", "--time", timeOf(90), "--from", "0", "--height", "150"];
  const flight = ["--speed", "50", "--flown", "60"];
  const where = ["--data-dir", join(folder, journal), "--add-defence", file, "--json"];
  return runHere("whatif", ...place, ...flight, ...where);
}
async function tried(journal: string, changes: object) {
  const run = await asked(journal, { ...DEFENCE, ...changes });
  if (run.code !== 0) throw new Error(run.stderr);
  return TRIED.parse(JSON.parse(run.stdout));
}

test("a defence placed afterwards answers by its stated rule, notional, and changes nothing for people", async () => {
  const { before, after, report } = await tried("seen", { rule: { reaction_s: 30 } });
  expect(after).toEqual(before);
  expect(report.defences).toEqual([
    {
      defence: "tried",
      notional: true,
      wouldHaveActivated: true,
      reasons: [],
      statement:
        "Notional: by its stated rule, A defence on the roof would have activated: it was taken to be ready and House was threatened within its reach.",
      records: [],
    },
  ]);
});

test.each([
  ["seen", { rule: { reaction_s: 50 } }, ["DEFENCE_TOO_LATE"]],
  ["seen", { rule: { height_min_m: 1_000, height_max_m: 2_000 } }, ["DEFENCE_NOT_BY_RULE"]],
  ["seen", { latitude_deg: 48.1 }, ["DEFENCE_OUT_OF_REACH"]],
  ["unseen", {}, ["OUT_OF_COVERAGE"]],
])("of %s with %j it would not have: %j", async (journal, changes, reasons) => {
  const { report } = await tried(journal, changes);
  expect(report.defences).toMatchObject([{ wouldHaveActivated: false, notional: true, reasons }]);
});

test.each([
  ["an area that the record does not have", { protects_areas: ["elsewhere"] }, "elsewhere"],
  ["no reach", { reach_m: -1 }, "reach_m"],
])("a file with %s is refused", async (_, changes, words) => {
  const run = await asked("seen", { ...DEFENCE, ...changes });
  expect(run.code).toBe(2);
  expect(run.stderr).toContain(words);
});
