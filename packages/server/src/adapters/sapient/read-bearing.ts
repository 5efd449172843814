import { gridConvergence, radians, utmZoneOf, wrapTwoPi } from "@tocsin/core";
import {
  type RangeBearing,
  RangeBearingCoordinateSystem,
  RangeBearingDatum,
} from "./generated/place_pb.ts";
import type { SapientNodeConfig } from "./node-config.ts";

/** What a range and bearing says, from true north at the node, SI. */
export interface ReadBearing {
  readonly azimuthRad: number | null;
  readonly elevationRad: number | null;
  readonly rangeM: number | null;
  /** One-sigma errors; null where not stated. */
  readonly azimuthSigmaRad: number | null;
  readonly elevationSigmaRad: number | null;
  readonly rangeSigmaM: number | null;
}

const KILOMETRE_M = 1_000;

/** Reads a range and bearing in whichever units and from whichever north; null where its units or its north are not known. */
export function readBearing(bearing: RangeBearing, node: SapientNodeConfig): ReadBearing | null {
  const { coordinateSystem, datum } = bearing;
  const units = coordinateSystem === undefined ? undefined : UNITS.get(coordinateSystem);
  const turnRad = datum === undefined ? undefined : TURNS.get(datum)?.(node);
  if (units === undefined || turnRad === undefined) return null;
  const { angleRad, lengthM } = units;
  const scaled = (value: number | undefined, unit: number): number | null =>
    value === undefined || !Number.isFinite(value) ? null : value * unit;
  const sigma = (value: number | undefined, unit: number): number | null =>
    value !== undefined && value > 0 ? scaled(value, unit) : null;
  const azimuthRad = scaled(bearing.azimuth, angleRad);
  return {
    azimuthRad: azimuthRad === null ? null : wrapTwoPi(azimuthRad + turnRad),
    elevationRad: scaled(bearing.elevation, angleRad),
    rangeM: scaled(bearing.range, lengthM),
    azimuthSigmaRad: sigma(bearing.azimuthError, angleRad),
    elevationSigmaRad: sigma(bearing.elevationError, angleRad),
    rangeSigmaM: sigma(bearing.rangeError, lengthM),
  };
}

interface Units {
  readonly angleRad: number;
  readonly lengthM: number;
}
const UNITS: ReadonlyMap<RangeBearingCoordinateSystem, Units> = new Map([
  [RangeBearingCoordinateSystem.DEGREES_M, { angleRad: radians(1), lengthM: 1 }],
  [RangeBearingCoordinateSystem.RADIANS_M, { angleRad: 1, lengthM: 1 }],
  [RangeBearingCoordinateSystem.DEGREES_KM, { angleRad: radians(1), lengthM: KILOMETRE_M }],
  [RangeBearingCoordinateSystem.RADIANS_KM, { angleRad: 1, lengthM: KILOMETRE_M }],
]);

/** What is added to a bearing from a north of the standard's to get one from true north. */
const TURNS: ReadonlyMap<RangeBearingDatum, (node: SapientNodeConfig) => number> = new Map([
  [RangeBearingDatum.TRUE, () => 0],
  [RangeBearingDatum.MAGNETIC, ({ declinationRad }: SapientNodeConfig) => declinationRad],
  [RangeBearingDatum.PLATFORM, ({ headingRad }: SapientNodeConfig) => headingRad],
  [
    RangeBearingDatum.GRID,
    ({ latitudeRad, longitudeRad }: SapientNodeConfig) =>
      gridConvergence(latitudeRad, longitudeRad, utmZoneOf(latitudeRad, longitudeRad)),
  ],
]);
