import { DEFAULT_PORT } from "../options.ts";
import type { Verb } from "../verb.ts";

/** `tocsin start`: one post, with the inputs and channels of a site file, until it is stopped. */
export const startVerb: Verb = {
  name: "start",
  summary: "run a site: its sensors in, its warnings out, everything recorded",
  examples: [
    { command: "tocsin start --config site.yaml", does: "run it; Ctrl-C stops it" },
    { command: "tocsin config check --config site.yaml", does: "check the site file first" },
  ],
  outlivesOutput: true,
  declare(command, run) {
    command
      .option("--port <port>", "where its screens are served", String(DEFAULT_PORT))
      .option("--host <address>", "at which address; 127.0.0.1 is this machine only", "127.0.0.1")
      .option(
        "--https",
        "serve them encrypted, with a certificate authority made on first use; so by itself where --host is not this machine only",
      )
      .option("--no-https", "serve them in the clear: behind a proxy that encrypts")
      .option("--no-http", "serve no screens")
      .option("--log <form>", "`text` for people, or `json`: one object a line", "text")
      .action(run(async () => (await import("../actions/start.ts")).start));
  },
};
