import { EXHIBIT_KINDS } from "@tocsin/inquiry/vocabulary";
import type { Command } from "commander";
import type { Run } from "../verb.ts";

const TAKEN = ["--taken <time>", "when, ISO 8601 with its zone"] as const;
const PLACE = ["--place <place>", "where: `latitude,longitude` in degrees, or words"] as const;

/** `tocsin case exhibit …`: things and files, hashed, with their chain of custody. */
export function declareExhibits(command: Command, run: Run): void {
  const exhibit = command
    .command("exhibit")
    .description("keep remains, images, sounds, logs and documents, with their chain of custody");
  exhibit
    .command("add <folder> <files...>")
    .description("add an exhibit; its files are copied into the case under their hashes")
    .requiredOption("--kind <kind>", EXHIBIT_KINDS.join(", "))
    .requiredOption("--by <who>", "who took or found it, and holds it until it is handed over")
    .option(...TAKEN)
    .option(...PLACE)
    .option("--note <text>", "what it is", "")
    .action(run(async () => (await import("../actions/case-exhibits.ts")).add));
  exhibit
    .command("hand-over <folder> <exhibit> <from> <to>")
    .description("record that it changed hands; a gap in the chain is kept, and told")
    .requiredOption("--when <time>", "ISO 8601 with its zone")
    .requiredOption("--reason <text>", "why")
    .action(run(async () => (await import("../actions/case-exhibits.ts")).handOver));
  exhibit
    .command("confirm <folder> <exhibit>")
    .description("say what time or place was verified, and how; what was claimed stays beside it")
    .option(...TAKEN)
    .option(...PLACE)
    .requiredOption("--reason <text>", "how it was verified")
    .action(run(async () => (await import("../actions/case-exhibits.ts")).confirm));
  exhibit
    .command("link <folder> <exhibit> <target>")
    .description(
      "link it to a claim, another exhibit, a recording (R1), a track (R1#track:ID) or a record (R1#NUMBER)",
    )
    .requiredOption("--reason <text>", "why")
    .action(run(async () => (await import("../actions/case-exhibits.ts")).link));
  exhibit
    .command("unlink <folder> <exhibit> <target>")
    .description("take a link back; that it was made stays in the record")
    .requiredOption("--reason <text>", "why")
    .action(run(async () => (await import("../actions/case-exhibits.ts")).unlink));
}
