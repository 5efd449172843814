import type { CoverageLink } from "../coverage/coverage-link.ts";
import { type CoverageTarget, UNKNOWN_TARGET } from "../coverage/coverage-target.ts";
import { detectionProbabilityOf } from "../coverage/detection-probability.ts";
import { detectionProbability } from "../coverage/explain-coverage.ts";
import { createLocalFrame, type LocalFrame } from "../geodesy/local-frame.ts";
import { detectionToPosition } from "../measurement/detection-to-position.ts";
import { createSensorGeometry, type SensorGeometry } from "../measurement/sensor-geometry.ts";
import { terrainOf } from "../terrain/terrain-model.ts";
import type { Look } from "../measurement/look.ts";
import { hypot3, square } from "../units/algebra.ts";
import { TWO_PI } from "../units/angle.ts";
import { MICROS_PER_SECOND, secondsBetween, type TimeUs } from "../units/time.ts";
import { cooperativeLink, failedLink, type SensorView, viewsOf } from "./explain-sensors.ts";
import { type FlownPlace, hypothesisedFlight } from "./hypothesised-flight.ts";
import type { HypothesisedObject } from "./hypothesised-object.ts";
import { healthAt, type IncidentRecord } from "./incident-record.ts";
import { broken, held } from "./link.ts";
import { probabilityText, timesText } from "./plain-words.ts";
import { NEAR_M } from "./tracks-near.ts";
import type { WhyLink } from "./why-report.ts";

/** Fewer near detections than this, or than this share of the expected ones, may as well be clutter. */
const NEAR_LEAST = 2;
const NEAR_SHARE = 0.3;
/** Along a flight so many standard deviations more than clutter leaves are no clutter. */
const BEYOND_CLUTTER = 3;
/** Seen in at least so many looks, with this probability, an object would have become a track. */
const DEPENDABLE_DETECTIONS = 3;
const DEPENDABLE_PROBABILITY = 0.9;

/** What the recorded sensors could have seen of an object that somebody says was there. */
export interface SightOfFlight {
  /** Probability that it would have become a track: at least {@link DEPENDABLE_DETECTIONS} detections by one sensor. */
  readonly tracked: number;
  /** Probability that it would have been detected at least once. */
  readonly detected: number;
  /** Journal sequences of looks with a detection near the place at about the time, whatever it was of. */
  readonly near: readonly number[];
  /** Sensor by sensor, and the detection: evidence and margin of each. */
  readonly links: readonly WhyLink[];
}

interface SensorTally {
  readonly view: SensorView;
  /** Looks that the flight was exposed to, and the sum of their detection probabilities. */
  readonly looks: number;
  readonly expected: number;
  /** Probability of at least {@link DEPENDABLE_DETECTIONS} detections. */
  readonly dependable: number;
  /** Probability of none at all. */
  readonly unseen: number;
  /** Journal sequences of looks with a detection near the place. */
  readonly near: readonly number[];
  /** Of looks with a detection near where the flight was then, and how many of them clutter would have. */
  readonly along: readonly number[];
  readonly clutter: number;
  /** Journal sequences of what tells of looks along the flight that came too late, and the detections that were to be expected of these. */
  readonly late: readonly number[];
  readonly lateExpected: number;
  /** What keeps the place itself from being seen, and did so on most of the way there. */
  readonly failed: readonly CoverageLink[];
}

/** Flies the hypothesised object past the recorded state of each sensor. An absent track speaks against an object only as loudly as `tracked` says. */
export function sightOf(record: IncidentRecord, object: HypothesisedObject): SightOfFlight {
  const frame = createLocalFrame(record.site.value.origin);
  const flight = hypothesisedFlight(record, frame, object);
  const last = flight[flight.length - 1];
  const tallies = viewsOf(record, last.enuM, object.atUs, last.velocityMps).map((view) =>
    tally({ record, frame, object, flight, view }),
  );
  const tracked = 1 - tallies.reduce((none, t) => none * (1 - t.dependable), 1);
  const unseen = tallies.reduce((all, t) => all * t.unseen, 1);
  const near = tallies.flatMap((t) => t.near);
  const expected = tallies.reduce((sum, t) => sum + t.expected, 0);
  const sensors = tallies.flatMap((t) => sensorLinks(t, tracked));
  return {
    tracked,
    detected: 1 - unseen,
    near,
    links: [
      ...sensors,
      detectionLink({
        dependable: tracked,
        unseen,
        near,
        expected,
        looks: tallies.reduce((sum, t) => sum + t.looks, 0),
        along: isTracked(record, flight) ? [] : tallies.flatMap((t) => t.along),
        clutter: tallies.reduce((sum, t) => sum + t.clutter, 0),
        blinded: sensors.some(({ prevented }) => prevented),
      }),
    ],
  };
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
  const along: number[] = [];
  const { coverage } = spec;
  const share = (TWO_PI * square(NEAR_M)) / (coverage.azimuthWidthRad * square(coverage.rangeMaxM));
  const tooLate = new Map(record.lateLooks.map((late) => [late.value.subject, late.sequence]));
  const late: number[] = [];
  let [clutter, lateExpected] = [0, 0];
  let lastExposedUs = -Infinity;
  for (const { sequence, value } of record.looks) {
    const { look } = value;
    if (look.sensorId !== spec.id) continue;
    const station = stationAt(flight, look.toUs);
    const lateAt = tooLate.get(`${look.sensorId}#${look.sequence}`);
    if (lateAt !== undefined) {
      if (station === null) continue;
      late.push(lateAt);
      lateExpected += chanceAt(of, geometry, station, look.toUs);
      continue;
    }
    const places = placesIn(geometry, look);
    if (Math.abs(look.toUs - of.object.atUs) <= withinUs)
      for (const each of places) if (isNear(each, place)) near.push(sequence);
    if (station === null) continue;
    if (places.some((each) => isNear(each, station))) along.push(sequence);
    clutter += Math.min(1, spec.falseDetectionsPerSweep * share);
    if (look.toUs - lastExposedUs < spec.periodUs / 2) continue;
    const probability = chanceAt(of, geometry, station, look.toUs);
    lastExposedUs = look.toUs;
    looks++;
    expected += probability;
    unseen *= 1 - probability;
    for (let k = counts.length - 1; k >= 0; k--)
      counts[k] = counts[k] * (1 - probability) + (k > 0 ? counts[k - 1] * probability : 0);
  }
  const dependable = Math.max(0, 1 - counts.reduce((sum, c) => sum + c, 0));
  const failed = failedOnTheWay(geometry, flight, view);
  return {
    view,
    looks,
    expected,
    dependable,
    unseen,
    near,
    along,
    clutter,
    late,
    lateExpected,
    failed,
  };
}

