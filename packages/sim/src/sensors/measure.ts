import {
  createLocalFrame,
  type Detection,
  enuToGeodetic,
  frameTransform,
  type Identity,
  type SensorGeometry,
  type TimeUs,
} from "@tocsin/core";
import type { RandomStream } from "../random/stream.ts";
import type { TruthState } from "../truth/flight.ts";
import type { EffectiveModel } from "./effective-model.ts";
import type { Sight } from "./sight.ts";

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const HALF_TURN = Math.PI / 2;

/** Azimuth in [0, 2π). */
const wrap = (angleRad: number): number => {
  const turn = angleRad % (2 * Math.PI);
  return turn < 0 ? turn + 2 * Math.PI : turn;
};

/** What is measured, when and of what. */
export interface Subject {
  readonly sight: Sight;
  readonly sensedUs: TimeUs;
  readonly rcsDbsm: number;
  readonly identity: Identity | null;
}

/** One standard normal number for each error that a report can have, drawn whether or not it is needed. */
export interface Errors {
  readonly range: number;
  readonly azimuth: number;
  readonly elevation: number;
  readonly rangeRate: number;
  readonly rcs: number;
  readonly velocity: number;
}

export const drawErrors = (random: RandomStream): Errors => ({
  range: random.normal(),
  azimuth: random.normal(),
  elevation: random.normal(),
  rangeRate: random.normal(),
  rcs: random.normal(),
  velocity: random.normal(),
});

/**
 * A detection of a true subject with the sensor's errors: noise by its standard deviations, the registration offset
 * that the site file knows taken off (it is added again by whoever reads), and the bias that nobody knows added.
 */
export function measure(
  subject: Subject,
  geometry: SensorGeometry,
  model: EffectiveModel,
  errors: Errors,
): Detection {
  if (model.measures === "position") return position(subject, model, geometry, errors);
  const { config } = model;
  const { spec } = geometry;
  const azimuthSigmaRad = radians(config.azimuth_sigma_deg);
  const elevationSigmaRad = radians(config.elevation_sigma_deg);
  const azimuthRad = wrap(
    subject.sight.azimuthRad +
      azimuthSigmaRad * errors.azimuth -
      spec.azimuthOffsetRad +
      radians(config.azimuth_bias_deg),
  );
  const elevation = subject.sight.elevationRad + elevationSigmaRad * errors.elevation;
  const elevationRad = Math.min(HALF_TURN, Math.max(-HALF_TURN, elevation));
  const common = {
    sensedUs: subject.sensedUs,
    rcsDbsm:
      config.rcs_sigma_db === null || model.sound
        ? null
        : subject.rcsDbsm + config.rcs_sigma_db * errors.rcs,
    identity: subject.identity,
    azimuthRad,
    azimuthSigmaRad,
    elevationSigmaRad,
  };
  if (model.measures === "azimuth" || model.measures === "azimuth-elevation") {
    const told = model.measures === "azimuth-elevation" ? elevationRad : null;
    return { kind: "bearing", ...common, rcsDbsm: null, elevationRad: told };
  }
  const rangeM =
    subject.sight.rangeM +
    config.range_sigma_m * errors.range -
    spec.rangeOffsetM +
    config.range_bias_m;
  const rateSigma = config.range_rate_sigma_mps;
  return {
    kind: "polar",
    ...common,
    rangeM: Math.max(0, rangeM),
    elevationRad: model.measures === "range-azimuth-elevation" ? elevationRad : null,
    rangeRateMps:
      rateSigma === null ? null : subject.sight.rangeRateMps + rateSigma * errors.rangeRate,
    heightM: null,
    rangeSigmaM: config.range_sigma_m,
    rangeRateSigmaMps: rateSigma ?? 0,
    heightSigmaM: 0,
  };
}

function position(
  subject: Subject,
  { config }: EffectiveModel,
  geometry: SensorGeometry,
  errors: Errors,
): Detection {
  const { state } = subject.sight;
  const at = enuToGeodetic(
    geometry.siteFrame,
    state.eastM + config.position_sigma_m * errors.range,
    state.northM + config.position_sigma_m * errors.azimuth,
    state.upM,
  );
  const variance = config.position_sigma_m * config.position_sigma_m;
  const sigma = config.velocity_sigma_mps;
  const [east, north, up] = velocityAt(at, state, geometry);
  return {
    kind: "position",
    sensedUs: subject.sensedUs,
    rcsDbsm: null,
    identity: subject.identity,
    latitudeRad: at.latitudeRad,
    longitudeRad: at.longitudeRad,
    heightM: at.heightM + config.height_sigma_m * errors.elevation,
    covarianceEeM2: variance,
    covarianceEnM2: 0,
    covarianceNnM2: variance,
    heightSigmaM: config.height_sigma_m,
    velocity:
      sigma === null
        ? null
        : {
            eastMps: east + sigma * errors.rangeRate,
            northMps: north + sigma * errors.rcs,
            upMps: up + sigma * errors.velocity,
            horizontalSigmaMps: sigma,
            upSigmaMps: sigma,
          },
  };
}

/** The velocity in the east, north and up of the reported place, which differ from the site's far away. */
function velocityAt(
  at: Parameters<typeof createLocalFrame>[0],
  state: TruthState,
  geometry: SensorGeometry,
): readonly [number, number, number] {
  const r = frameTransform(geometry.siteFrame, createLocalFrame(at)).rotation;
  const row = (i: number): number =>
    r[i] * state.eastMps + r[i + 1] * state.northMps + r[i + 2] * state.upMps;
  return [row(0), row(3), row(6)];
}
