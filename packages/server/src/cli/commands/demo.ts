import { DEFAULT_PORT } from "../options.ts";
import type { Verb } from "../verb.ts";

/** `tocsin demo`: the cases that Tocsin was built for, each run, decided and explained. */
export const demoVerb: Verb = {
  name: "demo",
  summary: "run the cases that Tocsin was built for, and show them in the browser",
  examples: [
    { command: "tocsin demo", does: "serve them at http://127.0.0.1:4600; Ctrl-C stops" },
    { command: "tocsin demo --text", does: "print them, with what was decided and why" },
  ],
  outlivesOutput: false,
  declare(command, run) {
    command
      .option("--text", "print them on the terminal, and serve nothing")
      .option(
        "--port <port>",
        `where to serve (default: ${DEFAULT_PORT}, or the next that is free)`,
      )
      .option("--host <address>", "which address to serve at", "127.0.0.1")
      .action(run(async () => (await import("../actions/demo.ts")).demo));
  },
};
