import {
  type Area,
  areaId,
  assert,
  explainArea,
  explainPlace,
  explainTrack,
  type IncidentRecord,
  MICROS_PER_SECOND,
  radians,
  type TimeUs,
  trackId,
  type WhyReport,
} from "@tocsin/core";
import { EXIT, TocsinError } from "@tocsin/sdk";
import { areaCentre } from "../../run/area-centre.ts";
import { findJournal } from "../../run/find-journal.ts";
import { loadIncident } from "../../pipeline/load-incident.ts";
import { type Subject, surveySubjects } from "../../pipeline/survey-subjects.ts";
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

/** Looks this long before and after the subject's own time are read with it: the flight that is held against them. */
const MARGIN_US = 130_000_000;

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
        "tocsin why --at residence --time 2021-11-06T23:31:00Z --from 135 --height 100 --data-dir DIR",
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
  if (kind === undefined && options.area !== undefined)
    return answer(context, atArea(directory, options.area, options));
  if (options.at !== undefined) return answer(context, atPlace(directory, options));
  const subjects = surveySubjects(directory);
  if (kind === undefined) return list(context, subjects);
  if (name === undefined || (kind !== "decision" && kind !== "track"))
    throw new TocsinError("USAGE", {
      detail: "say `decision NUMBER`, `track ID`, or --at PLACE --time TIME",
      command: "why ",
    });
  if (kind === "decision" && options.area !== undefined)
    throw new TocsinError("USAGE", {
      detail: "a decision is about one area already: leave out --area, or ask about its track",
      command: "why ",
    });
  const subject = kind === "decision" ? findDecision(subjects, name) : findTrack(subjects, name);
  const record = incident(directory, subject.fromUs - MARGIN_US, subject.toUs + MARGIN_US);
  const area = kind === "decision" ? subject.areaId : (options.area ?? null);
  if (area !== null) requireArea(record, area);
  const report = explainTrack(
    record,
    trackId(subject.trackId),
    area === null ? undefined : areaId(area),
  );
  if (report === null) throw notFound(kind, name, "Run tocsin why without a subject for the list.");
  return answer(context, report);
}

function atPlace(directory: string, options: WhyOptions): WhyReport {
  if (options.time === undefined)
    throw new TocsinError("USAGE", { detail: "--at needs --time", command: "why " });
  const atUs = timeOption("--time", options.time, "why ");
  const withinS = positiveOption("--within", options.within ?? "120", "why ");
  const marginUs = MARGIN_US + withinS * MICROS_PER_SECOND;
  const record = incident(directory, atUs - marginUs, atUs + marginUs);
  return explainPlace(record, {
    place: placeOf(record, options.at ?? ""),
    atUs,
    withinS,
    heightM: numberOption("--height", options.height ?? "100", "why "),
    speedMps: numberOption("--speed", options.speed ?? "25", "why "),
    fromBearingRad:
      options.from === undefined ? null : radians(numberOption("--from", options.from, "why ")),
  });
}

function atArea(directory: string, area: string, options: WhyOptions): WhyReport {
  if (options.time === undefined)
    throw new TocsinError("USAGE", { detail: "--area needs --time, or a track", command: "why " });
  const atUs = timeOption("--time", options.time, "why ");
  const withinS = positiveOption("--within", options.within ?? "120", "why ");
  const marginUs = MARGIN_US + withinS * MICROS_PER_SECOND;
  const record = incident(directory, atUs - marginUs, atUs + marginUs);
  requireArea(record, area);
  const report = explainArea(record, { areaId: areaId(area), atUs, withinS });
  assert(report !== null, "the area was looked up");
  return report;
}

function placeOf(record: IncidentRecord, text: string): ReturnType<typeof areaCentre> {
  const coordinates = /^(-?\d+(?:\.\d+)?),\s*(-?\d+(?:\.\d+)?)$/.exec(text);
  if (coordinates !== null) {
    const [latitude, longitude] = [Number(coordinates[1]), Number(coordinates[2])];
    if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180)
      throw new TocsinError("USAGE", {
        detail: `--at ${text} is not a place on Earth: latitude comes first`,
        command: "why ",
      });
    return {
      latitudeRad: radians(latitude),
      longitudeRad: radians(longitude),
      heightM: record.site.value.groundHeightM,
    };
  }
  return areaCentre(record.site.value, requireArea(record, text));
}

function requireArea(record: IncidentRecord, id: string): Area {
  const { areas } = record.site.value;
  const area = areas.find((candidate) => candidate.id === id);
  if (area !== undefined) return area;
  throw notFound("area", id, `The areas are: ${areas.map((one) => one.id).join(", ")}.`);
}

function incident(directory: string, fromUs: TimeUs, toUs: TimeUs): IncidentRecord {
  const record = loadIncident(directory, { fromUs, toUs });
  if (record === null) throw new TocsinError("JOURNAL_NOT_FOUND", { path: directory });
  return record;
}

function findDecision(subjects: readonly Subject[], name: string): Subject {
  const found = subjects.find((subject) => subject.decisions.includes(Number(name)));
  if (found === undefined)
    throw notFound("decision", name, "Run tocsin why without a subject for the list.");
  return found;
}

function findTrack(subjects: readonly Subject[], name: string): Subject {
  const found = subjects.filter(
    (subject) => subject.trackId === name || subject.trackId.startsWith(name),
  );
  const [exact] = found.filter((subject) => subject.trackId === name);
  if (exact !== undefined) return exact;
  if (new Set(found.map((subject) => subject.trackId)).size > 1)
    throw notFound(
      "track",
      name,
      `Several begin so: ${[...new Set(found.map((s) => s.trackId))].slice(0, 5).join(", ")}.`,
    );
  if (found[0] === undefined)
    throw notFound("track", name, "Run tocsin why without a subject for the list.");
  return found[0];
}

const notFound = (kind: string, name: string, hint: string): TocsinError =>
  new TocsinError("SUBJECT_NOT_FOUND", { kind, name, hint });

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
