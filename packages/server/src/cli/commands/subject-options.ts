import { FLOWN_S } from "@tocsin/core/vocabulary";
import type { Command } from "commander";

/** What a subject can be said by, on the command line. */
export interface SubjectOptions {
  readonly area?: string | undefined;
  readonly at?: string | undefined;
  readonly time?: string | undefined;
  readonly from?: string | undefined;
  readonly height?: string | undefined;
  readonly speed?: string | undefined;
  readonly within?: string | undefined;
  readonly flown?: string | undefined;
}

/** Declares the arguments and options by which a decision, a track, an area or a place is asked about. */
export const declareSubject = (command: Command): Command =>
  command
    .argument("[kind]", "`decision` or `track`")
    .argument("[name]", "a decision's number or a track's id (its first letters will do)")
    .option(
      "--area <id>",
      "the area to explain it for; without a track, what threatened it most at --time",
    )
    .option("--at <place>", "an area's id, or `latitude,longitude` in degrees")
    .option(
      "--time <time>",
      "when it is said to have been there, ISO 8601, such as 2021-11-06T23:31:00Z",
    )
    .option("--from <bearing>", "where it came from, degrees clockwise from north")
    .option("--height <m>", "metres above the ground", "100")
    .option("--speed <mps>", "metres a second", "25")
    .option("--flown <s>", "for how long it had flown by then, seconds", String(FLOWN_S))
    .option("--within <s>", "how far off the time may be, seconds", "120");
