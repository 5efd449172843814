import type { ElementSpec, GroupSpec, ItemSpec, RepetitiveSpec } from "../codec/item-spec.ts";
import { group, item, raw, repeated, signed, unsigned } from "../codec/spec-builders.ts";

/** Item 010 of every category: who sent it. */
export const sourceIdentifier: ItemSpec = item(
  "010",
  "Data Source Identifier",
  group(raw("SAC", 8), raw("SIC", 8)),
);

/** Seconds since midnight UTC, in 1/128 s. */
export const timeOfDay = (id: string, title: string): ItemSpec =>
  item(id, title, unsigned("", 24, 1 / 128, "s"));

/** Latitude and longitude in WGS-84, of `bits` bits each, of which the least is 180/2^`halfTurnBits` degrees. */
export const positionOf = (
  bits: number,
  halfTurnBits: number,
  names: readonly [string, string] = ["LAT", "LON"],
): GroupSpec => group(...names.map((name) => signed(name, bits, halfTurn(halfTurnBits), "°")));

/** Transponder registers: content of 56 bits and number. */
export const registers: RepetitiveSpec = repeated(
  group(raw("MBDATA", 56), raw("BDS1", 4), raw("BDS2", 4)),
);

/** A correlation coefficient, or another share of one, in 1/128. */
export const correlation = (name: string): ElementSpec => signed(name, 8, 1 / 128, "");

/** 180/2^`bits` degrees. */
function halfTurn(bits: number): number {
  let degrees = 180;
  for (let bit = 0; bit < bits; bit++) degrees /= 2;
  return degrees;
}

/** An element of newer editions, and before it the bit that says whether it means anything. */
export const populated = (name: string, bits: number): ElementSpec[] => [
  raw(`${name}/EP`, 1),
  raw(`${name}/VAL`, bits),
];
