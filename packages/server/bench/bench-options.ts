import { parseArgs } from "node:util";
import type { TrackerMethod } from "@tocsin/core";
import { type Section, SECTIONS } from "./report.ts";

const METHODS: readonly TrackerMethod[] = ["main", "classical"];

export const USAGE = `npm run bench -- [options]
  --quick        fewer objects, rounds and seeds: to see that it runs
  --only A,B     of ${SECTIONS.join(", ")}
  --tracker A,B  of ${METHODS.join(", ")}: which trackers are measured (all)
  --seed N       first seed of the scenarios (1)
  --seeds N      scenarios of each kind for accuracy (20)
  --objects A,B  with how many objects the pipeline is measured (50,200,1000)
  --soup N       of these, and of the engine's rounds, how many Stone Soup gets where it is importable (1)
  --json FILE    writes all figures to FILE
  --write        keeps each section's figures in docs/reference/benchmarks as soon as it is done, in the place of older
                 ones, and writes docs/reference/benchmarks.md out of all that are kept
  --page         only writes docs/reference/benchmarks.md anew out of the figures that are kept
`;

export interface BenchOptions {
  readonly quick: boolean;
  readonly only: readonly Section[];
  readonly trackers: readonly TrackerMethod[];
  readonly seed: number;
  readonly seeds: number;
  readonly objects: readonly number[] | null;
  readonly soup: number;
  readonly json: string | null;
  readonly write: boolean;
  readonly page: boolean;
}

/** null: only help was wanted. */
export function readOptions(args: readonly string[]): BenchOptions | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: "boolean", default: false },
      only: { type: "string", default: SECTIONS.join(",") },
      tracker: { type: "string", default: METHODS.join(",") },
      seed: { type: "string", default: "1" },
      seeds: { type: "string", default: "20" },
      objects: { type: "string" },
      soup: { type: "string", default: "1" },
      json: { type: "string" },
      write: { type: "boolean", default: false },
      page: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return null;
  const { quick, write, page } = values;
  if (quick && write) throw new Error("--quick is too little to be kept: leave --write out");
  if (values.objects !== undefined && write)
    throw new Error("--write keeps a section as it is measured whole: leave --objects out");
  return {
    quick,
    only: listOf("--only", values.only, SECTIONS),
    trackers: listOf("--tracker", values.tracker, METHODS),
    seed: wholeNumber("--seed", values.seed),
    seeds: quick ? 2 : wholeNumber("--seeds", values.seeds),
    objects: values.objects === undefined ? null : numbersOf("--objects", values.objects),
    soup: quick ? 0 : wholeNumber("--soup", values.soup),
    json: values.json ?? null,
    write,
    page,
  };
}

function listOf<Name extends string>(
  option: string,
  text: string,
  known: readonly Name[],
): readonly Name[] {
  return text.split(",").map((name) => {
    const found = known.find((candidate) => candidate === name);
    if (found === undefined) throw new Error(`${option} knows ${known.join(", ")}, not ${name}`);
    return found;
  });
}

function wholeNumber(option: string, text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0) throw new Error(`${option} is a whole number`);
  return number;
}

/** Numbers of objects: there is nothing to measure of none. */
function numbersOf(option: string, text: string): readonly number[] {
  const numbers = text.split(",").map((one) => wholeNumber(option, one));
  if (numbers.includes(0)) throw new Error(`${option} is of 1 and more`);
  return numbers;
}

/** What would measure the same of one section again; where the figures go does not matter. */
export function commandOf(
  section: Section,
  { quick, trackers, seed, seeds, soup, objects }: BenchOptions,
): string {
  const options = [
    ...(quick ? ["--quick"] : []),
    `--only ${section}`,
    ...(trackers.length < METHODS.length ? ["--tracker", trackers.join(",")] : []),
    ...(objects === null || section !== "pipeline" ? [] : ["--objects", objects.join(",")]),
    `--seed ${seed} --seeds ${seeds} --soup ${soup}`,
  ];
  return ["npm run bench --", ...options].join(" ");
}
