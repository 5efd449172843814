import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { TocsinError } from "@tocsin/sdk";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  loadSiteFile,
  parseSiteText,
  readSiteFile,
  SITE_FILE_BYTES_MAX,
} from "./load-site-file.ts";

const EXAMPLE = fileURLToPath(new URL("../../examples/site.yaml", import.meta.url));

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tocsin-config-"));
});
afterAll(() => rm(folder, { recursive: true }));

const SOUND = `site:
  id: s
  name: S
  latitude_deg: 33.3
  longitude_deg: 44.4
  ground_height_m: 40
areas:
  - id: a
    name: A
    owner: O
    protection: protected
    circle: { latitude_deg: 33.3, longitude_deg: 44.4, radius_m: 200 }
`;

const placesOf = (text: string): readonly string[] => {
  const parsed = parseSiteText(text);
  return parsed.ok
    ? []
    : parsed.problems.map(({ line, column, path }) => `${line}:${column} ${path}`);
};

describe("the example", () => {
  test("is a sound site file that nobody is warned by before it is changed", async () => {
    const { config } = await loadSiteFile(EXAMPLE);
    expect(config.mode).toBe("shadow");
    expect(config.areas.map(({ id }) => id)).toEqual(["hospital", "school"]);
  });

  test("has paths that count from its own folder", async () => {
    const { config } = await loadSiteFile(EXAMPLE);
    const examples = fileURLToPath(new URL("../../examples", import.meta.url));
    expect(config.data_dir).toBe(join(examples, "tocsin-data"));
    expect(config.channels[1]).toMatchObject({ directory: join(examples, "cap-out") });
  });
});

describe("a problem is found in its line and column", () => {
  test("an unknown key, at the key", () => {
    expect(placesOf(`${SOUND}    people: 3\n    poeple: 4\n`)).toEqual(["14:5 areas[0].poeple"]);
  });

  test("a wrong value, at the value", () => {
    expect(placesOf(`${SOUND}    people: many\n`)).toEqual(["13:13 areas[0].people"]);
  });

  test("a missing key, at what lacks it", () => {
    expect(placesOf(SOUND.replace("    owner: O\n", ""))).toEqual(["8:5 areas[0].owner"]);
  });

  test("a key without a value, at the key's line", () => {
    expect(placesOf(`mode:\n${SOUND}`)[0]).toMatch(/^1:\d+ mode$/);
  });

  test("several, in the order of the file", () => {
    const text = `${SOUND.replace("id: s", "id: s s")}    people: -1\nmode: no\n`;
    expect(placesOf(text)).toEqual(["2:7 site.id", "13:13 areas[0].people", "14:7 mode"]);
  });

  test("broken YAML, where it breaks", () => {
    expect(placesOf("site:\n  id: [1\nareas: 2\n")[0]).toMatch(/^[34]:/);
  });

  test("a key that stands twice is refused", () => {
    expect(placesOf(`${SOUND}mode: live\nmode: drill\n`)).toEqual(["14:1 site file"]);
  });
});

describe("loadSiteFile", () => {
  test("names each problem with file, line and column, and what to do", async () => {
    const path = join(folder, "bad.yaml");
    await writeFile(path, `${SOUND}    poeple: 4\n`);
    const error = await loadSiteFile(path).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(TocsinError);
    expect(error).toMatchObject({ code: "CONFIG_INVALID", exitCode: 3 });
    expect(String(error)).toContain(
      `${path}:13:5: unknown key \`poeple\` in areas[0]; did you mean \`people\`?`,
    );
  });

  test("says when there is no file, or a folder", async () => {
    for (const path of [join(folder, "none.yaml"), folder]) {
      await expect(readSiteFile(path)).rejects.toMatchObject({ code: "CONFIG_NOT_FOUND" });
    }
  });

  test("refuses what is too large to be a site file", async () => {
    const path = join(folder, "large.yaml");
    await writeFile(path, "#".repeat(SITE_FILE_BYTES_MAX + 1));
    await expect(readSiteFile(path)).rejects.toMatchObject({ code: "CONFIG_TOO_LARGE" });
  });
});

test("aliases cannot blow a small file up", () => {
  const levels = Array.from(
    { length: 12 },
    (_, i) => `l${i + 1}: &l${i + 1} [${Array.from({ length: 9 }, () => `*l${i}`).join(", ")}]`,
  );
  const parsed = parseSiteText(`l0: &l0 [x]\n${levels.join("\n")}\n`);
  expect(parsed.ok).toBe(false);
});

test("any text is answered with places inside it, never thrown at", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ...SOUND.split("\n"),
      "- ",
      ": ",
      "[",
      "{",
      "&a",
      "*a",
      "|",
      "\t",
      "!!x",
      "%",
      "---",
    ),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const text = pieces.join("\n");
      const parsed = parseSiteText(text);
      if (parsed.ok) return;
      expect(parsed.problems.length).toBeGreaterThan(0);
      for (const { line, column } of parsed.problems) {
        expect(line).toBeGreaterThanOrEqual(1);
        expect(line).toBeLessThanOrEqual(text.split("\n").length + 1);
        expect(column).toBeGreaterThanOrEqual(1);
      }
    }),
    { seed: 51, numRuns: 500 },
  );
});
