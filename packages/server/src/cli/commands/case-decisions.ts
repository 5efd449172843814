import { PREDICATE_WORDS, SPEAKER_KINDS } from "@tocsin/inquiry/vocabulary";
import type { Command } from "commander";
import type { Run } from "../verb.ts";

/** `tocsin case decide`, `attribute` and `claim`: people decide about proposals, and make claims of their own. */
export function declareDecisions(command: Command, run: Run): void {
  command
    .command("decide <folder> <claim> <verdict>")
    .description("accept or reject a proposed claim, or reopen it: it is again as it was proposed")
    .requiredOption("--reason <text>", "why")
    .action(run(async () => (await import("../actions/case-decisions.ts")).decide));
  command
    .command("attribute <folder> <claim> <speaker>")
    .description("say who makes a claim, where the proposal is wrong or undecided")
    .option("--kind <kind>", SPEAKER_KINDS.join(", "), "named")
    .requiredOption("--reason <text>", "why")
    .action(run(async () => (await import("../actions/case-decisions.ts")).attribute));
  command
    .command("claim <folder> <account> <predicate>")
    .description(
      `make a claim by hand, in any language; predicates: ${Object.keys(PREDICATE_WORDS).join(", ")}`,
    )
    .requiredOption(
      "--quote <text>",
      "the words of the account, exactly; the first place where they stand",
    )
    .requiredOption("--value <text>", "what is said")
    .requiredOption("--speaker <text>", "who says it")
    .option("--kind <kind>", SPEAKER_KINDS.join(", "), "named")
    .option("--least <count>", "the number said, or its lower bound")
    .option("--most <count>", "its upper bound; left out with --least: none")
    .option("--of <people>", "of whom the number is")
    .option("--reason <text>", "why", "")
    .action(run(async () => (await import("../actions/case-decisions.ts")).byHand));
}
