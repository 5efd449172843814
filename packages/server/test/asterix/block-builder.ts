import type { AsterixItems } from "../../src/adapters/asterix/codec/encode-block.ts";
import { encodeBlock } from "../../src/adapters/asterix/codec/encode-block.ts";
import type { AsterixValue } from "../../src/adapters/asterix/codec/value.ts";

export type Items = Readonly<Record<string, AsterixValue>>;

/** The octets of a data block of records given as items by number. */
export function blockOf(category: number, ...records: readonly Items[]): Uint8Array {
  const items: AsterixItems[] = records.map((record) => new Map(Object.entries(record)));
  const encoded = encodeBlock(category, items);
  if (!encoded.ok) throw new Error(`${encoded.item}: ${encoded.reason}`);
  return encoded.bytes;
}

/** Time of day in 1/128 s. */
export const ticksOf = (seconds: number): number => Math.round(seconds * 128);

export const SOURCE = { SAC: 25, SIC: 13 };
/** 2016-05-05, 07:35:56 UTC. */
export const RECEIVED_US = 1_462_433_756_000_000;
export const SECONDS = 7 * 3_600 + 35 * 60 + 55;
export const SENSED_US = RECEIVED_US - 1_000_000;

/** A CAT048 plot, a primary radar's, with what `items` adds or replaces. */
export const plot = (items: Items = {}): Items => ({
  "010": SOURCE,
  "140": ticksOf(SECONDS),
  "020": { TYP: 1 },
  "040": { RHO: 2_560, THETA: 16_384 },
  ...items,
});

/** A CAT062 track with what `items` adds or replaces. */
export const track = (items: Items = {}): Items => ({
  "010": SOURCE,
  "070": ticksOf(SECONDS),
  "105": { LAT: 8_388_608, LON: 2_796_203 },
  "040": 77,
  "080": { MON: 0 },
  ...items,
});

/** A CAT034 sector crossing at an azimuth in 1/256 turn, or a north marker. */
export const sector = (azimuth: number, seconds: number, items: Items = {}): Items => ({
  "010": SOURCE,
  "000": 2,
  "030": ticksOf(seconds),
  "020": azimuth,
  ...items,
});
export const north = (seconds: number, items: Items = {}): Items => ({
  "010": SOURCE,
  "000": 1,
  "030": ticksOf(seconds),
  ...items,
});

/** A CAT015 plot of a monostatic radar, with what `items` adds or replaces. */
export const target = (items: Items = {}): Items => ({
  "010": SOURCE,
  "000": { MT: 1, RG: 1 },
  "020": { MOMU: 0, TTAX: 0, SCD: 1 },
  "145": ticksOf(SECONDS),
  "625": { R: 41_230 },
  "627": { AZ: 16_384 },
  ...items,
});

/** A CAT010 plot of a surface radar, with what `items` adds or replaces. */
export const surface = (items: Items = {}): Items => ({
  "010": SOURCE,
  "000": 1,
  "020": { TYP: 3 },
  "140": ticksOf(SECONDS),
  "040": { RHO: 1_500, TH: 32_768 },
  ...items,
});

/** A CAT021 report of an aircraft with an ICAO address, with what `items` adds or replaces. */
export const adsb = (items: Items = {}): Items => ({
  "010": SOURCE,
  "040": { ATP: 0, ARC: 0, RC: 0, RAB: 0 },
  "071": ticksOf(SECONDS),
  "131": { LAT: 268_435_456, LON: 89_478_485 },
  "080": 0x4baacd,
  ...items,
});
