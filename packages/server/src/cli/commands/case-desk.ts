import type { Command } from "commander";
import type { Run } from "../verb.ts";

/** Any that is free: the address is printed with its key, and good for this run only. */
const DEFAULT_PORT = "0";

/** `tocsin case desk`: the case as a page to work at. */
export function declareDesk(command: Command, run: Run): void {
  command
    .command("desk <folder>")
    .description("read and decide the case in the browser: on this machine only, until Ctrl-C")
    .option("--port <port>", "where to serve; 0: any port that is free", DEFAULT_PORT)
    .option("--no-open", "print the address, and open no browser")
    .action(run(async () => (await import("../actions/case-desk.ts")).desk));
}
