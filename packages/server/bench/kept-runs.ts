import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describeMachine } from "./machine.ts";

const FOLDER = fileURLToPath(new URL("../../../bench-results/", import.meta.url));

/** Gives what was measured of a thing, or measures it. */
export type Keeper = <Figures>(
  words: readonly (string | number)[],
  measure: () => Figures,
) => Figures;

/**
 * Keeps the parts of a long section in `bench-results/` as they are measured, so that a run that is cut off can be taken up: what was measured at
 * this commit, with no file changed, is not measured again. What is not finite comes back, though JSON has no such numbers.
 */
export function keeperOf(section: string): Keeper {
  const { commit, changedFiles } = describeMachine();
  if (changedFiles > 0 || commit === "unknown") return (_, measure) => measure();
  const folder = join(FOLDER, section, commit);
  mkdirSync(folder, { recursive: true });
  return (words, measure) => {
    const path = join(folder, `${words.join("-").replaceAll(/[^a-z0-9]+/gi, "-")}.json`);
    if (existsSync(path)) return JSON.parse(readFileSync(path, "utf8"), read) as never;
    const figures = measure();
    writeFileSync(path, JSON.stringify(figures, written));
    return figures;
  };
}

const NOT_FINITE = ["NaN", "Infinity", "-Infinity"];

const written = (_: string, value: unknown): unknown =>
  typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
const read = (_: string, value: unknown): unknown =>
  typeof value === "string" && NOT_FINITE.includes(value) ? Number(value) : value;
