import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadSiteFile } from "./load-site-file.ts";
import { originLines, type ValueOrigin, valueOrigins } from "./value-origins.ts";

const SITE = `site:
  id: dock
  name: Dock
  latitude_deg: 35
  longitude_deg: 33
  ground_height_m: 0
areas:
  - id: quay
    name: Quay
    owner: Port
    protection: protected
    polygon: [[35, 33], [35.001, 33], [35, 33.001]]
channels:
  - &log { type: log, id: terminal, modes: [shadow] }
`;

let folder = "";
let path = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tocsin-origins-"));
  path = join(folder, "site.yaml");
  await writeFile(path, SITE);
});
afterAll(() => rm(folder, { recursive: true }));

const origins = async (options = new Map()): Promise<readonly ValueOrigin[]> =>
  valueOrigins(path, (await loadSiteFile(path)).config, options as Map<string, never>);

test("a value of the file has its line and column, also in lists and flow style", async () => {
  const all = await origins();
  const of = (wanted: string) => all.find((one) => one.path === wanted)?.origin;
  expect(of("site.name")).toEqual({ kind: "file", line: 3, column: 9 });
  expect(of("areas[0].polygon[1]")).toEqual({ kind: "file", line: 12, column: 25 });
  expect(of("channels[0].id")).toMatchObject({ kind: "file", line: 14 });
});

test("what the file does not say is a default, whole sections included", async () => {
  const all = await origins();
  for (const wanted of [
    "mode",
    "areas[0].buffer_m",
    "areas[0].ground_height_m",
    "tracker.tracks_max",
    "masks",
  ])
    expect(all.find((one) => one.path === wanted)?.origin).toEqual({ kind: "default" });
});

test("an option of the command line goes before both", async () => {
  const given = new Map([["data_dir", { option: "--data-dir", value: "/d" }]]);
  expect(await origins(given)).toContainEqual({
    path: "data_dir",
    value: "/d",
    origin: { kind: "option", option: "--data-dir" },
  });
});

test("one line for each value", async () => {
  const lines = originLines(await origins(), "site.yaml");
  expect(lines.find((line) => line.startsWith("site.name "))).toMatch(/ "Dock" +site\.yaml:3:9$/);
  expect(lines.find((line) => line.startsWith("mode "))).toMatch(/ "shadow" +default$/);
});
