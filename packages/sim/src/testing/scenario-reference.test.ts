import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { scenarioReference } from "./scenario-reference.ts";
import { SCENARIO_REFERENCE } from "./write-reference.ts";

test("docs/reference/scenario.md says what the schema says", () => {
  // When this fails: node packages/sim/src/testing/write-reference.ts
  expect(readFileSync(SCENARIO_REFERENCE, "utf8")).toBe(scenarioReference());
});
