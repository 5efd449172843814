/**
 * How the bits of one element are to be understood. `cases` takes its scale from another element of the
 * same group (I062/380 #4: airspeed or Mach number by the bit IM).
 */
export type ElementContent =
  | { readonly kind: "raw" }
  | Quantity
  | { readonly kind: "cases"; readonly by: string; readonly quantities: readonly Quantity[] }
  | { readonly kind: "octal" }
  | { readonly kind: "icao" }
  | { readonly kind: "ascii" };

export interface Quantity {
  readonly kind: "quantity";
  /** Value of the least significant bit, in `unit`. */
  readonly lsb: number;
  /** As EUROCONTROL writes it; empty for a plain count. */
  readonly unit: string;
}

export interface ElementSpec {
  readonly kind: "element";
  /** Empty where the element is the whole item. A slash marks EUROCONTROL's nested groups: "ADSB/EP". */
  readonly name: string;
  readonly bits: number;
  /** Two's complement. */
  readonly signed: boolean;
  readonly content: ElementContent;
}

export interface SpareSpec {
  readonly kind: "spare";
  readonly bits: number;
}

export type FieldSpec = ElementSpec | SpareSpec;

export interface GroupSpec {
  readonly kind: "group";
  readonly fields: readonly FieldSpec[];
  readonly bits: number;
}

/** Extents of whole octets less one bit; that bit, FX, says whether another follows. */
export interface ExtendedSpec {
  readonly kind: "extended";
  readonly extents: readonly (readonly FieldSpec[])[];
  /** Of each extent with its FX bit. */
  readonly extentOctets: readonly number[];
}

export interface RepetitiveSpec {
  readonly kind: "repetitive";
  /** `octet`: a leading octet holds the number of repetitions; `fx`: the last bit of each says whether another follows. */
  readonly by: "octet" | "fx";
  readonly part: ElementSpec | GroupSpec;
}

/** A length octet that counts itself, then octets kept as they are. */
export interface ExplicitSpec {
  readonly kind: "explicit";
}

/** A field specification of its own, then the subitems it names; `null` is a spare place. */
export interface CompoundSpec {
  readonly kind: "compound";
  /** `fx`: seven places an octet, the eighth bit says whether another follows; `octet`: one octet of eight places. */
  readonly indicator: "fx" | "octet";
  readonly subitems: readonly (SubitemSpec | null)[];
}

export interface SubitemSpec {
  readonly name: string;
  readonly title: string;
  readonly layout: LayoutSpec;
}

export type LayoutSpec =
  | ElementSpec
  | GroupSpec
  | ExtendedSpec
  | RepetitiveSpec
  | ExplicitSpec
  | CompoundSpec;

export interface ItemSpec {
  /** "010", "161", "RE", "SP". */
  readonly id: string;
  readonly title: string;
  readonly layout: LayoutSpec;
}

export interface CategorySpec {
  readonly category: number;
  readonly title: string;
  readonly edition: string;
  /** The user application profile: item of each field reference number, from 1; `null` is a spare place. */
  readonly profile: readonly (ItemSpec | null)[];
  /** The layout of the content of the reserved expansion field, where we know it. */
  readonly expansion: CompoundSpec | null;
}

/** Wider elements than this are hexadecimal text, for a double holds no more than 53 bits exactly. */
export const NUMBER_BITS_MAX = 48;
