/** Octets appended one piece after another. */
export class ByteWriter {
  private bytes = new Uint8Array(64);
  private used = 0;

  get length(): number {
    return this.used;
  }

  append(piece: Uint8Array): void {
    const needed = this.used + piece.length;
    if (needed > this.bytes.length) {
      const larger = new Uint8Array(Math.max(needed, 2 * this.bytes.length));
      larger.set(this.bytes.subarray(0, this.used));
      this.bytes = larger;
    }
    this.bytes.set(piece, this.used);
    this.used = needed;
  }

  /** Sets the least significant bit of the last octet: FX. */
  setLastBit(): void {
    this.bytes[this.used - 1] |= 1;
  }

  /** A copy of what was appended. */
  finish(): Uint8Array {
    return this.bytes.slice(0, this.used);
  }
}
