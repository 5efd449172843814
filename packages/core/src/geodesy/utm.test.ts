import fc from "fast-check";
import proj4 from "proj4";
import { expect, test } from "vitest";
import { radians } from "../units/angle.ts";
import {
  geodeticToUtm,
  gridConvergence,
  parseUtmZone,
  type UtmZone,
  utmToGeodetic,
  utmZoneOf,
} from "./utm.ts";

const SEED = { seed: 30, numRuns: 1000 };
const ONE_MM = 1e-3;
const place = fc.record({
  latitude: fc.double({ min: -80, max: 84, noNaN: true }),
  longitude: fc.double({ min: -180, max: 179.999, noNaN: true }),
});
const oracle = ({ number, south }: UtmZone) =>
  proj4(
    "+proj=longlat +datum=WGS84",
    `+proj=utm +zone=${number}${south ? " +south" : ""} +datum=WGS84`,
  );

test("agrees with PROJ to a millimetre, both ways, in each place's own zone", () => {
  fc.assert(
    fc.property(place, ({ latitude, longitude }) => {
      const zone = utmZoneOf(radians(latitude), radians(longitude));
      const [east, north] = oracle(zone).forward<[number, number]>([longitude, latitude]);
      const { eastingM, northingM } = geodeticToUtm(radians(latitude), radians(longitude), zone);
      expect(Math.abs(eastingM - east)).toBeLessThan(ONE_MM);
      expect(Math.abs(northingM - north)).toBeLessThan(ONE_MM);
      const back = utmToGeodetic({ eastingM, northingM }, zone);
      expect(Math.abs(back.latitudeRad - radians(latitude))).toBeLessThan(1e-12);
      expect(Math.abs(back.longitudeRad - radians(longitude))).toBeLessThan(1e-11);
    }),
    SEED,
  );
});

test("the grid's north turns from true north as a step northwards shows", () => {
  fc.assert(
    fc.property(place, ({ latitude, longitude }) => {
      const at = [radians(latitude), radians(longitude)] as const;
      const zone = utmZoneOf(...at);
      const from = geodeticToUtm(...at, zone);
      const to = geodeticToUtm(at[0] + 1e-6, at[1], zone);
      const turned = Math.atan2(to.eastingM - from.eastingM, to.northingM - from.northingM);
      // True north, seen on the grid, lies to the left where the convergence is positive.
      expect(Math.abs(gridConvergence(...at, zone) + turned)).toBeLessThan(radians(0.001));
    }),
    SEED,
  );
});

test("zones are read as they are written, and nothing else is", () => {
  expect(parseUtmZone("30U")).toEqual({ number: 30, south: false });
  expect(parseUtmZone(" 36 n ")).toEqual({ number: 36, south: false });
  expect(parseUtmZone("56H")).toEqual({ number: 56, south: true });
  for (const text of ["", "0N", "61N", "30", "30I", "30O", "30A", "U30", "30UU"])
    expect(parseUtmZone(text), text).toBeNull();
});
