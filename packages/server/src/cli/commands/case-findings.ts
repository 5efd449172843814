import type { Command } from "commander";
import type { Run } from "../verb.ts";

/** `tocsin case hypothesis`, `revise`, `weigh`, `conclude`, `hypotheses` and `link`: what may be so, what speaks for it and against it, and other cases. */
export function declareFindings(command: Command, run: Run): void {
  command
    .command("hypothesis <folder> <text>")
    .description("put up a hypothesis, as a row of its own")
    .action(run(async () => (await import("../actions/case-findings.ts")).propose));
  command
    .command("revise <folder> <hypothesis>")
    .description("put a hypothesis in other words, or withdraw it; how it was put before is kept")
    .option("--text <text>", "how it is put now; a withdrawn one is put up again by it")
    .option("--withdraw", "it is not put up any more")
    .requiredOption("--reason <text>", "why")
    .action(run(async () => (await import("../actions/case-findings.ts")).revise));
  command
    .command("weigh <folder> <hypothesis> <bears> <evidence>")
    .description("say that a claim, an exhibit or a recording speaks for or against it, or neither")
    .requiredOption("--reason <text>", "why")
    .action(run(async () => (await import("../actions/case-findings.ts")).weigh));
  command
    .command("conclude <folder> <hypothesis> <verdict>")
    .description(
      "conclude that it holds or fails, or leave it open; a conclusion that hangs on one origin raises an alarm",
    )
    .requiredOption("--reason <text>", "why")
    .action(run(async () => (await import("../actions/case-findings.ts")).conclude));
  command
    .command("hypotheses <folder>")
    .description("list the hypotheses with what speaks for and against each, by origin")
    .action(run(async () => (await import("../actions/case-findings.ts")).list));
  command
    .command("link <folder> <other>")
    .description("name another case as it stands now; nothing of it is counted or compared here")
    .requiredOption("--reason <text>", "what it has to do with this one")
    .action(run(async () => (await import("../actions/case-findings.ts")).link));
}
