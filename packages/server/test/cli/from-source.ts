import { main } from "../../src/cli/main.ts";

/** `tocsin` with each module read from its source: what set-up has joined would hide which of them a command needs. */
process.exitCode = await main(process.argv.slice(2));
