import { EXIT, TocsinError } from "@tocsin/sdk";
import type { WhyReport } from "@tocsin/core";
import { type Subject, surveySubjects } from "../../pipeline/survey-subjects.ts";
import { answerWhy, coordinatesOf, WHY_DEFAULTS, type WhyQuery } from "../../run/answer-why.ts";
import { findJournal } from "../../run/find-journal.ts";
import type { CliContext } from "../cli-context.ts";
import { numberOption, positiveOption, timeOption } from "../options.ts";
import { subjectLines, whyLines } from "../text/why-lines.ts";
import type { Verb } from "../verb.ts";

interface WhyOptions {
  readonly area?: string;
  readonly at?: string;
  readonly time?: string;
  readonly from?: string;
  readonly height?: string;
  readonly speed?: string;
  readonly within?: string;
}

/** `tocsin why …`: the chain behind a decision, a track, or something that others say was there. */
export const whyVerb: Verb = {
  name: "why",
  summary: "say why it did, or did not, warn: of a track, by a decision, or at a place and time",
  examples: [
    { command: "tocsin why --data-dir DIR", does: "list what can be asked about" },
    { command: "tocsin why decision 12 --data-dir DIR", does: "one decision, by its number" },
    { command: "tocsin why track radar-1/1636244000000000/0 --data-dir DIR", does: "one track" },
    {
      command: "tocsin why --area compound --time 2021-02-15T18:01:22Z --data-dir DIR",
      does: "what threatened an area most",
    },
    {
      command:
        "tocsin why --at residence --time 2021-11-06T23:11:33Z --from 135 --height 100 --data-dir DIR",
      does: "an object that others say was there",
    },
  ],
  outlivesOutput: false,
  declare(command, run) {
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
      .option("--within <s>", "how far off the time may be, seconds", "120")
      .action(run(why));
  },
};

async function why(
  context: CliContext,
  kind: string | undefined,
  name: string | undefined,
  options: WhyOptions,
): Promise<number> {
  const directory = await findJournal(context);
  const query = queryOf(kind, name, options);
  return query === null
    ? list(context, surveySubjects(directory))
    : answer(context, answerWhy(directory, query));
}

/** null: nothing was asked, and the list of what can be asked is meant. */
function queryOf(
  kind: string | undefined,
  name: string | undefined,
  options: WhyOptions,
): WhyQuery | null {
  if (kind === undefined && options.area !== undefined) return atArea(options.area, options);
  if (options.at !== undefined) return atPlace(options.at, options);
  if (kind === undefined) return null;
  if (name === undefined || (kind !== "decision" && kind !== "track"))
    throw usage("say `decision NUMBER`, `track ID`, or --at PLACE --time TIME");
  if (kind === "track") return { of: "track", name, areaId: options.area ?? null };
  if (options.area !== undefined)
    throw usage("a decision is about one area already: leave out --area, or ask about its track");
  return { of: "decision", number: name };
}

function atPlace(at: string, options: WhyOptions): WhyQuery {
  if (options.time === undefined) throw usage("--at needs --time");
  const coordinates = coordinatesOf(at);
  const atUs = timeOption("--time", options.time, "why ");
  if (coordinates === "not-on-earth")
    throw usage(`--at ${at} is not a place on Earth: latitude comes first`);
  return {
    of: "place",
    place: coordinates ?? at,
    atUs,
    withinS: withinOf(options),
    heightM: numberOption("--height", options.height ?? String(WHY_DEFAULTS.heightM), "why "),
    speedMps: numberOption("--speed", options.speed ?? String(WHY_DEFAULTS.speedMps), "why "),
    fromDeg: options.from === undefined ? null : numberOption("--from", options.from, "why "),
  };
}

function atArea(areaId: string, options: WhyOptions): WhyQuery {
  if (options.time === undefined) throw usage("--area needs --time, or a track");
  const atUs = timeOption("--time", options.time, "why ");
  return { of: "area", areaId, atUs, withinS: withinOf(options) };
}

const withinOf = ({ within }: WhyOptions): number =>
  positiveOption("--within", within ?? String(WHY_DEFAULTS.withinS), "why ");

const usage = (detail: string): TocsinError =>
  new TocsinError("USAGE", { detail, command: "why " });

function list(context: CliContext, subjects: readonly Subject[]): Promise<number> {
  if (context.json) context.printJson(subjects);
  else for (const line of subjectLines(subjects, context.dataDir)) context.print(line);
  return Promise.resolve(EXIT.ok);
}

function answer(context: CliContext, report: WhyReport): Promise<number> {
  if (context.json) context.printJson(report);
  else for (const line of whyLines(report)) context.print(line);
  return Promise.resolve(EXIT.ok);
}
