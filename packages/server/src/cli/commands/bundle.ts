import { REDACTIONS } from "../../bundle/redaction-rules.ts";
import { declareSubject } from "./subject-options.ts";
import type { Verb } from "../verb.ts";

/** `tocsin bundle …`: the records of an incident for another party, without what is not theirs to see. */
export const bundleVerb: Verb = {
  name: "bundle",
  summary:
    "write the records of an incident for another party, what is left out said and committed to",
  examples: [
    {
      command: "tocsin bundle decision 12 --redact people,operators --out bundle.json",
      does: "without who was reached, and who gave orders",
    },
    {
      command: "tocsin bundle decision 12 --for ministry.yaml --out bundle.json",
      does: "by a file that says which sensors, fields, persons and times one party gets",
    },
  ],
  outlivesOutput: false,
  declare(command, run) {
    declareSubject(command)
      .option(
        "--redact <rules>",
        `what to leave out: ${REDACTIONS.join(", ")}, or none; left out: all three`,
      )
      .option("--for <file>", "instead: a rule file that says what one party gets")
      .option("--out <file>", "where to write it; what opens it goes beside it", "bundle.json")
      .action(run(async () => (await import("../actions/bundle.ts")).bundle));
  },
};
