import type { DiskReader } from "@tocsin/sdk";

const CHUNK_BYTES = 256 * 1024;

/** A moving view of a file: memory stays at one chunk, or at one record when that is larger. */
export class FileWindow {
  readonly #reader: DiskReader;
  readonly endOffset: number;
  #buffer: Buffer;
  #start = 0;
  #length = 0;

  /** Sees the file as long as it is now, though it may grow. */
  constructor(reader: DiskReader) {
    this.#reader = reader;
    this.endOffset = reader.sizeBytes();
    this.#buffer = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, this.endOffset));
  }

  /** The bytes from `offset` on: at least `minBytes` of them, or all to the end. Valid until the next call. */
  view(offset: number, minBytes: number): Buffer {
    const wanted = Math.min(minBytes, Math.max(0, this.endOffset - offset));
    const available = this.#start + this.#length - offset;
    if (offset < this.#start || available < wanted || available <= 0) this.#load(offset, wanted);
    const from = offset - this.#start;
    return this.#buffer.subarray(from, Math.max(from, this.#length));
  }

  /** Reads anew what is asked for next. */
  forget(): void {
    this.#length = 0;
  }

  #load(offset: number, wanted: number): void {
    if (wanted > this.#buffer.length) this.#buffer = Buffer.allocUnsafe(wanted);
    this.#start = offset;
    this.#length = 0;
    const most = Math.min(this.#buffer.length, Math.max(0, this.endOffset - offset));
    while (this.#length < most) {
      const target = this.#buffer.subarray(this.#length, most);
      const count = this.#reader.readAt(offset + this.#length, target);
      if (count === 0) break;
      this.#length += count;
    }
  }
}
