import { fromHex, twoTo, writeBits } from "./bits.ts";
import type { ByteWriter } from "./byte-writer.ts";
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
import { isFields, isParts } from "./value.ts";

/** Why a value has no encoding: it is not of the item's form, or does not fit its bits. */
export type EncodeReason =
  | "wrong-form"
  | "not-an-integer-of-its-bits"
  | "unknown-name"
  | "too-many-repetitions"
  | "too-long";

/** Appends the encoding of `value`; gives the reason where it has none, and what was written is then void. */
export function encodeLayout(
  writer: ByteWriter,
  layout: LayoutSpec,
  value: AsterixValue,
): EncodeReason | null {
  switch (layout.kind) {
    case "element":
    case "group":
      return encodePart(writer, layout, value, layout.bits);
    case "extended":
      return isFields(value) ? encodeExtended(writer, layout, value) : "wrong-form";
    case "repetitive":
      return isParts(value) ? encodeRepetitive(writer, layout, value) : "wrong-form";
    case "explicit":
      return encodeExplicit(writer, value);
    case "compound":
      return isFields(value) ? encodeCompound(writer, layout, value) : "wrong-form";
  }
}

/**
 * The shortest field specification with the given places set: seven places an octet and FX, or one octet
 * of eight. At least one octet.
 */
export function fieldSpecification(present: readonly boolean[], perOctet: 7 | 8): Uint8Array {
  const octets = Math.max(1, Math.ceil((present.lastIndexOf(true) + 1) / perOctet));
  const bytes = new Uint8Array(octets);
  for (const [place, isSet] of present.entries()) {
    if (isSet) bytes[Math.floor(place / perOctet)] |= 0x80 >> (place % perOctet);
  }
  for (let octet = 0; octet < octets - 1; octet++) bytes[octet] |= 1;
  return bytes;
}

/** A fixed part of `bits` bits and, for a part that ends with an FX bit, that bit left zero. */
function encodePart(
  writer: ByteWriter,
  spec: ElementSpec | GroupSpec,
  value: AsterixValue,
  bits: number,
): EncodeReason | null {
  const bytes = new Uint8Array((bits + 7) >>> 3);
  if (spec.kind === "element") {
    const reason = encodeElement(bytes, 0, spec, value);
    if (reason === null) writer.append(bytes);
    return reason;
  }
  if (!isFields(value)) return "wrong-form";
  const names = new Set(Object.keys(value));
  const reason = encodeFields(bytes, spec.fields, value, names, { spares: 0 });
  if (reason !== null) return reason;
  if (names.size > 0) return "unknown-name";
  writer.append(bytes);
  return null;
}

/** Writes adjoining fields; an absent one is zero. Strikes the names it used from `names`. */
function encodeFields(
  bytes: Uint8Array,
  fields: readonly FieldSpec[],
  value: AsterixFields,
  names: Set<string>,
  counter: { spares: number },
): EncodeReason | null {
  let bit = 0;
  for (const field of fields) {
    const name = field.kind === "element" ? field.name : `spare${counter.spares++}`;
    names.delete(name);
    const part = value[name] ?? (field.bits > NUMBER_BITS_MAX ? "0".repeat(field.bits / 4) : 0);
    const reason = encodeElement(bytes, bit, field, part);
    if (reason !== null) return reason;
    bit += field.bits;
  }
  return null;
}

function encodeElement(
  bytes: Uint8Array,
  bit: number,
  spec: FieldSpec,
  value: AsterixValue,
): EncodeReason | null {
  if (spec.bits > NUMBER_BITS_MAX) {
    const octets = typeof value === "string" ? fromHex(value) : null;
    if (octets === null || octets.length * 8 !== spec.bits) return "wrong-form";
    bytes.set(octets, bit >>> 3);
    return null;
  }
  if (typeof value !== "number") return "wrong-form";
  const isSigned = spec.kind === "element" && spec.signed;
  const least = isSigned ? -twoTo(spec.bits - 1) : 0;
  const greatest = isSigned ? twoTo(spec.bits - 1) - 1 : twoTo(spec.bits) - 1;
  if (!Number.isInteger(value) || value < least || value > greatest) {
    return "not-an-integer-of-its-bits";
  }
  writeBits(bytes, bit, spec.bits, value < 0 ? value + twoTo(spec.bits) : value);
  return null;
}

/** As many extents as are needed for the last named field; those between are zero. */
function encodeExtended(
  writer: ByteWriter,
  spec: ExtendedSpec,
  value: AsterixFields,
): EncodeReason | null {
  const names = new Set(Object.keys(value));
  const extension = value["extension"];
  names.delete("extension");
  const tail = extension === undefined ? new Uint8Array() : hexOctets(extension);
  if (tail === null) return "wrong-form";
  const needed = extension === undefined ? extentsNeeded(spec, names) : spec.extents.length;
  const counter = { spares: 0 };
  for (let extent = 0; extent < needed; extent++) {
    const octets = new Uint8Array(spec.extentOctets[extent]);
    const reason = encodeFields(octets, spec.extents[extent], value, names, counter);
    if (reason !== null) return reason;
    writer.append(octets);
    if (extent < needed - 1 || tail.length > 0) writer.setLastBit();
  }
  if (names.size > 0) return "unknown-name";
  writer.append(tail);
  return null;
}

function extentsNeeded(spec: ExtendedSpec, names: ReadonlySet<string>): number {
  let needed = 1;
  let spares = 0;
  for (const [index, extent] of spec.extents.entries()) {
    for (const field of extent) {
      const name = field.kind === "element" ? field.name : `spare${spares++}`;
      if (names.has(name)) needed = index + 1;
    }
  }
  return needed;
}

function encodeRepetitive(
  writer: ByteWriter,
  spec: RepetitiveSpec,
  parts: readonly AsterixValue[],
): EncodeReason | null {
  if (spec.by === "octet") {
    if (parts.length > 255) return "too-many-repetitions";
    writer.append(Uint8Array.of(parts.length));
  } else if (parts.length === 0) {
    return "wrong-form";
  }
  const bits = spec.by === "octet" ? spec.part.bits : spec.part.bits + 1;
  for (const [index, part] of parts.entries()) {
    const reason = encodePart(writer, spec.part, part, bits);
    if (reason !== null) return reason;
    if (spec.by === "fx" && index < parts.length - 1) writer.setLastBit();
  }
  return null;
}

function encodeExplicit(writer: ByteWriter, value: AsterixValue): EncodeReason | null {
  const octets = hexOctets(value);
  if (octets === null) return "wrong-form";
  if (octets.length > 254) return "too-long";
  writer.append(Uint8Array.of(octets.length + 1));
  writer.append(octets);
  return null;
}

function encodeCompound(
  writer: ByteWriter,
  spec: CompoundSpec,
  value: AsterixFields,
): EncodeReason | null {
  const present = spec.subitems.map(
    (subitem) => subitem !== null && Object.hasOwn(value, subitem.name),
  );
  if (present.filter(Boolean).length !== Object.keys(value).length) return "unknown-name";
  writer.append(fieldSpecification(present, spec.indicator === "fx" ? 7 : 8));
  for (const [place, subitem] of spec.subitems.entries()) {
    if (subitem === null || !present[place]) continue;
    const reason = encodeLayout(writer, subitem.layout, value[subitem.name]);
    if (reason !== null) return reason;
  }
  return null;
}

const hexOctets = (value: AsterixValue): Uint8Array | null =>
  typeof value === "string" ? fromHex(value) : null;
