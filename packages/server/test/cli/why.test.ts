import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { REASON_GUIDE } from "../../src/reference/reason-code-guide.ts";
import { CliFolder } from "./cli-folder.ts";

const REPORT = z.object({
  outcome: z.enum(["warned", "not-warned"]),
  answer: z.string().min(20),
  links: z
    .array(
      z.object({
        stage: z.string(),
        held: z.boolean(),
        code: z.string().nullable(),
        statement: z.string().min(5),
        records: z.array(z.number().int().positive()),
      }),
    )
    .min(3),
  prevented: z.array(z.string()),
});
const SUBJECTS = z.array(
  z.object({
    trackId: z.string(),
    areaId: z.string().nullable(),
    decisions: z.array(z.number()),
    highestStage: z.string(),
  }),
);

let folder: CliFolder;
beforeAll(async () => {
  folder = new CliFolder();
  await folder.ok("simulate", "green-zone-2021-02", "--data-dir", "volley", "--quiet");
  await folder.ok("simulate", "baghdad-2021-11/out-of-range", "--data-dir", "range", "--quiet");
});
afterAll(() => folder.remove());

const why = (...args: readonly string[]) => folder.run("why", ...args, "--data-dir", "volley");
const report = async (...args: readonly string[]) =>
  REPORT.parse(await folder.json("why", ...args, "--data-dir", "volley"));
const subjects = async () => SUBJECTS.parse(await folder.json("why", "--data-dir", "volley"));

const AT_RESIDENCE = ["--at", "residence", "--from", "135", "--data-dir", "range"];
const IN_TIME = ["--time", "2021-11-06T23:11:33Z"];

describe("tocsin why", () => {
  test("without a subject lists what can be asked about, the most threatening first", async () => {
    const { code, stdout } = await folder.runAlone("why", "--data-dir", "volley");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^decision {2}stage {2,}P\(greatest\)/);
    expect(stdout).toContain("because: NOT_A_PROTECTED_AREA");
    const [first] = await subjects();
    expect(first.highestStage).toBe("take-cover");
    expect(stdout).toContain(`Next: tocsin why decision ${first.decisions[0]} --data-dir volley`);
  });

  test("answers of a subject, by decision and by track, with links and evidence", async () => {
    const all = await subjects();
    const last = all.findLast(({ decisions }) => decisions.length > 0);
    expect(last).toBeDefined();
    for (const { trackId, areaId, decisions, highestStage } of [
      all[0],
      all[2],
      last ?? all[0],
      all[all.length - 1],
    ]) {
      const asked =
        decisions[0] === undefined ? ["track", trackId] : ["decision", String(decisions[0])];
      const answer = await report(...asked);
      expect(answer.outcome, asked.join(" ")).toBe(
        highestStage === "none" ? "not-warned" : "warned",
      );
      expect(answer.prevented.length > 0).toBe(answer.outcome === "not-warned");
      expect(answer.links.some(({ records }) => records.length > 0)).toBe(true);
      const area = areaId === null ? [] : ["--area", areaId];
      expect(await report("track", trackId, ...area)).toEqual(answer);
    }
  });

  test("every code stands at a link that the reference names for it", async () => {
    const guide = new Map<string, readonly string[]>(
      Object.entries(REASON_GUIDE).map(([code, { links }]) => [code, links]),
    );
    const answers = [
      REPORT.parse(await folder.json("why", ...AT_RESIDENCE, ...IN_TIME)),
      await report("--area", "compound", "--time", "2021-02-15T18:01:22Z"),
      await report("--area", "houses", "--time", "2021-02-15T18:01:22Z"),
    ];
    const coded = answers.flatMap(({ links }) => links.filter(({ code }) => code !== null));
    expect(coded.length).toBeGreaterThan(3);
    for (const { code, stage } of coded) expect(guide.get(code ?? ""), stage).toContain(stage);
  });

  test("the first letters of a track's id will do, unless several begin so", async () => {
    const [{ trackId }] = await subjects();
    const short = await why("track", trackId.slice(0, -2));
    expect(short).toEqual(await why("track", trackId));
    const several = await why("track", "radar/");
    expect(several.code).toBe(6);
    expect(several.stderr).toContain("Several begin so: radar/");
  });

  test("at a place and time says why what others saw was not warned of", async () => {
    const text = await folder.ok("why", ...AT_RESIDENCE, ...IN_TIME);
    expect(text).toMatch(/X sensor {5}OUT_OF_COVERAGE\n/);
    expect(text).toContain("Prevented by: OUT_OF_COVERAGE\n");
    const place = ["--at", "33.2848,44.3934", "--from", "135", "--data-dir", "range"];
    expect(await folder.ok("why", ...place, ...IN_TIME)).toContain("OUT_OF_COVERAGE");
  });

  test("of an area says what threatened it most", async () => {
    const compound = await report("--area", "compound", "--time", "2021-02-15T18:01:22Z");
    expect(compound.prevented).toEqual(["PREDICTED_MISS"]);
    const ministry = await report("--area", "ministry", "--time", "2021-02-15T18:01:22Z");
    expect(ministry.outcome).toBe("warned");
  });

  test.each([
    [["--area", "nowhere", "--time", "2021-02-15T18:01:22Z"], "holds no area nowhere."],
    [["--at", "nowhere", "--time", "2021-02-15T18:01:22Z"], "holds no area nowhere."],
    [["track", "radar/1613412040", "--area", "nowhere"], "holds no area nowhere."],
    [["decision", "999999"], "holds no decision 999999."],
    [["decision", "one"], "holds no decision one."],
    [["track", "radar/1/none"], "holds no track radar/1/none."],
  ])("%j is not in the journal: exit code 6, and what is", async (args, words) => {
    const { code, stdout, stderr } = await why(...args);
    expect({ code, stdout }).toEqual({ code: 6, stdout: "" });
    expect(stderr).toContain(words);
    const areas = stderr.includes("The areas are: compound, ministry, houses.");
    expect(areas).toBe(words.includes("area"));
  });

  test.each([
    [["--at", "compound"], "--at needs --time"],
    [["--area", "compound"], "--area needs --time, or a track"],
    [["--at", "compound", "--time", "yesterday"], "--time takes a time with its zone"],
    [["--at", "91,10", "--time", "2021-02-15T18:01:22Z"], "is not a place on Earth"],
    [["decision", "1", "--area", "compound"], "a decision is about one area already"],
    [["decision"], "say `decision NUMBER`, `track ID`, or --at PLACE --time TIME"],
    [["whatever", "1"], "say `decision NUMBER`, `track ID`, or --at PLACE --time TIME"],
  ])("%j is not understood: exit code 2", async (args, words) => {
    const { code, stderr } = await why(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
    expect(stderr).toContain("Run: tocsin why --help");
  });

  test("without a journal says where it looked: exit code 5", async () => {
    const { code, stderr } = await folder.run("why", "--data-dir", "none");
    expect(code).toBe(5);
    expect(stderr).toContain("There is no journal in none.");
  });
});
