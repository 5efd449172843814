import { describe, expect, test } from "vitest";
import { stream } from "../random/stream.ts";
import { type TransportConfig, transportSchema } from "../scenario/sensor-model-schema.ts";
import { meanOf } from "../testing/run-simulation.ts";
import { createTransport } from "./transport.ts";

const COUNT = 4_000;
const received = (config: Partial<TransportConfig>): readonly (readonly number[])[] => {
  const transport = createTransport(transportSchema.parse(config), stream(1, "transport"));
  return Array.from({ length: COUNT }, (_, i) => transport(i * 1_000_000));
};

describe("createTransport", () => {
  test("delays by its mean and keeps the order, though the delay varies", () => {
    const times = received({ delay_s: 2, delay_sigma_s: 0.7 }).map(([first]) => first ?? NaN);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(meanOf(times.map((time, i) => time / 1e6 - i))).toBeGreaterThan(2);
    expect(meanOf(times.map((time, i) => time / 1e6 - i))).toBeLessThan(2.5);
  });

  test("loses and doubles the shares that it says", () => {
    const copies = received({ loss: 0.2, duplicate: 0.25 }).map((times) => times.length);
    expect(copies.filter((n) => n === 0).length / COUNT).toBeCloseTo(0.2, 1);
    expect(copies.filter((n) => n === 2).length / COUNT).toBeCloseTo(0.8 * 0.25, 1);
  });

  test("what is held up is overtaken by what follows", () => {
    const times = received({ reorder: 0.3, reorder_delay_s: 3, delay_sigma_s: 0 }).map(
      ([first]) => first ?? NaN,
    );
    const overtaken = times.filter((time, i) => time > (times[i + 1] ?? Infinity)).length;
    expect(overtaken / COUNT).toBeGreaterThan(0.1);
    expect(times.every((time, i) => time >= i * 1e6 && time <= i * 1e6 + 3.06e6)).toBe(true);
  });

  test("more loss shifts nothing of what arrives", () => {
    const all = received({ reorder: 0.3 });
    const some = received({ reorder: 0.3, loss: 0.4, delay_sigma_s: 0.01 });
    const arrived = some.filter((times) => times.length > 0);
    expect(arrived.length).toBeGreaterThan(2_000);
    expect(arrived).toEqual(all.filter((_, i) => some[i]?.length !== 0));
  });
});
