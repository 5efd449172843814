import type { ObservationReport } from "@tocsin/sdk";
import { expect, test } from "vitest";
import { reportExtent } from "./report-extent.ts";

const HERE = { latitudeDeg: 48, longitudeDeg: 31, accuracyM: 12 };
const REPORT: ObservationReport = {
  id: "00000000-0000-4000-8000-000000000001",
  kind: "drone",
  count: 1,
  sense: "seen",
  ageS: 1,
  from: HERE,
  direction: null,
  place: null,
  headingDeg: null,
  lacking: [],
};
const CONTEXT = { declinationDeg: () => 7, compassSigmaDeg: 15 };
const of = (changes: Partial<ObservationReport>) =>
  reportExtent({ ...REPORT, ...changes }, CONTEXT);

const POINTED = { azimuthDeg: 355, north: "magnetic", accuracyDeg: 8, elevationDeg: null } as const;

test("a direction is a sector from true north, as wide as compass and pointing err, as far as one sees", () => {
  // 1.96 × √(8² + 6²) = 19.6
  expect(of({ direction: POINTED })).toEqual({
    shape: "sector",
    latitudeDeg: 48,
    longitudeDeg: 31,
    azimuthDeg: 2,
    halfWidthDeg: 20,
    reachM: 2_000,
  });
  // A phone that says nothing of its compass: 1.96 × √(15² + 6²) = 31.7
  expect(
    of({ direction: { ...POINTED, north: "true", accuracyDeg: null }, sense: "heard" }),
  ).toMatchObject({ azimuthDeg: 355, halfWidthDeg: 32, reachM: 3_000 });
  expect(of({ direction: { ...POINTED, accuracyDeg: 180 } })).toMatchObject({ halfWidthDeg: 180 });
});

test("a marked place is a circle, never smaller than people can mark", () => {
  const place = { latitudeDeg: 48.1, longitudeDeg: 31.1, accuracyM: 20 };
  expect(of({ place, direction: POINTED })).toEqual({
    shape: "circle",
    latitudeDeg: 48.1,
    longitudeDeg: 31.1,
    radiusM: 245,
  });
  expect(of({ place: { ...place, accuracyM: 900 } })).toMatchObject({ radiusM: 900 });
});

test("without a direction it is all around the observer, or nowhere", () => {
  expect(of({})).toMatchObject({ shape: "circle", radiusM: 2_012 });
  expect(of({ kind: "explosion" })).toBeNull();
  expect(of({ from: null })).toBeNull();
  expect(of({ kind: "explosion", direction: POINTED })).toMatchObject({ reachM: 10_000 });
});
