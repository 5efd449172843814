import { readBits, toHex, twoTo } from "./bits.ts";
import type { DecodeReason } from "./decode-error.ts";
import type {
  CompoundSpec,
  ElementSpec,
  ExtendedSpec,
  FieldSpec,
  GroupSpec,
  LayoutSpec,
  RepetitiveSpec,
} from "./item-spec.ts";
import { NUMBER_BITS_MAX } from "./item-spec.ts";
import type { AsterixFields, AsterixValue } from "./value.ts";

/** Where decoding stands. The first error stays, and every reader gives `null` once there is one. */
export interface Cursor {
  readonly bytes: Uint8Array;
  offset: number;
  /** One past the last octet that may be read. */
  end: number;
  error: DecodeReason | null;
  /** The subitem in which the error was found, innermost first. */
  errorPath: string[];
}

export const cursorOver = (bytes: Uint8Array, offset: number, end: number): Cursor => ({
  bytes,
  offset,
  end,
  error: null,
  errorPath: [],
});

/** Decodes one item of the given layout at the cursor, or gives `null` and leaves the reason in the cursor. */
export function decodeLayout(cursor: Cursor, layout: LayoutSpec): AsterixValue | null {
  switch (layout.kind) {
    case "element":
      return decodeFixed(cursor, layout);
    case "group":
      return decodeFixed(cursor, layout);
    case "extended":
      return decodeExtended(cursor, layout);
    case "repetitive":
      return layout.by === "octet" ? decodeCounted(cursor, layout) : decodeChained(cursor, layout);
    case "explicit":
      return decodeExplicit(cursor);
    case "compound":
      return decodeCompound(cursor, layout);
  }
}

/**
 * Reads a field specification: seven presence bits an octet, the eighth says whether another follows.
 * Gives the offset one past it, or `null`. A specification of more octets than `octetsMax` is an error:
 * what its further bits announce is not known, so nothing after it can be found.
 */
export function skipFieldSpecification(cursor: Cursor, octetsMax: number): number | null {
  let offset = cursor.offset;
  for (let octet = 0; ; octet++) {
    if (octet === octetsMax) return fail(cursor, "fspec-too-long");
    if (offset >= cursor.end) return fail(cursor, "truncated");
    if ((cursor.bytes[offset++] & 1) === 0) return offset;
  }
}

export function fail(cursor: Cursor, reason: DecodeReason): null {
  cursor.error ??= reason;
  return null;
}

function decodeFixed(cursor: Cursor, spec: ElementSpec | GroupSpec): AsterixValue | null {
  const octets = spec.bits >>> 3;
  if (cursor.end - cursor.offset < octets) return fail(cursor, "truncated");
  const value = decodePart(cursor, spec);
  cursor.offset += octets;
  return value;
}

function decodePart(cursor: Cursor, spec: ElementSpec | GroupSpec): AsterixValue {
  const bit = cursor.offset * 8;
  if (spec.kind === "element") return decodeElement(cursor.bytes, bit, spec);
  const into: Record<string, AsterixValue> = {};
  decodeFields(cursor.bytes, bit, spec.fields, into, 0);
  return into;
}

/** Decodes adjoining fields into `into`; gives the number of spare fields met so far. */
function decodeFields(
  bytes: Uint8Array,
  bit: number,
  fields: readonly FieldSpec[],
  into: Record<string, AsterixValue>,
  sparesBefore: number,
): number {
  let position = bit;
  let spares = sparesBefore;
  for (const field of fields) {
    if (field.kind === "element") {
      into[field.name] = decodeElement(bytes, position, field);
    } else {
      const value = readBits(bytes, position, field.bits);
      if (value !== 0) into[`spare${spares}`] = value;
      spares++;
    }
    position += field.bits;
  }
  return spares;
}

function decodeElement(bytes: Uint8Array, bit: number, spec: ElementSpec): number | string {
  if (spec.bits > NUMBER_BITS_MAX) return toHex(bytes, bit >>> 3, (bit + spec.bits) >>> 3);
  const value = readBits(bytes, bit, spec.bits);
  return spec.signed && value >= twoTo(spec.bits - 1) ? value - twoTo(spec.bits) : value;
}

