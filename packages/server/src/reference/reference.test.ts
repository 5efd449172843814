import { readFileSync } from "node:fs";
import { LINK_STAGES, REASON_CODES } from "@tocsin/core";
import { describe, expect, test } from "vitest";
import { VERB_NAMES } from "../cli/verbs.ts";
import { JOURNAL_FAULT_CODES } from "../journal/journal-fault.ts";
import { RECORD_TYPES } from "../journal/record-type.ts";
import { cliReference, VERB_EXITS } from "./cli-reference.ts";
import { FAULT_GUIDE, JOURNAL_FAULT_GUIDE } from "./fault-guide.ts";
import { REASON_GUIDE } from "./reason-code-guide.ts";
import { RECORD_GUIDE } from "./record-guide.ts";

const page = (name: string): string =>
  readFileSync(new URL(`../../../../docs/reference/${name}.md`, import.meta.url), "utf8");
const headings = (text: string, level: string): readonly string[] =>
  text
    .split("\n")
    .filter((line) => line.startsWith(`${level} `))
    .map((line) => line.slice(level.length + 1));

/** The codes of a type in core that exists only for the compiler. */
function faultCodes(): readonly string[] {
  const source = readFileSync(
    new URL("../../../core/src/engine/effect.ts", import.meta.url),
    "utf8",
  );
  const union = /export type FaultCode =([^;]+);/.exec(source)?.[1] ?? "";
  return [...union.matchAll(/"([A-Z_]+)"/g)].map(([, code]) => code);
}

describe("a guide has every code, and no other", () => {
  test("of decisions, each with a link of the chain", () => {
    expect(Object.keys(REASON_GUIDE)).toEqual(Object.keys(REASON_CODES));
    for (const { links } of Object.values(REASON_GUIDE))
      expect(LINK_STAGES).toEqual(expect.arrayContaining([...links]));
    expect(headings(page("reason-codes"), "##")).toEqual(Object.keys(REASON_CODES));
  });

  test("of faults", () => {
    expect(faultCodes().length).toBeGreaterThan(10);
    expect(Object.keys(FAULT_GUIDE)).toEqual(faultCodes());
    expect(Object.keys(JOURNAL_FAULT_GUIDE)).toEqual([...JOURNAL_FAULT_CODES]);
    expect(headings(page("faults"), "###")).toEqual([...faultCodes(), ...JOURNAL_FAULT_CODES]);
  });

  test("of records", () => {
    expect(Object.keys(RECORD_GUIDE)).toEqual(Object.keys(RECORD_TYPES));
    const rows = [...page("records").matchAll(/^\| (\d+) \| `([a-z-]+)` \|/gm)];
    expect(rows.map(([, number, name]) => [name, Number(number)])).toEqual(
      Object.entries(RECORD_TYPES),
    );
  });

  test("of verbs, each with its exit codes", async () => {
    expect(Object.keys(VERB_EXITS).sort()).toEqual([...VERB_NAMES].sort());
    expect(headings(await cliReference(), "##").slice(1)).toEqual(
      VERB_NAMES.map((name) => `tocsin ${name}`),
    );
  });
});
