import { parityResidual } from "../decode/parity.ts";
import type { CompactPosition, PlaceDeg } from "../decode/compact-position.ts";
import { longitudeZones } from "../decode/compact-position.ts";

/** A run of bits: its value and how many there are. */
export type Field = readonly [value: number, bits: number];

/** The octets of fields that follow one another, most significant bit first. */
export function packed(fields: readonly Field[]): Uint8Array {
  const bits = fields.flatMap(([value, count]) =>
    Array.from({ length: count }, (_, index) => Math.floor(value / 2 ** (count - 1 - index)) & 1),
  );
  const octets = new Uint8Array(Math.ceil(bits.length / 8));
  for (const [index, bit] of bits.entries()) octets[index >>> 3] |= bit << (7 - (index & 7));
  return octets;
}

/** The message with its parity, over which `overlay` is laid. */
export function withParity(body: Uint8Array, overlay = 0): Uint8Array {
  const message = new Uint8Array(body.length + 3);
  message.set(body);
  const parity = parityResidual(message) ^ overlay;
  message.set([parity >>> 16, (parity >>> 8) & 255, parity & 255], body.length);
  return message;
}

export interface SquitterHead {
  readonly address: number;
  readonly format?: number;
  readonly control?: number;
}

/** An extended squitter of 56 bits of content. */
export const squitter = (
  { address, format = 17, control = 5 }: SquitterHead,
  content: readonly Field[],
): Uint8Array => withParity(packed([[format, 5], [control, 3], [address, 24], ...content]));

/** Encodes a place as compact position (RTCA DO-260B, A.1.7.3). */
export function compactOf(
  { latitudeDeg, longitudeDeg }: PlaceDeg,
  isOdd: boolean,
  surface = false,
): CompactPosition {
  const rangeDeg = surface ? 90 : 360;
  const odd = isOdd ? 1 : 0;
  const modulo = (value: number, by: number): number => value - by * Math.floor(value / by);
  const row = rangeDeg / (60 - odd);
  const latitude = Math.floor((131_072 * modulo(latitudeDeg, row)) / row + 0.5);
  const sent = row * (latitude / 131_072 + Math.floor(latitudeDeg / row));
  const zones = Math.max(longitudeZones(sent) - odd, 1);
  const column = rangeDeg / zones;
  const longitude = Math.floor((131_072 * modulo(longitudeDeg, column)) / column + 0.5);
  return { isOdd, latitude: latitude % 131_072, longitude: longitude % 131_072 };
}

const altitudeField = (altitudeFt: number | null): number => {
  if (altitudeFt === null) return 0;
  const steps = Math.round((altitudeFt + 1_000) / 25);
  return ((steps & 0x7f0) << 1) | 0x10 | (steps & 0xf);
};

export function positionSquitter(
  head: SquitterHead,
  place: PlaceDeg,
  {
    isOdd,
    altitudeFt,
    typeCode = 11,
  }: {
    readonly isOdd: boolean;
    readonly altitudeFt: number | null;
    readonly typeCode?: number;
  },
): Uint8Array {
  const { latitude, longitude } = compactOf(place, isOdd);
  return squitter(head, [
    [typeCode, 5],
    [0, 3],
    [altitudeField(altitudeFt), 12],
    [0, 1],
    [isOdd ? 1 : 0, 1],
    [latitude, 17],
    [longitude, 17],
  ]);
}

export interface VelocityParts {
  readonly eastKt: number;
  readonly northKt: number;
  readonly climbFtPerMin?: number;
  readonly differenceFt?: number;
}

export function velocitySquitter(head: SquitterHead, parts: VelocityParts): Uint8Array {
  const { eastKt, northKt, climbFtPerMin = 0, differenceFt } = parts;
  const sign = (value: number): Field => [value < 0 ? 1 : 0, 1];
  return squitter(head, [
    [19, 5],
    [1, 3],
    [0, 2],
    [2, 3],
    sign(eastKt),
    [Math.abs(eastKt) + 1, 10],
    sign(northKt),
    [Math.abs(northKt) + 1, 10],
    [1, 1],
    sign(climbFtPerMin),
    [Math.abs(climbFtPerMin) / 64 + 1, 9],
    [0, 2],
    sign(differenceFt ?? 0),
    [differenceFt === undefined ? 0 : Math.abs(differenceFt) / 25 + 1, 7],
  ]);
}

const ALPHABET = "#ABCDEFGHIJKLMNOPQRSTUVWXYZ##### ###############0123456789######";

export const identitySquitter = (head: SquitterHead, callsign: string): Uint8Array =>
  squitter(head, [
    [4, 5],
    [3, 3],
    ...callsign
      .padEnd(8)
      .split("")
      .map((letter): Field => [ALPHABET.indexOf(letter), 6]),
  ]);
