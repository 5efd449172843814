import { MAIN_EVENT, POLARITIES } from "@tocsin/inquiry/vocabulary";
import type { Command } from "commander";
import type { Run } from "../verb.ts";

/** `tocsin case edit`, `split`, `merge`, `lift` and `grade`: people correct what the rules propose, and weigh it. */
export function declareRevisions(command: Command, run: Run): void {
  command
    .command("edit <folder> <claim>")
    .description("correct a claim; what was proposed is kept and shown beside it")
    .option("--value <text>", "what is said")
    .option("--least <count>", "the number said, or its lower bound")
    .option("--most <count>", "its upper bound; left out with --least: none")
    .option("--uncounted", "no number is said")
    .option("--of <people>", "of whom the number is")
    .option("--polarity <polarity>", POLARITIES.join(", "))
    .option("--hedge <words...>", "the words that weaken it, in place of those proposed")
    .option("--unhedged", "nothing weakens it")
    .option("--event <name>", `"${MAIN_EVENT}" for what the case is about, else the other event's`)
    .requiredOption("--reason <text>", "why")
    .action(run(async () => (await import("../actions/case-revisions.ts")).edit));
  command
    .command("split <folder> <claim>")
    .description("make several claims of one that says several things")
    .requiredOption("--quote <text...>", "the words of each part, in the claim")
    .option("--value <text...>", "what each part says, in the same order")
    .requiredOption("--reason <text>", "why")
    .action(run(async () => (await import("../actions/case-revisions.ts")).split));
  command
    .command("merge <folder> <claim> <into>")
    .description("make a claim another place of one that the same account makes")
    .requiredOption("--reason <text>", "why")
    .action(run(async () => (await import("../actions/case-revisions.ts")).merge));
  command
    .command("lift <folder> <account>")
    .description("read a passage that was taken for an advert, a caption or a form")
    .requiredOption("--quote <text>", "words of the passage")
    .option("--undo", "it is an advert, a caption or a form after all")
    .requiredOption("--reason <text>", "why")
    .action(run(async () => (await import("../actions/case-revisions.ts")).lift));
  command
    .command("grade <folder> <what> <grade>")
    .description(
      "grade as the Admiralty does: a source (an account's name, or a speaker) from A to F, a claim's information from 1 to 6; none takes the grade back",
    )
    .requiredOption("--reason <text>", "why")
    .action(run(async () => (await import("../actions/case-revisions.ts")).grade));
}
