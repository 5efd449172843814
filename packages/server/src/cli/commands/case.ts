import type { Command } from "commander";
import { declareRecording } from "./case-recording.ts";
import type { Run, Verb } from "../verb.ts";
import { declareDecisions } from "./case-decisions.ts";
import { declareExhibits } from "./case-exhibits.ts";
import { declareFindings } from "./case-findings.ts";
import { declareDesk } from "./case-desk.ts";
import { declareOrigins } from "./case-origins.ts";
import { declarePublication } from "./case-publication.ts";
import { declareRevisions } from "./case-revisions.ts";
import { declareSuggest } from "./case-suggest.ts";

/** `tocsin case …`: what people say, held against each other. Needs no sensor and no site file. */
export const caseVerb: Verb = {
  name: "case",
  summary:
    "collect accounts of an event, see who claims what, what contradicts and who copied whom, and report it verifiably",
  examples: [
    {
      command: 'tocsin case new harbour --title "Drones over the harbour"',
      does: "a folder for a case",
    },
    {
      command: "tocsin case add harbour reports/*.txt page.html",
      does: "add accounts: texts or saved pages",
    },
    { command: "tocsin case claims harbour", does: "who says what, with the exact place" },
    {
      command: "tocsin case compare harbour",
      does: "what agrees, what contradicts, from how many origins",
    },
    {
      command: "tocsin case recording harbour post/journal --at depot --time 2026-05-03T20:46:00Z",
      does: "hold what is said against what a post recorded",
    },
    { command: "tocsin case desk harbour", does: "read and decide it in the browser" },
    { command: "tocsin case report harbour --out report", does: "a page that anybody can check" },
    { command: "tocsin case verify harbour --report report", does: "check it, offline" },
  ],
  outlivesOutput: false,
  declare(command, run) {
    declareAccounts(command, run);
    declareDecisions(command, run);
    declareSuggest(command, run);
    declareRecording(command, run);
    declareRevisions(command, run);
    declareOrigins(command, run);
    declareExhibits(command, run);
    declareFindings(command, run);
    declareDesk(command, run);
    declarePublication(command, run);
    command
      .command("report <folder>")
      .description("write the report: HTML, JSON and a manifest of hashes")
      .requiredOption("--out <dir>", "the folder to write it into")
      .action(run(async () => (await import("../actions/case-report.ts")).report));
    command
      .command("verify <folder>")
      .description("check the journal, every text and every place, and a report where one is named")
      .option("--report <dir>", "a report of this case")
      .action(run(async () => (await import("../actions/case-report.ts")).verify));
  },
};

function declareAccounts(command: Command, run: Run): void {
  command
    .command("new <folder>")
    .description("begin a case in a folder of its own")
    .requiredOption("--title <text>", "what it is about")
    .action(run(async () => (await import("../actions/case-accounts.ts")).begin));
  command
    .command("add <folder> <files...>")
    .description("add accounts: text files, saved HTML pages, or - for standard input")
    .option("--source <text>", "where it came from, if the file's name does not say it")
    .option("--title <text>", "its title, if the text does not say it")
    .option("--published <date>", "the day of publication, such as 2026-05-04")
    .option(
      "--encoding <name>",
      "how its letters are written, where neither the file nor the page says it, such as windows-1251",
    )
    .action(run(async () => (await import("../actions/case-accounts.ts")).add));
  command
    .command("claims <folder>")
    .description("list who says what, and where")
    .action(run(async () => (await import("../actions/case-accounts.ts")).claims));
  command
    .command("compare <folder>")
    .description("hold what is said of each fact against each other")
    .action(run(async () => (await import("../actions/case-accounts.ts")).compare));
}
