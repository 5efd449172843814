import { signedDistanceToRings } from "../geodesy/polygon.ts";
import { createLocalFrame, type LocalFrame } from "../geodesy/local-frame.ts";
import type { CoverageLink } from "../coverage/coverage-link.ts";
import { detectionProbability } from "../coverage/explain-coverage.ts";
import { detectionProbabilityAt } from "../coverage/detection-probability.ts";
import { createSensorGeometry, type SensorGeometry } from "../measurement/sensor-geometry.ts";
import { detectionToPosition } from "../measurement/detection-to-position.ts";
import type { Area } from "../policy/area.ts";
import { terrainOf } from "../terrain/terrain-model.ts";
import { clamp, hypot3 } from "../units/algebra.ts";
import { addSeconds, MICROS_PER_SECOND, secondsBetween, type TimeUs } from "../units/time.ts";
import type { TrackId } from "../units/ids.ts";
import { clockText } from "../units/utc-text.ts";
import { explainDefences } from "./explain-defences.ts";
import { cooperativeLink, failedLink, type SensorView, viewsOf } from "./explain-sensors.ts";
import { areaLink, automationLink } from "./explain-site.ts";
import { explainTrack } from "./explain-track.ts";
import {
  type FlownPlace,
  hypothesisedFlight,
  type HypothesisedObject,
} from "./hypothesised-flight.ts";
import { automationAt, healthAt, type IncidentRecord } from "./incident-record.ts";
import { broken, held } from "./link.ts";
import { outsideAnswers } from "./outside-answers.ts";
import { areaText, compassText, distanceText, probabilityText, timesText } from "./plain-words.ts";
import { preventedCodes, type WhyLink, type WhyReport } from "./why-report.ts";

/** A track or detection this near to the place, at about the time, may have been the object. */
const NEAR_M = 500;
/** Fewer near detections than this, or than this share of the expected ones, may as well be clutter. */
const NEAR_LEAST = 2;
const NEAR_SHARE = 0.3;
/** Seen in at least so many looks, with this probability, an object would have become a track. */
const DEPENDABLE_DETECTIONS = 3;
const DEPENDABLE_PROBABILITY = 0.9;

interface SensorTally {
  readonly view: SensorView;
  /** Looks that the flight was exposed to, and the sum of their detection probabilities. */
  readonly looks: number;
  readonly expected: number;
  /** Probability of at least {@link DEPENDABLE_DETECTIONS} detections. */
  readonly dependable: number;
  /** Probability of none at all. */
  readonly unseen: number;
  /** Journal sequences of looks with a detection near the flight. */
  readonly near: readonly number[];
  /** What keeps the place itself from being seen, and did so on most of the way there. */
  readonly failed: readonly CoverageLink[];
}

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
  const found = trackNear(record, object, flight[flight.length - 1], area);
  if (found !== null) {
    const report = explainTrack(record, found, area?.id);
    if (report !== null)
      return { ...report, question: questionText(object, area, report.outcome === "warned") };
  }
  const tallies = viewsOf(record, flight[flight.length - 1].enuM, object.atUs).map((view) =>
    tally({ record, frame, object, flight, view }),
  );
  const dependable = 1 - tallies.reduce((none, t) => none * (1 - t.dependable), 1);
  const unseen = tallies.reduce((all, t) => all * t.unseen, 1);
  const near = tallies.flatMap((t) => t.near);
  const expected = tallies.reduce((sum, t) => sum + t.expected, 0);
  const links: WhyLink[] = [
    ...tallies.flatMap((t) => sensorLinks(t, dependable)),
    detectionLink({ dependable, unseen, near, expected }),
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
  "SENSOR_DOWN",
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
  return { trackId: trackNear(record, object, place, area), area };
}

/** The recorded track that came nearest to the place, of those that came near it at about the time. */
function trackNear(
  record: IncidentRecord,
  object: HypothesisedObject,
  station: FlownPlace,
  area: Area | null,
): TrackId | null {
  const [fromUs, toUs] = [-1, 1].map((sign) => addSeconds(object.atUs, sign * object.withinS));
  let best: { id: TrackId; distanceM: number } | null = null;
  const consider = (id: TrackId, distanceM: number): void => {
    if (distanceM <= NEAR_M && (best === null || distanceM < best.distanceM))
      best = { id, distanceM };
  };
  for (const { value } of record.tracks)
    if (value.stateUs >= fromUs && value.stateUs <= toUs)
      consider(value.trackId, passDistance(value.state, station.enuM));
  for (const { value } of record.decisions) {
    const { numbers } = value;
    if (value.stateUs >= fromUs && value.stateUs <= toUs)
      consider(value.trackId, passDistance(value.state, station.enuM));
    const arrives =
      numbers.arrivalFromUs !== null &&
      numbers.arrivalToUs !== null &&
      numbers.arrivalFromUs <= toUs &&
      numbers.arrivalToUs >= fromUs;
    if (arrives && area !== null && value.areaId === area.id)
      consider(value.trackId, Math.max(0, numbers.missDistanceM));
  }
  return (best as { id: TrackId } | null)?.id ?? null;
}

/** How near an object with a state passes to a place within the next or last ten seconds, flying straight, m. */
function passDistance(state: readonly number[], enuM: readonly number[]): number {
  const [e, n, u] = [state[0] - enuM[0], state[1] - enuM[1], state[2] - enuM[2]];
  const speed2 = state[3] * state[3] + state[4] * state[4] + state[5] * state[5];
  const nearestS =
    speed2 === 0 ? 0 : clamp(-(e * state[3] + n * state[4] + u * state[5]) / speed2, -10, 10);
  return hypot3(e + nearestS * state[3], n + nearestS * state[4], u + nearestS * state[5]);
}

