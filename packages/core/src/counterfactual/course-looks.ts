import { detectionProbabilityAt } from "../coverage/detection-probability.ts";
import type { SensorSpec } from "../coverage/sensor.ts";
import type { LookEvent } from "../engine/event.ts";
import { healthAt, type IncidentRecord } from "../explain/incident-record.ts";
import { createLocalFrame } from "../geodesy/local-frame.ts";
import { detectionToPosition } from "../measurement/detection-to-position.ts";
import type { Detection, Look } from "../measurement/look.ts";
import { createSensorGeometry, type SensorGeometry } from "../measurement/sensor-geometry.ts";
import type { SiteModel } from "../policy/site-model.ts";
import { terrainOf } from "../terrain/terrain-model.ts";
import { hypot3 } from "../units/algebra.ts";
import { wrapPi, wrapTwoPi } from "../units/angle.ts";
import { addSeconds, type TimeUs } from "../units/time.ts";
import { courseSpan, placeOnCourse, type RecordedCourse } from "./course.ts";
import { DELAY_US, detectionOf, GAP_PERIODS, mannerOf } from "./notional-looks.ts";

/** A detection this near to the course is the object's own: the look showed it already. */
const SAME_M = 200;
const SAME_SIGMAS = 5;
/** Numbers of looks that were never made begin here, beyond those of any sensor. */
const FIRST_NUMBER = 1_000_000_000;

/** What is otherwise of the sensors that look at a recorded track. */
export interface SeenOtherwise {
  readonly record: IncidentRecord;
  /** Under the changes. */
  readonly site: SiteModel;
  readonly course: RecordedCourse;
  readonly mended: ReadonlySet<string>;
  /** By how much sooner a sensor had first detected it, s. */
  readonly earlierS: ReadonlyMap<string, number>;
}

/** Detections that recorded looks would have held besides, by the number of their record, and looks that would have been made. */
export interface CourseLooks {
  readonly added: ReadonlyMap<number, Detection>;
  readonly looks: readonly LookEvent[];
}

/**
 * What sensors would have seen of a recorded track if they had been otherwise, nothing drawn. A sensor that is mended, added or sees otherwise
 * shows the object in the looks in which the sum of what its detection probability is more than it was passes a whole number, and a sensor that is to have seen
 * it sooner shows it in every look that it made in that time. Each such detection lies on the track's course, with the errors that the sensor states.
 * What is recorded stays. All of it is notional.
 */
export function courseLooks(of: SeenOtherwise): CourseLooks {
  const added = new Map<number, Detection>();
  const looks: LookEvent[] = [];
  for (const spec of of.site.sensors) {
    if (spec.kind === "cooperative" || !isOtherwise(of, spec)) continue;
    const manner = mannerOf(of.record, spec);
    const probability = probabilityIn(of, spec);
    const geometry = geometryOf(of.site, spec);
    const firstUs = firstSeenUs(of.course, spec.id);
    let [sum, number] = [0, FIRST_NUMBER];
    for (const { toUs, receivedUs, recorded } of lookTimes(of, spec)) {
      const place = placeOnCourse(of.course, toUs);
      if (place === null || (recorded !== null && isSeenIn(geometry, recorded.look, place)))
        continue;
      const more = toUs < firstUs ? Number(isSooner(of, spec, toUs)) : probability(place, toUs);
      const shows = Math.floor(sum + more) > Math.floor(sum);
      sum += more;
      if (recorded === null) {
        const detections = shows ? [detectionOf(geometry, manner, place, toUs)] : [];
        const sweep = { azimuthFromRad: 0, azimuthWidthRad: 2 * Math.PI };
        const fromUs = toUs - spec.periodUs;
        const look = { sensorId: spec.id, sequence: ++number, fromUs, toUs, sweep, detections };
        looks.push({ type: "look", receivedUs, look });
      } else if (shows) added.set(recorded.sequence, detectionOf(geometry, manner, place, toUs));
    }
  }
  return {
    added,
    looks: looks.toSorted((a, b) => a.receivedUs - b.receivedUs || a.look.toUs - b.look.toUs),
  };
}

const specBefore = ({ record }: SeenOtherwise, { id }: SensorSpec): SensorSpec | undefined =>
  record.site.value.sensors.find((one) => one.id === id);

const isOtherwise = (of: SeenOtherwise, spec: SensorSpec): boolean =>
  of.mended.has(spec.id) || of.earlierS.has(spec.id) || specBefore(of, spec) !== spec;

