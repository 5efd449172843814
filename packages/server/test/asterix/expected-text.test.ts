import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { categorySpec } from "../../src/adapters/asterix/categories/category-registry.ts";
import { ByteWriter } from "../../src/adapters/asterix/codec/byte-writer.ts";
import { decodeDatagram } from "../../src/adapters/asterix/codec/decode-datagram.ts";
import type { DescribedElement } from "../../src/adapters/asterix/codec/describe-record.ts";
import { describeRecord } from "../../src/adapters/asterix/codec/describe-record.ts";
import { encodeLayout } from "../../src/adapters/asterix/codec/encode-item.ts";
import type { AsterixRecord } from "../../src/adapters/asterix/codec/value.ts";
import type { ExpectedItem, ExpectedLine } from "./expected-text.ts";
import { parseExpected } from "./expected-text.ts";
import { absent, datagramsOf, RADARS, realPath } from "./real-data.ts";

const TEXT = "cat_034_048.expected.txt";

/** The text writes speed in knots and angles in "deg". */
const UNIT_FACTORS: Readonly<Record<string, number>> = { "NM/s": 3_600 };
const UNIT_NAMES: Readonly<Record<string, string>> = { "NM/s": "kt", "°": "deg" };

describe.skipIf(absent(RADARS) || absent(TEXT))(
  "the radar recording against its decoded text",
  () => {
    test("every record and every item, raw and scaled", async () => {
      const expected = parseExpected(readFileSync(realPath(TEXT), "utf8"));
      const records: { record: AsterixRecord; hex: string }[] = [];
      for (const { payload } of await datagramsOf(realPath(RADARS))) {
        const { records: decoded, errors } = decodeDatagram(payload);
        expect(errors).toEqual([]);
        for (const record of decoded) {
          const octets = payload.subarray(record.offset, record.offset + record.length);
          records.push({ record, hex: Buffer.from(octets).toString("hex") });
        }
      }
      expect(records).toHaveLength(162);
      expect(records.map(({ hex }) => hex)).toEqual(expected.map(({ hex }) => hex));
      let elements = 0;
      for (const [index, { record }] of records.entries()) {
        expect([...record.items.keys()]).toEqual(expected[index].items.map(({ id }) => id));
        for (const item of expected[index].items) elements += compareItem(record, item);
      }
      expect(elements).toBeGreaterThan(5_000);
    });
  },
);

/** Compares one item, and gives the number of elements that the text stated. */
function compareItem(record: AsterixRecord, expected: ExpectedItem): number {
  expect(itemHex(record, expected.id)).toBe(expected.hex);
  const prefix = `${String(record.category).padStart(3, "0")}/${expected.id}`;
  const elements = describeRecord(record).filter(
    ({ path }) => path === prefix || path.startsWith(`${prefix}/`),
  );
  if (prefix === "048/250") return compareRegisters(elements, expected.lines);
  const lines = expected.lines.filter(({ label }) => label !== "FX" && !label.startsWith("spare"));
  expect(elements).toHaveLength(lines.length);
  for (const [index, line] of lines.entries()) compareElement(elements[index], line);
  return lines.length;
}

function compareElement(element: DescribedElement, line: ExpectedLine): void {
  const stated = line.text.trimEnd();
  if (typeof element.value === "string") {
    // The text writes a space for a character that is not defined.
    expect(element.value.replaceAll("?", " ").trimEnd()).toBe(stated);
  } else if (line.label === "AircraftAddress") {
    expect(element.raw.toString(16).toUpperCase().padStart(6, "0")).toBe(stated);
  } else {
    expect(String(element.raw)).toBe(stated);
  }
  if (line.scaled === null) return;
  expect(UNIT_NAMES[element.unit] ?? element.unit).toBe(line.scaled.unit);
  const value = Number(element.value) * (UNIT_FACTORS[element.unit] ?? 1);
  // The text has seven decimals, and was made with scales of seven figures (0.00002145767 for 180/2^23).
  const tolerance = 1e-7 + 1.2e-7 * Math.abs(line.scaled.value);
  expect(Math.abs(value - line.scaled.value)).toBeLessThan(tolerance);
}

/** The text takes the registers apart; that is not the category's matter. Their numbers must agree. */
function compareRegisters(
  elements: readonly DescribedElement[],
  lines: readonly ExpectedLine[],
): number {
  const numbers = elements
    .filter(({ path }) => /BDS[12]$/.test(path))
    .map(({ raw }) => raw.toString(16));
  const stated = lines.filter(({ label }) => label === "BDS register").map(({ text }) => text);
  expect(numbers.join("").toUpperCase()).toBe(stated.join(""));
  return stated.length;
}

function itemHex(record: AsterixRecord, id: string): string {
  const item = categorySpec(record.category)?.profile.find((candidate) => candidate?.id === id);
  const value = record.items.get(id);
  const writer = new ByteWriter();
  if (item === null || item === undefined || value === undefined) return "absent";
  expect(encodeLayout(writer, item.layout, value)).toBeNull();
  return Buffer.from(writer.finish()).toString("hex");
}
