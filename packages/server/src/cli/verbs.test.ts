import { describe, expect, test } from "vitest";
import { loadVerbs, VERB_NAMES, verbsFor } from "./verbs.ts";

describe("verbsFor", () => {
  test.each([
    [["why", "track", "simulate"], ["why"]],
    [["--json", "--config", "start", "policy", "try"], ["policy"]],
    [["--data-dir=demo", "journal", "verify"], ["journal"]],
    [["wy", "why"], VERB_NAMES],
    [["--help"], VERB_NAMES],
    [["--data-dir", "why"], VERB_NAMES],
    [["--config", "--version"], VERB_NAMES],
    [[], VERB_NAMES],
    [["--version"], []],
  ])("%j", (argv, verbs) => {
    expect(verbsFor(argv)).toEqual(verbs);
  });
});

test("every verb stands under its own name", async () => {
  expect((await loadVerbs()).map(({ name }) => name)).toEqual(VERB_NAMES);
});
