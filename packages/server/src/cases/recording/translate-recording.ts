import {
  areaAt,
  createLocalFrame,
  ENGINE_VERSION,
  geodeticToEnu,
  hypot2,
  type IncidentRecord,
  MICROS_PER_SECOND,
  type ObjectClass,
  type TrackRecord,
  tracksNear,
  degrees,
  wrapTwoPi,
} from "@tocsin/core";
import { TocsinError } from "@tocsin/sdk/errors";
import { type Recording, RECORDING_RULES, type RecordedThing } from "@tocsin/inquiry";
import type { RecordSource } from "../../journal/record-source.ts";
import { loadIncident } from "../../pipeline/load-incident.ts";
import { coordinatesOf, placeOf } from "../../run/answer-why.ts";
import { citeRecords } from "./cite-records.ts";
import { isoOf } from "./iso-time.ts";
import { windowOf } from "./needed-records.ts";
import { ranThrough } from "./ran-through.ts";
import { recordedDefences, recordedReports } from "./recorded-defences.ts";
import { recordedDecisions, recordedOutages, recordedWarnings } from "./recorded-course.ts";
import { recordedSights } from "./recorded-sights.ts";

/** What a journal is asked: what came to this place at about that time. */
export interface RecordingQuestion {
  /** An area's id, or `latitude,longitude` in degrees. */
  readonly place: string;
  /** ISO 8601. */
  readonly at: string;
  readonly withinS: number;
  readonly lowestM: number;
  readonly highestM: number;
  readonly speedMps: number;
  /** Whether looks of that time had been erased when the journal was copied. */
  readonly looksErased: boolean;
}

/** No calendar day is further from the sun's than this, s: civil time zones lie up to three hours off. */
const CIVIL_S = 3 * 3600;
const DAY_S = 86_400;
/** An object first seen this near to the place came from nowhere that can be told, m. */
const BEGAN_THERE_M = 200;
/** Records that one statement names at most. */
const RECORDS_MAX = 100;

/** What is of another mode, or of one that is left out, shows what would be recorded if. */
const REAL_MODES: ReadonlySet<string> = new Set(["live", "shadow", "replay"]);

const KINDS: Readonly<Record<ObjectClass, RecordedThing["kind"]>> = {
  rocket: "rocket",
  mortar: "mortar",
  missile: "missile",
  "fixed-wing-drone": "drone",
  multirotor: "drone",
  aircraft: "other",
  helicopter: "other",
  bird: "other",
  clutter: "other",
  unknown: "unknown",
};

/**
 * What a journal, or what a bundle still holds of one, says of one place and time, in words that claims can be held against; null where nothing was
 * configured by then. The same records and question give the same bytes. Throws where the site has no such place.
 */
export function translateRecording(
  source: RecordSource,
  question: RecordingQuestion,
  bundle?: NonNullable<Recording["bundle"]>,
): Recording | null {
  const atUs = Date.parse(question.at) * 1000;
  const withinUs = question.withinS * MICROS_PER_SECOND;
  const record = loadIncident(source, windowOf(question));
  if (record === null) return null;
  const site = record.site.value;
  const place = placeIn(record, question.place);
  const frame = createLocalFrame(site.origin);
  const enuM = [...geodeticToEnu(frame, place)];
  const area = areaAt(record, enuM);
  const [fromUs, toUs] = [atUs - withinUs, atUs + withinUs];
  const objects = tracksNear(record, { atUs, withinS: question.withinS }, { enuM }, area).flatMap(
    (id) => thingOf(record, id, enuM) ?? [],
  );
  const said = {
    site: site.name,
    mode: site.mode,
    ran: ranThrough(source, fromUs, toUs),
    notional: !REAL_MODES.has(site.mode),
    place: area === null ? question.place : area.name,
    names: [...new Set([site.name, question.place, ...(area === null ? [] : [area.name])])],
    fromAt: isoOf(fromUs),
    toAt: isoOf(toUs),
    speedMps: question.speedMps,
    lowestM: question.lowestM,
    highestM: question.highestM,
    days: daysOf(
      degrees(place.longitudeRad),
      objects.length > 0 ? objects : [{ firstAt: isoOf(fromUs), lastAt: isoOf(toUs) }],
    ),
    hearing: site.sensors.filter(({ kind }) => kind === "acoustic").map(({ name }) => name),
    objects,
    sights:
      question.looksErased || (bundle !== undefined && !isSighted(bundle))
        ? []
        : recordedSights(record, { ...question, place, atUs }),
    defences: recordedDefences(record, { fromUs, toUs }),
    reports: recordedReports(record, { fromUs, toUs }),
    warnings: recordedWarnings(record, area?.id ?? null, { fromUs, toUs }),
    decisions: recordedDecisions(record, new Set(objects.map(({ id }) => id))),
    outages: recordedOutages(record, { fromUs, toUs }),
    longitudeDeg: Math.round(degrees(place.longitudeRad) * 1e4) / 1e4,
    ...(bundle === undefined ? {} : { bundle }),
    siteRecord: record.site.sequence,
  };
  return {
    format: "tocsin case recording 1",
    rules: RECORDING_RULES,
    engine: ENGINE_VERSION,
    ...said,
    cited: citeRecords(source, recordsOf(said)),
  };
}

