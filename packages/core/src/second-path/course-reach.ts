import { distanceToRings, meanOfCorners, type Rings } from "../geodesy/polygon.ts";
import { clamp, hypot2, square } from "../units/algebra.ts";
import { EARTH_MEAN_RADIUS_M, STANDARD_GRAVITY_MPS2 } from "../units/constants.ts";
import { type CourseFit, levelSpeed } from "./course-fit.ts";

/** What a course means for an area. */
export interface CourseReach {
  readonly says: "threatened" | "not" | "unknown";
  /** The course itself, and not only the circle about it, leads into the area. */
  readonly heads: boolean;
  /** s from the course's time; null where it does not come. */
  readonly arrivalS: number | null;
}

/** What of an area is asked for; the site's frame, and the height of the ground in it. */
export interface ReachedArea {
  readonly rings: Rings;
  readonly bufferM: number;
  readonly groundUpM: number;
  /** What passes surely higher does not come there. */
  readonly passesAboveM: number;
  /** A circle about it, m. */
  readonly eastM: number;
  readonly northM: number;
  readonly radiusM: number;
}

/** How far ahead a straight line is believed, s. */
const AHEAD_S = 120;
const CIRCLE_SIGMAS = 2;
/** What flies straight may begin to turn at any time, m/s²: a gentle one, since what is held against it is the predictive path. */
const TURN_MPS2 = 0.5;
/** The air holds back what falls: of the way that it would go in a vacuum it goes this share at least, the less the longer it still flies. */
const shortestWay = (fallsS: number): number => Math.max(0.3, 0.9 - fallsS / 100);
/** A circle wider than this says nothing of where, m. */
const VAGUE_M = 1_500;
/** A circle no larger than the area, or than this, says well enough that it comes there to be held against who says otherwise. */
const SURE_M = 150;
/** What is slower, or may stand as well, has no course. */
const SPEED_MIN_MPS = 10;
/** What is slower than this, as birds and what the wind carries are, is not held against who says otherwise. */
const FAST_MPS = 25;
/** Places on the way through an area at which it is asked, in radii from the nearest to its middle. */
const STEPS: readonly number[] = [0, -0.5, 0.5, -1, 1];

const NOT: CourseReach = { says: "not", heads: false, arrivalS: null };
const UNKNOWN: CourseReach = { says: "unknown", heads: false, arrivalS: null };

export function reachedArea(
  of: Pick<ReachedArea, "rings" | "bufferM" | "groundUpM" | "passesAboveM">,
): ReachedArea {
  const [outer] = of.rings;
  const [eastM, northM] = meanOfCorners(outer);
  let radiusM = 0;
  for (let i = 0; i < outer.length; i += 2)
    radiusM = Math.max(radiusM, hypot2(outer[i] - eastM, outer[i + 1] - northM));
  return { ...of, eastM, northM, radiusM: radiusM + of.bufferM };
}

/**
 * Whether a course comes to an area: straight on for {@link AHEAD_S}, to a circle of radius r(τ) = 2·√(σ² + σ_v²·τ²) + ½·a·τ²; or, where it
 * falls, along an arc without drag to the ground, and short of it by what the air holds back: to a circle about the middle of that, wider by half of it.
 */
export function courseReach(fit: CourseFit, area: ReachedArea): CourseReach {
  const speed = levelSpeed(fit);
  if (fit.falls) return whereItFalls(fit, area, speed);
  if (speed < Math.max(SPEED_MIN_MPS, CIRCLE_SIGMAS * fit.sigmaMps)) return UNKNOWN;
  const flown = whereItFlies(fit, area, speed);
  if (flown.says !== "not" || !fit.mayFall) return flown;
  return whereItFalls(fit, area, speed).says === "not" ? NOT : UNKNOWN;
}

const radiusAt = ({ sigmaM, sigmaMps }: CourseFit, seconds: number): number =>
  CIRCLE_SIGMAS * Math.sqrt(square(sigmaM) + square(sigmaMps * seconds));

