import { heightOfEnu } from "../geodesy/local-frame.ts";
import type { SensorGeometry } from "../measurement/sensor-geometry.ts";
import { findObstacle } from "../terrain/find-obstacle.ts";
import { square } from "../units/algebra.ts";
import { wrapTwoPi } from "../units/angle.ts";
import type { CoverageLink, CoverageReason } from "./coverage-link.ts";
import type { CoverageTarget } from "./coverage-target.ts";
import { groundDistance, radioHorizon } from "./radio-horizon.ts";
import type { CoverageVolume, SensorHealth } from "./sensor.ts";
import {
  elevationMargin,
  healthFactor,
  rangeMargin,
  sectorMargin,
  sensorHeight,
} from "./sensor-margins.ts";
import { echoProbability, signalPerSquareMetre } from "./signal-probability.ts";

const reasonUnless = (ok: boolean, reason: CoverageReason): CoverageReason | null =>
  ok ? null : reason;

/** The slant range against the volume's limits. */
export function rangeLink(volume: CoverageVolume, rangeM: number): CoverageLink {
  const marginM = rangeMargin(volume, rangeM);
  const ok = marginM >= 0;
  return {
    link: "range",
    ok,
    reason: reasonUnless(ok, "OUT_OF_COVERAGE"),
    marginM,
    rangeM,
    leastM: volume.rangeMinM,
    greatestM: volume.rangeMaxM,
  };
}

/** The true azimuth against the volume's sector. */
export function sectorLink(volume: CoverageVolume, azimuthRad: number): CoverageLink {
  const marginRad = sectorMargin(volume, azimuthRad);
  const ok = marginRad >= 0;
  return {
    link: "sector",
    ok,
    reason: reasonUnless(ok, "OUT_OF_COVERAGE"),
    marginRad,
    azimuthRad: wrapTwoPi(azimuthRad),
    fromRad: volume.azimuthFromRad,
    widthRad: volume.azimuthWidthRad,
  };
}

/** The elevation against the volume's limits. */
export function elevationLink(volume: CoverageVolume, elevationRad: number): CoverageLink {
  const marginRad = elevationMargin(volume, elevationRad);
  const ok = marginRad >= 0;
  return {
    link: "elevation",
    ok,
    reason: reasonUnless(ok, "OUT_OF_COVERAGE"),
    marginRad,
    elevationRad,
    leastRad: volume.elevationMinRad,
    greatestRad: volume.elevationMaxRad,
  };
}

/** The ground distance against the radio horizon over smooth ground. */
export function horizonLink(geometry: SensorGeometry, rangeM: number, above: number): CoverageLink {
  const below = sensorHeight(geometry);
  const groundDistanceM = groundDistance(rangeM, below, above);
  const bounded = geometry.spec.coverage.horizon;
  const horizonM = bounded ? radioHorizon(below, above) : null;
  const marginM = horizonM === null ? null : horizonM - groundDistanceM;
  const ok = marginM === null || marginM >= 0;
  return {
    link: "horizon",
    ok,
    reason: reasonUnless(ok, "BELOW_HORIZON"),
    marginM,
    groundDistanceM,
    horizonM,
    sensorHeightM: below,
    targetHeightM: above,
  };
}

/** What the recorded health leaves. */
export function healthLink(health: SensorHealth | undefined): CoverageLink {
  const factor = healthFactor(health);
  const ok = factor > 0;
  return {
    link: "health",
    ok,
    reason: reasonUnless(ok, "SENSOR_DOWN"),
    status: health === undefined ? null : health.status,
    factor,
  };
}

/** The line of sight against the hills before the place; holds where no terrain is known. */
export function terrainLink(geometry: SensorGeometry, position: ArrayLike<number>): CoverageLink {
  const [e, n, u] = [position[0], position[1], position[2]];
  const { mask, terrain, positionM } = geometry;
  if (mask === null || terrain === null)
    return { link: "terrain", ok: true, reason: null, marginM: null, obstacle: null };
  const heightM = heightOfEnu(geometry.siteFrame, e, n, u);
  const distance = Math.sqrt(square(e - positionM[0]) + square(n - positionM[1]));
  const marginM = mask.clearanceSlope(e, n, heightM) * distance;
  const eye = { eastM: positionM[0], northM: positionM[1], heightM: mask.eyeHeightM };
  const ok = marginM >= 0;
  return {
    link: "terrain",
    ok,
    reason: reasonUnless(ok, "TERRAIN"),
    marginM,
    obstacle: findObstacle(terrain, eye, { eastM: e, northM: n, heightM }),
  };
}

/** Detected less often than this, a target is out of the radar's reach for all that anybody can rely on. */
const SIGNAL_PROBABILITY_LEAST = 0.1;

/** The echo and the speed of a target against a radar's model; none without one. */
export function signalLinks(
  geometry: SensorGeometry,
  sight: { readonly rangeM: number; readonly elevationRad: number },
  position: ArrayLike<number>,
  target: CoverageTarget,
): readonly CoverageLink[] {
  const { radar } = geometry.spec;
  if (radar === undefined) return [];
  const { crossSectionM2, velocityMps } = target;
  const signal =
    signalPerSquareMetre(geometry, radar, sight.rangeM, sight.elevationRad) * crossSectionM2;
  const probability = echoProbability(radar, signal);
  const seen = probability >= SIGNAL_PROBABILITY_LEAST;
  const rangeRateMps =
    velocityMps === null ? null : rangeRateOf(geometry, position, velocityMps, sight.rangeM);
  const marginMps = rangeRateMps === null ? null : Math.abs(rangeRateMps) - radar.rangeRateMinMps;
  const fast = marginMps === null || marginMps >= 0;
  return [
    {
      link: "signal",
      ok: seen,
      reason: reasonUnless(seen, "OUT_OF_COVERAGE"),
      probability,
      signalToNoise: signal,
      crossSectionM2,
    },
    {
      link: "speed",
      ok: fast,
      reason: reasonUnless(fast, "BELOW_DOPPLER"),
      marginMps,
      rangeRateMps,
      leastMps: radar.rangeRateMinMps,
    },
  ];
}

function rangeRateOf(
  { positionM: p }: SensorGeometry,
  position: ArrayLike<number>,
  velocity: ArrayLike<number>,
  rangeM: number,
): number {
  let along = 0;
  for (let i = 0; i < 3; i++) along += (position[i] - p[i]) * velocity[i];
  return rangeM === 0 ? 0 : along / rangeM;
}
