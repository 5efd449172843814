import type { Verb } from "../verb.ts";

/** How long `adapter test --live` listens where nothing else is said, s. */
export const LISTEN_S = 10;

/** `tocsin adapter`. */
export const adapterVerb: Verb = {
  name: "adapter",
  summary: "list the adapters, see what one understands, write one",
  examples: [
    { command: "tocsin adapter ls", does: "every adapter, with what it takes and gives" },
    {
      command: "tocsin adapter test generic --file lines.jsonl",
      does: "read JSON lines as a post would",
    },
    {
      command: "tocsin adapter test ears --live tcp-listen://0.0.0.0:4711",
      does: "what the input ears of the site file makes of what arrives now",
    },
    { command: "tocsin adapter new ear", does: "the beginnings of an adapter, in a folder ear" },
  ],
  outlivesOutput: false,
  declare(command, run) {
    command
      .command("ls")
      .description("list the adapters")
      .action(run(async () => (await import("../actions/adapter.ts")).list));
    command
      .command("test <adapter>")
      .description(
        "say in words what an input of the site file, `generic`, or a plugin (./folder or package) makes of messages",
      )
      .option("--file <path>", "messages from a file, or from standard input (-)")
      .option(
        "--live <url>",
        "messages that arrive now: tcp://, tcp-listen://, udp://, ws://, mqtt://",
      )
      .option("--for <seconds>", `how long to listen with --live (default: ${LISTEN_S})`)
      .option("--options <json>", "options of a plugin, as JSON")
      .action(run(async () => (await import("../actions/adapter.ts")).test));
    command
      .command("new <name>")
      .description("write the beginnings of an adapter into a new folder")
      .action(run(async () => (await import("../actions/adapter.ts")).scaffold));
  },
};