const flownRadius = (fit: CourseFit, seconds: number): number =>
  radiusAt(fit, seconds) + 0.5 * TURN_MPS2 * square(seconds);

function whereItFalls(fit: CourseFit, area: ReachedArea, speed: number): CourseReach {
  // The site's frame is a plane: the ground falls away from it.
  const groundM =
    area.groundUpM - (square(area.eastM) + square(area.northM)) / (2 * EARTH_MEAN_RADIUS_M);
  const heightM = Math.max(0, fit.upM - groundM);
  const seconds =
    (fit.upMps + Math.sqrt(square(fit.upMps) + 2 * STANDARD_GRAVITY_MPS2 * heightM)) /
    STANDARD_GRAVITY_MPS2;
  const fallsS = Math.max(0, seconds);
  const shortest = shortestWay(fallsS);
  const middleS = 0.5 * (1 + shortest) * fallsS;
  const radiusM = radiusAt(fit, fallsS) + 0.5 * (1 - shortest) * speed * fallsS;
  const east = fit.eastM + fit.eastMps * middleS - area.eastM;
  const north = fit.northM + fit.northMps * middleS - area.northM;
  if (hypot2(east, north) - area.radiusM > radiusM) return NOT;
  const reach = reachOf(offAt(fit, area, middleS), radiusM, { area, arrivalS: fallsS });
  const isSure = reach.heads && [shortest, 1].every((way) => offAt(fit, area, way * fallsS) <= 0);
  return { ...reach, heads: isSure };
}

/** How far the area is from where the course leads over the ground after so many seconds, m. */
const offAt = (fit: CourseFit, { rings, bufferM }: ReachedArea, seconds: number): number =>
  Math.max(
    0,
    distanceToRings(rings, fit.eastM + fit.eastMps * seconds, fit.northM + fit.northMps * seconds) -
      bufferM,
  );

function whereItFlies(fit: CourseFit, area: ReachedArea, speed: number): CourseReach {
  const e = area.eastM - fit.eastM;
  const n = area.northM - fit.northM;
  const nearestS = clamp((e * fit.eastMps + n * fit.northMps) / square(speed), 0, AHEAD_S);
  const passM = hypot2(e - fit.eastMps * nearestS, n - fit.northMps * nearestS) - area.radiusM;
  if (passM > flownRadius(fit, Math.min(AHEAD_S, nearestS + area.radiusM / speed))) return NOT;
  if (passesOver(fit, area, nearestS)) return NOT;
  if (flownRadius(fit, nearestS) > VAGUE_M) return UNKNOWN;
  const isFast = speed - CIRCLE_SIGMAS * fit.sigmaMps >= FAST_MPS;
  let best = NOT;
  for (const step of STEPS) {
    const seconds = nearestS + step * (area.radiusM / speed);
    if (seconds < 0 || seconds > AHEAD_S) continue;
    const offM = offAt(fit, area, seconds);
    const reach = reachOf(offM, flownRadius(fit, seconds), { area, arrivalS: seconds });
    if (reach.heads && isFast) return reach;
    if (RANK[reach.says] > RANK[best.says]) best = { ...reach, heads: false };
  }
  return best;
}

const RANK: Readonly<Record<CourseReach["says"], number>> = { not: 0, unknown: 1, threatened: 2 };

function reachOf(
  offM: number,
  radiusM: number,
  { area, arrivalS }: { area: ReachedArea; arrivalS: number },
): CourseReach {
  if (offM > radiusM) return NOT;
  if (radiusM > VAGUE_M) return UNKNOWN;
  const isSure = radiusM <= Math.max(SURE_M, area.radiusM);
  return { says: "threatened", heads: isSure && offM <= 0, arrivalS };
}

function passesOver(fit: CourseFit, area: ReachedArea, seconds: number): boolean {
  if (fit.upSigmaM === null) return false;
  const sigma = Math.sqrt(square(fit.upSigmaM) + square(fit.upSigmaMps * seconds));
  const aboveM = fit.upM + fit.upMps * seconds - area.groundUpM;
  return aboveM - CIRCLE_SIGMAS * sigma > area.passesAboveM;
}
