import type { EngineEvent } from "@tocsin/core";
import { describe, expect, test } from "vitest";
import { drive } from "./drive.ts";

const tick = (receivedUs: number): EngineEvent => ({ type: "tick", receivedUs });

describe("drive", () => {
  test("gives the engine a tick whenever it asked to be woken before the next event", () => {
    const steps = drive(
      {
        step: ({ receivedUs }) => ({
          effects: [],
          wakeAtUs: receivedUs < 30 ? receivedUs + 7 : null,
        }),
      },
      [tick(0), tick(10), tick(100)],
    );
    expect([...steps].map(({ event }) => event.receivedUs)).toEqual([0, 7, 10, 17, 24, 31, 100]);
  });

  test("refuses an engine that does not let time pass", () => {
    const stuck = { step: () => ({ effects: [], wakeAtUs: 5 }) };
    expect(() => [...drive(stuck, [tick(0), tick(10)])]).toThrow("keeps asking");
  });
});
