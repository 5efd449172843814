const WORD = 0x1_0000_0000;

/** Writes a whole number below 2^53 as eight bytes, little-endian. */
export function writeUint64(target: Buffer, value: number, offset: number): void {
  target.writeUInt32LE(value % WORD, offset);
  target.writeUInt32LE(Math.floor(value / WORD), offset + 4);
}

/** Reads eight little-endian bytes; a value of 2^53 or more comes back inexact and fails `Number.isSafeInteger`. */
export function readUint64(source: Buffer, offset: number): number {
  return source.readUInt32LE(offset) + source.readUInt32LE(offset + 4) * WORD;
}
