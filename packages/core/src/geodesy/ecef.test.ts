import fc from "fast-check";
import proj4 from "proj4";
import { describe, expect, it } from "vitest";
import { degrees } from "../units/angle.ts";
import { ecefHeight, ecefToGeodetic, geodeticToEcef } from "./ecef.ts";
import type { Geodetic } from "./geodetic.ts";
import { WGS84_A_M, WGS84_B_M } from "./wgs84.ts";

const SEED = { seed: 84, numRuns: 1000 };
const ONE_MM = 1e-3;

/** Random places, uniform over the sphere. */
const place = (lowM: number, highM: number): fc.Arbitrary<Geodetic> =>
  fc.record({
    latitudeRad: fc.double({ min: -1, max: 1, noNaN: true }).map(Math.asin),
    longitudeRad: fc.double({ min: -3.1, max: 3.1, noNaN: true }),
    heightM: fc.double({ min: lowM, max: highM, noNaN: true }),
  });

const back = (g: Geodetic): Geodetic => {
  const p = geodeticToEcef(g);
  return ecefToGeodetic(p[0], p[1], p[2]);
};

describe("ECEF", () => {
  it("agrees with PROJ's geocentric coordinates to 1 mm, −500 m to 50 km", () => {
    const geocentric = proj4("+proj=longlat +datum=WGS84", "+proj=geocent +datum=WGS84");
    fc.assert(
      fc.property(place(-500, 50_000), (g) => {
        const ours = geodeticToEcef(g);
        const theirs = geocentric.forward([
          degrees(g.longitudeRad),
          degrees(g.latitudeRad),
          g.heightM,
        ]);
        for (let i = 0; i < 3; i++) {
          expect(Math.abs(ours[i] - theirs[i])).toBeLessThan(ONE_MM);
        }
      }),
      SEED,
    );
  });

  it("comes back to a micrometre from −10 km to 100 km, with and without trigonometry", () => {
    fc.assert(
      fc.property(place(-10_000, 100_000), (g) => {
        const p = geodeticToEcef(g);
        const b = back(g);
        expect(Math.abs(b.latitudeRad - g.latitudeRad) * WGS84_A_M).toBeLessThan(1e-6);
        expect(Math.abs(b.longitudeRad - g.longitudeRad) * WGS84_A_M).toBeLessThan(1e-6);
        expect(Math.abs(b.heightM - g.heightM)).toBeLessThan(1e-6);
        expect(Math.abs(ecefHeight(p[0], p[1], p[2]) - g.heightM)).toBeLessThan(1e-6);
      }),
      SEED,
    );
  });

  it("comes back to a millimetre from 500 km above the centre to beyond the Moon", () => {
    fc.assert(
      fc.property(place(-5_800_000, 5e8), (g) => {
        const b = back(g);
        expect(Math.abs(b.latitudeRad - g.latitudeRad) * WGS84_A_M).toBeLessThan(ONE_MM);
        expect(Math.abs(b.heightM - g.heightM)).toBeLessThan(ONE_MM);
      }),
      SEED,
    );
  });

  it("holds at the poles, on the equator and at the centre", () => {
    const pole = ecefToGeodetic(0, 0, WGS84_B_M + 100);
    expect(pole.latitudeRad).toBe(Math.PI / 2);
    expect(pole.longitudeRad).toBe(0);
    expect(pole.heightM).toBeCloseTo(100, 8);
    expect(ecefToGeodetic(0, 0, -WGS84_B_M).latitudeRad).toBe(-Math.PI / 2);
    expect(ecefHeight(0, 0, -WGS84_B_M - 7)).toBeCloseTo(7, 8);
    const equator = ecefToGeodetic(-WGS84_A_M, 0, 0);
    expect(equator.latitudeRad).toBe(0);
    expect(equator.longitudeRad).toBe(Math.PI);
    expect(equator.heightM).toBeCloseTo(0, 8);
    const centre = ecefToGeodetic(0, 0, 0);
    expect(Number.isFinite(centre.heightM) && centre.heightM < -6.3e6).toBe(true);
    const inside = ecefToGeodetic(30_000, -10_000, 20_000);
    expect(Object.values(inside).every(Number.isFinite)).toBe(true);
  });
});
