import type { Verb } from "../verb.ts";

/** `tocsin compare FILE`: several records of one event on one page, and which record would settle it. */
export const compareVerb: Verb = {
  name: "compare",
  summary:
    "compare several records of one event: what distinguishes them, and which record would settle it",
  examples: [
    {
      command: "tocsin compare comparison.yaml --out comparison.html",
      does: "of the records that the file names",
    },
  ],
  outlivesOutput: false,
  declare(command, run) {
    command
      .argument("<file>", "a YAML file with a title, what is asked, and the records")
      .option("--out <file>", "where to write it", "comparison.html")
      .action(run(async () => (await import("../actions/compare.ts")).compare));
  },
};
