import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  asterixCategories,
  categorySpec,
  currentTables,
  formerEditions,
  tablesWith,
} from "../../src/adapters/asterix/categories/category-registry.ts";
import { category048 } from "../../src/adapters/asterix/categories/category-048.ts";
import { expansion048 } from "../../src/adapters/asterix/categories/expansion-048.ts";
import { ByteWriter } from "../../src/adapters/asterix/codec/byte-writer.ts";
import { decodeDatagram } from "../../src/adapters/asterix/codec/decode-datagram.ts";
import { decodeExpansion } from "../../src/adapters/asterix/codec/decode-expansion.ts";
import { encodeBlock, encodeRecord } from "../../src/adapters/asterix/codec/encode-block.ts";
import { encodeLayout } from "../../src/adapters/asterix/codec/encode-item.ts";
import type {
  CategorySpec,
  FieldSpec,
  LayoutSpec,
} from "../../src/adapters/asterix/codec/item-spec.ts";
import type { GeneratedRecord } from "./arbitrary-record.ts";
import {
  arbitraryCurrentRecord,
  arbitraryRecord,
  singleItemRecords,
  valueOf,
} from "./arbitrary-record.ts";
import { absent, datagramsOf, RADARS, realPath, TRACKER } from "./real-data.ts";

describe("decoding what was encoded", () => {
  test.each(singleItemRecords)("gives $path back", ({ record }) => {
    fc.assert(fc.property(record, expectRoundTrip), { seed: 48, numRuns: 60 });
  });

  test("gives whole records back", () => {
    fc.assert(fc.property(arbitraryRecord, expectRoundTrip), { seed: 62, numRuns: 300 });
  });

  test("gives blocks of several records back, one after another in one datagram", () => {
    const blocks = fc.array(fc.array(arbitraryCurrentRecord, { minLength: 1, maxLength: 3 }), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(blocks, (generated) => {
        const datagram = generated.map((records) => {
          const { spec } = records[0];
          const same = records.filter((record) => record.spec === spec);
          return { category: spec.category, items: same.map(({ items }) => items) };
        });
        const octets = datagram.map(({ category, items }) => bytesOf(encodeBlock(category, items)));
        const { records, errors } = decodeDatagram(Buffer.concat(octets));
        expect(errors).toEqual([]);
        expect(records.map(({ items }) => items)).toEqual(datagram.flatMap(({ items }) => items));
      }),
      { seed: 34, numRuns: 50 },
    );
  });

  test("gives the reserved expansion field of category 048 back", () => {
    fc.assert(
      fc.property(valueOf(expansion048), (value) => {
        const writer = new ByteWriter();
        expect(encodeLayout(writer, expansion048, value)).toBeNull();
        const hex = Buffer.from(writer.finish()).toString("hex");
        expect(decodeExpansion(category048, hex)).toEqual(value);
        expect(decodeExpansion(category048, `${hex}00`)).toBeNull();
      }),
      { seed: 113, numRuns: 200 },
    );
  });

  test.each([
    [RADARS, currentTables, 162],
    [TRACKER, tablesWith({ 62: "0.17" }) ?? [], 100],
  ])("gives every record of %s back, octet for octet", async (name, tables, count) => {
    if (absent(name)) return;
    let records = 0;
    for (const { payload } of await datagramsOf(realPath(name))) {
      const decoded = decodeDatagram(payload, tables);
      expect(decoded.errors).toEqual([]);
      for (const record of decoded.records) {
        const spec = categorySpec(record.category, record.edition);
        if (spec === null) throw new Error("decoded without a table");
        const octets = payload.subarray(record.offset, record.offset + record.length);
        expect(bytesOf(encodeRecord(spec, record.items))).toEqual(Uint8Array.from(octets));
        records++;
      }
    }
    expect(records).toBe(count);
  });
});

