import { expect, test } from "vitest";
import { affiliationOf, symbolCode } from "./affiliation.ts";

const object = {
  class: "unknown",
  classProbability: 0.9,
  identity: null,
  masked: false,
  threatens: [],
  status: "confirmed",
} as const;

test("what nobody told apart stays unknown, threat or not", () => {
  expect(affiliationOf(object)).toBe("unknown");
  expect(affiliationOf({ ...object, threatens: ["a"] })).toBe("unknown");
  expect(affiliationOf({ ...object, class: "multirotor" })).toBe("unknown");
});

test("a rocket is hostile, unless it hardly looks like one", () => {
  expect(affiliationOf({ ...object, class: "rocket" })).toBe("hostile");
  expect(affiliationOf({ ...object, class: "rocket", classProbability: 0.4 })).toBe("unknown");
});

test("a missile is hostile too; a helicopter is a rotary wing of unknown side", () => {
  expect(affiliationOf({ ...object, class: "missile" })).toBe("hostile");
  expect(symbolCode({ ...object, class: "missile" })).toBe("10060200001100000000");
  expect(affiliationOf({ ...object, class: "helicopter" })).toBe("unknown");
  expect(symbolCode({ ...object, class: "helicopter" })).toBe("10010100001202000000");
});

test("a name makes no friend, and hides no threat", () => {
  const named = { ...object, class: "aircraft", identity: "ITY 452" } as const;
  expect(affiliationOf(named)).toBe("neutral");
  expect(affiliationOf({ ...named, threatens: ["a"] })).toBe("unknown");
  expect(affiliationOf({ ...named, claimContradictedBy: "flight" })).toBe("unknown");
});

test("an announced friendly flight is a friend, until people are warned of it", () => {
  const announced = { ...object, class: "multirotor", masked: true } as const;
  expect(affiliationOf(announced)).toBe("friend");
  expect(symbolCode(announced)).toBe("10030100001104000000");
  expect(affiliationOf({ ...announced, threatens: ["a"] })).toBe("unknown");
});

test("codes have twenty digits; what may be nothing has a dashed frame", () => {
  expect(symbolCode({ ...object, class: "multirotor" })).toBe("10010100001104000000");
  expect(symbolCode({ ...object, status: "tentative" })).toBe("10010110000000000000");
});