/** The chance that a look shows what flies there. */
function chanceAt(
  { record, view: { spec } }: { readonly record: IncidentRecord; readonly view: SensorView },
  geometry: SensorGeometry,
  station: FlownPlace,
  timeUs: TimeUs,
): number {
  if (spec.kind === "cooperative") return 0;
  const [e, n, u] = station.enuM;
  const health = healthAt(record, spec.id, timeUs)?.value;
  return detectionProbabilityOf(geometry, health, e, n, u, targetAt(station));
}

/** What a sensor is asked about: nobody says what it was, and its flight says how fast it went. */
const targetAt = ({ velocityMps }: FlownPlace): CoverageTarget => ({
  ...UNKNOWN_TARGET,
  velocityMps,
});

/** Where the detections of a look lie, site frame, m; a direction alone says nothing of a place. */
const placesIn = (geometry: SensorGeometry, { detections }: Look): readonly ArrayLike<number>[] =>
  detections.flatMap((detection) =>
    detection.kind === "bearing" ? [] : [detectionToPosition(geometry, detection).position],
  );

const isNear = (place: ArrayLike<number>, { enuM }: FlownPlace, withinM = NEAR_M): boolean =>
  hypot3(place[0] - enuM[0], place[1] - enuM[1], place[2] - enuM[2]) <= withinM;

/** Whether some confirmed track was near where the flight was: then what lies along the flight is that track's. */
const isTracked = (record: IncidentRecord, flight: readonly FlownPlace[]): boolean =>
  [...record.tracks, ...record.decisions].some(({ value }) => {
    const station = stationAt(flight, value.stateUs);
    const confirmed = !("confirmedUs" in value) || value.confirmedUs !== null;
    return station !== null && confirmed && isNear(value.state, station, 2 * NEAR_M);
  });

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
  for (const place of tried)
    for (const { link, ok } of detectionProbability(
      geometry,
      undefined,
      place.enuM,
      targetAt(place),
    ).links)
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
  if (t.expected < DEPENDABLE_DETECTIONS && t.expected + t.lateExpected >= DEPENDABLE_DETECTIONS)
    return [lateLink(t, prevents)];
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

/** What it saw came too late to be used. */
const lateLink = ({ view, late, looks, expected }: SensorTally, prevented: boolean): WhyLink =>
  broken("sensor", view.spec.id, "LOOK_TOO_LATE", {
    prevented,
    statement: `${view.spec.name} looked along the flight, and ${timesText(late.length)} what it saw came later than looks are waited for; in time came ${looks === 0 ? "nothing" : looks === 1 ? "one look" : `${looks} looks`}, too few for a track.`,
    margin: { value: expected, unit: "count", meaning: "expected detections in time" },
    records: late,
  });

function detectionLink(what: {
  readonly dependable: number;
  readonly unseen: number;
  readonly near: readonly number[];
  readonly expected: number;
  readonly looks: number;
  readonly along: readonly number[];
  readonly clutter: number;
  /** Whether a sensor's own link says already why nothing could be tracked. */
  readonly blinded: boolean;
}): WhyLink {
  const { dependable, unseen, near, expected, looks, along, clutter, blinded } = what;
  if (near.length >= NEAR_LEAST && near.length >= NEAR_SHARE * expected)
    return broken("track", "hypothesised object", "NOT_CONFIRMED", {
      prevented: true,
      statement: `${near.length} detections lie near the place at about that time, and were too few to become a track.`,
      records: near,
    });
  if (along.length >= Math.max(NEAR_LEAST, clutter + BEYOND_CLUTTER * Math.sqrt(clutter + 1)))
    return broken("track", "hypothesised object", "NOT_CONFIRMED", {
      prevented: true,
      statement: `In ${along.length} looks something was detected along that flight, where about ${Math.round(expected)} would have shown such an object: too few to become a track.`,
      records: along,
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
  const couldBe = 1 - unseen;
  const could =
    couldBe < 0.01
      ? "and nothing could have been"
      : dependable < 0.5
        ? `and such an object would have been tracked with a probability of ${probabilityText(dependable)} only, seen at least once with ${probabilityText(couldBe)} in ${looks === 1 ? "one look" : `${looks} looks`}`
        : `though it would have been tracked with a probability of ${probabilityText(dependable)}`;
  return broken("detection", "hypothesised object", "NO_DETECTION", {
    // What could have been tracked, was not; and where no sensor was kept from seeing it, that they see so little is what prevented it.
    prevented: dependable >= 0.5 || !blinded,
    statement: `Nothing was detected along that flight, ${could}.`,
    margin,
  });
}
