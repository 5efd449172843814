import type { PictureTrack } from "@tocsin/sdk";
import { expect, test } from "vitest";
import { trackScene } from "./track-scene.ts";

const track = (id: string, more: Partial<PictureTrack> = {}): PictureTrack => ({
  id,
  label: id.toUpperCase(),
  status: "confirmed",
  place: [10, 20],
  heightM: 100,
  ellipse: { majorM: 20, minorM: 10, bearingDeg: 0 },
  speedMps: 30,
  courseDeg: 90,
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
const falling = {
  place: [10, 20] as const,
  ellipse: { majorM: 200, minorM: 100, bearingDeg: 45 },
  fromUs: 10e6,
  toUs: 20e6,
  weight: 0.9,
};
const moment = { selectedId: null, nowUs: 0 };

test("threats are drawn over what is watched, and named before it", () => {
  const scene = trackScene([track("a", { threatens: ["x"] }), track("b")], moment);
  expect(scene.symbols.map(({ id }) => id)).toEqual(["b", "a"]);
  const ranks = scene.labels.map(({ rank }) => rank);
  expect(ranks[1]).toBeLessThan(ranks[0] ?? 0);
});

test("what falls has a place of impact with its window, until the window is past", () => {
  const one = [track("a", { impact: falling })];
  const scene = trackScene(one, moment);
  expect(scene.impacts).toHaveLength(1);
  expect(scene.labels.map(({ lines }) => lines[0]?.text)).toEqual(["A", "A: 10–20 s"]);
  expect(trackScene(one, { ...moment, nowUs: 30e6 }).impacts).toEqual([]);
});

test("what flies and threatens has its course drawn ahead; what falls has none", () => {
  const courses = (more: Partial<PictureTrack>): number =>
    trackScene([track("a", { threatens: ["x"], ...more })], moment).courses.ends.length;
  expect(courses({})).toBe(1);
  expect(courses({ impact: falling })).toBe(0);
});

test("many long trails are thinned to points that were there, and each still ends where its object is", () => {
  const trail = Array.from({ length: 40 }, (_, i): [number, number] => [10, 19 + i / 40]);
  const many = Array.from({ length: 500 }, (_, i) => track(`t${i}`, { trail }));
  const { points, ends } = trackScene(many, moment).trails;
  expect(ends).toHaveLength(500);
  expect(points.length / 2).toBeLessThanOrEqual(4_000 + 500);
  expect(points[(ends[0] ?? 0) - 2]).toBeCloseTo(20 / 360 + 0.5, 12);
});
