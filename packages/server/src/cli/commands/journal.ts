import { RECORD_TYPES } from "../../journal/record-type.ts";
import type { Verb } from "../verb.ts";

/** `tocsin journal ls | verify | export`. */
export const journalVerb: Verb = {
  name: "journal",
  summary: "list, verify and export what was recorded",
  examples: [
    { command: "tocsin journal ls --type decision --data-dir DIR", does: "list records" },
    {
      command: "tocsin journal verify --data-dir DIR",
      does: "check every byte, link and signature",
    },
    {
      command: "tocsin journal export --format mcap --out run.mcap",
      does: "for Foxglove or Lichtblick",
    },
  ],
  outlivesOutput: false,
  declare(command, run) {
    command
      .command("ls")
      .description("list records, oldest first")
      .option("--type <name>", `one of: ${Object.keys(RECORD_TYPES).join(", ")}`)
      .option("--from <sequence>", "the first record wanted")
      .option("--limit <count>", "at most so many", "200")
      .action(run(async () => (await import("../actions/journal-ls.ts")).list));
    command
      .command("verify")
      .description("check that nothing is missing, changed or wrongly signed")
      .option("--public-key <key>", "the key that must have signed it, DER in base64")
      .action(run(async () => (await import("../actions/journal-verify.ts")).verify));
    command
      .command("export")
      .description("write all records in another format")
      .option("--format <format>", "jsonl or mcap", "jsonl")
      .option("--out <file>", "where to write it (jsonl: standard output where it is not given)")
      .action(run(async () => (await import("../actions/journal-export.ts")).exportAction));
  },
};
