import { expect, test } from "vitest";
import { z } from "zod";
import { readYaml, readYamlAs } from "./read-yaml.ts";

const schema = z.strictObject({
  title: z.string(),
  records: z.array(z.strictObject({ name: z.string(), data_dir: z.string() })).default([]),
});
const refusal = (text: string): readonly string[] => {
  let problems: readonly string[] = [];
  const refuse = (found: readonly string[]): Error => {
    problems = found;
    return new Error("refused");
  };
  expect(() =>
    readYamlAs(schema, text, { path: "c.yaml", reference: "The guide shows one.", refuse }),
  ).toThrow("refused");
  return problems;
};

test("a text that fits is read, with its defaults", () => {
  const refuse = (): Error => new Error("never");
  expect(readYamlAs(schema, "title: x", { path: "c.yaml", reference: "", refuse })).toEqual({
    title: "x",
    records: [],
  });
});

test("each problem has its line and words, in the order of the text", () => {
  expect(refusal("title: 5\nrecords:\n  - nam: b\n    data_dir: d\n")).toEqual([
    "c.yaml:1:8: title must be text, and is 5\n      The guide shows one.",
    "c.yaml:3:5: records[0].name is missing\n      Add it. The guide shows one.",
    "c.yaml:3:5: unknown key `nam` in records[0]; did you mean `name`?\n      Write `name`, or remove it.",
  ]);
});

test("what is no YAML says where, and a text that grows by aliases is refused", () => {
  expect(refusal("title: [")[0]).toMatch(/^c\.yaml:1:9: this is not YAML: /);
  const grown = [
    "a: &a [1, 1]",
    ...["b", "c", "d", "e", "f", "g", "h"].map(
      (name, i) => `${name}: &${name} [${Array(9).fill(`*${"abcdefg"[i]}`).join(", ")}]`,
    ),
  ];
  expect(readYaml(grown.join("\n"), "file")).toMatchObject({
    ok: false,
    problems: [{ remedy: expect.stringContaining("at most 100 aliases") as unknown }],
  });
});
