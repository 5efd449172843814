/**
 * A decoded item, before any scaling: an element is its raw integer (two's complement resolved), or
 * hexadecimal text where it is wider than 48 bits; a group, an extended or a compound item is an object
 * by name; a repetitive item is an array; an explicit item is hexadecimal text.
 *
 * Spare bits that were set are kept as `spare0`, `spare1` … (by their place among the spares of the
 * group), and octets of an extended item beyond the known extents as `extension`, so that encoding
 * gives back the bytes that came.
 */
export type AsterixValue =
  | number
  | string
  | readonly AsterixValue[]
  | { readonly [name: string]: AsterixValue };

export type AsterixFields = { readonly [name: string]: AsterixValue };

export interface AsterixRecord {
  readonly category: number;
  /** Of the table that it was decoded by. */
  readonly edition: string;
  /** Where the record began, and how long it was, in the bytes it was decoded from. */
  readonly offset: number;
  readonly length: number;
  /** By item number: "010", "RE". */
  readonly items: ReadonlyMap<string, AsterixValue>;
}

/** Whether a value is an object of named fields. */
export function isFields(value: AsterixValue | undefined): value is AsterixFields {
  return typeof value === "object" && !Array.isArray(value);
}

/** Whether a value is the parts of a repetitive item. */
export function isParts(value: AsterixValue): value is readonly AsterixValue[] {
  return Array.isArray(value);
}
