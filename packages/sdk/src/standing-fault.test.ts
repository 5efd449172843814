import { expect, test } from "vitest";
import { StandingFault } from "./standing-fault.ts";

const SECOND_US = 1_000_000;

test("what lasts is told at once, again before a screen forgets it after a minute, and when it is over", () => {
  const said: string[] = [];
  const fault = new StandingFault((detail) => said.push(detail));
  fault.ended("it works");
  expect(said).toEqual([]);
  for (let at = 0; at <= 120; at += 5) fault.holds("no answer", at * SECOND_US);
  expect(said.splice(0)).toEqual(Array.from({ length: 5 }, () => "no answer"));
  fault.holds("another", 121 * SECOND_US, true);
  fault.ended("it works");
  fault.ended("it works");
  expect(said).toEqual(["another", "over: it works"]);
});
