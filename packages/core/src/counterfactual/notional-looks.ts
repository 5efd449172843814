import { UNKNOWN_TARGET } from "../coverage/coverage-target.ts";
import { detectionProbabilityOf } from "../coverage/detection-probability.ts";
import type { SensorSpec } from "../coverage/sensor.ts";
import type { LookEvent } from "../engine/event.ts";
import type { FlownPlace } from "../explain/hypothesised-flight.ts";
import { healthAt, type IncidentRecord } from "../explain/incident-record.ts";
import { enuToAer } from "../geodesy/aer.ts";
import { createLocalFrame } from "../geodesy/local-frame.ts";
import type { BearingDetection, Detection, PolarDetection } from "../measurement/look.ts";
import { createSensorGeometry, type SensorGeometry } from "../measurement/sensor-geometry.ts";
import type { SiteModel } from "../policy/site-model.ts";
import { terrainOf } from "../terrain/terrain-model.ts";
import { addSeconds, secondsBetween, type TimeUs } from "../units/time.ts";
import { radians } from "../units/angle.ts";

/** Errors of a sensor of which the record holds no detection that could tell. */
const RANGE_SIGMA_M = 20;
const ANGLE_SIGMA_RAD = radians(0.5);
/** A look reaches the post so long after it ended, µs. */
export const DELAY_US = 50_000;
/** Without a look for so many of its periods, a mended sensor is given looks of its own. */
export const GAP_PERIODS = 1.5;

/** How one sensor measures, by what is recorded of it. */
export interface Manner {
  readonly kind: "polar" | "bearing";
  readonly withElevation: boolean;
  readonly rangeSigmaM: number;
  readonly azimuthSigmaRad: number;
  readonly elevationSigmaRad: number;
}

interface LookTime {
  readonly toUs: TimeUs;
  readonly receivedUs: TimeUs;
}

/**
 * What the sensors of a site would have reported of one flight, by their stated models and nothing drawn: of n looks with
 * detection probabilities p₁ … pₙ the k-th shows the object when the sum p₁ + … + p_k passes a whole number. So the object is
 * seen as often as is to be expected, exactly where it is. A sensor looks when it is recorded to have looked; one that is mended
 * or added looks once a period. Times and looks are of the record; every such look is notional.
 */
export function notionalLooks(of: {
  readonly record: IncidentRecord;
  /** Under the changes. */
  readonly site: SiteModel;
  readonly flight: readonly FlownPlace[];
  readonly mended: ReadonlySet<string>;
}): readonly LookEvent[] {
  const { record, site, flight, mended } = of;
  const frame = createLocalFrame(site.origin);
  const looks: LookEvent[] = [];
  for (const spec of site.sensors) {
    if (spec.kind === "cooperative") continue;
    const geometry = createSensorGeometry(frame, spec, site.groundHeightM, terrainOf(site.terrain));
    const manner = mannerOf(record, spec);
    let [sum, sequence] = [0, 0];
    for (const { toUs, receivedUs } of lookTimes(of, spec)) {
      const place = placeAt(flight, toUs);
      const health = mended.has(spec.id) ? undefined : healthAt(record, spec.id, toUs)?.value;
      const [e, n, u] = place ?? [0, 0, 0];
      const target = { ...UNKNOWN_TARGET, velocityMps: velocityAt(flight, toUs) };
      const probability =
        place === null ? 0 : detectionProbabilityOf(geometry, health, e, n, u, target);
      const shows = Math.floor(sum + probability) > Math.floor(sum);
      sum += probability;
      const detections =
        shows && place !== null ? [detectionOf(geometry, manner, place, toUs)] : [];
      looks.push({
        type: "look",
        receivedUs,
        look: {
          sensorId: spec.id,
          sequence: ++sequence,
          fromUs: toUs - spec.periodUs,
          toUs,
          sweep: { azimuthFromRad: 0, azimuthWidthRad: 2 * Math.PI },
          detections,
        },
      });
    }
  }
  return looks.toSorted((a, b) => a.receivedUs - b.receivedUs || a.look.toUs - b.look.toUs);
}

