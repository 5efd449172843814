/**
 * Reads an iterable of chunks piece by piece, with no more in memory than the chunk in hand and the piece asked
 * for. `tryTake` is synchronous so that a reader of many small pieces waits only at chunk borders:
 *
 * ```ts
 * const header = stream.tryTake(16) ?? (await stream.take(16));
 * ```
 */
export class ByteStream {
  private readonly chunks: AsyncIterator<Uint8Array>;
  private buffer: Uint8Array = new Uint8Array();
  private position = 0;
  private consumed = 0;
  private ended = false;
  private failed: string | null = null;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.chunks = chunks[Symbol.asyncIterator]();
  }

  /** Octets taken or skipped so far. */
  get offset(): number {
    return this.consumed;
  }

  /** Why the source broke off before its end, or null. What came before the fault has been given out. */
  get failure(): string | null {
    return this.failed;
  }

  /** The next `length` octets if they are already here, else null. */
  tryTake(length: number): Uint8Array | null {
    if (this.buffer.length - this.position < length) return null;
    const taken = this.buffer.subarray(this.position, this.position + length);
    this.position += length;
    this.consumed += length;
    return taken;
  }

  /** The next `length` octets, or null where fewer are left. */
  async take(length: number): Promise<Uint8Array | null> {
    await this.fill(length);
    return this.tryTake(length);
  }

  /** The next octets without taking them: `length`, or as many as there are. */
  async peek(length: number): Promise<Uint8Array> {
    await this.fill(length);
    return this.buffer.subarray(this.position, this.position + length);
  }

  /** Octets here now, without waiting. */
  available(): Uint8Array {
    return this.buffer.subarray(this.position);
  }

  /** Passes over `length` octets; false where fewer were left. */
  async skip(length: number): Promise<boolean> {
    let left = length;
    for (;;) {
      const here = Math.min(left, this.buffer.length - this.position);
      this.position += here;
      this.consumed += here;
      left -= here;
      if (left === 0) return true;
      if (!(await this.fill(1))) return false;
    }
  }

  /** Lets go of the source, though it has not ended. */
  async close(): Promise<void> {
    this.ended = true;
    await this.chunks.return?.();
  }

  /** Waits until `length` octets are here; false where the source ends before. */
  private async fill(length: number): Promise<boolean> {
    const parts: Uint8Array[] = [];
    let have = this.buffer.length - this.position;
    while (have < length && !this.ended) {
      const chunk = await this.nextChunk();
      if (chunk === null) break;
      parts.push(chunk);
      have += chunk.length;
    }
    if (parts.length > 0) {
      const rest = this.buffer.subarray(this.position);
      this.buffer =
        rest.length === 0 && parts.length === 1 ? parts[0] : Buffer.concat([rest, ...parts]);
      this.position = 0;
    }
    return have >= length;
  }

  private async nextChunk(): Promise<Uint8Array | null> {
    try {
      const next = await this.chunks.next();
      if (next.done !== true) return next.value;
    } catch (error) {
      this.failed = error instanceof Error ? error.message : String(error);
    }
    this.ended = true;
    return null;
  }
}
