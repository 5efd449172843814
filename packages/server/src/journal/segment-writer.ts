import type { Disk, DiskFile } from "@tocsin/sdk";
import { encodeFrame, frameBytes, type Frame } from "./frame.ts";
import { WRITE_BATCH_BYTES } from "./limits.ts";
import { encodeSegmentHeader, SEGMENT_HEADER_BYTES, type SegmentHeader } from "./segment-header.ts";
import { segmentName } from "./segment-name.ts";

/** One segment file open for appending. Its methods throw the disk's errors; after one it must only be closed. */
export class SegmentWriter {
  readonly name: string;
  readonly #file: DiskFile;
  #batch: Buffer;
  #batchBytes = 0;
  #sizeBytes: number;
  #records: number;
  /** Up to where room was prepared. */
  #reservedTo = 0;

  private constructor(
    name: string,
    file: DiskFile,
    batch: Buffer,
    sizeBytes: number,
    records: number,
  ) {
    this.name = name;
    this.#file = file;
    this.#batch = batch;
    this.#sizeBytes = sizeBytes;
    this.#records = records;
  }

  /** Begins a segment; its header is durable when this returns. Leaves nothing behind when it throws, if it can. */
  static create(disk: Disk, header: SegmentHeader): SegmentWriter {
    const name = segmentName(header.firstSequence);
    const file = disk.createAppend(name);
    try {
      writeAll(file, encodeSegmentHeader(header));
      file.sync();
      disk.syncDirectory();
    } catch (error) {
      attempt(() => file.close());
      attempt(() => disk.remove(name));
      throw error;
    }
    return new SegmentWriter(name, file, newBatch(), SEGMENT_HEADER_BYTES, 0);
  }

  /** Goes on in an existing segment that ends with a whole record. */
  static continue(
    disk: Disk,
    at: { name: string; sizeBytes: number; records: number },
  ): SegmentWriter {
    return new SegmentWriter(
      at.name,
      disk.openAppend(at.name),
      newBatch(),
      at.sizeBytes,
      at.records,
    );
  }

  /** True when a payload of this size would take the segment past `limitBytes`. One record always fits. */
  isFullFor(payloadBytes: number, limitBytes: number): boolean {
    return this.#records > 0 && this.#sizeBytes + frameBytes(payloadBytes) > limitBytes;
  }

  /** Adds a record; it is handed to the disk at the latest by {@link flush}. */
  add(frame: Frame): void {
    const bytes = frameBytes(frame.payload.length);
    if (this.#batchBytes + bytes > WRITE_BATCH_BYTES) this.flush();
    if (bytes > WRITE_BATCH_BYTES) {
      const single = Buffer.allocUnsafe(bytes);
      encodeFrame(single, 0, frame);
      writeAll(this.#file, single);
    } else {
      this.#reserve(this.#batchBytes + bytes);
      this.#batchBytes = encodeFrame(this.#batch, this.#batchBytes, frame);
    }
    this.#sizeBytes += bytes;
    this.#records += 1;
  }

  flush(): void {
    const bytes = this.#batch.subarray(0, this.#batchBytes);
    this.#batchBytes = 0;
    writeAll(this.#file, bytes);
  }

  sync(): void {
    this.flush();
    this.#file.sync();
  }

  /** Whether no more than so many bytes of room are left, and the segment may have more. */
  lacksRoom(leftBytes: number, limitBytes: number): boolean {
    return this.#reservedTo - this.#sizeBytes <= leftBytes && this.#reservedTo < limitBytes;
  }

  /**
   * Prepares and syncs room for the next `bytes` bytes, in the segment's limit. Records are written without it, too: a disk that has none to give says so of
   * them.
   */
  reserve(bytes: number, limitBytes: number): void {
    const to = Math.min(this.#sizeBytes + bytes, limitBytes);
    this.flush();
    attempt(() => this.#file.reserve(to - this.#sizeBytes));
    this.#reservedTo = to;
    this.#file.sync();
  }

  close(): void {
    this.#file.close();
  }

  #reserve(bytes: number): void {
    if (bytes <= this.#batch.length) return;
    const larger = Buffer.allocUnsafe(Math.min(WRITE_BATCH_BYTES, bytes * 2));
    larger.set(this.#batch.subarray(0, this.#batchBytes));
    this.#batch = larger;
  }
}

const newBatch = (): Buffer => Buffer.allocUnsafe(0);

/** Writes all of `bytes`, in as many steps as the disk likes. */
export function writeAll(file: DiskFile, bytes: Uint8Array): void {
  let written = 0;
  while (written < bytes.length) {
    const count = file.write(bytes.subarray(written));
    if (count === 0) throw Object.assign(new Error("the disk took no bytes"), { code: "EIO" });
    written += count;
  }
}

/** Runs a step whose failure changes nothing: what led to it has its own error, or what follows will. */
export function attempt(step: () => void): void {
  try {
    step();
  } catch {
    // The error that counts is on its way to the caller, or comes with what is written next.
  }
}
