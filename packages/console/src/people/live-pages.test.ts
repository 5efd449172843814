import { expect, test } from "vitest";
import { livePages } from "./live-pages.ts";

const live = [
  { port: 4610, secure: true },
  { port: 4620, secure: false },
];

test("a drill's page leads to the pages of what is real, on the host that it was found on", () => {
  expect(livePages({ mode: "drill", live }, "10.0.0.7")).toEqual([
    "https://10.0.0.7:4610/people",
    "http://10.0.0.7:4620/people",
  ]);
});

test("no other page leads anywhere", () => {
  expect(livePages({ mode: "live", live }, "10.0.0.7")).toEqual([]);
  expect(livePages({ mode: "drill" }, "10.0.0.7")).toEqual([]);
  expect(livePages(null, "10.0.0.7")).toEqual([]);
});
