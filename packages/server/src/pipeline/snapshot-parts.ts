import type { TimeUs } from "@tocsin/core";
import type { DecodedRecord } from "./encode-record.ts";
import type { PipelineSnapshot } from "./pipeline.ts";

/** A part of a snapshot that is too large for one record: a slice of its JSON. */
export interface SnapshotPart {
  /** Records up to this sequence are in the snapshot; it also names it. */
  readonly at: number;
  /** Of the last event in it. */
  readonly atUs: TimeUs;
  /** 1, 2, … `of`. */
  readonly part: number;
  readonly of: number;
  readonly text: string;
}

/** Characters of JSON in one part; a larger snapshot is split. Small beside what may wait for the disk at once. */
export const SNAPSHOT_PART_CHARS = 1024 * 1024;
/** Parts of one snapshot; a larger one is not recorded. */
export const SNAPSHOT_PARTS_MAX = 256;

export const isSnapshotPart = (value: object): value is SnapshotPart =>
  "part" in value && "of" in value && "text" in value && "at" in value && "atUs" in value;

/** Splits a snapshot's JSON. A slice may end between the halves of a character: joined again they are whole. */
export function splitSnapshot(text: string, at: number, atUs: TimeUs): SnapshotPart[] {
  const of = Math.ceil(text.length / SNAPSHOT_PART_CHARS);
  return Array.from({ length: of }, (_, i) => ({
    at,
    atUs,
    part: i + 1,
    of,
    text: text.slice(i * SNAPSHOT_PART_CHARS, (i + 1) * SNAPSHOT_PART_CHARS),
  }));
}

/** A snapshot as it was found in a journal. */
export interface FoundSnapshot {
  /** Records up to this one are in it. */
  readonly sequence: number;
  /** Of the last event in it. */
  readonly timeUs: TimeUs;
  /** The record that it begins at. */
  readonly firstRecord: number;
  readonly snapshot: PipelineSnapshot;
}

/** Puts the snapshots of a journal together, whose parts lie among other records. One that lacks a part is none. */
export class SnapshotReader {
  #parts: SnapshotPart[] = [];
  #firstRecord = 0;

  /** Whether parts of a snapshot are there and others still have to come. */
  get waits(): boolean {
    return this.#parts.length > 0;
  }

  /** `timeUs`: of the last event before the record. The snapshot that the record completes, or null. */
  add(decoded: DecodedRecord, sequence: number, timeUs: TimeUs): FoundSnapshot | null {
    if (decoded.kind === "snapshot")
      return {
        sequence,
        timeUs,
        firstRecord: sequence,
        snapshot: decoded.snapshot as PipelineSnapshot,
      };
    if (decoded.kind !== "snapshot-part") return null;
    const { part } = decoded;
    if (part.part === 1) {
      this.#parts = [];
      this.#firstRecord = sequence;
    } else if (this.#parts.at(-1)?.at !== part.at || this.#parts.length !== part.part - 1) {
      this.#parts = [];
      return null;
    }
    this.#parts.push(part);
    if (part.part < part.of) return null;
    const text = this.#parts.map((one) => one.text).join("");
    this.#parts = [];
    return {
      sequence: part.at,
      timeUs: part.atUs,
      firstRecord: this.#firstRecord,
      snapshot: JSON.parse(text) as PipelineSnapshot,
    };
  }
}
