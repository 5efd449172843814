/** What a crash does to a write that was not synced: kept whole, dropped, or kept only up to so many bytes. */
export type WriteFate = "keep" | "drop" | { readonly keepBytes: number };

interface UnsyncedWrite {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** A file of a {@link MemoryDisk}: what is on the medium, and the writes that so far are in the cache only. */
export class MemoryFile {
  #durable: Uint8Array;
  #buffer: Uint8Array;
  #size: number;
  /** Writes on the medium since `#durable`. */
  #synced: UnsyncedWrite[] = [];
  #unsynced: UnsyncedWrite[] = [];
  /** Writes whose sync failed: read back from the cache, yet no later sync brings them to the medium. */
  #forsaken: UnsyncedWrite[] = [];

  constructor(content: Uint8Array) {
    this.#durable = content;
    this.#buffer = content;
    this.#size = content.length;
  }

  get sizeBytes(): number {
    return this.#size;
  }

  unsyncedSizes(): number[] {
    return [...this.#forsaken, ...this.#unsynced].map(({ bytes }) => bytes.length);
  }

  content(): Uint8Array {
    return this.#buffer.slice(0, this.#size);
  }

  readAt(offset: number, into: Uint8Array): number {
    const bytes = this.#buffer.subarray(offset, Math.min(this.#size, offset + into.length));
    into.set(bytes);
    return bytes.length;
  }

  /** Writes over what is there from `offset` on, or behind it. */
  write(offset: number, bytes: Uint8Array): void {
    this.#grow(offset + bytes.length);
    this.#buffer.set(bytes, offset);
    this.#size = Math.max(this.#size, offset + bytes.length);
    this.#unsynced.push({ offset, bytes: Uint8Array.from(bytes) });
  }

  truncate(sizeBytes: number): void {
    this.#durable = this.content().slice(0, sizeBytes);
    this.#buffer = this.#durable;
    this.#size = this.#durable.length;
    this.#synced = [];
    this.#unsynced = [];
    this.#forsaken = [];
  }

  sync(): void {
    for (const write of this.#unsynced) this.#synced.push(write);
    this.#unsynced = [];
  }

  /** The kernel marks pages clean after it failed to write them: a second sync would succeed and save nothing. */
  failSync(): void {
    this.#forsaken.push(...this.#unsynced);
    this.#unsynced = [];
  }

  afterCrash(fates: readonly WriteFate[]): MemoryFile {
    const writes = [...this.#forsaken, ...this.#unsynced];
    const durable = applyWrites(this.#durable, this.#synced, []);
    return new MemoryFile(applyWrites(durable, writes, fates));
  }

  #grow(sizeBytes: number): void {
    if (sizeBytes <= this.#buffer.length && this.#buffer !== this.#durable) return;
    const grown = new Uint8Array(Math.max(sizeBytes, this.#buffer.length * 2, 256));
    grown.set(this.#buffer.subarray(0, this.#size));
    this.#buffer = grown;
  }
}

/** Where a write is dropped and a later one kept, zeros stand in its place, as in a file with a hole. */
function applyWrites(
  durable: Uint8Array,
  writes: readonly UnsyncedWrite[],
  fates: readonly WriteFate[],
): Uint8Array {
  const kept: UnsyncedWrite[] = [];
  writes.forEach((write, index) => {
    const fate = fates[index] ?? "keep";
    if (fate === "drop") return;
    const bytes = fate === "keep" ? write.bytes : write.bytes.subarray(0, fate.keepBytes);
    if (bytes.length > 0) kept.push({ offset: write.offset, bytes });
  });
  const size = Math.max(durable.length, ...kept.map(({ offset, bytes }) => offset + bytes.length));
  const content = new Uint8Array(size);
  content.set(durable);
  for (const { offset, bytes } of kept) content.set(bytes, offset);
  return content;
}
