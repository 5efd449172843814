import { categorySpec } from "../categories/category-registry.ts";
import { ByteWriter } from "./byte-writer.ts";
import { BLOCK_HEADER_OCTETS } from "./decode-datagram.ts";
import type { EncodeReason } from "./encode-item.ts";
import { encodeLayout, fieldSpecification } from "./encode-item.ts";
import type { CategorySpec } from "./item-spec.ts";
import type { AsterixValue } from "./value.ts";

export type EncodeResult =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | {
      readonly ok: false;
      /** Number of the item, or null where it is the record or block. */
      readonly item: string | null;
      readonly reason: EncodeReason | "unknown-category" | "unknown-item" | "no-items";
    };

export type AsterixItems = ReadonlyMap<string, AsterixValue>;

/** The length of a block is two octets. */
const BLOCK_OCTETS_MAX = 65_535;

/** The octets of one record: field specification and items in the order of the profile. */
export function encodeRecord(spec: CategorySpec, items: AsterixItems): EncodeResult {
  if (items.size === 0) return { ok: false, item: null, reason: "no-items" };
  const present = spec.profile.map((item) => item !== null && items.has(item.id));
  if (present.filter(Boolean).length !== items.size) {
    const known = new Set(spec.profile.map((item) => item?.id));
    const unknown = [...items.keys()].find((id) => !known.has(id)) ?? null;
    return { ok: false, item: unknown, reason: "unknown-item" };
  }
  const writer = new ByteWriter();
  writer.append(fieldSpecification(present, 7));
  for (const item of spec.profile) {
    const value = item === null ? undefined : items.get(item.id);
    if (item === null || value === undefined) continue;
    const reason = encodeLayout(writer, item.layout, value);
    if (reason !== null) return { ok: false, item: item.id, reason };
  }
  return { ok: true, bytes: writer.finish() };
}

/** A data block of records of one category, in its current edition unless another is named, ready to send. */
export function encodeBlock(
  category: number,
  records: readonly AsterixItems[],
  edition?: string,
): EncodeResult {
  const spec = categorySpec(category, edition);
  if (spec === null) return { ok: false, item: null, reason: "unknown-category" };
  const writer = new ByteWriter();
  writer.append(new Uint8Array(BLOCK_HEADER_OCTETS));
  for (const items of records) {
    const encoded = encodeRecord(spec, items);
    if (!encoded.ok) return encoded;
    writer.append(encoded.bytes);
  }
  if (records.length === 0) return { ok: false, item: null, reason: "no-items" };
  if (writer.length > BLOCK_OCTETS_MAX) return { ok: false, item: null, reason: "too-long" };
  const bytes = writer.finish();
  bytes[0] = category;
  bytes[1] = bytes.length >>> 8;
  bytes[2] = bytes.length & 255;
  return { ok: true, bytes };
}
