import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { DOCS_FOLDER, REFERENCE_PAGES } from "./write-reference.ts";

describe("a reference page says what the code says", () => {
  test.each(Object.entries(REFERENCE_PAGES))("%s", async (page, make) => {
    const written = await readFile(`${DOCS_FOLDER}${page}`, "utf8");
    // When this fails: node packages/server/src/config/write-reference.ts
    expect(written).toBe(await make());
  });
});
