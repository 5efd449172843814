import { signedDistanceToRings } from "../geodesy/polygon.ts";
import { createLocalFrame } from "../geodesy/local-frame.ts";
import type { Area } from "../policy/area.ts";
import type { TrackId } from "../units/ids.ts";
import { clockText } from "../units/utc-text.ts";
import { explainDefences } from "./explain-defences.ts";
import { areaLink, automationLink } from "./explain-site.ts";
import { explainTrack } from "./explain-track.ts";
import { hypothesisedFlight } from "./hypothesised-flight.ts";
import type { HypothesisedObject } from "./hypothesised-object.ts";
import { automationAt, type IncidentRecord } from "./incident-record.ts";
import { broken } from "./link.ts";
import { outsideAnswers } from "./outside-answers.ts";
import { areaText, compassText, distanceText } from "./plain-words.ts";
import { sightOf } from "./sight-of-flight.ts";
import { tracksNear } from "./tracks-near.ts";
import { preventedCodes, type WhyLink, type WhyReport } from "./why-report.ts";

/**
 * Why nothing was done about an object that somebody says was at a place at a time. If a recorded track passed
 * there, that track is explained. Otherwise the hypothesised flight is held against the recorded state of each
 * sensor: which could have seen it, how probably, and what kept the others from it. An absent track speaks
 * against an object only as loudly as the detection probability there.
 */
export function explainPlace(record: IncidentRecord, object: HypothesisedObject): WhyReport {
  const frame = createLocalFrame(record.site.value.origin);
  const flight = hypothesisedFlight(record, frame, object);
  const area = areaAt(record, flight[flight.length - 1].enuM);
  const [found] = tracksNear(record, object, flight[flight.length - 1], area);
  if (found !== undefined) {
    const report = explainTrack(record, found, area?.id);
    if (report !== null)
      return { ...report, question: questionText(object, area, report.outcome === "warned") };
  }
  const sight = sightOf(record, object);
  const links: WhyLink[] = [
    ...sight.links,
    area === null ? noAreaLink(record) : areaLink(record, area),
    automationLink(record, automationAt(record, object.atUs)),
  ];
  const prevented = preventedCodes(links);
  return {
    question: questionText(object, area, false),
    mode: record.site.value.mode,
    outcome: "not-warned",
    answer: answerText(links),
    links,
    prevented,
    defences: explainDefences(record, {
      path: flight,
      threatenedAreas: area === null ? [] : [area.id],
      tracked: false,
      untrackedReasons: prevented.filter((code) => SEEING.has(code)),
    }),
    ...outsideAnswers(record, area?.id ?? null),
  };
}

const SEEING: ReadonlySet<string> = new Set([
  "OUT_OF_COVERAGE",
  "BELOW_HORIZON",
  "TERRAIN",
  "BELOW_DOPPLER",
  "SENSOR_DOWN",
  "LOOK_TOO_LATE",
  "NO_DETECTION",
  "NO_OBJECT",
]);

/** The area that a place lies in: of several one that is protected, the last of the site's; null where it lies in none. `enuM`: site frame, m. */
export function areaAt(record: IncidentRecord, [e, n]: readonly number[]): Area | null {
  const within = record.site.value.areas.filter(
    ({ rings }) => signedDistanceToRings(rings, e, n) <= 0,
  );
  return within.findLast(({ protection }) => protection !== "none") ?? within[0] ?? null;
}

/** The recorded track that an object which somebody says was there is taken for, and the area that it was in; null where there is none. */
export function recordedObject(
  record: IncidentRecord,
  object: HypothesisedObject,
): { readonly trackId: TrackId | null; readonly area: Area | null } {
  const frame = createLocalFrame(record.site.value.origin);
  const flight = hypothesisedFlight(record, frame, object);
  const place = flight[flight.length - 1];
  const area = areaAt(record, place.enuM);
  return { trackId: tracksNear(record, object, place, area)[0] ?? null, area };
}

function noAreaLink(record: IncidentRecord): WhyLink {
  return broken("area", "no area", "NOT_A_PROTECTED_AREA", {
    prevented: true,
    statement: "The place lies in no area of this site.",
    records: [record.site.sequence],
  });
}

function questionText(object: HypothesisedObject, area: Area | null, warned: boolean): string {
  const where = area === null ? "at that place" : `of ${areaText(area)}`;
  const from =
    object.fromBearingRad === null ? "" : `, coming from the ${compassText(object.fromBearingRad)}`;
  const what = `an object said to be there at ${clockText(object.atUs)} UTC, ${distanceText(object.heightM)} above the ground${from}`;
  return warned
    ? `Were the people ${where} warned of ${what}?`
    : `Why were the people ${where} not warned of ${what}?`;
}

function answerText(links: readonly WhyLink[]): string {
  const preventing = links.filter((link) => link.prevented);
  const seeing = preventing.filter((link) => link.stage === "sensor");
  const others = preventing.filter((link) => link.stage !== "sensor");
  const parts: string[] = [];
  if (seeing.length > 0)
    parts.push(
      `The system could not have known of it. ${seeing.map((link) => link.statement).join(" ")}`,
    );
  for (const link of others) parts.push(link.statement);
  if (parts.length === 0)
    parts.push(
      "Nothing was detected along that flight, and the record does not decide whether there was an object.",
    );
  if (preventing.length > 1 && others.length > 0)
    parts.push("Each of these alone would have been enough.");
  return parts.join(" ");
}
