/**
 * Pressure altitude, feet, of the 13-bit field of short replies (ICAO Annex 10 volume IV, 3.1.2.6.5.4); null where it
 * says nothing, is metric (never seen, and undefined in its unit's zero) or is no code.
 */
export function altitudeOf13(code: number): number | null {
  if ((code & 0x40) !== 0) return null;
  return altitudeOf12(((code & 0x1f80) >>> 1) | (code & 0x3f));
}

/**
 * Altitude, feet, of the 12-bit field of an airborne position: with the Q bit, 25 ft steps from −1,000 ft;
 * without, 100 ft steps in Gillham's code. Null for 0 (not known) and for what is no code.
 */
export function altitudeOf12(code: number): number | null {
  if (code === 0) return null;
  if ((code & 0x10) !== 0) return (((code & 0xfe0) >>> 1) | (code & 0xf)) * 25 - 1_000;
  return gillhamAltitude(code);
}

/** Bits, from the highest: C1 A1 C2 A2 C4 A4 B1 Q B2 D2 B4 D4. */
function gillhamAltitude(code: number): number | null {
  const bit = (place: number): number => (code >>> place) & 1;
  const [c1, a1, c2, a2, c4, a4, b1, , b2, d2, b4, d4] = Array.from({ length: 12 }, (_, index) =>
    bit(11 - index),
  );
  const fiveHundreds = fromGray([d2, d4, a1, a2, a4, b1, b2, b4]);
  let hundreds = fromGray([c1, c2, c4]);
  if (hundreds === 0 || hundreds === 5 || hundreds === 6) return null;
  if (hundreds === 7) hundreds = 5;
  if ((fiveHundreds & 1) === 1) hundreds = 6 - hundreds;
  return fiveHundreds * 500 + hundreds * 100 - 1_300;
}

function fromGray(bits: readonly number[]): number {
  let value = 0;
  let last = 0;
  for (const bit of bits) {
    last ^= bit;
    value = (value << 1) | last;
  }
  return value;
}
