import { expect, test } from "vitest";
import { localTimes } from "./local-times.ts";

const microsOf = (text: string): number => Date.parse(text) * 1_000;

test("a time is told with its day, which may be another one than in UTC", () => {
  const inBaghdad = localTimes("Asia/Baghdad");
  expect(inBaghdad(microsOf("2021-11-06T23:10:42Z"))).toBe("7 Nov 02:10:42");
  expect(inBaghdad(microsOf("2021-11-06T20:59:59Z"))).toBe("6 Nov 23:59:59");
});
