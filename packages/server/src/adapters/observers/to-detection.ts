import {
  createLocalFrame,
  enuToGeodetic,
  hypot2,
  type PositionDetection,
  radians,
  square,
  type TimeUs,
  unknownRange,
} from "@tocsin/core";
import type { ObservationReport, ObservedPlace } from "@tocsin/sdk";
import { type KindAssumptions, KINDS } from "./kinds.ts";

/** People who point with a phone miss by so much beside the compass, an assumption of one sigma, degrees: the object moves and the arm is short. */
export const POINTING_SIGMA_DEG = 6;
/** Between seeing and pressing, one sigma; a simple reaction takes 0.25 s, finding the button and aiming the rest. */
const REACTION_SIGMA_S = 2;
/** A stated radius holds 95 % (W3C, Geolocation, `accuracy`): of a round Gaussian that is √(−2 ln 0.05) = 2.448 sigma. */
export const SIGMAS_OF_RADIUS = 2.448;
/** Nobody marks a place in the air better than this. */
export const MARK_SIGMA_MIN_M = 100;
/** At 15 °C. What is heard was where the sound left it. */
const SOUND_MPS = 340;
/** Outside these a level says nothing of a height: grass and houses below, the zenith above. */
const ELEVATION_DEG = { least: 3, greatest: 60 } as const;
const ELEVATION_SIGMA_DEG = 8;
/** A stated way is known to an eighth of the compass, a speed to this share. */
const SPEED_SHARE_SIGMA = 0.6;
const CLIMB_SIGMA_MPS = 20;

export interface DetectionContext {
  readonly sensedUs: TimeUs;
  /** The moment that the detection is stated for: later than it was sensed where a look of then would come too late. */
  readonly statedUs: TimeUs;
  /** Added to a magnetic bearing to get the true one, at a place. */
  readonly declinationRad: (latitudeDeg: number, longitudeDeg: number) => number;
  readonly compassSigmaDeg: number;
  /** Of the ground, above the ellipsoid. */
  readonly groundHeightM: number;
  /** What it counts, above 0, at most 1. */
  readonly weight: number;
}

/** Mean and covariance on the ground, metres east and north of a place. */
interface Spread {
  readonly about: ObservedPlace;
  readonly eastM: number;
  readonly northM: number;
  readonly eeM2: number;
  readonly enM2: number;
  readonly nnM2: number;
  readonly heightM: number | null;
  readonly heightSigmaM: number;
}

/**
 * The place that a report gives its object, as a Gaussian; null where it names no object in the air, or nothing of where. A direction is
 * spread over the sector that can be seen or heard, each piece of ground alike (`unknownRange`): with E r and E r² of that and σ of
 * compass and pointing together, mean E r·e^(−σ²/2) along it, variance ½ E r²(1 + e^(−2σ²)) less the mean's square along it and
 * ½ E r²(1 − e^(−2σ²)) across. Without a direction it is anywhere about the observer. Added each way: the observer's own error, v·2 s of
 * reaction, v·r/c for what was heard, and v times what lies between the sensing and the moment stated. A weight w makes it C/w, so that the density that a track
 * gains by it, and with that the evidence, is w times as great.
 */
export function toDetection(
  report: ObservationReport,
  context: DetectionContext,
): PositionDetection | null {
  const kind = KINDS[report.kind];
  const spread = kind === null ? null : spreadOf(report, kind, context);
  if (kind === null || spread === null) return null;
  const waitedS = (context.statedUs - context.sensedUs) / 1e6;
  const moved = square(kind.speedMps * REACTION_SIGMA_S) + square(kind.speedMps * waitedS);
  const { about, weight } = { about: spread.about, weight: context.weight };
  const frame = createLocalFrame({
    latitudeRad: radians(about.latitudeDeg),
    longitudeRad: radians(about.longitudeDeg),
    heightM: context.groundHeightM,
  });
  const { latitudeRad, longitudeRad } = enuToGeodetic(frame, spread.eastM, spread.northM, 0);
  return {
    kind: "position",
    sensedUs: context.statedUs,
    latitudeRad,
    longitudeRad,
    covarianceEeM2: (spread.eeM2 + moved) / weight,
    covarianceEnM2: spread.enM2 / weight,
    covarianceNnM2: (spread.nnM2 + moved) / weight,
    heightM: spread.heightM,
    heightSigmaM: spread.heightSigmaM,
    velocity: velocityOf(report.headingDeg, kind),
    rcsDbsm: null,
    identity: null,
  };
}

