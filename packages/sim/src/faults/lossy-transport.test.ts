import type { EngineEvent } from "@tocsin/core";
import { describe, expect, test } from "vitest";
import { stream } from "../random/stream.ts";
import { simulate } from "../simulate.ts";
import { smallScenario } from "../testing/small-scenario.ts";
import { type LossyTransportConfig, lossyTransport } from "./lossy-transport.ts";

const GOOD: LossyTransportConfig = {
  loss: 0,
  duplicate: 0,
  delayS: 0,
  jitterS: 0,
  held: 0,
  heldS: 0,
  cuts: [],
};
const EVENTS: readonly EngineEvent[] = [...simulate(smallScenario({ duration_s: 600 })).events()];
const LOOKS = EVENTS.filter(({ type }) => type === "look").length;

const through = (config: Partial<LossyTransportConfig>, seed = 1): readonly EngineEvent[] => [
  ...lossyTransport(EVENTS, { ...GOOD, ...config }, stream(seed, "way")),
];
const sequences = (events: readonly EngineEvent[]): readonly number[] =>
  events.flatMap((event) => (event.type === "look" ? [event.look.sequence] : []));

describe("a lossy way", () => {
  test("without faults changes nothing, and with them is the same for the same seed", () => {
    expect(through({})).toEqual(EVENTS);
    const bad = { loss: 0.1, duplicate: 0.1, jitterS: 3, held: 0.1, heldS: 9 };
    expect(through(bad, 5)).toEqual(through(bad, 5));
    expect(through(bad, 6)).not.toEqual(through(bad, 5));
  });

  test("loses, doubles and holds up as often as it should, and looks only", () => {
    const lost = through({ loss: 0.2 });
    expect(sequences(lost).length / LOOKS).toBeGreaterThan(0.74);
    expect(sequences(lost).length / LOOKS).toBeLessThan(0.86);
    expect(lost.length - sequences(lost).length).toBe(EVENTS.length - LOOKS);
    const doubled = sequences(through({ duplicate: 0.2 })).length / LOOKS;
    expect(doubled).toBeGreaterThan(1.14);
    expect(doubled).toBeLessThan(1.26);
    const held = through({ held: 0.1, heldS: 30 }).filter(
      (event) => event.type === "look" && event.receivedUs - event.look.toUs >= 30e6,
    );
    expect(held.length / LOOKS).toBeGreaterThan(0.06);
    expect(held.length / LOOKS).toBeLessThan(0.14);
  });

  test("gives what it brings in the order received, with looks that overtake each other", () => {
    const shuffled = through({ delayS: 0.5, jitterS: 4 });
    const times = shuffled.map(({ receivedUs }) => receivedUs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(sequences(shuffled)).not.toEqual(sequences(EVENTS));
    expect(sequences(shuffled).toSorted((a, b) => a - b)).toEqual(sequences(EVENTS));
  });

  test("that is cut brings nothing that was sent meanwhile, and one fault more shifts no other", () => {
    const startUs = EVENTS[0].receivedUs;
    const config = { loss: 0.1, jitterS: 1 };
    const whole = through(config);
    const cut = through({ ...config, cuts: [{ fromS: 100, toS: 160 }] });
    const sentAtS = (event: EngineEvent): number =>
      event.type === "look" ? (event.look.toUs - startUs) / 1e6 : -1;
    expect(cut.some((event) => sentAtS(event) >= 101 && sentAtS(event) < 159)).toBe(false);
    const outside = (events: readonly EngineEvent[]): readonly EngineEvent[] =>
      events.filter((event) => sentAtS(event) < 99 || sentAtS(event) > 161);
    expect(outside(cut)).toEqual(outside(whole));
  });
});
