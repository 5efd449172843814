import {
  assert,
  createSensorGeometry,
  type Detection,
  type HeightGrid,
  type Identity,
  type LocalFrame,
  type Look,
  MICROS_PER_SECOND,
  type SensorGeometry,
  type SensorSpec,
  type TimeUs,
} from "@tocsin/core";
import { type RandomStream, stream } from "../random/stream.ts";
import type { TruthObject } from "../truth/truth-object.ts";
import { clutterOf } from "./clutter.ts";
import type { EffectiveModel } from "./effective-model.ts";
import { type LookPlan, lookTimes } from "./look-times.ts";
import { isPerceptible } from "./perceptible.ts";
import { drawErrors, measure, type Subject } from "./measure.ts";
import { seeProbability } from "./see-probability.ts";
import { heardSight, staringSight, sweptSight } from "./sweep-time.ts";

/** Most detections of one look; a scenario that makes more is a mistake. */
export const DETECTIONS_PER_LOOK_MAX = 5_000;

/** Sound is heard for this long after its object is gone, from 20 km away at most. */
const SOUND_TRAVEL_US_MAX = 60 * MICROS_PER_SECOND;

/** What a sensor is able to do at a time: 0 while it is out, below 1 while it is degraded. */
export type Ability = (timeUs: TimeUs) => number;

/** A look with what really caused each detection: an object's id, or null for clutter. */
export interface TruthfulLook {
  /** End of the look by the true clock; the look itself stands on the sensor's. */
  readonly toUs: TimeUs;
  /** Null while the sensor is out, or a person has nothing to report: time passes and there is no look. */
  readonly look: Look | null;
  readonly origins: readonly (string | null)[];
}

export interface SensorSetup {
  readonly spec: SensorSpec;
  readonly model: EffectiveModel;
  readonly siteFrame: LocalFrame;
  readonly groundHeightM: number;
  /** What hides objects from the sensor; absent where the site is flat. */
  readonly terrain?: HeightGrid | null;
  readonly objects: readonly TruthObject[];
  readonly ability: Ability;
  readonly startUs: TimeUs;
  readonly seed: number;
}

interface Found {
  readonly detection: Detection;
  readonly origin: string | null;
}

/**
 * The looks of one sensor, in order of time, without end. Each object has its own random stream with this sensor,
 * from which every look draws as many numbers: another object, another probability or an outage shifts none of them.
 */
export function* sensorLooks(setup: SensorSetup): Generator<TruthfulLook, void> {
  const { spec, model, seed } = setup;
  const geometry = createSensorGeometry(
    setup.siteFrame,
    spec,
    setup.groundHeightM,
    setup.terrain ?? null,
  );
  const phase = stream(seed, spec.id, "phase").unit();
  const clutter = stream(seed, spec.id, "clutter");
  const streams = new Map(
    setup.objects.map((object) => [object.id, stream(seed, spec.id, "object", object.id)]),
  );
  const offsetUs = Math.round(model.config.clock_offset_s * 1e6);
  for (const plan of lookTimes(spec, model.config.look_sectors, setup.startUs, phase)) {
    const found: Found[] = [];
    const ability = setup.ability(plan.toUs);
    for (const object of setup.objects) {
      const detection = detectObject(
        object,
        plan,
        setup,
        geometry,
        streams.get(object.id)!,
        ability,
      );
      if (detection !== null) found.push({ detection, origin: object.id });
    }
    found.push(...clutterFound(plan, setup, geometry, clutter));
    assert(found.length <= DETECTIONS_PER_LOOK_MAX, "too many detections in one simulated look");
    found.sort(byTimeThenPlace);
    yield {
      toUs: plan.toUs,
      look:
        ability === 0 || (model.silentWhenEmpty && found.length === 0)
          ? null
          : lookOf(plan, setup, found, offsetUs),
      origins: found.map((one) => one.origin),
    };
  }
}

function detectObject(
  object: TruthObject,
  plan: LookPlan,
  setup: SensorSetup,
  geometry: SensorGeometry,
  random: RandomStream,
  ability: number,
): Detection | null {
  if (object.endUs < plan.fromUs - SOUND_TRAVEL_US_MAX || object.startUs > plan.toUs) return null;
  const { spec, model } = setup;
  const chance = random.unit();
  const errors = drawErrors(random);
  if (object.seenBy !== null && !object.seenBy.has(spec.id)) return null;
  if (!isPerceptible(spec.kind, object)) return null;
  const find = model.sound ? heardSight : model.scan === "rotating" ? sweptSight : staringSight;
  const timed = find(object, plan, geometry);
  if (timed === null) return null;
  const probability = ability * seeProbability(geometry, model, object.rcsDbsm, timed.sight);
  if (chance >= probability) return null;
  const identity = identityOf(setup, object);
  const subject: Subject = { ...timed, rcsDbsm: object.rcsDbsm, identity };
  return measure(subject, geometry, model, errors);
}

/** What the object says it is, or the number that another tracking system gave it. */
function identityOf({ spec, objects }: SensorSetup, object: TruthObject): Identity | null {
  const none = { sensorTrack: null, aircraftAddress: null, callsign: null, mode3A: null };
  if (spec.kind === "tracker") return { ...none, sensorTrack: String(objects.indexOf(object) + 1) };
  if (spec.kind !== "cooperative" || !object.identity) return null;
  return {
    ...none,
    aircraftAddress: object.identity.aircraft_address,
    callsign: object.identity.callsign,
    mode3A: object.identity.mode_3a,
  };
}

function clutterFound(
  plan: LookPlan,
  { spec, model }: SensorSetup,
  geometry: SensorGeometry,
  random: RandomStream,
): readonly Found[] {
  if (model.measures === "position") return [];
  const options = {
    meanPerSweep: spec.falseDetectionsPerSweep * model.config.clutter_factor,
    rotating: model.scan === "rotating",
  };
  const none = { range: 0, azimuth: 0, elevation: 0, rangeRate: 0, rcs: 0, velocity: 0 };
  return clutterOf(plan, spec, options, random).map((subject) => ({
    detection: measure(subject, geometry, model, none),
    origin: null,
  }));
}

const TURN = 2 * Math.PI;

function lookOf(
  plan: LookPlan,
  { spec, model }: SensorSetup,
  found: readonly Found[],
  offsetUs: number,
): Look {
  const reported = (plan.azimuthFromRad - spec.azimuthOffsetRad) % TURN;
  return {
    sensorId: spec.id,
    sequence: plan.sequence,
    fromUs: plan.fromUs + offsetUs,
    toUs: plan.toUs + offsetUs,
    sweep: model.reportsOnly
      ? null
      : {
          azimuthFromRad: reported < 0 ? reported + TURN : reported,
          azimuthWidthRad: plan.azimuthWidthRad,
        },
    detections: found.map(({ detection }) => ({
      ...detection,
      sensedUs: detection.sensedUs + offsetUs,
    })),
  };
}

/** An order that tells nothing of what is true: by time, then by azimuth or latitude. */
function byTimeThenPlace(a: Found, b: Found): number {
  const [x, y] = [a.detection, b.detection];
  return x.sensedUs - y.sensedUs || placeKey(x) - placeKey(y);
}
const placeKey = (detection: Detection): number =>
  detection.kind === "position" ? detection.latitudeRad : detection.azimuthRad;
