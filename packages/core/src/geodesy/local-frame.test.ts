import fc from "fast-check";
import geodesic from "geographiclib-geodesic";
import proj4 from "proj4";
import { describe, expect, it } from "vitest";
import { multiply } from "../linalg/matrix.ts";
import { degrees, radians, wrapPi } from "../units/angle.ts";
import { aerToEnu, enuToAer } from "./aer.ts";
import type { Geodetic } from "./geodetic.ts";
import {
  createLocalFrame,
  ecefToEnu,
  enuToEcef,
  enuToGeodetic,
  frameTransform,
  geodeticToEnu,
  heightOfEnu,
} from "./local-frame.ts";

const SEED = { seed: 4978, numRuns: 500 };
const ONE_MM = 1e-3;

const origin: fc.Arbitrary<Geodetic> = fc.record({
  latitudeRad: fc.double({ min: -1, max: 1, noNaN: true }).map(Math.asin),
  longitudeRad: fc.double({ min: -3.14, max: 3.14, noNaN: true }),
  heightM: fc.double({ min: -500, max: 5_000, noNaN: true }),
});
const offset = fc.tuple(
  fc.double({ min: -100_000, max: 100_000, noNaN: true }),
  fc.double({ min: -100_000, max: 100_000, noNaN: true }),
  fc.double({ min: -500, max: 50_000, noNaN: true }),
);

describe("east-north-up frames", () => {
  it("agree with PROJ's geocentric coordinates to 1 mm", () => {
    const geocentric = proj4("+proj=longlat +datum=WGS84", "+proj=geocent +datum=WGS84");
    fc.assert(
      fc.property(origin, offset, (o, [e, n, u]) => {
        const p = enuToEcef(createLocalFrame(o), e, n, u);
        const g = enuToGeodetic(createLocalFrame(o), e, n, u);
        const theirs = geocentric.forward([
          degrees(g.longitudeRad),
          degrees(g.latitudeRad),
          g.heightM,
        ]);
        for (let i = 0; i < 3; i++) expect(Math.abs(p[i] - theirs[i])).toBeLessThan(ONE_MM);
      }),
      SEED,
    );
  });

  it("come back, by ECEF and by geodetic, to a micrometre; the height is the geodetic one", () => {
    fc.assert(
      fc.property(origin, offset, (o, [e, n, u]) => {
        const frame = createLocalFrame(o);
        const p = enuToEcef(frame, e, n, u);
        const g = enuToGeodetic(frame, e, n, u);
        for (const v of [ecefToEnu(frame, p[0], p[1], p[2]), geodeticToEnu(frame, g)]) {
          expect(Math.abs(v[0] - e)).toBeLessThan(1e-6);
          expect(Math.abs(v[1] - n)).toBeLessThan(1e-6);
          expect(Math.abs(v[2] - u)).toBeLessThan(1e-6);
        }
        expect(Math.abs(heightOfEnu(frame, e, n, u) - g.heightM)).toBeLessThan(1e-6);
      }),
      SEED,
    );
  });

  it("short vectors have the geodesic's length and azimuth (GeographicLib)", () => {
    fc.assert(
      fc.property(
        origin.filter((o) => Math.abs(o.latitudeRad) < radians(89)),
        fc.double({ min: 0, max: 6.28, noNaN: true }),
        fc.double({ min: 10, max: 1_000, noNaN: true }),
        (o, azimuthRad, distanceM) => {
          const surface = { ...o, heightM: 0 };
          const end = geodesic.Geodesic.WGS84.Direct(
            degrees(o.latitudeRad),
            degrees(o.longitudeRad),
            degrees(azimuthRad),
            distanceM,
          );
          const v = geodeticToEnu(createLocalFrame(surface), {
            latitudeRad: radians(end.lat2!),
            longitudeRad: radians(end.lon2!),
            heightM: 0,
          });
          const aer = enuToAer(v[0], v[1], v[2]);
          // Chord and geodesic differ by s³/24R²: 1 µm at 1 km.
          expect(Math.abs(aer.rangeM - distanceM)).toBeLessThan(1e-5);
          expect(Math.abs(wrapPi(aer.azimuthRad - azimuthRad)) * distanceM).toBeLessThan(1e-4);
        },
      ),
      SEED,
    );
  });

  it("drops by d²/2R at a distance", () => {
    const frame = createLocalFrame({ latitudeRad: 0.6, longitudeRad: 0.8, heightM: 0 });
    expect(heightOfEnu(frame, 50_000, 0, 0)).toBeCloseTo(195.7, 0);
  });

  it("are defined at the poles", () => {
    const frame = createLocalFrame({ latitudeRad: Math.PI / 2, longitudeRad: 0, heightM: 0 });
    expect(enuToGeodetic(frame, 0, 0, 10).heightM).toBeCloseTo(10, 8);
    expect(heightOfEnu(frame, 0, 0, 10)).toBeCloseTo(10, 8);
  });
});

describe("frameTransform", () => {
  it("moves points between frames as the way through ECEF does, and is orthogonal", () => {
    fc.assert(
      fc.property(origin, origin, offset, (a, b, [e, n, u]) => {
        const from = createLocalFrame(a);
        const to = createLocalFrame(b);
        const { rotation, translation } = frameTransform(from, to);
        const moved = multiply(rotation, Float64Array.of(e, n, u), new Float64Array(3), 3, 3, 1);
        const p = enuToEcef(from, e, n, u);
        const wanted = ecefToEnu(to, p[0], p[1], p[2]);
        for (let i = 0; i < 3; i++) {
          expect(Math.abs(moved[i] + translation[i] - wanted[i])).toBeLessThan(1e-5);
        }
      }),
      SEED,
    );
  });
});

describe("azimuth, elevation, range", () => {
  it("has the four winds and the zenith right", () => {
    expect(enuToAer(0, 5, 0)).toEqual({ azimuthRad: 0, elevationRad: 0, rangeM: 5 });
    expect(enuToAer(5, 0, 0).azimuthRad).toBeCloseTo(Math.PI / 2, 15);
    expect(enuToAer(-5, 0, 0).azimuthRad).toBeCloseTo(1.5 * Math.PI, 15);
    expect(enuToAer(0, 0, 3)).toEqual({ azimuthRad: 0, elevationRad: Math.PI / 2, rangeM: 3 });
    expect(enuToAer(0, 0, 0)).toEqual({ azimuthRad: 0, elevationRad: 0, rangeM: 0 });
  });

  it("comes back", () => {
    fc.assert(
      fc.property(offset, ([e, n, u]) => {
        const { azimuthRad, elevationRad, rangeM } = enuToAer(e, n, u);
        const v = aerToEnu(azimuthRad, elevationRad, rangeM);
        expect(Math.abs(v[0] - e)).toBeLessThan(1e-9 * (1 + rangeM));
        expect(Math.abs(v[1] - n)).toBeLessThan(1e-9 * (1 + rangeM));
        expect(Math.abs(v[2] - u)).toBeLessThan(1e-9 * (1 + rangeM));
      }),
      SEED,
    );
  });
});
