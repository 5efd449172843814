import type { RandomStream } from "@tocsin/sim";

/** Position and velocity east, north, up: m, m/s. */
export type PathPoint = readonly [number, number, number, number, number, number];

const STEP_S = 0.02;
const GRAVITY_MPS2 = 9.80665;
const SCALE_HEIGHT_M = 8500;
const SOUND_MPS = 340;
const IMPACT_RADIUS_M = 3000;
const LATEST_LAUNCH_S = 15;

/** Wind at the ground, m/s; it doubles up to 5 km and stays. */
export interface BenchWind {
  readonly eastMps: number;
  readonly northMps: number;
}

export function windOf(random: RandomStream): BenchWind {
  const speedMps = random.uniform(0, 12);
  const toRad = random.uniform(-Math.PI, Math.PI);
  return { eastMps: speedMps * Math.sin(toRad), northMps: speedMps * Math.cos(toRad) };
}

interface Body {
  /** Drag deceleration at the ground over squared air speed below Mach 0.8, 1/m. */
  readonly dragPerM: number;
  /** Greatest factor on it, at Mach 1.1. */
  readonly dragPeak: number;
  readonly wind: BenchWind;
}

/**
 * A body in free flight with drag, placed so that it comes down at a point drawn in a circle of 3 km about the origin;
 * its places at the whole seconds in which it flies. Half are like mortar bombs (180–280 m/s), half like rockets
 * (300–420 m/s), launched in the first quarter of the scenario, 15 s at most.
 */
export function ballisticPath(
  random: RandomStream,
  scans: number,
  wind: BenchWind,
): ReadonlyMap<number, PathPoint> {
  const mortar = random.chance(0.5);
  const speedMps = mortar ? random.uniform(180, 280) : random.uniform(300, 420);
  const elevation = ((mortar ? random.uniform(45, 70) : random.uniform(38, 58)) * Math.PI) / 180;
  const body: Body = {
    dragPerM: random.uniform(6e-5, 1.6e-4),
    dragPeak: random.uniform(1.4, 2.4),
    wind,
  };
  const bearing = random.uniform(-Math.PI, Math.PI);
  const impactM = IMPACT_RADIUS_M * Math.sqrt(random.unit());
  const impactBearing = random.uniform(-Math.PI, Math.PI);
  const launchS = random.uniform(0, Math.min(LATEST_LAUNCH_S, scans / 4));
  const level = speedMps * Math.cos(elevation);
  const points = fly(body, [
    0,
    0,
    0,
    level * Math.sin(bearing),
    level * Math.cos(bearing),
    speedMps * Math.sin(elevation),
  ]);
  const end = points[points.length - 1];
  const shiftEastM = impactM * Math.sin(impactBearing) - end[0];
  const shiftNorthM = impactM * Math.cos(impactBearing) - end[1];
  const path = new Map<number, PathPoint>();
  for (let scan = Math.ceil(launchS); scan < scans; scan++) {
    const index = Math.floor((scan - launchS) / STEP_S);
    if (index >= points.length - 1) break;
    const [east, north, ...rest] = step(body, points[index], scan - launchS - index * STEP_S);
    path.set(scan, [east + shiftEastM, north + shiftNorthM, ...rest]);
  }
  return path;
}

/** From launch to the last step above the ground. */
function fly(body: Body, start: PathPoint): readonly PathPoint[] {
  const points: PathPoint[] = [start];
  for (let at = start; ; ) {
    at = step(body, at, STEP_S);
    if (at[2] < 0) return points;
    points.push(at);
  }
}

/** Fourth-order Runge-Kutta. */
function step(body: Body, at: PathPoint, dt: number): PathPoint {
  const k1 = rates(body, at);
  const k2 = rates(body, ahead(at, k1, dt / 2));
  const k3 = rates(body, ahead(at, k2, dt / 2));
  const k4 = rates(body, ahead(at, k3, dt));
  const sum = k1.map((k, i) => k + 2 * k2[i] + 2 * k3[i] + k4[i]);
  return at.map((value, i) => value + (dt / 6) * sum[i]) as unknown as PathPoint;
}

const ahead = (at: PathPoint, rate: PathPoint, dt: number): PathPoint =>
  at.map((value, i) => value + dt * rate[i]) as unknown as PathPoint;

function rates(body: Body, [, , up, ve, vn, vu]: PathPoint): PathPoint {
  const gain = 1 + Math.min(Math.max(up, 0), 5000) / 5000;
  const ae = ve - gain * body.wind.eastMps;
  const an = vn - gain * body.wind.northMps;
  const speed = Math.sqrt(ae * ae + an * an + vu * vu);
  const factor = dragFactor(speed / SOUND_MPS, body.dragPeak);
  const drag = body.dragPerM * factor * Math.exp(-up / SCALE_HEIGHT_M) * speed;
  return [ve, vn, vu, -drag * ae, -drag * an, -GRAVITY_MPS2 - drag * vu];
}

/** One below Mach 0.8, straight up to the peak at 1.1, then down by a quarter of the rise up to 2. */
function dragFactor(mach: number, peak: number): number {
  if (mach <= 0.8) return 1;
  if (mach <= 1.1) return 1 + ((peak - 1) * (mach - 0.8)) / 0.3;
  return peak - (0.25 * (peak - 1) * Math.min(mach - 1.1, 0.9)) / 0.9;
}
