import type { Identity } from "@tocsin/core";
import type { AsterixItems } from "../codec/encode-block.ts";
import type { AsterixValue } from "../codec/value.ts";

export const TURN_RAD = 2 * Math.PI;

export interface SourceCodes {
  readonly SAC: number;
  readonly SIC: number;
}

/** Items by number; what is undefined is left out. */
export const asterixItems = (
  entries: Readonly<Record<string, AsterixValue | undefined>>,
): AsterixItems =>
  new Map(
    Object.entries(entries).filter(
      (entry): entry is [string, AsterixValue] => entry[1] !== undefined,
    ),
  );

/** `value` in steps, to the nearest that the item can hold. */
export const scaled = (value: number, step: number, least: number, most: number): number =>
  Math.min(most, Math.max(least, Math.round(value / step)));

export const degrees = (radians: number): number => (radians * 360) / TURN_RAD;

/** A direction in steps of a 65,536th of a turn. */
export const turnSteps = (azimuthRad: number): number => {
  const steps = Math.round((65_536 * azimuthRad) / TURN_RAD) % 65_536;
  return steps < 0 ? steps + 65_536 : steps;
};

/** Signed elements of 16 and 24 bits. */
export const INT16 = { least: -32_768, most: 32_767 } as const;
export const INT24 = { least: -8_388_608, most: 8_388_607 } as const;
export const UINT16_MAX = 65_535;
export const UINT24_MAX = 16_777_215;

/** The sensor's own number of an object, where it is one that the item holds; undefined leaves the item out. */
export function trackNumber(identity: Identity | null, most: number): number | undefined {
  const text = identity?.sensorTrack ?? "";
  const number = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  return number <= most ? number : undefined;
}
