import { TocsinError } from "@tocsin/sdk";
import { coordinatesOf, WHY_DEFAULTS, type WhyQuery } from "../run/answer-why.ts";

/** Names of the parameters of `/api/sources/{id}/why`. */
export const WHY_PARAMETERS = [
  "decision",
  "track",
  "area",
  "at",
  "time",
  "from",
  "height",
  "speed",
  "within",
] as const;
type Name = (typeof WHY_PARAMETERS)[number];

/** Reads the question out of a URL; throws `REQUEST_INVALID` in words. The same meaning as on the command line. */
export function readWhyQuery(parameters: unknown): WhyQuery {
  const given = textsOf(parameters);
  if (given.decision !== undefined) {
    if (given.area !== undefined || given.track !== undefined || given.at !== undefined)
      throw invalid("A decision is about one track and one area: leave out the rest.");
    return { of: "decision", number: given.decision };
  }
  if (given.track !== undefined)
    return { of: "track", name: given.track, areaId: given.area ?? null };
  if (given.at === undefined && given.area === undefined)
    throw invalid("Say what is asked about: `decision`, `track`, `area` or `at`.");
  const atUs = timeOf(given.time);
  const withinS = numberOf("within", given.within) ?? WHY_DEFAULTS.withinS;
  if (withinS <= 0) throw invalid("`within` takes a positive number of seconds.");
  if (given.at !== undefined) {
    const coordinates = coordinatesOf(given.at);
    if (coordinates === "not-on-earth")
      throw invalid(`\`at\` ${given.at} is not a place on Earth: latitude comes first.`);
    return {
      of: "place",
      place: coordinates ?? given.at,
      atUs,
      withinS,
      heightM: numberOf("height", given.height) ?? WHY_DEFAULTS.heightM,
      speedMps: numberOf("speed", given.speed) ?? WHY_DEFAULTS.speedMps,
      fromDeg: numberOf("from", given.from),
    };
  }
  return { of: "area", areaId: given.area ?? "", atUs, withinS };
}

function textsOf(parameters: unknown): Partial<Record<Name, string>> {
  const given: Partial<Record<Name, string>> = {};
  if (typeof parameters !== "object" || parameters === null) return given;
  for (const [name, value] of Object.entries(parameters)) {
    const known = WHY_PARAMETERS.find((candidate) => candidate === name);
    if (known === undefined)
      throw invalid(`There is no parameter \`${name}\`: there are ${WHY_PARAMETERS.join(", ")}.`);
    if (typeof value !== "string") throw invalid(`\`${name}\` is given more than once.`);
    given[known] = value;
  }
  return given;
}

function timeOf(text: string | undefined): number {
  if (text === undefined)
    throw invalid("Say when: `time`, or ask about a `decision` or a `track`.");
  const match = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text);
  const ms = match ? Date.parse(text) : Number.NaN;
  if (Number.isFinite(ms)) return ms * 1000;
  throw invalid(`\`time\` takes a time with its zone, such as 2021-11-06T23:31:00Z.`);
}

function numberOf(name: Name, text: string | undefined): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  if (text.trim() !== "" && Number.isFinite(value)) return value;
  throw invalid(`\`${name}\` takes a number.`);
}

const invalid = (detail: string): TocsinError => new TocsinError("REQUEST_INVALID", { detail });
