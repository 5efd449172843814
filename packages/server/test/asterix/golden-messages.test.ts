import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sensorId } from "@tocsin/core";
import { describe, expect, test } from "vitest";
import { AsterixAssembler } from "../../src/adapters/asterix/assembler.ts";
import { decodeDatagram } from "../../src/adapters/asterix/codec/decode-datagram.ts";
import { describeRecord } from "../../src/adapters/asterix/codec/describe-record.ts";
import { encodeBlock } from "../../src/adapters/asterix/codec/encode-block.ts";
import { blockOf, RECEIVED_US, SOURCE } from "./block-builder.ts";
import { goldenRecords } from "./golden-records.ts";

interface GoldenMessage {
  readonly category: number;
  readonly about: string;
  readonly hex: string;
  /** "015/625/R 18437 = 1843.7 m": raw, and what it means where that is another. */
  readonly elements: readonly string[];
}

const GOLDEN_PATH = fileURLToPath(new URL("golden-messages.json", import.meta.url));
if (process.env["TOCSIN_GOLDEN"] === "update") writeFileSync(GOLDEN_PATH, goldenText());
const golden = JSON.parse(readFileSync(GOLDEN_PATH, "utf8")) as readonly GoldenMessage[];

const octetsOf = ({ hex }: GoldenMessage): Uint8Array => Uint8Array.from(Buffer.from(hex, "hex"));

test("there are two golden messages for each category", () => {
  expect(golden).toHaveLength(14);
  expect(new Set(golden.map(({ category }) => category)).size).toBe(7);
});

describe.each(golden.map((message) => [message.category, message.about, message] as const))(
  "category %i, %s",
  (category, _, message) => {
    test("is read as it was, and written octet for octet", () => {
      const { records, errors } = decodeDatagram(octetsOf(message));
      expect(errors).toEqual([]);
      expect(elementsOf(records[0])).toEqual(message.elements);
      const encoded = encodeBlock(category, [records[0].items]);
      expect(encoded.ok && Buffer.from(encoded.bytes).toString("hex")).toBe(message.hex);
    });

    test("every cut is a reject, and no cut or flipped bit throws or makes an unsound number", () => {
      const octets = octetsOf(message);
      const sensor = { sensorId: sensorId("radar"), sac: SOURCE.SAC, sic: SOURCE.SIC };
      const assembler = new AsterixAssembler({ sensors: [sensor] });
      for (let length = 1; length < octets.length; length++) {
        const outputs = assembler.push(octets.subarray(0, length), RECEIVED_US);
        expect(outputs.map(({ type }) => type)).toContain("reject");
      }
      for (let bit = 0; bit < octets.length * 8; bit++) {
        const flipped = Uint8Array.from(octets);
        flipped[bit >>> 3] ^= 0x80 >>> (bit & 7);
        for (const output of assembler.push(flipped, RECEIVED_US)) expectSound(output);
      }
    });
  },
);

/** No NaN, no infinity, no negative zero, anywhere. */
function expectSound(value: unknown): void {
  if (typeof value === "number" && (!Number.isFinite(value) || Object.is(value, -0))) {
    throw new Error(`unsound number ${value}`);
  }
  if (typeof value === "object" && value !== null) Object.values(value).forEach(expectSound);
}

function elementsOf(record: Parameters<typeof describeRecord>[0]): readonly string[] {
  return describeRecord(record).map(({ path, raw, value, unit }) =>
    value === raw && unit === "" ? `${path} ${raw}` : `${path} ${raw} = ${value} ${unit}`.trimEnd(),
  );
}

function goldenText(): string {
  const messages: GoldenMessage[] = goldenRecords.map(({ category, about, items }) => {
    const octets = blockOf(category, items);
    const { records } = decodeDatagram(octets);
    const hex = Buffer.from(octets).toString("hex");
    return { category, about, hex, elements: elementsOf(records[0]) };
  });
  return `${JSON.stringify(messages, null, 2)}\n`;
}
