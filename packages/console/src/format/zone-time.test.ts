import { expect, test } from "vitest";
import { timeOfZoneText, zoneTimeText } from "./zone-time.ts";

const us = (iso: string): number => Date.parse(iso) * 1_000;

test.each([
  ["UTC", "2026-11-29T10:00:20", "2026-11-29T10:00:20Z"],
  ["Asia/Baghdad", "2021-11-07T02:30:00", "2021-11-06T23:30:00Z"],
  ["Europe/Kyiv", "2026-07-01T00:00:05", "2026-06-30T21:00:05Z"],
  ["Asia/Kathmandu", "2026-01-01T00:00:00", "2025-12-31T18:15:00Z"],
  ["America/St_Johns", "2026-12-31T23:59:59", "2027-01-01T03:29:59Z"],
])("in %s, %s is %s, and back", (zone, text, iso) => {
  expect(timeOfZoneText(text, zone)).toBe(us(iso));
  expect(zoneTimeText(us(iso), zone)).toBe(text);
});

test("an hour that came twice is the first, one that was left out is none", () => {
  expect(timeOfZoneText("2026-10-25T03:30:00", "Europe/Kyiv")).toBe(us("2026-10-25T00:30:00Z"));
  expect(timeOfZoneText("2026-03-29T03:30:00", "Europe/Kyiv")).toBeNull();
});

test("what is no date and time is none; seconds may be left out", () => {
  expect(timeOfZoneText("2026-11-29T10:00", "UTC")).toBe(us("2026-11-29T10:00:00Z"));
  for (const text of ["", "yesterday", "2026-11-29", "2026-13-01T00:00:00", "2026-11-29T10:00:20Z"])
    expect(timeOfZoneText(text, "UTC"), text).toBeNull();
});
