import type {
  CompoundSpec,
  ElementContent,
  ElementSpec,
  ExplicitSpec,
  ExtendedSpec,
  FieldSpec,
  GroupSpec,
  ItemSpec,
  LayoutSpec,
  Quantity,
  RepetitiveSpec,
  SpareSpec,
  SubitemSpec,
} from "./item-spec.ts";

/** An element without a scale: flags, tables, addresses. */
export const raw = (name: string, bits: number): ElementSpec =>
  element(name, bits, { kind: "raw" });

/** One-bit elements, in order. */
export const flags = (...names: readonly string[]): ElementSpec[] =>
  names.map((name) => raw(name, 1));

export const unsigned = (name: string, bits: number, lsb: number, unit: string): ElementSpec =>
  element(name, bits, quantity(lsb, unit));

export const signed = (name: string, bits: number, lsb: number, unit: string): ElementSpec => ({
  ...element(name, bits, quantity(lsb, unit)),
  signed: true,
});

/** A plain number. */
export const count = (name: string, bits: number): ElementSpec => unsigned(name, bits, 1, "");

/** Three bits a digit: transponder codes. */
export const octal = (name: string, bits: number): ElementSpec =>
  element(name, bits, { kind: "octal" });

/** Six bits a character, as in Mode S aircraft identification (ICAO Annex 10, volume IV, table 3-8). */
export const icao = (name: string, bits: number): ElementSpec =>
  element(name, bits, { kind: "icao" });

export const ascii = (name: string, bits: number): ElementSpec =>
  element(name, bits, { kind: "ascii" });

/** An element whose scale the value of the element `by` of its group chooses. */
export const cases = (
  name: string,
  bits: number,
  by: string,
  quantities: readonly Quantity[],
): ElementSpec => element(name, bits, { kind: "cases", by, quantities });

export const quantity = (lsb: number, unit: string): Quantity => ({ kind: "quantity", lsb, unit });

export const spare = (bits: number): SpareSpec => ({ kind: "spare", bits });

export const group = (...fields: readonly FieldSpec[]): GroupSpec => ({
  kind: "group",
  fields,
  bits: bitsOf(fields),
});

/** Extents of whole octets each, of which the last bit is FX: mostly seven bits, in a few items fifteen. */
export const extended = (...extents: readonly (readonly FieldSpec[])[]): ExtendedSpec => ({
  kind: "extended",
  extents,
  extentOctets: extents.map((fields) => (bitsOf(fields) + 1) / 8),
});

export const repeated = (part: ElementSpec | GroupSpec): RepetitiveSpec => ({
  kind: "repetitive",
  by: "octet",
  part,
});

/** Each part is one bit short of whole octets: the FX bit fills it. */
export const repeatedFx = (part: ElementSpec | GroupSpec): RepetitiveSpec => ({
  kind: "repetitive",
  by: "fx",
  part,
});

export const explicit = (): ExplicitSpec => ({ kind: "explicit" });

export const compound = (...subitems: readonly (SubitemSpec | null)[]): CompoundSpec => ({
  kind: "compound",
  indicator: "fx",
  subitems,
});

/** What a reserved expansion field holds: one octet of eight presence bits, then the subitems. */
export const expansion = (...subitems: readonly (SubitemSpec | null)[]): CompoundSpec => ({
  kind: "compound",
  indicator: "octet",
  subitems,
});

export const sub = (name: string, title: string, layout: LayoutSpec): SubitemSpec => ({
  name,
  title,
  layout,
});

export const item = (id: string, title: string, layout: LayoutSpec): ItemSpec => ({
  id,
  title,
  layout,
});

function bitsOf(fields: readonly FieldSpec[]): number {
  return fields.reduce((sum, field) => sum + field.bits, 0);
}

function element(name: string, bits: number, content: ElementContent): ElementSpec {
  return { kind: "element", name, bits, signed: false, content };
}