function decodeExtended(cursor: Cursor, spec: ExtendedSpec): AsterixValue | null {
  const into: Record<string, AsterixValue> = {};
  let spares = 0;
  for (let extent = 0; ; extent++) {
    if (extent === spec.extents.length) return decodeUnknownExtents(cursor, into);
    const octets = spec.extentOctets[extent];
    if (cursor.end - cursor.offset < octets) return fail(cursor, "truncated");
    spares = decodeFields(cursor.bytes, cursor.offset * 8, spec.extents[extent], into, spares);
    cursor.offset += octets;
    if ((cursor.bytes[cursor.offset - 1] & 1) === 0) return into;
  }
}

/** Later editions add extents; their length is known without their meaning. */
function decodeUnknownExtents(
  cursor: Cursor,
  into: Record<string, AsterixValue>,
): AsterixValue | null {
  const from = cursor.offset;
  do {
    if (cursor.offset >= cursor.end) return fail(cursor, "truncated");
  } while ((cursor.bytes[cursor.offset++] & 1) === 1);
  into["extension"] = toHex(cursor.bytes, from, cursor.offset);
  return into;
}

function decodeCounted(cursor: Cursor, spec: RepetitiveSpec): AsterixValue | null {
  if (cursor.offset >= cursor.end) return fail(cursor, "truncated");
  const count = cursor.bytes[cursor.offset++];
  const octets = spec.part.bits >>> 3;
  if (cursor.end - cursor.offset < count * octets) return fail(cursor, "truncated");
  const parts: AsterixValue[] = [];
  for (let index = 0; index < count; index++) {
    parts.push(decodePart(cursor, spec.part));
    cursor.offset += octets;
  }
  return parts;
}

function decodeChained(cursor: Cursor, spec: RepetitiveSpec): AsterixValue | null {
  const octets = (spec.part.bits + 1) >>> 3;
  const parts: AsterixValue[] = [];
  for (;;) {
    if (cursor.end - cursor.offset < octets) return fail(cursor, "truncated");
    parts.push(decodePart(cursor, spec.part));
    cursor.offset += octets;
    if ((cursor.bytes[cursor.offset - 1] & 1) === 0) return parts;
  }
}

function decodeExplicit(cursor: Cursor): AsterixValue | null {
  if (cursor.offset >= cursor.end) return fail(cursor, "truncated");
  const length = cursor.bytes[cursor.offset];
  if (length === 0) return fail(cursor, "length-mismatch");
  if (cursor.end - cursor.offset < length) return fail(cursor, "truncated");
  const text = toHex(cursor.bytes, cursor.offset + 1, cursor.offset + length);
  cursor.offset += length;
  return text;
}

function decodeCompound(cursor: Cursor, spec: CompoundSpec): AsterixValue | null {
  const first = cursor.offset;
  const after = skipIndicator(cursor, spec);
  if (after === null) return null;
  cursor.offset = after;
  const perOctet = spec.indicator === "fx" ? 7 : 8;
  const into: Record<string, AsterixValue> = {};
  for (let place = 0; place < (after - first) * perOctet; place++) {
    if (!isPresent(cursor.bytes, first, place, perOctet)) continue;
    const subitem = spec.subitems[place] ?? null;
    if (subitem === null) return fail(cursor, "spare-fspec-bit");
    const value = decodeLayout(cursor, subitem.layout);
    if (value === null) {
      cursor.errorPath.push(subitem.name);
      return null;
    }
    into[subitem.name] = value;
  }
  return into satisfies AsterixFields;
}

function skipIndicator(cursor: Cursor, spec: CompoundSpec): number | null {
  if (spec.indicator === "fx")
    return skipFieldSpecification(cursor, Math.ceil(spec.subitems.length / 7));
  return cursor.offset < cursor.end ? cursor.offset + 1 : fail(cursor, "truncated");
}

/** Whether place `place` (from 0) of the field specification at `first`, of seven or eight places an octet, is set. */
export function isPresent(
  bytes: Uint8Array,
  first: number,
  place: number,
  perOctet: 7 | 8,
): boolean {
  const octet = bytes[first + Math.floor(place / perOctet)];
  return ((octet >>> (7 - (place % perOctet))) & 1) === 1;
}
