/**
 * The `width` bits (at most 48) from bit position `bit` of `bytes`, counted from the most significant bit
 * of the first octet, as an unsigned integer. The caller has made sure that they are there.
 */
export function readBits(bytes: Uint8Array, bit: number, width: number): number {
  let value = 0;
  let position = bit;
  let left = width;
  while (left > 0) {
    const available = 8 - (position & 7);
    const take = available < left ? available : left;
    const chunk = (bytes[position >>> 3] >>> (available - take)) & ((1 << take) - 1);
    value = value * (1 << take) + chunk;
    position += take;
    left -= take;
  }
  return value;
}

/** Writes the low `width` bits (at most 48) of the non-negative integer `value` over zero bits. */
export function writeBits(bytes: Uint8Array, bit: number, width: number, value: number): void {
  let end = bit + width;
  let rest = value;
  while (end > bit) {
    const inOctet = ((end - 1) & 7) + 1;
    const take = Math.min(inOctet, end - bit);
    const scale = 1 << take;
    bytes[(end - 1) >>> 3] |= (rest % scale) << (8 - inOctet);
    rest = Math.floor(rest / scale);
    end -= take;
  }
}

/** 2^`width`, exactly, for widths up to 48. */
export const twoTo = (width: number): number =>
  width <= 30 ? 1 << width : (1 << (width - 24)) * 16_777_216;

export function toHex(bytes: Uint8Array, from: number, to: number): string {
  let text = "";
  for (let index = from; index < to; index++) text += HEX[bytes[index]];
  return text;
}

/** The octets of hexadecimal text, or null where it is none. */
export function fromHex(text: string): Uint8Array | null {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(text)) return null;
  const bytes = new Uint8Array(text.length / 2);
  for (let index = 0; index < bytes.length; index++) {
    bytes[index] = Number.parseInt(text.slice(2 * index, 2 * index + 2), 16);
  }
  return bytes;
}

const HEX = Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, "0"));
