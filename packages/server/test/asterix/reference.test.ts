import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { asterixReference } from "../../src/adapters/asterix/asterix-reference.ts";
import { ASTERIX_REFERENCE_PATH } from "../../src/adapters/asterix/write-reference.ts";

test("docs/reference/asterix.md is what the tables say", () => {
  const page = asterixReference();
  expect(page).toContain("| 4 | I048/040 | Measured Position in Polar Co-ordinates |");
  expect(readFileSync(ASTERIX_REFERENCE_PATH, "utf8")).toBe(page);
});
