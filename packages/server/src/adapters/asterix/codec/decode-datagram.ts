import type { CategoryTables } from "../categories/category-registry.ts";
import { currentTables } from "../categories/category-registry.ts";
import type { DecodeError } from "./decode-error.ts";
import { RECORDS_PER_BLOCK_MAX } from "./decode-error.ts";
import type { Cursor } from "./decode-item.ts";
import {
  cursorOver,
  decodeLayout,
  fail,
  isPresent,
  skipFieldSpecification,
} from "./decode-item.ts";
import type { CategorySpec } from "./item-spec.ts";
import type { AsterixRecord, AsterixValue } from "./value.ts";

export interface DecodeResult {
  readonly records: readonly AsterixRecord[];
  readonly errors: readonly DecodeError[];
}

/**
 * Decodes the data blocks of one datagram. A bad record ends its block only: what was decoded before it in
 * the block stays, and the next block is found by the bad one's length. Never throws, and allocates in
 * proportion to the bytes given. `tables` are those of the current editions if not given.
 */
export function decodeDatagram(
  bytes: Uint8Array,
  tables: CategoryTables = currentTables,
): DecodeResult {
  const records: AsterixRecord[] = [];
  const errors: DecodeError[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    const length = blockLength(bytes, offset);
    if (length === null) {
      const category = bytes[offset];
      const reason = bytes.length - offset < BLOCK_HEADER_OCTETS ? "truncated" : "bad-block-length";
      errors.push({ offset, category, item: null, reason });
      break;
    }
    decodeBlock(bytes, offset, length, { tables, records, errors });
    offset += length;
  }
  return { records, errors };
}

/** The length that the block at `offset` gives itself, or null where it is no block. */
export function blockLength(bytes: Uint8Array, offset: number): number | null {
  if (bytes.length - offset < BLOCK_HEADER_OCTETS) return null;
  const length = bytes[offset + 1] * 256 + bytes[offset + 2];
  return length > BLOCK_HEADER_OCTETS ? length : null;
}

/** Category, then the length in two octets. */
export const BLOCK_HEADER_OCTETS = 3;

function decodeBlock(
  bytes: Uint8Array,
  offset: number,
  length: number,
  into: {
    readonly tables: CategoryTables;
    readonly records: AsterixRecord[];
    readonly errors: DecodeError[];
  },
): void {
  const { tables, records, errors } = into;
  const category = bytes[offset];
  const spec = tables[category];
  if (spec === undefined) {
    errors.push({ offset, category, item: null, reason: "unknown-category" });
    return;
  }
  const end = Math.min(offset + length, bytes.length);
  const cursor = cursorOver(bytes, offset + BLOCK_HEADER_OCTETS, end);
  for (let count = 0; cursor.offset < end; count++) {
    const record =
      count < RECORDS_PER_BLOCK_MAX ? decodeRecord(cursor, spec) : fail(cursor, "too-many-records");
    if (record === null) {
      errors.push(errorOf(cursor, category));
      return;
    }
    records.push(record);
  }
  if (end < offset + length)
    errors.push({ offset: end, category, item: null, reason: "truncated" });
}

/** Decodes the record at the cursor, or gives `null` and leaves the reason there. */
export function decodeRecord(cursor: Cursor, spec: CategorySpec): AsterixRecord | null {
  const { bytes, offset } = cursor;
  const after = skipFieldSpecification(cursor, Math.ceil(spec.profile.length / 7));
  if (after === null) return null;
  cursor.offset = after;
  const items = new Map<string, AsterixValue>();
  for (let place = 0; place < (after - offset) * 7; place++) {
    if (!isPresent(bytes, offset, place, 7)) continue;
    const item = spec.profile[place] ?? null;
    if (item === null) return fail(cursor, "spare-fspec-bit");
    const value = decodeLayout(cursor, item.layout);
    if (value === null) {
      cursor.errorPath.push(item.id);
      return null;
    }
    items.set(item.id, value);
  }
  if (items.size === 0) return fail(cursor, "empty-record");
  return {
    category: spec.category,
    edition: spec.edition,
    offset,
    length: cursor.offset - offset,
    items,
  };
}

function errorOf(cursor: Cursor, category: number): DecodeError {
  const path = [...cursor.errorPath].reverse();
  return {
    offset: cursor.offset,
    category,
    item: path.length === 0 ? null : [String(category).padStart(3, "0"), ...path].join("/"),
    reason: cursor.error ?? "truncated",
  };
}
