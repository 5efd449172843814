import { expect, test } from "vitest";
import { StandingFaults, type ToldFault } from "./standing-faults.ts";

const SECOND_US = 1_000_000;
const broken = (subject: string, detail = "no line"): ToldFault => ({
  code: "CHANNEL_FAILED",
  subject,
  detail,
});

test("what lasts is told again until the same is over, and what does not lasts no longer than it was told", () => {
  const said: string[] = [];
  const faults = new StandingFaults(({ subject, detail }) => said.push(`${subject}: ${detail}`));
  faults.take(broken("sirens"), true, 0);
  faults.take(broken("phones"), false, 0);
  faults.take(broken("relay", "over: it is switched"), false, 0);
  expect(said.splice(0)).toEqual([
    "sirens: no line",
    "phones: no line",
    "relay: over: it is switched",
  ]);
  for (let s = 2; s <= 60; s += 2) faults.look(s * SECOND_US);
  expect(said.splice(0)).toEqual(["sirens: no line", "sirens: no line"]);
  faults.take(broken("sirens", "no broker"), true, 61 * SECOND_US);
  faults.look(80 * SECOND_US);
  faults.look(92 * SECOND_US);
  expect(said.splice(0)).toEqual(["sirens: no broker", "sirens: no broker"]);
  faults.take(broken("sirens", "over: connected"), false, 93 * SECOND_US);
  faults.look(200 * SECOND_US);
  expect(said).toEqual(["sirens: over: connected"]);
});
