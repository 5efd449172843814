import { diskError } from "@tocsin/sim";
import { describe, expect, it } from "vitest";
import { cutEverywhere } from "./power-cuts.ts";

describe("a power cut", () => {
  it("at any moment loses no acknowledged record, in at least 10,000 states of the disk", () => {
    const tally = cutEverywhere({
      records: 60,
      tearStep: 2,
      reserves: false,
      fail: () => undefined,
    });
    process.stdout.write(`power cuts: ${JSON.stringify(tally)}\n`);
    expect(tally.states).toBeGreaterThanOrEqual(10_000);
    expect(tally.torn).toBeGreaterThan(1_000);
    expect(tally.quarantined).toBeLessThan(tally.states / 500);
  });

  it("finds the end in the room that was prepared for more", () => {
    const tally = cutEverywhere({
      records: 60,
      tearStep: 6,
      reserves: true,
      fail: () => undefined,
    });
    process.stdout.write(`power cuts with room prepared: ${JSON.stringify(tally)}\n`);
    expect(tally.states).toBeGreaterThanOrEqual(5_000);
    expect(tally.torn).toBeGreaterThan(500);
    expect(tally.quarantined).toBeLessThan(tally.states / 500);
  });

  it("loses none either when syncs and writes had failed before", () => {
    let failures = 0;
    const tally = cutEverywhere({
      records: 30,
      tearStep: 60,
      reserves: true,
      fail: (operation, number) => {
        if ((operation !== "sync" && operation !== "write") || number % 9 !== 0) return;
        failures += 1;
        throw diskError(operation === "sync" ? "EIO" : "ENOSPC");
      },
    });
    process.stdout.write(`power cuts after ${failures} disk faults: ${JSON.stringify(tally)}\n`);
    expect(failures).toBeGreaterThan(3);
    expect(tally.states).toBeGreaterThan(1_000);
  });
});
