import { expect, test } from "vitest";
import type { InputConfig } from "./input-schema.ts";
import { inputSchema } from "./input-schema.ts";
import { provenSensors } from "./proven-sensors.ts";

const input = (id: string, proof: string, ...sensors: readonly string[]): InputConfig =>
  inputSchema.parse({
    type: "generic",
    id,
    proof,
    transport: { type: "udp", port: 4_710 },
    sensors: sensors.map((sensor) => ({ sensor })),
  });

test("a sensor is proven where all of its inputs ask for a proof, and one at least does", () => {
  const proven = provenSensors([
    input("a", "envelope", "both", "mixed"),
    input("b", "envelope", "both"),
    input("c", "none", "mixed", "open"),
  ]);
  expect([...proven]).toEqual(["both"]);
});
