const FIRST_OCTETS = 256;

/** A bounded buffer that grows by doubling, so that a long frame is copied a few times and not with every chunk. */
export class OctetBuffer {
  readonly #octetsMax: number;
  #octets = new Uint8Array(0);
  #length = 0;

  constructor(octetsMax: number) {
    this.#octetsMax = octetsMax;
  }

  get length(): number {
    return this.#length;
  }

  /** False where it would hold more than it may; nothing is added then. */
  append(piece: Uint8Array): boolean {
    const needed = this.#length + piece.length;
    if (needed > this.#octetsMax) return false;
    if (needed > this.#octets.length) {
      const roomier = Math.max(needed, 2 * this.#octets.length, FIRST_OCTETS);
      const grown = new Uint8Array(Math.min(this.#octetsMax, roomier));
      grown.set(this.#octets.subarray(0, this.#length));
      this.#octets = grown;
    }
    this.#octets.set(piece, this.#length);
    this.#length = needed;
    return true;
  }

  /** What it holds, as octets of its own; it is empty afterwards. */
  take(): Uint8Array {
    const taken = this.#octets.slice(0, this.#length);
    this.clear();
    return taken;
  }

  clear(): void {
    this.#length = 0;
    if (this.#octets.length > 4_096) this.#octets = new Uint8Array(0);
  }
}