function spreadOf(
  { from, direction, place, sense }: ObservationReport,
  kind: KindAssumptions,
  context: DetectionContext,
): Spread | null {
  if (place !== null) {
    const variance = square(Math.max(place.accuracyM / SIGMAS_OF_RADIUS, MARK_SIGMA_MIN_M));
    return { ...AT_PLACE, about: place, eeM2: variance, nnM2: variance };
  }
  if (from === null) return null;
  const reachM = sense === "seen" ? kind.seenM : kind.heardM;
  const { rangeM, sigmaM } = unknownRange({ rangeMinM: 0, rangeMaxM: reachM });
  const meanSquare = square(rangeM) + square(sigmaM);
  const late = sense === "heard" ? square((kind.speedMps * rangeM) / SOUND_MPS) : 0;
  const own = square(from.accuracyM / SIGMAS_OF_RADIUS) + late;
  if (direction === null)
    return { ...AT_PLACE, about: from, eeM2: meanSquare / 2 + own, nnM2: meanSquare / 2 + own };
  const compassDeg = direction.accuracyDeg ?? context.compassSigmaDeg;
  const variance = square(radians(hypot2(compassDeg, POINTING_SIGMA_DEG)));
  const turn =
    direction.north === "magnetic"
      ? context.declinationRad(from.latitudeDeg, from.longitudeDeg)
      : 0;
  const azimuth = radians(direction.azimuthDeg) + turn;
  const along = rangeM * Math.exp(-variance / 2);
  const spread = Math.exp(-2 * variance);
  const alongM2 = (meanSquare * (1 + spread)) / 2 - square(along) + own;
  const acrossM2 = (meanSquare * (1 - spread)) / 2 + own;
  const [sine, cosine] = [Math.sin(azimuth), Math.cos(azimuth)];
  return {
    about: from,
    eastM: along * sine,
    northM: along * cosine,
    eeM2: alongM2 * square(sine) + acrossM2 * square(cosine),
    enM2: (alongM2 - acrossM2) * sine * cosine,
    nnM2: alongM2 * square(cosine) + acrossM2 * square(sine),
    ...heightOf(direction.elevationDeg, { rangeM, sigmaM }, context.groundHeightM),
  };
}

const AT_PLACE = { eastM: 0, northM: 0, enM2: 0, heightM: null, heightSigmaM: 0 } as const;

/** h = r·tan ε above the ground, σ² = (σ_r·tan ε)² + (r·σ_ε/cos² ε)². */
function heightOf(
  elevationDeg: number | null,
  range: { readonly rangeM: number; readonly sigmaM: number },
  groundHeightM: number,
): { readonly heightM: number | null; readonly heightSigmaM: number } {
  const { least, greatest } = ELEVATION_DEG;
  if (elevationDeg === null || elevationDeg < least || elevationDeg > greatest)
    return { heightM: null, heightSigmaM: 0 };
  const tangent = Math.tan(radians(elevationDeg));
  const byAngle = range.rangeM * radians(ELEVATION_SIGMA_DEG) * (1 + square(tangent));
  return {
    heightM: groundHeightM + range.rangeM * tangent,
    heightSigmaM: hypot2(range.sigmaM * tangent, byAngle),
  };
}

function velocityOf(
  headingDeg: number | null,
  { speedMps }: KindAssumptions,
): PositionDetection["velocity"] {
  if (headingDeg === null) return null;
  const heading = radians(headingDeg);
  return {
    eastMps: speedMps * Math.sin(heading) + 0,
    northMps: speedMps * Math.cos(heading) + 0,
    upMps: null,
    horizontalSigmaMps: SPEED_SHARE_SIGMA * speedMps,
    upSigmaMps: CLIMB_SIGMA_MPS,
  };
}

/** A place no finer than it has to be: to about 11 m, which no phone among houses betters. */
export const roundedPlace = (place: ObservedPlace): ObservedPlace => ({
  ...place,
  latitudeDeg: Math.round(place.latitudeDeg * 1e4) / 1e4,
  longitudeDeg: Math.round(place.longitudeDeg * 1e4) / 1e4,
});
