import type { Verb } from "../verb.ts";

/** `tocsin verify FILE`: a report, a comparison or a bundle with what it rests on, on any machine, with the public key. */
export const verifyVerb: Verb = {
  name: "verify",
  summary: "check a report, a comparison, a bundle or who lowered protection, offline",
  examples: [
    {
      command: "tocsin verify incident.html --data-dir JOURNAL --public-key KEY",
      does: "check the journal, make the report again from it, and compare every byte",
    },
    {
      command: "tocsin verify comparison.html --journal A --journal B --public-key KEY",
      does: "the same of several records",
    },
    {
      command: "tocsin verify bundle.json --public-key KEY",
      does: "check a bundle of evidence with the key alone",
    },
    {
      command: "tocsin verify DIR --public-key KEY --person-key ADA --person-key BEN",
      does: "check a journal, and that these two signed what lowered protection in it",
    },
  ],
  outlivesOutput: false,
  declare(command, run) {
    const several = (text: string, before: readonly string[]) => [...before, text];
    command
      .argument(
        "<file>",
        "what `tocsin report`, `tocsin compare` or `tocsin bundle` wrote, or a data directory",
      )
      .option(
        "--public-key <key>",
        "the key that must have signed the journal, DER in base64; of a comparison several times for several",
        several,
        [],
      )
      .option(
        "--journal <dir>",
        "a data directory or journal of a comparison; several times, in any order",
        several,
        [],
      )
      .option(
        "--opening <file>",
        "what was kept back with a bundle: with it and --data-dir what was left out is checked too",
      )
      .option(
        "--person-key <key>",
        "of a data directory: a key that people's signatures may be of, as `tocsin site history` prints it; several times",
        several,
        [],
      )
      .action(run(async () => (await import("../actions/verify.ts")).verify));
  },
};
