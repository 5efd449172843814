import { createContext } from "../../src/cli/create-context.ts";
import { runArguments } from "../../src/cli/main.ts";
import { VERB_NAMES } from "../../src/cli/verbs.ts";

/** A program that prints the help of every verb, one after the other, as `tocsin VERB --help` does. */
for (const verb of VERB_NAMES)
  process.exitCode ||= await runArguments([verb, "--help"], {
    outcome: { exitCode: 0, verb: null },
    reporting: { stderr: process.stderr, json: false, verbose: true },
    contextOf: createContext,
  });
