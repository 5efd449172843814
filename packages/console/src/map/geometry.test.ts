import { expect, test } from "vitest";
import {
  bearingBetweenDeg,
  distanceBetweenM,
  ellipseRing,
  placeAt,
  sectorRings,
} from "./geometry.ts";

const HERE = [33.3, 44.4] as const;

test.each([0, 45, 135, 270, 359])("a place at %i° is there", (bearing) => {
  const place = placeAt(HERE, bearing, 9_000);
  expect(distanceBetweenM(HERE, place)).toBeCloseTo(9_000, 3);
  expect(bearingBetweenDeg(HERE, place)).toBeCloseTo(bearing, 6);
});

test("an ellipse lies along its bearing and closes", () => {
  const ring = ellipseRing(HERE, { majorM: 500, minorM: 100, bearingDeg: 60 }, 36);
  expect(ring).toHaveLength(37);
  expect(ring[0]).toEqual(ring[36]);
  const [longitude = 0, latitude = 0] = ring[0] ?? [];
  expect(bearingBetweenDeg(HERE, [latitude, longitude])).toBeCloseTo(60, 1);
  const distances = ring.map(([lon = 0, lat = 0]) => distanceBetweenM(HERE, [lat, lon]));
  expect(Math.max(...distances)).toBeCloseTo(500, 0);
  expect(Math.min(...distances)).toBeCloseTo(100, 0);
});

test("a sector is a wedge, a whole turn a disc with a hole", () => {
  const wedge = sectorRings(HERE, { fromDeg: 20, widthDeg: 30, innerM: 0, outerM: 1_000 });
  expect(wedge).toHaveLength(1);
  expect(wedge[0]?.[0]).toEqual(wedge[0]?.at(-1));
  expect(sectorRings(HERE, { fromDeg: 0, widthDeg: 360, innerM: 10, outerM: 20 })).toHaveLength(2);
});
