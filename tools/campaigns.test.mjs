import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CAMPAIGNS, campaignHelp, help } from "./campaigns.mjs";
import { ROOT } from "./setup.mjs";

const textOf = (...path) => readFileSync(join(ROOT, ...path), "utf8");
const prove = (...args) =>
  spawnSync(process.execPath, [join(ROOT, "tools", "prove.mjs"), ...args], { encoding: "utf8" });
/** `name: { type: "string", default: "7" }` of each option but the commit, which the tool gives. */
const OPTION = /^ {4}(\w+): \{ type: "string"(?:, default: "([^"]*)")? \}/gmu;

describe("campaigns", () => {
  const page = textOf("docs", "internals", "tools.md");
  test.each(Object.keys(CAMPAIGNS))(
    "%s takes what its help says, and is in the documents",
    (name) => {
      const { path, options } = CAMPAIGNS[name];
      const taken = [...textOf(path).matchAll(OPTION)].map(([, option, value]) => [option, value]);
      expect(taken.length).toBeGreaterThan(1);
      expect(
        Object.entries(options).map(([option, value]) => [option, value ?? undefined]),
      ).toEqual(taken.filter(([option]) => option !== "commit"));
      expect(page).toContain(`\`${name}\``);
    },
  );

  test("each prints its help and runs nothing; what is none says which there are", () => {
    expect(prove("--help")).toMatchObject({ status: 0, stdout: help() });
    expect(prove("two-person", "--help")).toMatchObject({
      status: 0,
      stdout: campaignHelp("two-person"),
    });
    expect(prove("two-persons")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("two-person"),
    });
  });
});
