import { bitsOf } from "./bits.ts";

/** Mode 3/A code, four octal digits, of the 13-bit field C1 A1 C2 A2 C4 A4 X B1 D1 B2 D2 B4 D4. */
export function squawkOf13(code: number): string {
  const digit = (four: number, two: number, one: number): number =>
    (((code >>> four) & 1) << 2) | (((code >>> two) & 1) << 1) | ((code >>> one) & 1);
  return [digit(7, 9, 11), digit(1, 3, 5), digit(8, 10, 12), digit(0, 2, 4)].join("");
}

const CALLSIGN_ALPHABET = "?ABCDEFGHIJKLMNOPQRSTUVWXYZ????? ???????????????0123456789??????";

/**
 * The callsign in 48 bits from bit `first`, without the spaces behind it; null where it is empty or holds a
 * character that no callsign has.
 */
export function callsignOf(octets: Uint8Array, first: number): string | null {
  let text = "";
  for (let index = 0; index < 8; index++) {
    text += CALLSIGN_ALPHABET[bitsOf(octets, first + index * 6, 6)];
  }
  const trimmed = text.trimEnd();
  return trimmed === "" || /[? ]/.test(trimmed) ? null : trimmed;
}

/** Six hexadecimal digits, capital. */
export const addressText = (address: number): string =>
  address.toString(16).toUpperCase().padStart(6, "0");
