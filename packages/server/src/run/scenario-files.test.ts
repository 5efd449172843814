import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TocsinError } from "@tocsin/sdk";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadScenario } from "./scenario-files.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-scenario-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const refusal = (name: string): string => {
  try {
    loadScenario(name);
  } catch (error) {
    if (error instanceof TocsinError) return error.message.replaceAll(`${folder}/`, "");
  }
  return "";
};
const written = (name: string, ...lines: readonly string[]): string => {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
};

describe("what is wrong with a scenario is said in words, with its line", () => {
  test("where keys are missing, unknown or of another kind", () => {
    const text = refusal(
      written("s.yaml", "name: x", "objects: [{ kind: birt }]", "colour: 1", 'duration_s: "5"'),
    );
    expect(text).toContain("  s.yaml:1:1: title is missing\n");
    expect(text).toContain('  s.yaml:2:19: objects[0].kind is "birt"; did you mean `bird`?\n');
    expect(text).toContain("  s.yaml:3:1: unknown key `colour` at the top level\n");
    expect(text).toContain('  s.yaml:4:13: duration_s must be a number, and is "5"\n');
    expect(text).not.toMatch(/configuration\.md|Invalid input|\{"path"/);
  });

  test("where it is not YAML", () => {
    const text = refusal(written("y.yaml", "name: x", "title: {"));
    expect(text).toMatch(/ {2}y\.yaml:3:1: this is not YAML: /);
  });

  test("where a variant has to be named, and of one without a line that is another's", () => {
    expect(refusal("baghdad-2021-11")).toMatch(
      /a variant has to be chosen\n.*out-of-range.*NAME\/out-of-range/,
    );
    const changes = "{ duration_s: soon }";
    const path = written(
      "v.yaml",
      "name: x",
      `variants: [{ name: a, title: A, summary: A, changes: ${changes} }]`,
    );
    expect(refusal(`${path}#a`)).toContain(
      '  v.yaml#a: duration_s must be a number, and is "soon"\n',
    );
  });
});
