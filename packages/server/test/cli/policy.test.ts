import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { CliFolder } from "./cli-folder.ts";

const TRIALS = z.array(
  z.object({
    decided: z.object({
      before: z.record(z.string(), z.number()),
      after: z.record(z.string(), z.number()),
    }),
    alarms: z.object({ before: z.array(z.unknown()), after: z.array(z.unknown()) }),
    differences: z.array(
      z.object({
        area: z.string().nullable(),
        before: z.object({ stage: z.string(), leadS: z.number().nullable() }),
        after: z.object({ stage: z.string(), reasons: z.array(z.string()) }),
      }),
    ),
  }),
);

let folder: CliFolder;
beforeAll(async () => {
  folder = new CliFolder();
  await folder.ok("simulate", "green-zone-2021-02", "--data-dir", "volley", "--quiet");
});
afterAll(() => folder.remove());

const trial = async (...changes: readonly string[]) =>
  TRIALS.parse(await folder.json("policy", "try", ...changes, "--journal", "volley"))[0];

test("the policy that was in force decides as it did", async () => {
  expect((await trial("take_cover_probability=0.1")).differences).toEqual([]);
});

test("a policy that asks for more warns of less, and each loss is listed", async () => {
  const { decided, alarms, differences } = await trial(
    "pre_alert_probability=1",
    "take_cover_probability=1",
  );
  expect(alarms.before.length).toBeGreaterThan(0);
  expect(decided.after["take-cover"]).toBeLessThan(decided.before["take-cover"]);
  expect(differences[0].before.stage).toBe("take-cover");
  expect(differences[0].before.leadS).toBeGreaterThan(0);
  expect(differences[0].after).toMatchObject({ stage: "none" });
});

test("one area can be tried alone, from a file", async () => {
  writeFileSync(
    folder.file("tried.yaml"),
    "areas:\n  - id: ministry\n    policy: { pre_alert_probability: 1, take_cover_probability: 1 }\n",
  );
  const { differences } = await trial("tried.yaml");
  expect(new Set(differences.map(({ area }) => area))).toEqual(new Set(["ministry"]));
});

test("what no policy has is refused", async () => {
  const { code, stderr } = await folder.run("policy", "try", "nonsense=1", "--journal", "volley");
  expect(code).toBe(2);
  expect(stderr).toContain("unknown key `nonsense`");
});