/** Holds the flight against every recorded look of one sensor. */
function tally(of: {
  readonly record: IncidentRecord;
  readonly frame: LocalFrame;
  readonly object: HypothesisedObject;
  readonly flight: readonly FlownPlace[];
  readonly view: SensorView;
}): SensorTally {
  const { record, frame, flight, view } = of;
  const { spec } = view;
  const place = flight[flight.length - 1];
  const withinUs = of.object.withinS * MICROS_PER_SECOND;
  const { groundHeightM, terrain } = record.site.value;
  const geometry = createSensorGeometry(frame, spec, groundHeightM, terrainOf(terrain));
  const counts = [1, ...Array.from({ length: DEPENDABLE_DETECTIONS - 1 }, () => 0)];
  let [looks, expected, unseen] = [0, 0, 1];
  const near: number[] = [];
  let lastExposedUs = -Infinity;
  for (const { sequence, value } of record.looks) {
    const { look } = value;
    if (look.sensorId !== spec.id) continue;
    if (Math.abs(look.toUs - of.object.atUs) <= withinUs)
      for (const detection of look.detections) {
        // A direction alone says nothing of a place.
        if (detection.kind === "bearing") continue;
        const [e, n, u] = detectionToPosition(geometry, detection).position;
        const distance = hypot3(e - place.enuM[0], n - place.enuM[1], u - place.enuM[2]);
        if (distance <= NEAR_M) near.push(sequence);
      }
    const station = stationAt(flight, look.toUs);
    if (station === null) continue;
    if (look.toUs - lastExposedUs < spec.periodUs / 2) continue;
    const [e, n, u] = station.enuM;
    const health = healthAt(record, spec.id, look.toUs)?.value;
    const probability =
      spec.kind === "cooperative" ? 0 : detectionProbabilityAt(geometry, health, e, n, u);
    lastExposedUs = look.toUs;
    looks++;
    expected += probability;
    unseen *= 1 - probability;
    for (let k = counts.length - 1; k >= 0; k--)
      counts[k] = counts[k] * (1 - probability) + (k > 0 ? counts[k - 1] * probability : 0);
  }
  const dependable = Math.max(0, 1 - counts.reduce((sum, c) => sum + c, 0));
  const failed = failedOnTheWay(geometry, flight, view);
  return { view, looks, expected, dependable, unseen, near, failed };
}

/** The way is tried at one place of so many. */
const TRIED_EVERY = 8;

/** A radar does not see what is straight above it: that hides nothing that it saw coming all the way. */
function failedOnTheWay(
  geometry: SensorGeometry,
  flight: readonly FlownPlace[],
  { failed }: SensorView,
): readonly CoverageLink[] {
  if (failed.length === 0) return failed;
  const tried = flight.filter((_, index) => (flight.length - 1 - index) % TRIED_EVERY === 0);
  const counts = new Map<string, number>();
  for (const { enuM } of tried)
    for (const { link, ok } of detectionProbability(geometry, undefined, enuM).links)
      if (!ok) counts.set(link, (counts.get(link) ?? 0) + 1);
  return failed.filter(
    ({ link }) => link === "health" || 2 * (counts.get(link) ?? 0) >= tried.length,
  );
}

function stationAt(flight: readonly FlownPlace[], timeUs: TimeUs): FlownPlace | null {
  const first = flight[0];
  const index = Math.round(secondsBetween(first.timeUs, timeUs));
  return index >= 0 && index < flight.length ? flight[index] : null;
}

function sensorLinks(t: SensorTally, dependable: number): readonly WhyLink[] {
  const { view } = t;
  if (view.spec.kind === "cooperative") return [cooperativeLink(view)];
  const prevents = dependable < 0.5;
  if (t.failed.length > 0 && t.expected < DEPENDABLE_DETECTIONS)
    return t.failed.map((failed) => failedLink(view, failed, prevents));
  if (t.looks === 0)
    return [
      broken("sensor", view.spec.id, "SENSOR_DOWN", {
        prevented: prevents,
        statement: `${view.spec.name} delivered no look while the object is said to have flown.`,
        records: view.records,
      }),
    ];
  const link = held("sensor", view.spec.id, {
    statement: `${view.spec.name} looked along the flight ${timesText(t.looks)} and would have detected it about ${timesText(Math.round(t.expected))}.`,
    margin: { value: t.expected, unit: "count", meaning: "expected detections" },
    records: view.records,
  });
  return [link];
}

function detectionLink(what: {
  readonly dependable: number;
  readonly unseen: number;
  readonly near: readonly number[];
  readonly expected: number;
}): WhyLink {
  const { dependable, unseen, near, expected } = what;
  if (near.length >= NEAR_LEAST && near.length >= NEAR_SHARE * expected)
    return broken("track", "hypothesised object", "NOT_CONFIRMED", {
      prevented: true,
      statement: `${near.length} detections lie near the place at about that time, and were too few to become a track.`,
      records: near,
    });
  const margin = {
    value: 1 - unseen,
    unit: "probability",
    meaning: "that such an object would have been detected at least once",
  } as const;
  if (dependable >= DEPENDABLE_PROBABILITY)
    return broken("detection", "hypothesised object", "NO_OBJECT", {
      prevented: true,
      statement: `Nothing was detected along that flight, though such an object would have been tracked with a probability of ${probabilityText(dependable)}: the record speaks against one.`,
      margin,
    });
  const could =
    dependable < 0.01
      ? "and nothing could have been"
      : `though it would have been tracked with a probability of ${probabilityText(dependable)}`;
  return broken("detection", "hypothesised object", "NO_DETECTION", {
    prevented: dependable >= 0.5,
    statement: `Nothing was detected along that flight, ${could}.`,
    margin,
  });
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
