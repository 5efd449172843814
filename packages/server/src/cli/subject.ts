import { FLOWN_S } from "@tocsin/core";
import { TocsinError } from "@tocsin/sdk";
import type { Command } from "commander";
import { coordinatesOf, WHY_DEFAULTS, type WhyQuery } from "../run/answer-why.ts";
import { numberOption, positiveOption, timeOption } from "./options.ts";

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

interface AskedOnTheCommandLine {
  readonly kind: string | undefined;
  readonly name: string | undefined;
  readonly options: SubjectOptions;
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

/** null: nothing was asked, and the list of what can be asked is meant. */
export function queryOf(
  command: string,
  { kind, name, options }: AskedOnTheCommandLine,
): WhyQuery | null {
  const usage = usageOf(command);
  if (kind === undefined && options.area !== undefined)
    return atArea(command, options.area, options);
  if (options.at !== undefined) return atPlace(command, options.at, options);
  if (kind === undefined) return null;
  if (name === undefined || (kind !== "decision" && kind !== "track"))
    throw usage("say `decision NUMBER`, `track ID`, or --at PLACE --time TIME");
  if (kind === "track") return { of: "track", name, areaId: options.area ?? null };
  if (options.area !== undefined)
    throw usage("a decision is about one area already: leave out --area, or ask about its track");
  return { of: "decision", number: name };
}

function atPlace(command: string, at: string, options: SubjectOptions): WhyQuery {
  const usage = usageOf(command);
  if (options.time === undefined) throw usage("--at needs --time");
  const coordinates = coordinatesOf(at);
  const atUs = timeOption("--time", options.time, command);
  if (coordinates === "not-on-earth")
    throw usage(`--at ${at} is not a place on Earth: latitude comes first`);
  return {
    of: "place",
    place: coordinates ?? at,
    atUs,
    withinS: withinOf(command, options),
    heightM: numberOption("--height", options.height ?? String(WHY_DEFAULTS.heightM), command),
    speedMps: numberOption("--speed", options.speed ?? String(WHY_DEFAULTS.speedMps), command),
    fromDeg: options.from === undefined ? null : numberOption("--from", options.from, command),
    flownS: flownOf(command, options),
  };
}

function atArea(command: string, areaId: string, options: SubjectOptions): WhyQuery {
  const usage = usageOf(command);
  if (options.time === undefined) throw usage("--area needs --time, or a track");
  const atUs = timeOption("--time", options.time, command);
  return { of: "area", areaId, atUs, withinS: withinOf(command, options) };
}

const withinOf = (command: string, { within }: SubjectOptions): number =>
  positiveOption("--within", within ?? String(WHY_DEFAULTS.withinS), command);

/** No flight is followed back for longer, s. */
const FLOWN_MOST_S = 900;

function flownOf(command: string, { flown }: SubjectOptions): number {
  const seconds = positiveOption("--flown", flown ?? String(FLOWN_S), command);
  if (seconds <= FLOWN_MOST_S) return seconds;
  throw usageOf(command)(`--flown takes at most ${FLOWN_MOST_S} s`);
}

const usageOf =
  (command: string) =>
  (detail: string): TocsinError =>
    new TocsinError("USAGE", { detail, command });
