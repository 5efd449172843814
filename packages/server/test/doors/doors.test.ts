import { expect, test } from "vitest";
import { DOORS } from "./figures.ts";
import { runDoors } from "./run-doors.ts";

test("150 adversaries at every door: nothing is lowered that two people do not stand behind", async () => {
  const figures = await runDoors({ sequences: 150, seed: 3 });
  expect(figures.breaches).toEqual([]);
  // A campaign that does not get to the rule says nothing about it.
  for (const door of DOORS) expect(figures.attempts.get(door)).toBeGreaterThan(20);
  for (const kind of ["automation", "retract", "all-clear", "inhibit", "posture", "site"])
    expect(figures.lowered.get(`${kind}, two people`)).toBeGreaterThan(0);
  for (const code of ["SECOND_PERSON_NEEDED", "PROOF_NEEDED", "SECOND_NOT_ON_SITE", "NOT_ALLOWED"])
    expect(figures.refused.get(code)).toBeGreaterThan(3);
});
