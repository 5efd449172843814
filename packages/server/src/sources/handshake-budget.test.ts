import { expect, test } from "vitest";
import {
  ADDRESS_HANDSHAKES_OPEN_MAX,
  ADDRESS_HANDSHAKES_PER_SECOND,
  HANDSHAKES_KEPT_PER_SECOND,
  HANDSHAKES_PER_SECOND,
  HandshakeBudget,
} from "./handshake-budget.ts";

/** How many of so many at one time are taken on, each ended at once. */
function knock(budget: HandshakeBudget, address: string, times: number, nowUs: number): number {
  let taken = 0;
  for (let port = 1; port <= times; port++) {
    if (budget.begin({ address, port }, nowUs) === null) taken++;
    budget.end({ address, port });
  }
  return taken;
}

test("an address that knocks without end leaves all others their handshakes", () => {
  const budget = new HandshakeBudget();
  expect(knock(budget, "10.0.0.66", 10_000, 0)).toBe(ADDRESS_HANDSHAKES_PER_SECOND);
  expect(knock(budget, "10.0.0.1", 1, 999_999)).toBe(1);
  expect(knock(budget, "10.0.0.66", 10_000, 999_999)).toBe(0);
  expect(knock(budget, "10.0.0.66", 10_000, 1_000_000)).toBe(ADDRESS_HANDSHAKES_PER_SECOND);
});

test("strangers of many addresses leave some to whoever was let in before", () => {
  const budget = new HandshakeBudget();
  budget.admit("10.0.0.1");
  let strangers = 0;
  for (let last = 1; last <= 200; last++) strangers += knock(budget, `10.0.1.${last}`, 5, 0);
  expect(strangers).toBe(HANDSHAKES_PER_SECOND - HANDSHAKES_KEPT_PER_SECOND);
  expect(knock(budget, "10.0.0.2", 1, 0)).toBe(0);
  expect(knock(budget, "10.0.0.1", 3, 0)).toBe(3);
});

test("handshakes that never end hold up their own address alone", () => {
  const budget = new HandshakeBudget();
  let taken = 0;
  for (let port = 1; port <= 100; port++)
    if (budget.begin({ address: "10.0.0.66", port }, port * 500_000) === null) taken++;
  expect(taken).toBe(ADDRESS_HANDSHAKES_OPEN_MAX);
  expect(knock(budget, "10.0.0.1", 1, 60_000_000)).toBe(1);
  budget.end({ address: "10.0.0.66", port: 1 });
  expect(budget.begin({ address: "10.0.0.66", port: 101 }, 60_000_000)).toBeNull();
});
