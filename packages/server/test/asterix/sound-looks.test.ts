import { sensorId } from "@tocsin/core";
import { checkLook } from "@tocsin/sdk";
import fc from "fast-check";
import { expect, test } from "vitest";
import { AsterixAssembler } from "../../src/adapters/asterix/assembler.ts";
import { asterixCategories } from "../../src/adapters/asterix/categories/category-registry.ts";
import type { AsterixValue } from "../../src/adapters/asterix/codec/value.ts";
import { blockOf, RECEIVED_US, SOURCE } from "./block-builder.ts";
import { recordOf } from "./arbitrary-record.ts";

test.each(asterixCategories.map((spec) => [spec.category, spec] as const))(
  "whatever a record of category %i holds, a look that it becomes is sound",
  (category, spec) => {
    const sensor = { sensorId: sensorId("radar"), sac: SOURCE.SAC, sic: SOURCE.SIC };
    const assembler = new AsterixAssembler({ sensors: [{ ...sensor, acceptWhenNoGo: true }] });
    let looks = 0;
    fc.assert(
      fc.property(recordOf(spec), fc.nat(86_399), ({ items }, second) => {
        const timed = Object.fromEntries([
          ...items,
          ["010", SOURCE],
          [timeItem(category), second * 128],
          ...reportType(category, second),
        ]);
        for (const output of assembler.push(blockOf(category, timed), RECEIVED_US)) {
          if (output.type !== "look") continue;
          looks++;
          const check = checkLook(output.look);
          if (!check.ok) throw new Error(`${check.problem}: ${JSON.stringify(output.look)}`);
        }
      }),
      { seed: 2_027, numRuns: 400 },
    );
    const isService = category === 16 || category === 34;
    expect(looks).toBeGreaterThan(isService ? -1 : 10);
  },
);

/** Most numbers of a message type mean nothing. */
const reportType = (
  category: number,
  chosen: number,
): readonly (readonly [string, AsterixValue])[] => {
  if (category === 10) return [["000", 1]];
  return category === 15 ? [["000", { MT: 1 + (chosen % 4), RG: chosen % 2 }]] : [];
};

const timeItem = (category: number): string =>
  ({ 10: "140", 15: "145", 16: "140", 21: "071", 34: "030", 48: "140", 62: "070" })[category] ?? "";