describe("the encoder refuses", () => {
  const cases = [
    [
      "an unknown category",
      encodeBlock(7, [new Map([["010", { SAC: 1, SIC: 2 }]])]),
      "unknown-category",
    ],
    ["an unknown item", encodeBlock(48, [new Map([["999", 1]])]), "unknown-item"],
    ["a record without items", encodeBlock(48, [new Map()]), "no-items"],
    ["a block without records", encodeBlock(48, []), "no-items"],
    [
      "a value that does not fit",
      encodeBlock(48, [new Map([["140", 1 << 24]])]),
      "not-an-integer-of-its-bits",
    ],
    ["a fraction", encodeBlock(48, [new Map([["140", 0.5]])]), "not-an-integer-of-its-bits"],
    ["NaN", encodeBlock(48, [new Map([["140", Number.NaN]])]), "not-an-integer-of-its-bits"],
    [
      "a name that the item lacks",
      encodeBlock(48, [new Map([["010", { SAC: 1, SOC: 2 }]])]),
      "unknown-name",
    ],
    ["a number for a group", encodeBlock(48, [new Map([["010", 5]])]), "wrong-form"],
    ["text that is not hexadecimal", encodeBlock(48, [new Map([["SP", "xy"]])]), "wrong-form"],
    [
      "256 repetitions",
      encodeBlock(34, [
        new Map([["070", Array.from({ length: 256 }, () => ({ TYP: 1, COUNT: 1 }))]]),
      ]),
      "too-many-repetitions",
    ],
    [
      "an explicit item of 255 octets",
      encodeBlock(34, [new Map([["SP", "00".repeat(255)]])]),
      "too-long",
    ],
  ] as const;

  test.each(cases)("%s", (_, result, reason) => {
    expect(result).toMatchObject({ ok: false, reason });
  });
});

test("every part of the tables fills whole octets, and wide elements begin at an octet", () => {
  const layouts = [...asterixCategories, ...formerEditions].flatMap(({ profile, expansion }) => [
    ...profile.flatMap((item) => (item === null ? [] : layoutsIn(item.layout))),
    ...(expansion === null ? [] : layoutsIn(expansion)),
  ]);
  const parts = layouts.flatMap((layout): (readonly FieldSpec[])[] => {
    if (layout.kind === "group") return [layout.fields];
    if (layout.kind === "element") return [[layout]];
    const fx: FieldSpec = { kind: "spare", bits: 1 };
    if (layout.kind === "extended") return layout.extents.map((extent) => [...extent, fx]);
    if (layout.kind !== "repetitive") return [];
    const fields = layout.part.kind === "group" ? layout.part.fields : [layout.part];
    return [layout.by === "fx" ? [...fields, fx] : fields];
  });
  expect(parts.length).toBeGreaterThan(200);
  for (const fields of parts) {
    expect([fields, bitsOf(fields) % 8]).toEqual([fields, 0]);
    const wide = fields.findIndex(({ bits }) => bits > 48);
    expect(bitsOf(fields.slice(0, Math.max(wide, 0))) % 8).toBe(0);
  }
});

function layoutsIn(layout: LayoutSpec): LayoutSpec[] {
  if (layout.kind !== "compound") return [layout];
  return layout.subitems.flatMap((subitem) => (subitem === null ? [] : layoutsIn(subitem.layout)));
}

const bitsOf = (fields: readonly FieldSpec[]): number =>
  fields.reduce((sum, { bits }) => sum + bits, 0);

const tablesOf = (spec: CategorySpec) => tablesWith({ [spec.category]: spec.edition }) ?? [];

function expectRoundTrip({ spec, items }: GeneratedRecord): void {
  const block = bytesOf(encodeBlock(spec.category, [items], spec.edition));
  const { records, errors } = decodeDatagram(block, tablesOf(spec));
  expect(errors).toEqual([]);
  expect(records).toHaveLength(1);
  expect(records[0].items).toEqual(items);
  expect(bytesOf(encodeBlock(spec.category, [records[0].items], spec.edition))).toEqual(block);
}

function bytesOf(result: ReturnType<typeof encodeBlock>): Uint8Array {
  if (!result.ok) throw new Error(`${result.item}: ${result.reason}`);
  return result.bytes;
}
