import type { Command } from "commander";
import type { Run } from "../verb.ts";

/** `tocsin case join`, `part`, `drop` and `origins`: people say which statements are one, where the rules are wrong about it. */
export function declareOrigins(command: Command, run: Run): void {
  command
    .command("join <folder> <claims...>")
    .description("say that claims, and what shares an origin with them, go back to one statement")
    .requiredOption("--reason <text>", "why")
    .action(run(async () => (await import("../actions/case-origins.ts")).join));
  command
    .command("part <folder> <claims...>")
    .description("say that claims go back to another statement than those they are counted with")
    .requiredOption("--reason <text>", "why")
    .action(run(async () => (await import("../actions/case-origins.ts")).part));
  command
    .command("drop <folder> <decision>")
    .description("drop a decision about origins, such as O1: it is again as without it")
    .requiredOption("--reason <text>", "why")
    .action(run(async () => (await import("../actions/case-origins.ts")).drop));
  command
    .command("origins <folder>")
    .description("list who each fact goes back to, and what people decided about it")
    .action(run(async () => (await import("../actions/case-origins.ts")).list));
}
