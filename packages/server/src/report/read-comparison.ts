import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { TocsinError } from "@tocsin/sdk";
import { z } from "zod";
import { readYamlAs } from "../config/read-yaml.ts";
import type { WhyQuery } from "../run/answer-why.ts";

/** Records of one event that are compared at most. */
export const COMPARED_MAX = 12;

const text = z.union([z.string().max(200), z.number()]).transform(String);
/** The options of `tocsin why`, by their names. */
const ask = z.strictObject({
  decision: text.optional(),
  track: text.optional(),
  area: text.optional(),
  at: text.optional(),
  time: text.optional(),
  from: text.optional(),
  height: text.optional(),
  speed: text.optional(),
  flown: text.optional(),
  within: text.optional(),
});
export type ComparisonAsk = z.output<typeof ask>;

const comparison = z.strictObject({
  title: z.string().trim().min(1).max(300),
  ask: ask.default({}),
  records: z
    .array(
      z.strictObject({
        name: z.string().trim().min(1).max(100),
        data_dir: z.string().min(1).max(1_000),
        ask: ask.default({}),
      }),
    )
    .min(2)
    .max(COMPARED_MAX),
});

/** One record of the event, and what it is asked. */
export interface ComparedRecord {
  readonly name: string;
  readonly journal: string;
  readonly query: WhyQuery;
}
export interface Comparison {
  readonly title: string;
  readonly records: readonly ComparedRecord[];
}

/**
 * Reads which records tell of one event: a title, what all are asked, and for each its name, its data directory as seen from the file, and what is asked of
 * it otherwise. `queryOf` and `journalOf` read these as a command line would.
 */
export async function readComparison(
  path: string,
  as: {
    readonly queryOf: (asked: ComparisonAsk) => WhyQuery;
    readonly journalOf: (dataDir: string) => Promise<string>;
  },
): Promise<Comparison> {
  if (!existsSync(path)) throw invalid(path, ["there is no such file"]);
  const {
    title,
    records,
    ask: common,
  } = readYamlAs(comparison, readFileSync(path, "utf8"), {
    path,
    reference: "docs/guides/report.md shows one.",
    refuse: (problems) => invalid(path, problems),
  });
  const names = records.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw invalid(path, [`two records are named ${twice}`]);
  const read: ComparedRecord[] = [];
  for (const { name, data_dir, ask: own } of records)
    read.push({
      name,
      journal: await as.journalOf(resolve(dirname(path), data_dir)),
      query: as.queryOf({ ...common, ...own }),
    });
  return { title, records: read };
}

const invalid = (path: string, problems: readonly string[]): TocsinError =>
  new TocsinError("COMPARISON_INVALID", {
    path,
    problems: problems.map((problem) => `  ${problem}`).join("\n"),
  });
