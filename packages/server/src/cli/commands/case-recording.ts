import type { Command } from "commander";
import type { Run } from "../verb.ts";

/** `tocsin case recording`: what is said of an event is held against what a post recorded of that place and time. */
export function declareRecording(command: Command, run: Run): void {
  command
    .command("recording <folder> <journal>")
    .description(
      "hold what is said against a recording: a post's journal, its data directory, a bundle that another party signed, or the page of an incident with its journal; it is copied into the case",
    )
    .option(
      "--at <place>",
      "where it is said to have been: an area's id of the recording, or `latitude,longitude` in degrees; of a page, what it asked itself",
    )
    .option(
      "--time <time>",
      "when, ISO 8601, such as 2021-11-06T23:11:33Z; of a page, what it asked itself",
    )
    .option("--within <s>", "how far off the time may be, seconds", "120")
    .option("--lowest <m>", "how low it may have flown, metres above the ground", "20")
    .option("--highest <m>", "how high it may have flown", "150")
    .option("--speed <mps>", "how fast, metres a second", "25")
    .option("--as <name>", "what to call it, if not by its folder")
    .option(
      "--journal <dir>",
      "of a page that tocsin report wrote: the journal that it was made from; the page is made again from it and compared",
    )
    .option(
      "--public-key <key>",
      "of a bundle or a page: the key that must have signed it, DER in base64; several times for several",
      (text: string, before: readonly string[]) => [...before, text],
      [],
    )
    .option(
      "--notional",
      "it shows what would be recorded if, and not what was; a simulation's is so by itself",
    )
    .action(run(async () => (await import("../actions/case-recording.ts")).record));
}
