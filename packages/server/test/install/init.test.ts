import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parse } from "yaml";
import { runHereIn } from "../cli/run-here.ts";
import { type CommandResult, runCommand } from "./run-command.ts";

const LAUNCHER = fileURLToPath(new URL("../../bin/tocsin.mjs", import.meta.url));

let cwd = "";
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), "tocsin-init-"));
});
afterEach(() => rm(cwd, { recursive: true }));

/** In a process of its own where something is typed; here otherwise. */
const tocsin = (args: readonly string[], input?: string): Promise<CommandResult> =>
  input === undefined
    ? runHereIn(cwd, args)
    : runCommand(process.execPath, [LAUNCHER, ...args], { cwd, input });
const siteFile = async (name = "site.yaml"): Promise<unknown> =>
  parse(await readFile(join(cwd, name), "utf8"));

test("--yes asks nothing and writes a file that check accepts, with comments, in mode shadow", async () => {
  const made = await tocsin(["init", "--yes", "--name", 'Café: "Nord" #1', "--at", "-33.3,44.4"]);
  expect(made.code, made.stderr).toBe(0);
  expect(made.stdout).toContain("tocsin doctor --config site.yaml");
  const text = await readFile(join(cwd, "site.yaml"), "utf8");
  expect(text.match(/^\s*#/gm)?.length).toBeGreaterThan(8);
  expect(await siteFile()).toMatchObject({
    site: { id: "cafe-nord-1", name: 'Café: "Nord" #1', latitude_deg: -33.3, longitude_deg: 44.4 },
    mode: "shadow",
    areas: [{ circle: { radius_m: 200 }, people: 100, shelter_s: 30 }],
  });
  const checked = await tocsin(["config", "check"]);
  expect(checked.code, checked.stderr).toBe(0);
});

test("the simulation to begin with warns the first area", async () => {
  await tocsin(["init", "--yes", "--name", "Dock", "--at", "35,33", "--height", "120"]);
  const run = await tocsin(["simulate", "dock-first-simulation.yaml", "--json"]);
  expect(run.code, run.stderr).toBe(0);
  expect(JSON.parse(run.stdout)).toMatchObject({
    score: {
      threats: [
        { objectId: "rocket", inTime: true },
        { objectId: "drone", inTime: true },
      ],
    },
  });
});

test("answers over a pipe: what cannot be used is asked again, and empty means the default", async () => {
  const answers = ["Port", "north", "35, 33", "12", "Asia/Nicosia"]
    .concat(["Quay", "", "300", "1200", "45", "yes", "Crane", "35.01, 33", "", "", "", ""])
    .concat(["yes", "", "", "60", "", "", "", "", "", ""]);
  const made = await tocsin(["init", "--config", "port.yaml"], `${answers.join("\n")}\n`);
  expect(made.code, made.stderr).toBe(0);
  expect(made.stderr).toContain("That should be latitude, then longitude");
  expect(await siteFile("port.yaml")).toMatchObject({
    site: { time_zone: "Asia/Nicosia", ground_height_m: 12 },
    areas: [
      { id: "quay", circle: { radius_m: 300 }, people: 1200, shelter_s: 45 },
      { id: "crane", circle: { latitude_deg: 35.01 }, people: 100 },
    ],
    inputs: [{ type: "asterix-udp", sensors: [{ sensor: "radar-1" }] }],
    sensors: [{ coverage: { range_max_m: 60000 } }],
  });
  expect((await tocsin(["config", "check", "--config", "port.yaml"])).code).toBe(0);
});

test("areas and a radar by flags", async () => {
  const made = await tocsin(
    ["init", "--yes", "--at", "33.3,44.4", "--area", "Clinic;33.31,44.41;150;400;20"].concat([
      "--area",
      "Clinic;33.32,44.42",
      "--radar",
      "33.34,44.41;65;60;239.1.2.3:8601;1/2",
    ]),
  );
  expect(made.code, made.stderr).toBe(0);
  expect(await siteFile()).toMatchObject({
    areas: [
      { id: "clinic", shelter_s: 20 },
      { id: "clinic-2", circle: { radius_m: 200 } },
    ],
    inputs: [{ groups: [{ address: "239.1.2.3", port: 8601 }], sensors: [{ sac: 1, sic: 2 }] }],
  });
  expect((await tocsin(["config", "check"])).code).toBe(0);
});

test("nothing is written over", async () => {
  await tocsin(["init", "--yes", "--name", "First"]);
  const again = await tocsin(["init", "--yes", "--name", "Second"]);
  expect(again.code).toBe(3);
  expect(again.stderr).toContain("There is a file at site.yaml already.");
  expect(await siteFile()).toMatchObject({ site: { name: "First" } });
});

test.each([
  [["--area", "Clinic"], "--area takes latitude"],
  [["--at", "91,0"], "latitude, then longitude"],
  [["--radar", "1,2;3;4;here"], "--radar takes an address:port"],
])("a wrong flag is named and nothing is written: %j", async (flags, said) => {
  const { code, stderr } = await tocsin(["init", "--yes", ...flags]);
  expect(code).toBe(2);
  expect(stderr).toContain(said);
  expect(existsSync(join(cwd, "site.yaml"))).toBe(false);
});

test("answers that end too early write nothing", async () => {
  const { code, stderr } = await tocsin(["init"], "Port\n");
  expect(code).toBe(2);
  expect(stderr).toContain("the answers ended before the questions");
  expect(existsSync(join(cwd, "site.yaml"))).toBe(false);
});

test("the data directory and its secret are their owner's alone", async () => {
  await tocsin(["init", "--yes", "--data-dir", "keep"]);
  const mode = async (path: string): Promise<number> => (await stat(join(cwd, path))).mode & 0o777;
  expect(await mode("keep")).toBe(0o700);
  expect(await mode("keep/journal/journal-key.pem")).toBe(0o600);
  expect(await siteFile()).toMatchObject({ data_dir: "keep" });
});
