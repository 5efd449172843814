import type { PictureTrack } from "@tocsin/sdk";
import { expect, test } from "vitest";
import { orderTracks } from "./track-order.ts";

const track = (label: string, more: Partial<PictureTrack> = {}): PictureTrack => ({
  id: label,
  label,
  status: "confirmed",
  place: [0, 0],
  heightM: 100,
  ellipse: { majorM: 1, minorM: 1, bearingDeg: 0 },
  speedMps: 10,
  courseDeg: 0,
  climbMps: 0,
  existence: 1,
  class: "unknown",
  classProbability: 1,
  identity: null,
  sources: { independent: 1, authenticated: 0, groups: [] },
  masked: false,
  lastSensedUs: 0,
  trail: [],
  impact: null,
  threatens: [],
  ...more,
});
const labels = (tracks: readonly PictureTrack[]): string[] => tracks.map(({ label }) => label);

test("danger first, then what is followed, then what may be nothing; T2 before T10", () => {
  const tracks = [
    track("T1", { status: "tentative" }),
    track("T10"),
    track("T2"),
    track("T3", { threatens: ["a"] }),
  ];
  expect(labels(orderTracks(tracks, "", "danger"))).toEqual(["T3", "T2", "T10", "T1"]);
});

test("found by name, kind and identity", () => {
  const tracks = [track("T1", { class: "rocket" }), track("T2", { identity: "ITY 452" })];
  expect(labels(orderTracks(tracks, "ROCK", "name"))).toEqual(["T1"]);
  expect(labels(orderTracks(tracks, "ity", "name"))).toEqual(["T2"]);
  expect(orderTracks(tracks, "nothing", "name")).toEqual([]);
});
