import fc from "fast-check";
import {
  asterixCategories,
  formerEditions,
} from "../../src/adapters/asterix/categories/category-registry.ts";
import type {
  CategorySpec,
  CompoundSpec,
  ElementSpec,
  ExtendedSpec,
  FieldSpec,
  GroupSpec,
  LayoutSpec,
} from "../../src/adapters/asterix/codec/item-spec.ts";
import type { AsterixValue } from "../../src/adapters/asterix/codec/value.ts";

export interface GeneratedRecord {
  readonly spec: CategorySpec;
  readonly items: ReadonlyMap<string, AsterixValue>;
}

const tables = [...asterixCategories, ...formerEditions];

/** Records of every table with any items that the tables allow, and any values in them. */
export const arbitraryRecord: fc.Arbitrary<GeneratedRecord> = fc
  .constantFrom(...tables)
  .chain((spec) => recordOf(spec));

/** As {@link arbitraryRecord}, of the current editions only. */
export const arbitraryCurrentRecord: fc.Arbitrary<GeneratedRecord> = fc
  .constantFrom(...asterixCategories)
  .chain((spec) => recordOf(spec));

/** A record that has exactly the one item, for each item of each category. */
export const singleItemRecords: readonly {
  readonly path: string;
  readonly record: fc.Arbitrary<GeneratedRecord>;
}[] = tables.flatMap((spec) =>
  spec.profile.flatMap((item) =>
    item === null
      ? []
      : [
          {
            path: `${spec.category}/${item.id} (${spec.edition})`,
            record: valueOf(item.layout).map((value) => ({
              spec,
              items: new Map([[item.id, value]]),
            })),
          },
        ],
  ),
);

export function recordOf(spec: CategorySpec): fc.Arbitrary<GeneratedRecord> {
  const items = spec.profile.filter((item) => item !== null);
  return fc
    .tuple(...items.map((item) => fc.option(valueOf(item.layout), { nil: null })))
    .map((values) => {
      const entries = items.map(({ id }, index) => [id, values[index]] as const);
      const present = entries.filter((entry): entry is [string, AsterixValue] => entry[1] !== null);
      return { spec, items: new Map(present) };
    })
    .filter(({ items: { size } }) => size > 0);
}

export function valueOf(layout: LayoutSpec): fc.Arbitrary<AsterixValue> {
  switch (layout.kind) {
    case "element":
      return elementOf(layout);
    case "group":
      return groupOf(layout);
    case "extended":
      return extendedOf(layout);
    case "repetitive":
      return fc.array(
        layout.part.kind === "element" ? elementOf(layout.part) : groupOf(layout.part),
        {
          minLength: layout.by === "fx" ? 1 : 0,
          maxLength: 3,
        },
      );
    case "explicit":
      return hexOf(0, 12);
    case "compound":
      return compoundOf(layout);
  }
}

function elementOf(spec: ElementSpec): fc.Arbitrary<AsterixValue> {
  if (spec.bits > 48) return hexOf(spec.bits / 8, spec.bits / 8);
  const range = 2 ** spec.bits;
  const min = spec.signed ? -range / 2 : 0;
  return fc.oneof(
    fc.integer({ min, max: min + range - 1 }),
    fc.constantFrom(0, min, min + range - 1),
  );
}

function groupOf(spec: GroupSpec): fc.Arbitrary<AsterixValue> {
  return fieldsOf(spec.fields);
}

function fieldsOf(fields: readonly FieldSpec[]): fc.Arbitrary<{ [name: string]: AsterixValue }> {
  const parts: Record<string, fc.Arbitrary<AsterixValue>> = {};
  const spares: string[] = [];
  for (const field of fields) {
    if (field.kind === "element") {
      parts[field.name] = elementOf(field);
    } else {
      const name = `spare${spares.length}`;
      spares.push(name);
      parts[name] = fc.integer({ min: 1, max: 2 ** field.bits - 1 });
    }
  }
  const required = Object.keys(parts).filter((name) => !spares.includes(name));
  return fc.record(parts, { requiredKeys: required });
}

function extendedOf(spec: ExtendedSpec): fc.Arbitrary<AsterixValue> {
  const whole = fc
    .integer({ min: 1, max: spec.extents.length })
    .chain((count) => fieldsOf(spec.extents.slice(0, count).flat()));
  const beyond = fc
    .tuple(fieldsOf(spec.extents.flat()), fc.uint8Array({ minLength: 1, maxLength: 3 }))
    .map(([fields, octets]) => {
      const chained = octets.map((octet, index) =>
        index < octets.length - 1 ? octet | 1 : octet & 0xfe,
      );
      return { ...fields, extension: Buffer.from(chained).toString("hex") };
    });
  return fc.oneof({ arbitrary: whole, weight: 9 }, { arbitrary: beyond, weight: 1 });
}

function compoundOf(spec: CompoundSpec): fc.Arbitrary<AsterixValue> {
  const parts: Record<string, fc.Arbitrary<AsterixValue>> = {};
  for (const subitem of spec.subitems) {
    if (subitem !== null) parts[subitem.name] = valueOf(subitem.layout);
  }
  const names = Object.keys(parts);
  return fc.subarray(names).chain((present) => {
    const chosen = Object.fromEntries(present.map((name) => [name, parts[name]]));
    return fc.record(chosen);
  });
}

function hexOf(minLength: number, maxLength: number): fc.Arbitrary<string> {
  return fc
    .uint8Array({ minLength, maxLength })
    .map((octets) => Buffer.from(octets).toString("hex"));
}
