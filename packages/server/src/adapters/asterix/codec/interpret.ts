import { fromHex } from "./bits.ts";
import type { CategorySpec, ElementSpec, FieldSpec, LayoutSpec, Quantity } from "./item-spec.ts";
import type { AsterixFields, AsterixRecord, AsterixValue } from "./value.ts";
import { isFields } from "./value.ts";

export interface Interpreted {
  readonly value: number | string;
  /** As EUROCONTROL writes it; empty where there is none. */
  readonly unit: string;
}

/** What a raw element means; `siblings` are the other elements of its group. */
export function interpretElement(
  spec: ElementSpec,
  rawValue: number | string,
  siblings: AsterixFields | null,
): Interpreted {
  const { content } = spec;
  switch (content.kind) {
    case "raw":
      return { value: rawValue, unit: "" };
    case "quantity":
      return scaled(content, rawValue);
    case "cases": {
      const chosen = siblings?.[content.by];
      const quantity = typeof chosen === "number" ? content.quantities[chosen] : undefined;
      return quantity === undefined ? { value: rawValue, unit: "" } : scaled(quantity, rawValue);
    }
    case "octal":
      return { value: rawValue.toString(8).padStart(Math.ceil(spec.bits / 3), "0"), unit: "" };
    case "icao":
      return { value: icaoText(rawValue), unit: "" };
    case "ascii":
      return { value: asciiText(rawValue, spec.bits), unit: "" };
  }
}

/**
 * A function that reads one scaled number of a record of the category, `null` where it is absent. The path
 * is the item and, below it, subitems and element: `quantityReader(category048, "040", "RHO")`.
 * Throws where the tables have no such quantity, so that a wrong path fails when the module loads.
 */
export function quantityReader(
  spec: CategorySpec,
  itemId: string,
  ...path: readonly string[]
): (record: AsterixRecord) => number | null {
  const { content } = elementAt(spec, itemId, path);
  if (content.kind !== "quantity") throw new Error(`I${spec.category}/${itemId} has no scale`);
  const { lsb } = content;
  const readRaw = rawReader(spec, itemId, ...path);
  return (record) => {
    const value = readRaw(record);
    return value === null ? null : value * lsb;
  };
}

/** As {@link quantityReader}, for the raw integer of any element of up to 48 bits. */
export function rawReader(
  spec: CategorySpec,
  itemId: string,
  ...path: readonly string[]
): (record: AsterixRecord) => number | null {
  elementAt(spec, itemId, path);
  return (record) => {
    let value: AsterixValue | undefined = record.items.get(itemId);
    for (const name of path) value = isFields(value) ? value[name] : undefined;
    return typeof value === "number" ? value : null;
  };
}

/** Eight characters of six bits (ICAO Annex 10, volume IV, table 3-8), trailing spaces dropped; "?" where undefined. */
export function icaoText(rawValue: number | string): string {
  if (typeof rawValue !== "number") return "";
  let text = "";
  let rest = rawValue;
  for (let index = 0; index < 8; index++) {
    text = ICAO_CHARACTERS[rest % 64] + text;
    rest = Math.floor(rest / 64);
  }
  return text.trimEnd();
}

const ICAO_CHARACTERS = Array.from({ length: 64 }, (_, code) => {
  if (code >= 1 && code <= 26) return String.fromCharCode(64 + code);
  if (code === 32) return " ";
  return code >= 48 && code <= 57 ? String.fromCharCode(code) : "?";
});

function asciiText(rawValue: number | string, bits: number): string {
  const text =
    typeof rawValue === "string" ? rawValue : rawValue.toString(16).padStart(bits / 4, "0");
  const octets = fromHex(text) ?? new Uint8Array();
  return Array.from(octets, (octet) =>
    octet >= 32 && octet < 127 ? String.fromCharCode(octet) : "?",
  )
    .join("")
    .trimEnd();
}

function scaled(quantity: Quantity, rawValue: number | string): Interpreted {
  const value = typeof rawValue === "number" ? rawValue * quantity.lsb : rawValue;
  return { value, unit: quantity.unit };
}

function elementAt(spec: CategorySpec, itemId: string, path: readonly string[]): ElementSpec {
  const item = spec.profile.find((candidate) => candidate?.id === itemId);
  let layout: LayoutSpec | undefined = item?.layout;
  for (const name of path) layout = layout === undefined ? undefined : childOf(layout, name);
  if (layout?.kind !== "element") {
    throw new Error(`no element ${[spec.category, itemId, ...path].join("/")} in the tables`);
  }
  return layout;
}

function childOf(layout: LayoutSpec, name: string): LayoutSpec | undefined {
  if (layout.kind === "compound") {
    return layout.subitems.find((subitem) => subitem?.name === name)?.layout;
  }
  if (layout.kind === "group") return fieldNamed(layout.fields, name);
  return layout.kind === "extended" ? fieldNamed(layout.extents.flat(), name) : undefined;
}

const fieldNamed = (fields: readonly FieldSpec[], name: string): ElementSpec | undefined =>
  fields.find((field): field is ElementSpec => field.kind === "element" && field.name === name);
