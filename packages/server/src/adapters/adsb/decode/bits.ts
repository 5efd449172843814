/**
 * The value of a run of bits, most significant first; `first` counts from 1 as the standards do. At most 31 bits,
 * all inside `octets`.
 */
export function bitsOf(octets: Uint8Array, first: number, count: number): number {
  let value = 0;
  for (let at = first - 1; at < first - 1 + count; at++) {
    value = (value << 1) | ((octets[at >>> 3] >>> (7 - (at & 7))) & 1);
  }
  return value;
}
