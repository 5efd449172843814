import { MEMBER_ROLES } from "@tocsin/inquiry/vocabulary";
import type { Command } from "commander";
import type { Run } from "../verb.ts";

const AS = ["--as <member>", "in whose name"] as const;
const KEY = ["--key <file>", "that member's key, as `tocsin case key` made it"] as const;

/** `tocsin case key`, `member`, `members`, `draft`, `sign`, `dissent` and `publish`: who stands behind a report, and who does not. */
export function declarePublication(command: Command, run: Run): void {
  command
    .command("key <file>")
    .description("make a member's key in a new file, and print its public part")
    .action(run(async () => (await import("../actions/case-key.ts")).key));
  command
    .command("member <folder> <name>")
    .description(
      "take somebody in, or give another role, signed by a lead; the first member is a lead and signs alone",
    )
    .requiredOption("--role <role>", MEMBER_ROLES.join(", "))
    .option(
      "--public-key <key>",
      "as `tocsin case key` printed it; if left out the own one, or the one with which that name asks to be taken in at a desk",
    )
    .requiredOption(...AS)
    .requiredOption(...KEY)
    .action(run(async () => (await import("../actions/case-publication.ts")).member));
  command
    .command("members <folder>")
    .description("list the members, and the versions of the report with what members say of each")
    .action(run(async () => (await import("../actions/case-publication.ts")).members));
  command
    .command("draft <folder>")
    .description("write the report and put it up as a version that members sign")
    .requiredOption("--out <dir>", "an empty folder to write it into")
    .option("--changed <text>", "what differs from the published version")
    .option("--why <text>", "why it differs")
    .action(run(async () => (await import("../actions/case-publication.ts")).draft));
  for (const stance of ["approve", "dissent"] as const) declareStance(command, run, stance);
  command
    .command("publish <folder> <version>")
    .description("publish a version that two different members approve; it is never replaced")
    .requiredOption("--out <dir>", "an empty folder to write it into")
    .action(run(async () => (await import("../actions/case-publication.ts")).publish));
}

function declareStance(command: Command, run: Run, stance: "approve" | "dissent"): void {
  const own = command
    .command(`${stance === "approve" ? "sign" : "dissent"} <folder> <report>`)
    .description(
      stance === "approve"
        ? "approve exactly the report in a folder, after checking that it is what the case gives"
        : "dissent from the report in a folder, in words that are published with it",
    )
    .requiredOption(...AS)
    .requiredOption(...KEY);
  if (stance === "approve") own.option("--words <text>", "words to publish with it", "");
  else own.requiredOption("--words <text>", "what you hold against it");
  own.action(run(async () => (await import("../actions/case-publication.ts")).saying(stance)));
}
