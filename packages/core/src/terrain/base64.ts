import { assert } from "../units/assert.ts";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const VALUES = valuesOfLetters();
/** Bytes turned at a time: a multiple of three, small enough to be passed as arguments. */
const CHUNK_BYTES = 6_144;

function valuesOfLetters(): Int8Array {
  const values = new Int8Array(128).fill(-1);
  for (let i = 0; i < LETTERS.length; i++) values[LETTERS.charCodeAt(i)] = i;
  return values;
}

/** Bytes as text, by RFC 4648 section 4, padded. */
export function toBase64(bytes: Uint8Array): string {
  const codes: number[] = [];
  let text = "";
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
    const end = Math.min(start + CHUNK_BYTES, bytes.length);
    codes.length = 0;
    for (let i = start; i < end; i += 3) {
      const second = i + 1 < end ? bytes[i + 1] : 0;
      const third = i + 2 < end ? bytes[i + 2] : 0;
      const group = (bytes[i] << 16) | (second << 8) | third;
      codes.push(LETTERS.charCodeAt(group >> 18), LETTERS.charCodeAt((group >> 12) & 63));
      codes.push(i + 1 < end ? LETTERS.charCodeAt((group >> 6) & 63) : PAD);
      codes.push(i + 2 < end ? LETTERS.charCodeAt(group & 63) : PAD);
    }
    text += String.fromCharCode(...codes);
  }
  return text;
}

const PAD = "=".charCodeAt(0);

/** The bytes of {@link toBase64}. The text is one that we wrote: anything else fails an assertion. */
export function fromBase64(text: string): Uint8Array {
  assert(text.length % 4 === 0, "base64 comes in fours");
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let at = 0;
  const whole = text.length - padding;
  for (let i = 0; i < text.length; i += 4) {
    const a = valueAt(text, i);
    const b = valueAt(text, i + 1);
    const c = i + 2 < whole ? valueAt(text, i + 2) : 0;
    const d = i + 3 < whole ? valueAt(text, i + 3) : 0;
    assert((a | b | c | d) >= 0, "a letter of base64");
    bytes[at++] = (a << 2) | (b >> 4);
    if (at < bytes.length) bytes[at++] = (b << 4) | (c >> 2);
    if (at < bytes.length) bytes[at++] = (c << 6) | d;
  }
  return bytes;
}

/** The six bits of a letter; negative where it is none. */
function valueAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 128 ? VALUES[code] : -1;
}
