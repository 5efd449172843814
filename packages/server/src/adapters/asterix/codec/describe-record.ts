import { categorySpec } from "../categories/category-registry.ts";
import { interpretElement } from "./interpret.ts";
import type { ElementSpec, FieldSpec, LayoutSpec } from "./item-spec.ts";
import type { AsterixFields, AsterixRecord, AsterixValue } from "./value.ts";
import { isFields, isParts } from "./value.ts";

/** One element of a record: raw, and what it means. */
export interface DescribedElement {
  /** "048/040/RHO", "048/250/0/MBDATA": category, item, then subitem, place of the repetition, element. */
  readonly path: string;
  readonly raw: number | string;
  readonly value: number | string;
  readonly unit: string;
}

/** Every element of a record in the order of its octets, raw and scaled. Expansion and special purpose fields are one element each. */
export function describeRecord(record: AsterixRecord): readonly DescribedElement[] {
  const into: DescribedElement[] = [];
  const spec = categorySpec(record.category, record.edition);
  const prefix = String(record.category).padStart(3, "0");
  for (const item of spec?.profile ?? []) {
    const value = item === null ? undefined : record.items.get(item.id);
    if (item !== null && value !== undefined)
      walk(into, `${prefix}/${item.id}`, item.layout, value);
  }
  return into;
}

function walk(
  into: DescribedElement[],
  path: string,
  layout: LayoutSpec,
  value: AsterixValue,
): void {
  switch (layout.kind) {
    case "element":
      push(into, path, layout, value, null);
      return;
    case "group":
      if (isFields(value)) walkFields(into, path, layout.fields, value);
      return;
    case "extended":
      if (isFields(value)) walkFields(into, path, layout.extents.flat(), value);
      return;
    case "repetitive":
      if (!isParts(value)) return;
      for (const [index, part] of value.entries())
        walk(into, `${path}/${index}`, layout.part, part);
      return;
    case "explicit":
      if (typeof value === "string") into.push({ path, raw: value, value, unit: "" });
      return;
    case "compound":
      if (!isFields(value)) return;
      for (const subitem of layout.subitems) {
        const part = subitem === null ? undefined : value[subitem.name];
        if (subitem !== null && part !== undefined) {
          walk(into, `${path}/${subitem.name}`, subitem.layout, part);
        }
      }
  }
}

function walkFields(
  into: DescribedElement[],
  path: string,
  fields: readonly FieldSpec[],
  value: AsterixFields,
): void {
  for (const field of fields) {
    const part = field.kind === "element" ? value[field.name] : undefined;
    if (field.kind === "element" && part !== undefined) {
      push(into, `${path}/${field.name}`, field, part, value);
    }
  }
}

function push(
  into: DescribedElement[],
  path: string,
  spec: ElementSpec,
  value: AsterixValue,
  siblings: AsterixFields | null,
): void {
  if (typeof value !== "number" && typeof value !== "string") return;
  into.push({ path, raw: value, ...interpretElement(spec, value, siblings) });
}