/** The records of all that a recording says, by their numbers. */
const recordsOf = (said: Pick<Recording, Cited>): readonly number[] => [
  said.siteRecord,
  ...said.objects.flatMap(({ records }) => records),
  ...said.sights.flatMap(({ records }) => records),
  ...said.defences.flatMap(({ records, engagements }) => [
    ...records,
    ...engagements.map((each) => each.record),
  ]),
  ...[...said.reports, ...said.warnings, ...said.decisions, ...said.outages].map(
    ({ record }) => record,
  ),
];
type Cited =
  | "siteRecord"
  | "objects"
  | "sights"
  | "defences"
  | "reports"
  | "warnings"
  | "decisions"
  | "outages";

/** Whether what a bundle holds can tell of any flight what would have been seen of it. */
const isSighted = ({ followsFlights, leftOut }: NonNullable<Recording["bundle"]>): boolean =>
  followsFlights && !leftOut.some(({ what, count }) => what === "sensors" && count === null);

function placeIn(record: IncidentRecord, text: string): ReturnType<typeof placeOf> {
  const coordinates = coordinatesOf(text);
  if (coordinates === "not-on-earth")
    throw new TocsinError("USAGE", {
      detail: `--at ${text} is not a place on Earth: latitude comes first`,
      command: "case recording ",
    });
  return placeOf(record, coordinates ?? text);
}

/** A confirmed track as an object; null for what never was told from clutter. */
function thingOf(
  record: IncidentRecord,
  id: string,
  enuM: readonly number[],
): RecordedThing | null {
  const histories = record.tracks.filter(
    ({ value }) => value.trackId === id && value.confirmedUs !== null,
  );
  const [first, last] = [histories[0], histories[histories.length - 1]];
  if (histories.length === 0) return null;
  const decisions = record.decisions.filter(({ value }) => value.trackId === id);
  return {
    id,
    kind: KINDS[last.value.class],
    firstAt: isoOf(first.value.firstSensedUs),
    lastAt: isoOf(last.value.lastSensedUs),
    fromDeg: bearingFrom(first.value, enuM),
    records: [...histories, ...decisions].map(({ sequence }) => sequence).slice(0, RECORDS_MAX),
  };
}

/** From where an object was first seen to come, as seen from the place, degrees. */
function bearingFrom({ state }: TrackRecord, [east, north]: readonly number[]): number | null {
  const [e, n] = [state[0] - east, state[1] - north];
  if (hypot2(e, n) < BEGAN_THERE_M) return null;
  return Math.round(degrees(wrapTwoPi(Math.atan2(e, n)))) % 360;
}

/** The days of the calendar at a longitude on which something may have been, in whichever time zone people there live. */
function daysOf(
  longitudeDeg: number,
  times: readonly { readonly firstAt: string; readonly lastAt: string }[],
): string[] {
  const sunS = (longitudeDeg / 360) * DAY_S;
  const days = new Set<string>();
  for (const { firstAt, lastAt } of times)
    for (const at of [firstAt, lastAt])
      for (const offS of [-CIVIL_S, CIVIL_S])
        days.add(new Date(Date.parse(at) + (sunS + offS) * 1000).toISOString().slice(0, 10));
  return [...days].toSorted();
}
