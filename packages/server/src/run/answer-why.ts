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
import { TocsinError } from "@tocsin/sdk/errors";
import { loadIncident } from "../pipeline/load-incident.ts";
import { type Subject, surveySubjects } from "../pipeline/survey-subjects.ts";
import { areaCentre } from "./area-centre.ts";

/** What can be asked of a journal, whether on the command line or over HTTP. */
export type WhyQuery =
  | { readonly of: "decision"; readonly number: string }
  /** `name`: the track's id, or its first letters where they fit one only. */
  | { readonly of: "track"; readonly name: string; readonly areaId: string | null }
  | {
      readonly of: "area";
      readonly areaId: string;
      readonly atUs: TimeUs;
      readonly withinS: number;
    }
  | {
      readonly of: "place";
      /** The middle of an area, or coordinates. */
      readonly place: string | { readonly latitudeDeg: number; readonly longitudeDeg: number };
      readonly atUs: TimeUs;
      readonly withinS: number;
      readonly heightM: number;
      readonly speedMps: number;
      readonly fromDeg: number | null;
      /** For how long it had flown, s; absent: two minutes. */
      readonly flownS?: number;
    };

/** What is taken where nobody says it. */
export const WHY_DEFAULTS = { withinS: 120, heightM: 100, speedMps: 25 } as const;

/** Looks this long before and after the subject's own time are read with it: the flight that is held against them. */
const MARGIN_US = 130_000_000;
const LIST_HINT = "Run tocsin why without a subject for the list.";

/** Answers from a journal's records; throws `SUBJECT_NOT_FOUND` for what it does not hold. */
export function answerWhy(journal: string, query: WhyQuery): WhyReport {
  switch (query.of) {
    case "decision":
    case "track": {
      const subject = findSubject(surveySubjects(journal), query);
      const area = query.of === "decision" ? subject.areaId : query.areaId;
      return ofSubject(journal, subject, area, query);
    }
    case "area": {
      const record = around(journal, query);
      requireArea(record, query.areaId);
      const report = explainArea(record, { ...query, areaId: areaId(query.areaId) });
      assert(report !== null, "the area was looked up");
      return report;
    }
    case "place": {
      const record = around(journal, query);
      return explainPlace(record, {
        place: placeOf(record, query.place),
        atUs: query.atUs,
        withinS: query.withinS,
        heightM: query.heightM,
        speedMps: query.speedMps,
        fromBearingRad: query.fromDeg === null ? null : radians(query.fromDeg),
        ...(query.flownS === undefined ? {} : { flownS: query.flownS }),
      });
    }
  }
}

function ofSubject(
  journal: string,
  subject: Subject,
  area: string | null,
  query: Extract<WhyQuery, { of: "decision" | "track" }>,
): WhyReport {
  const record = incident(journal, subject.fromUs - MARGIN_US, subject.toUs + MARGIN_US);
  if (area !== null) requireArea(record, area);
  const report = explainTrack(
    record,
    trackId(subject.trackId),
    area === null ? undefined : areaId(area),
  );
  if (report !== null) return report;
  throw notFound(query.of, query.of === "decision" ? query.number : query.name, LIST_HINT);
}

function around(
  journal: string,
  query: { readonly atUs: TimeUs; readonly withinS: number; readonly flownS?: number },
): IncidentRecord {
  const { atUs, withinS, flownS = 0 } = query;
  const marginUs = MARGIN_US + (withinS + flownS) * MICROS_PER_SECOND;
  return incident(journal, atUs - marginUs, atUs + marginUs);
}

function incident(journal: string, fromUs: TimeUs, toUs: TimeUs): IncidentRecord {
  const record = loadIncident(journal, { fromUs, toUs });
  if (record === null) throw new TocsinError("JOURNAL_NOT_FOUND", { path: journal });
  return record;
}

/** A place by an area's id or coordinates. */
export function placeOf(
  record: IncidentRecord,
  place: Extract<WhyQuery, { of: "place" }>["place"],
): ReturnType<typeof areaCentre> {
  const site = record.site.value;
  if (typeof place === "string") return areaCentre(site, requireArea(record, place));
  return {
    latitudeRad: radians(place.latitudeDeg),
    longitudeRad: radians(place.longitudeDeg),
    heightM: site.groundHeightM,
  };
}

/** The area of that id; throws where the site has none. */
export function requireArea(record: IncidentRecord, id: string): Area {
  const { areas } = record.site.value;
  const area = areas.find((candidate) => candidate.id === id);
  if (area !== undefined) return area;
  throw notFound("area", id, `The areas are: ${areas.map((one) => one.id).join(", ")}.`);
}

/** The track and area that a decision's number or a track's name means; throws where there is none, or several. */
export const findSubject = (
  subjects: readonly Subject[],
  query: Extract<WhyQuery, { of: "decision" | "track" }>,
): Subject =>
  query.of === "decision" ? findDecision(subjects, query.number) : findTrack(subjects, query.name);

function findDecision(subjects: readonly Subject[], name: string): Subject {
  const found = subjects.find((subject) => subject.decisions.includes(Number(name)));
  if (found === undefined) throw notFound("decision", name, LIST_HINT);
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
  if (found[0] === undefined) throw notFound("track", name, LIST_HINT);
  return found[0];
}

const notFound = (kind: string, name: string, hint: string): TocsinError =>
  new TocsinError("SUBJECT_NOT_FOUND", { kind, name, hint });

/** `33.3,44.4` as degrees, latitude first; null when it is no pair of numbers, a reason when it is no place. */
export function coordinatesOf(
  text: string,
): { readonly latitudeDeg: number; readonly longitudeDeg: number } | "not-on-earth" | null {
  const match = /^(-?\d+(?:\.\d+)?),\s*(-?\d+(?:\.\d+)?)$/.exec(text);
  if (match === null) return null;
  const [latitudeDeg, longitudeDeg] = [Number(match[1]), Number(match[2])];
  if (Math.abs(latitudeDeg) > 90 || Math.abs(longitudeDeg) > 180) return "not-on-earth";
  return { latitudeDeg, longitudeDeg };
}
