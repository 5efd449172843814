import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { CliFolder } from "./cli-folder.ts";

const NEAREST = z.object({
  acted: z.boolean(),
  answer: z.string().min(20),
  reproduced: z.literal(true),
  links: z.array(z.object({ code: z.string(), alone: z.boolean().nullable() })),
  sets: z.array(
    z.object({
      steps: z.array(
        z.object({
          name: z.string(),
          nearest: z.object({ value: z.number(), shortOf: z.number() }).nullable(),
        }),
      ),
    }),
  ),
});
const TRIED = z.object({
  notional: z.boolean(),
  before: z.object({ acted: z.boolean(), prevented: z.array(z.string()) }),
  after: z.object({ acted: z.boolean(), stage: z.string(), prevented: z.array(z.string()) }),
});

let folder: CliFolder;
beforeAll(async () => {
  folder = new CliFolder();
  await folder.ok("simulate", "green-zone-2021-02", "--data-dir", "volley", "--quiet");
  await folder.ok("simulate", "baghdad-2021-11/out-of-range", "--data-dir", "range", "--quiet");
});
afterAll(() => folder.remove());

const VOLLEY = ["--area", "compound", "--time", "2021-02-15T18:01:22Z", "--data-dir", "volley"];
const RANGE = [
  "--at",
  "residence",
  "--time",
  "2021-11-06T23:11:33Z",
  "--from",
  "135",
  "--data-dir",
  "range",
];
const nearest = async (...args: readonly string[]) =>
  NEAREST.parse(await folder.json("whatif", ...args));
const tried = async (...args: readonly string[]) =>
  TRIED.parse(await folder.json("whatif", ...args));

describe("tocsin whatif", () => {
  test("the nearest threshold warns when it is set, and one step short of it does not", async () => {
    const { acted, links, sets } = await nearest(...VOLLEY);
    expect({ acted, links }).toMatchObject({
      acted: false,
      links: [{ code: "PREDICTED_MISS", alone: true }],
    });
    const [step] = sets[0].steps;
    expect(step.name).toMatch(/^areas\.compound\.pre_alert_probability=0\.\d+$/);
    const enough = await tried(...VOLLEY, "--set", step.name);
    expect(enough).toMatchObject({
      notional: false,
      before: { acted: false, prevented: ["PREDICTED_MISS"] },
      after: { acted: true, prevented: [] },
    });
    const short = `areas.compound.pre_alert_probability=${step.nearest?.shortOf}`;
    expect((await tried(...VOLLEY, "--set", short)).after.acted).toBe(false);
  });

  test("another sensor, by its stated model, would have told of an object that none saw", async () => {
    writeFileSync(
      folder.file("sensor.yaml"),
      [
        "id: east",
        "name: Radar in the east",
        "kind: radar",
        "latitude_deg: 33.27",
        "longitude_deg: 44.42",
        "height_m: 60",
        "coverage: { range_max_m: 8000, elevation_max_deg: 80 }",
        "period_s: 2",
      ].join("\n"),
    );
    const added = await tried(...RANGE, "--add-sensor", "sensor.yaml");
    expect(added).toMatchObject({
      notional: true,
      before: { acted: false, prevented: ["OUT_OF_COVERAGE"] },
      after: { acted: true },
    });
  });

  test("what cannot be tried is said: exit code 2", async () => {
    const { code, stderr } = await folder.run("whatif", ...VOLLEY, "--set", "sensors.nobody=up");
    expect(code).toBe(2);
    expect(stderr).toContain("there is no sensor nobody");
  });

  test("asks for a subject", async () => {
    const { code, stderr } = await folder.runAlone("whatif", "--data-dir", "volley");
    expect(code).toBe(2);
    expect(stderr).toContain("tocsin why lists them");
  });
});
