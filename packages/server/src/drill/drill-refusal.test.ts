import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { areaId } from "@tocsin/core";
import { expect, test } from "vitest";
import { postKeyFile } from "../broadcast/post-key.ts";
import { type DrillCircumstances, drillRefusal, keyProblem } from "./drill-refusal.ts";
import { parseSiteConfig } from "@tocsin/sdk";

const AREA = {
  id: areaId("lock"),
  name: "Lock",
  owner: "Canal company",
  protection: "protected",
  rings: [],
  groundHeightM: 0,
  people: 1,
  shelterS: 1,
  bufferM: 0,
} as const;
const QUIET: DrillCircumstances = {
  site: { mode: "live", areas: [AREA] },
  isStopping: false,
  runs: false,
  warned: [],
  authority: null,
  keys: null,
};

test.each<[string, Partial<DrillCircumstances>]>([
  ["the post is being stopped: start it again first", { isStopping: true }],
  ["this post is in mode drill itself: ", { site: { mode: "drill", areas: [AREA] } }],
  ["a drill runs already: end it, or wait until it is over", { runs: true }],
  ["a real warning holds for Lock, shed: begin when it is over", { warned: ["lock", "shed"] }],
  ["a warning of the coast guard holds: begin when it is over", { authority: "the coast guard" }],
  [
    "the site has no area that is protected: ",
    { site: { mode: "live", areas: [{ ...AREA, protection: "none" }] } },
  ],
  ["no key", { keys: "no key" }],
])("no drill begins, and it is said what to do: %s", (words, change) => {
  expect(drillRefusal(QUIET)).toBe(null);
  expect(drillRefusal({ ...QUIET, ...change })).toContain(words);
});

test("a key of drills that cannot be used is known before one begins, where people are told over a channel that needs it", () => {
  const dataDir = mkdtempSync(join(tmpdir(), "tocsin-drill-key-"));
  const withChannels = (channels: readonly object[]) => {
    const parsed = parseSiteConfig({
      site: { id: "weir", name: "Weir", latitude_deg: 48, longitude_deg: 31, ground_height_m: 1 },
      sensors: [],
      areas: [
        {
          id: "lock",
          name: "Lock",
          owner: "Canal company",
          protection: "protected",
          circle: { latitude_deg: 48, longitude_deg: 31, radius_m: 400 },
        },
      ],
      channels,
    });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    return parsed.config;
  };
  const people = withChannels([{ type: "people", id: "phones", modes: ["drill"], port: 4611 }]);
  expect(keyProblem(people, dataDir)).toBe(null);
  postKeyFile(dataDir, "weir", "live");
  mkdirSync(join(dataDir, "identity"), { recursive: true });
  writeFileSync(join(dataDir, "identity", "broadcast-drill.json"), "{");
  expect(keyProblem(people, dataDir)).toMatch(
    /^the key of drills cannot be used \(.*broadcast-drill\.json.*\): put it back from a copy/,
  );
  const terminal = withChannels([{ type: "log", id: "terminal", modes: ["drill"] }]);
  expect(keyProblem(terminal, dataDir)).toBe(null);
  rmSync(dataDir, { recursive: true });
});
