import type { Command } from "commander";
import type { Run } from "../verb.ts";

/** `tocsin case suggest`: a language model that the user runs may suggest claims; what it says is checked, marked, and counts nowhere until accepted. */
export function declareSuggest(command: Command, run: Run): void {
  command
    .command("suggest <folder> <account>")
    .description(
      "ask a language model of yours for claims, in any language; each is checked against the account's words and counts nowhere until you accept it",
    )
    .requiredOption(
      "--endpoint <url>",
      "where it answers, up to its version, such as http://127.0.0.1:11434/v1; it speaks OpenAI's chat completions",
    )
    .requiredOption("--model <name>", "the model's name there")
    .option("--key-from <variable>", "the environment variable that holds its key")
    .option("--send-away", "let the account's text leave this machine")
    .option("--timeout <seconds>", "how long one answer may take", "120")
    .action(run(async () => (await import("../actions/case-suggest.ts")).suggest));
}
