import { FLOWN_S } from "@tocsin/core";
import { TocsinError } from "@tocsin/sdk/errors";
import { coordinatesOf, WHY_DEFAULTS, type WhyQuery } from "../../run/answer-why.ts";
import type { SubjectOptions } from "../commands/subject-options.ts";
import { numberOption, positiveOption, timeOption } from "../options.ts";

interface AskedOnTheCommandLine {
  readonly kind: string | undefined;
  readonly name: string | undefined;
  readonly options: SubjectOptions;
}

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