const geometryOf = (site: SiteModel, spec: SensorSpec): SensorGeometry =>
  createSensorGeometry(
    createLocalFrame(site.origin),
    spec,
    site.groundHeightM,
    terrainOf(site.terrain),
  );

/** By how much more probably one look shows a place than the sensor as it was would have shown it. */
function probabilityIn(
  of: SeenOtherwise,
  spec: SensorSpec,
): (place: readonly number[], timeUs: TimeUs) => number {
  const before = specBefore(of, spec);
  const old = before === undefined ? null : geometryOf(of.record.site.value, before);
  const changed = geometryOf(of.site, spec);
  return ([e, n, u], timeUs) => {
    const health = healthAt(of.record, spec.id, timeUs)?.value;
    const is = detectionProbabilityAt(
      changed,
      of.mended.has(spec.id) ? undefined : health,
      e,
      n,
      u,
    );
    const was = old === null ? 0 : detectionProbabilityAt(old, health, e, n, u);
    return Math.max(0, is - was);
  };
}

/** When a sensor's first detection of the track was; a time before everything where it had none. */
function firstSeenUs({ evidence }: RecordedCourse, sensorId: string): TimeUs {
  const own = evidence.filter((one) => one.sensorId === sensorId);
  return own.length === 0 ? -Infinity : Math.min(...own.map(({ sensedUs }) => sensedUs));
}

function isSooner({ course, earlierS }: SeenOtherwise, { id }: SensorSpec, toUs: TimeUs): boolean {
  const seconds = earlierS.get(id);
  return seconds !== undefined && toUs >= addSeconds(firstSeenUs(course, id), -seconds);
}

interface LookTime {
  readonly toUs: TimeUs;
  readonly receivedUs: TimeUs;
  readonly recorded: { readonly sequence: number; readonly look: Look } | null;
}

/** The sensor's recorded looks at the course; of one that is mended or added one look a period where it made none. */
function lookTimes(of: SeenOtherwise, spec: SensorSpec): readonly LookTime[] {
  const span = courseSpan(of.course);
  const fromUs = addSeconds(span.fromUs, -(of.earlierS.get(spec.id) ?? 0));
  const times: LookTime[] = [];
  const isMended = of.mended.has(spec.id);
  let lastUs = span.fromUs - spec.periodUs;
  const fill = (untilUs: TimeUs): void => {
    if (!isMended || untilUs - lastUs <= GAP_PERIODS * spec.periodUs) return;
    for (let at = lastUs + spec.periodUs; at < untilUs - spec.periodUs / 2; at += spec.periodUs)
      times.push({ toUs: at, receivedUs: at + DELAY_US, recorded: null });
  };
  const geometry = geometryOf(of.site, spec);
  for (const { sequence, value } of of.record.looks) {
    const { look, receivedUs } = value;
    if (look.sensorId !== spec.id || look.toUs < fromUs || look.toUs > span.toUs) continue;
    const place = placeOnCourse(of.course, look.toUs);
    if (place === null || !isSwept(geometry, look, place)) continue;
    fill(look.toUs);
    times.push({ toUs: look.toUs, receivedUs, recorded: { sequence, look } });
    lastUs = look.toUs;
  }
  fill(span.toUs);
  return times;
}

const azimuthOf = (geometry: SensorGeometry, [e, n, u]: readonly number[]): number => {
  const { rotation: r, translation: t } = geometry;
  const east = r[0] * e + r[1] * n + r[2] * u + t[0];
  const north = r[3] * e + r[4] * n + r[5] * u + t[1];
  return Math.atan2(east, north);
};

function isSwept(geometry: SensorGeometry, { sweep }: Look, place: readonly number[]): boolean {
  if (sweep === null || sweep.azimuthWidthRad >= 2 * Math.PI) return true;
  return wrapTwoPi(azimuthOf(geometry, place) - sweep.azimuthFromRad) <= sweep.azimuthWidthRad;
}

function isSeenIn(
  geometry: SensorGeometry,
  { detections }: Look,
  place: readonly number[],
): boolean {
  return detections.some((detection) => {
    if (detection.kind === "bearing") {
      const off = wrapPi(detection.azimuthRad - azimuthOf(geometry, place));
      return Math.abs(off) <= SAME_SIGMAS * detection.azimuthSigmaRad;
    }
    const [e, n, u] = detectionToPosition(geometry, detection).position;
    return hypot3(e - place[0], n - place[1], u - place[2]) <= SAME_M;
  });
}
