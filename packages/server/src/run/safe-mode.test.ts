import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Clock } from "@tocsin/sdk";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadSiteFile } from "../config/load-site-file.ts";
import { writeAcceptedCopy } from "../acceptance/accepted-copy.ts";
import { keptSite, openSiteSafely, repeatNotice, type SafeStart } from "./safe-mode.ts";

const site = (mode: string, extra = ""): string => `site:
  { id: dock, name: Dock, latitude_deg: 35, longitude_deg: 33, ground_height_m: 0 }
mode: ${mode}
data_dir: data
areas:
  - id: quay
    name: Quay
    owner: Port
    protection: protected
    circle: { latitude_deg: 35, longitude_deg: 33, radius_m: 100 }
${extra}`;
const BAD = "areaz: []\n";

let folder = "";
let path = "";
let said: string[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tocsin-safe-mode-"));
  path = join(folder, "site.yaml");
  said = [];
});
afterEach(() => rm(folder, { recursive: true }));

const protectOnce = async (text: string): Promise<void> => {
  await writeFile(path, text);
  const { written, sha256 } = await loadSiteFile(path);
  const kept = { path, written, sha256, acceptedUs: 0, how: "first", people: [] } as const;
  await writeAcceptedCopy(join(folder, "data"), kept);
};

/** Opens under a clock on which every wait ends at once, after `meanwhile` has run. */
async function open(
  meanwhile: (round: number) => Promise<void> | void = () => undefined,
): Promise<SafeStart> {
  const stop = new AbortController();
  let rounds = 0;
  const clock: Clock = {
    nowUs: () => rounds * 5_000_000,
    waitUntil: async () => {
      rounds += 1;
      await meanwhile(rounds);
      if (rounds >= 30) stop.abort();
    },
  };
  return openSiteSafely({
    path,
    dataDir: null,
    clock,
    signal: stop.signal,
    say: (line) => said.push(line),
  });
}

test("a sound file is the one that was asked for", async () => {
  await writeFile(path, site("shadow"));
  expect(await open()).toMatchObject({ kind: "asked", file: { config: { mode: "shadow" } } });
  expect(said).toEqual([]);
});

describe("with nothing to go on with", () => {
  test("it says NOT PROTECTING again and again, with the problems, until a person stops it", async () => {
    await writeFile(path, site("shadow", BAD));
    expect(await open()).toEqual({ kind: "stopped" });
    expect(said.filter((line) => line.startsWith("NOT PROTECTING"))).toHaveLength(30);
    const problems = said.filter((line) => line.includes("areaz"));
    expect(problems).toHaveLength(3);
    expect(problems[0]).toContain(`${path}:11:1`);
    expect(said.join("\n")).toContain("no earlier site file is kept");
  });

  test("it starts as soon as the file is mended", async () => {
    const opened = await open(async (round) => {
      if (round === 3) await writeFile(path, site("shadow"));
    });
    expect(opened.kind).toBe("asked");
    expect(said[1]).toContain("There is no site file");
    expect(said.filter((line) => line.startsWith("NOT PROTECTING"))).toHaveLength(3);
  });
});

describe("with a site file that protected before", () => {
  test("it protects with that one, and says so", async () => {
    await protectOnce(site("live"));
    await writeFile(path, site("live", BAD));
    const opened = await open();
    expect(opened).toMatchObject({
      kind: "older",
      file: { config: { mode: "live", data_dir: join(folder, "data") } },
    });
    if (opened.kind !== "older") throw new Error("unreachable");
    expect(opened.notice[0]).toContain("PROTECTING WITH AN OLDER SITE FILE");
    expect(opened.notice.join("\n")).toContain("areaz");
  });

  test("a file that is not even YAML, or is gone, is no reason to stop protecting", async () => {
    await protectOnce(site("live"));
    // The folder of the data can't be read out of it any more: then the usual place counts, or --data-dir.
    await writeFile(path, "site: {{{\ndata_dir: data\n");
    const options = { path, dataDir: join(folder, "data"), say: () => undefined };
    const clock: Clock = { nowUs: () => 0, waitUntil: () => Promise.resolve() };
    const { signal } = new AbortController();
    expect(await openSiteSafely({ ...options, clock, signal })).toMatchObject({ kind: "older" });
    await rm(path);
    expect(await openSiteSafely({ ...options, clock, signal })).toMatchObject({ kind: "older" });
  });

  test.each([
    ["another mode", site("shadow", BAD), "has mode drill, and this one asks for shadow"],
    ["no automation", site("drill", `automation: false\n${BAD}`), "this one asks it not to"],
  ])(
    "but with a drill not against a new one that plainly asks for %s",
    async (_what, text, why) => {
      await protectOnce(site("drill"));
      await writeFile(path, text);
      expect(await open()).toEqual({ kind: "stopped" });
      expect(said.join("\n")).toContain(why);
    },
  );

  test.each([
    ["another mode", site("shadow", BAD)],
    ["no automation", site("live", `automation: false\n${BAD}`)],
  ])("and live with it whatever a file that cannot be used asks for: %s", async (_what, text) => {
    await protectOnce(site("live"));
    await writeFile(path, text);
    expect(await open()).toMatchObject({ kind: "older", file: { config: { mode: "live" } } });
  });

  test("nor when it belongs to another site file, or is damaged", async () => {
    await protectOnce(site("live"));
    const data = join(folder, "data");
    expect(keptSite(data, path)).not.toBeNull();
    expect(keptSite(data, join(folder, "other.yaml"))).toBeNull();
    await writeFile(join(data, "site-accepted.json"), "{");
    expect(keptSite(data, path)).toBeNull();
  });

  test("what is kept is its owner's alone", async () => {
    await protectOnce(site("live"));
    expect((await stat(join(folder, "data/site-accepted.json"))).mode & 0o777).toBe(0o600);
  });
});

test("the notice is said again each minute until the post stops", async () => {
  const stop = new AbortController();
  let nowUs = 0;
  const clock: Clock = {
    nowUs: () => nowUs,
    waitUntil: (timeUs) => {
      nowUs = timeUs;
      if (nowUs > 300_000_000) stop.abort();
      return Promise.resolve();
    },
  };
  const notice = ["PROTECTING WITH AN OLDER SITE FILE", "details"];
  await repeatNotice(notice, { clock, signal: stop.signal, say: (line) => said.push(line) });
  expect(said).toEqual(Array.from({ length: 5 }, () => notice[0]));
});
