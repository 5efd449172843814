import { describe, expect, test } from "vitest";
import { directionOf } from "./sense-direction.ts";

const at = (alpha: number, beta: number) => directionOf({ absolute: true, alpha, beta });

describe("where the top of a phone points", () => {
  test.each([
    [0, 0, 0, 0],
    [90, 0, 270, 0],
    [270, 30, 90, 30],
    [315, -10, 45, -10],
    [10, 100, 170, 80],
    [190, -120, 350, -60],
  ])("α %d, β %d: azimuth %d, elevation %d", (alpha, beta, azimuthDeg, elevationDeg) => {
    expect(at(alpha, beta)).toEqual({
      azimuthDeg,
      elevationDeg,
      north: "magnetic",
      accuracyDeg: null,
    });
  });

  test("is what its y axis says, whichever way it is held", () => {
    for (let alpha = 0; alpha < 360; alpha += 15)
      for (let beta = -175; beta < 180; beta += 10) {
        const [a, b] = [alpha, beta].map((degrees) => (degrees * Math.PI) / 180);
        const found = at(alpha, beta);
        const azimuth = ((found?.azimuthDeg ?? 0) * Math.PI) / 180;
        const elevation = ((found?.elevationDeg ?? 0) * Math.PI) / 180;
        expect(Math.cos(elevation) * Math.sin(azimuth)).toBeCloseTo(-Math.sin(a) * Math.cos(b), 9);
        expect(Math.cos(elevation) * Math.cos(azimuth)).toBeCloseTo(Math.cos(a) * Math.cos(b), 9);
        expect(Math.sin(elevation)).toBeCloseTo(Math.sin(b), 9);
      }
  });

  test("of iOS is its own heading, with its error where it states one", () => {
    const reading = { absolute: false, alpha: 12, beta: 5, webkitCompassHeading: 200 };
    expect(directionOf({ ...reading, webkitCompassAccuracy: 12 })).toMatchObject({
      azimuthDeg: 200,
      accuracyDeg: 12,
    });
    expect(directionOf({ ...reading, webkitCompassAccuracy: -1 })?.accuracyDeg).toBeNull();
  });

  test("is not known where the angles count from no north", () => {
    expect(directionOf({ absolute: false, alpha: 12, beta: 5 })).toBeNull();
    expect(directionOf({ absolute: true, alpha: null, beta: null })).toBeNull();
  });
});