/** When the sensor looked, or would have: at most twice a period, as many reports may make one look. */
function lookTimes(of: Parameters<typeof notionalLooks>[0], spec: SensorSpec): readonly LookTime[] {
  const { record, flight, mended } = of;
  const fromUs = flight[0].timeUs;
  const toUs = addSeconds(flight[flight.length - 1].timeUs, AFTER_S);
  const times: LookTime[] = [];
  let lastUs = -Infinity;
  const fill = (untilUs: TimeUs): void => {
    if (!mended.has(spec.id)) return;
    const startUs = Number.isFinite(lastUs) ? lastUs : fromUs - spec.periodUs;
    if (untilUs - startUs <= GAP_PERIODS * spec.periodUs) return;
    for (let at = startUs + spec.periodUs; at < untilUs - spec.periodUs / 2; at += spec.periodUs)
      times.push({ toUs: at, receivedUs: at + DELAY_US });
  };
  for (const { value } of record.looks) {
    const { look, receivedUs } = value;
    if (look.sensorId !== spec.id || look.toUs < fromUs || look.toUs > toUs) continue;
    if (look.toUs - lastUs < spec.periodUs / 2) continue;
    fill(look.toUs);
    // What a working sensor saw comes when it was seen.
    const atOnceUs = mended.has(spec.id) ? Math.min(receivedUs, look.toUs + DELAY_US) : receivedUs;
    times.push({ toUs: look.toUs, receivedUs: atOnceUs });
    lastUs = look.toUs;
  }
  fill(toUs);
  return times;
}

/** Sensors go on looking for so long after the flight is over. */
const AFTER_S = 8;

/** Where the object was then, between the two places of its flight; null before and after it. */
function placeAt(flight: readonly FlownPlace[], timeUs: TimeUs): readonly number[] | null {
  const sinceS = secondsBetween(flight[0].timeUs, timeUs);
  const index = flight.findIndex((place) => place.timeUs >= timeUs);
  if (sinceS < 0 || index === -1) return null;
  const after = flight[index];
  const before = flight[Math.max(0, index - 1)];
  const spanS = secondsBetween(before.timeUs, after.timeUs);
  const share = spanS <= 0 ? 1 : secondsBetween(before.timeUs, timeUs) / spanS;
  return after.enuM.map((to, axis) => before.enuM[axis] + share * (to - before.enuM[axis]));
}

/** How fast the object went then, as far as its flight says. */
const velocityAt = (flight: readonly FlownPlace[], timeUs: TimeUs): readonly number[] | null =>
  flight.find((place) => place.timeUs >= timeUs)?.velocityMps ?? null;

/** How a sensor measures: as in the last detection of its that is recorded, else as is usual for its kind. */
export function mannerOf(record: IncidentRecord, spec: SensorSpec): Manner {
  for (let i = record.looks.length - 1; i >= 0; i--) {
    const { look } = record.looks[i].value;
    const [first] = look.sensorId === spec.id ? look.detections : [];
    if (first === undefined || first.kind === "position") continue;
    return {
      kind: first.kind,
      withElevation: first.elevationRad !== null,
      rangeSigmaM: first.kind === "polar" ? first.rangeSigmaM : RANGE_SIGMA_M,
      azimuthSigmaRad: first.azimuthSigmaRad,
      elevationSigmaRad: first.elevationSigmaRad,
    };
  }
  const direction = spec.kind === "acoustic" || spec.kind === "radio" || spec.kind === "observer";
  return {
    kind: direction ? "bearing" : "polar",
    withElevation: !direction,
    rangeSigmaM: RANGE_SIGMA_M,
    azimuthSigmaRad: ANGLE_SIGMA_RAD,
    elevationSigmaRad: ANGLE_SIGMA_RAD,
  };
}

/** What a sensor reports of an object that is exactly there. */
export function detectionOf(
  geometry: SensorGeometry,
  manner: Manner,
  enuM: readonly number[],
  sensedUs: TimeUs,
): Detection {
  const { rotation: r, translation: t } = geometry;
  const [e, n, u] = [0, 3, 6].map(
    (i, axis) => r[i] * enuM[0] + r[i + 1] * enuM[1] + r[i + 2] * enuM[2] + t[axis],
  );
  const { azimuthRad, elevationRad, rangeM } = enuToAer(e, n, u);
  const common = {
    sensedUs,
    rcsDbsm: null,
    identity: null,
    azimuthRad: azimuthRad - geometry.spec.azimuthOffsetRad,
    azimuthSigmaRad: manner.azimuthSigmaRad,
    elevationRad: manner.withElevation ? elevationRad : null,
    elevationSigmaRad: manner.elevationSigmaRad,
  };
  if (manner.kind === "bearing") return { kind: "bearing", ...common } satisfies BearingDetection;
  return {
    kind: "polar",
    ...common,
    rangeM: Math.max(0, rangeM - geometry.spec.rangeOffsetM),
    rangeSigmaM: manner.rangeSigmaM,
    rangeRateMps: null,
    rangeRateSigmaMps: 0,
    heightM: null,
    heightSigmaM: 0,
  } satisfies PolarDetection;
}
