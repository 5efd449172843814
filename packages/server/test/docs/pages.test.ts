import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { builtInScenarios } from "../../src/run/scenario-files.ts";
import { PostProcess } from "../run/post-process.ts";
import { aircraftRecording } from "../adsb/aircraft-recording.ts";
import { droneCapture } from "../remote-id/drone-capture.ts";
import { radarRecording } from "../cli/radar-recording.ts";
import {
  commandsOf,
  readPage,
  rootPath,
  runCommand,
  runCommandHere,
  verbOf,
  writeFilesOf,
} from "./page-commands.ts";

/** Read first, by most: their commands are run in processes of their own, as a reader runs them. */
const FIRST_PAGES = ["README.md", "docs/start/first-steps.md"];
/** So is the first of each verb, wherever it stands. The others are spared the start of a process. */
const begunVerbs = new Set<string>();
/** Pages whose commands are run, each in a folder of its own. */
const PAGES = [
  ...FIRST_PAGES,
  "docs/guides/asterix.md",
  "docs/guides/first-site.md",
  "docs/guides/replay-a-recording.md",
  "docs/guides/read-a-why.md",
  "docs/guides/what-if.md",
  "docs/guides/report.md",
  "docs/guides/rtl-sdr.md",
  "docs/guides/remote-id.md",
  "docs/guides/cursor-on-target.md",
  "docs/guides/generic.md",
  "docs/guides/microphone.md",
  "docs/guides/rehearse.md",
  "docs/guides/people.md",
  "docs/guides/plan.md",
  "docs/guides/policy.md",
  "docs/guides/official-warnings.md",
  "docs/guides/cap.md",
  "docs/guides/defences.md",
  "docs/guides/weather.md",
  "docs/guides/write-an-adapter.md",
  "docs/guides/case.md",
];

describe.each(PAGES)("%s", (path) => {
  const page = readPage(path);
  const commands = commandsOf(page);
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "tocsin-page-"));
    writeFilesOf(page, folder);
    writeFileSync(join(folder, "radar.pcap"), radarRecording());
    for (const examples of ["packages/server/examples", "packages/inquiry/examples"])
      cpSync(rootPath(examples), join(folder, examples), { recursive: true });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("has commands to run, each with what it prints", () => {
    expect(commands.length).toBeGreaterThan(0);
    expect(commands.filter(({ expected }) => expected.length === 0)).toEqual([]);
  });

  // One after the other: a page's later commands build on its earlier ones.
  test.each(commands)("$line", async ({ line, expected }) => {
    const verb = verbOf(line);
    const alone = FIRST_PAGES.includes(path) || !begunVerbs.has(verb);
    begunVerbs.add(verb);
    const { code, output } = await (alone ? runCommand : runCommandHere)(line, folder);
    expect(code, output).toBe(0);
    for (const piece of expected) expect(output).toContain(piece);
  });
});

test("the first site runs in shadow until it is stopped", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-page-"));
  writeFilesOf(readPage("docs/guides/first-site.md"), folder);
  const post = new PostProcess(["start"], folder);
  await post.ready();
  await post.line(/\[shadow\] area {5}Harbour Hospital: protecting$/);
  expect(await post.kill("SIGINT"), post.said).toEqual({ code: 0, signal: null });
  expect(post.lines.at(-1), post.said).toBe("Stopped: the journal is closed and complete.");
  rmSync(folder, { recursive: true, force: true });
});

test.each([
  ["docs/guides/rtl-sdr.md", "aircraft.beast", aircraftRecording, /says it is SWR12A$/],
  ["docs/guides/remote-id.md", "drones.pcap", droneCapture, /says it is 1581F5XYZ0000ABCD$/],
])("the site of %s shows what %s holds", async (path, name, recording, shown) => {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-page-"));
  writeFilesOf(readPage(path), folder);
  writeFileSync(join(folder, name), recording());
  const post = new PostProcess(["start"], folder);
  await post.ready();
  await post.line(shown);
  expect(await post.kill("SIGINT"), post.said).toEqual({ code: 0, signal: null });
  rmSync(folder, { recursive: true, force: true });
});

test.each([
  [
    "docs/guides/official-warnings.md",
    /OFFICIAL alert of Civil Defence, Air raid alarm for the harbour \(hospital\)$/,
  ],
  [
    "docs/guides/defences.md",
    /c-ram is inhibited by the tower \(a helicopter lands\), as reported by Defence desk$/,
  ],
])("the site of %s says what its reports say", async (path, shown) => {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-page-"));
  writeFilesOf(readPage(path), folder);
  const post = new PostProcess(["start"], folder);
  await post.ready();
  await post.line(shown);
  expect(await post.kill("SIGINT"), post.said).toEqual({ code: 0, signal: null });
  rmSync(folder, { recursive: true, force: true });
});

test.each([
  ["docs", ["start", "guides", "concepts", "operating", "reference"]],
  ["docs/internals", ["."]],
  ["docs/adr", ["."]],
])("%s/README.md leads to every page of %j", (index, folders) => {
  const page = readPage(`${index}/README.md`);
  const pages = folders.flatMap((folder) =>
    readdirSync(rootPath(`${index}/${folder}`))
      .filter((name) => name.endsWith(".md") && name !== "README.md")
      .map((name) => (folder === "." ? name : `${folder}/${name}`)),
  );
  expect(pages.length).toBeGreaterThan(3);
  expect(pages.filter((name) => !page.includes(`](${name})`))).toEqual([]);
});

test("the README counts the scenarios right", () => {
  expect(builtInScenarios()).toHaveLength(25);
  expect(readPage("README.md")).toContain("twenty-five [scenarios]");
});

test.each(["way", "coverage"])("the picture %s is what its script draws", (name) => {
  const drawn = execFileSync(process.execPath, [rootPath(`docs/assets/draw-${name}.mjs`)]);
  // When this fails: node docs/assets/draw-NAME.mjs > docs/assets/NAME.svg
  expect(readPage(`docs/assets/${name}.svg`)).toBe(drawn.toString("utf8"));
});
