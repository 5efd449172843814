import { createLocalFrame, geodeticToEnu, pointInRings } from "@tocsin/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileSite } from "./compile-site.ts";
import { parseSiteConfig } from "./parse-site-config.ts";
import type { SiteConfig } from "./site-config.ts";

function configOf(keys: Record<string, unknown> = {}): SiteConfig {
  const result = parseSiteConfig({
    site: {
      id: "harbour",
      name: "Harbour",
      latitude_deg: 33.3,
      longitude_deg: 44.4,
      ground_height_m: 40,
    },
    sensors: [
      {
        id: "north",
        name: "North radar",
        kind: "radar",
        latitude_deg: 33.34,
        longitude_deg: 44.41,
        height_m: 65,
        period_s: 4,
        azimuth_offset_deg: 1,
        coverage: { range_max_m: 60_000, azimuth_from_deg: -90, azimuth_width_deg: 180 },
      },
    ],
    areas: [
      {
        id: "hospital",
        name: "Hospital",
        owner: "Trust",
        protection: "protected",
        polygon: [
          [33.3, 44.4],
          [33.31, 44.4],
          [33.31, 44.41],
          [33.3, 44.4],
        ],
      },
      {
        id: "school",
        name: "School",
        owner: "City",
        protection: "subscribed",
        circle: { latitude_deg: 33.32, longitude_deg: 44.42, radius_m: 500 },
      },
    ],
    ...keys,
  });
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join("\n"));
  return result.config;
}

describe("compileSite", () => {
  const site = compileSite(configOf());

  test("is JSON-safe, so that it can stand in a journal record", () => {
    expect(JSON.parse(JSON.stringify(site))).toEqual(site);
  });

  test("puts outlines into metres of the site's frame, without the closing corner", () => {
    const [ring] = site.areas[0]?.rings ?? [];
    expect(ring).toHaveLength(6);
    // One hundredth of a degree of latitude at 33.3° is 1,109.1 m on WGS-84.
    expect(ring?.[0]).toBeCloseTo(0, 6);
    expect(ring?.[1]).toBeCloseTo(0, 6);
    expect(ring?.[3]).toBeCloseTo(1109.1, 1);
  });

  test("gives radians, microseconds and a sector that begins between 0 and 2π", () => {
    const [sensor] = site.sensors;
    expect(sensor?.azimuthOffsetRad).toBeCloseTo(Math.PI / 180, 12);
    expect(sensor?.coverage.azimuthFromRad).toBeCloseTo(1.5 * Math.PI, 12);
    expect(sensor?.coverage.azimuthWidthRad).toBeCloseTo(Math.PI, 12);
    expect(sensor?.periodUs).toBe(4_000_000);
    expect(sensor?.staleAfterUs).toBe(12_000_000);
    expect(site.tracker.endAfterUs).toBe(20_000_000);
  });

  test("takes the mode from whoever runs it", () => {
    expect(site.mode).toBe("shadow");
    expect(compileSite(configOf(), { mode: "replay" }).mode).toBe("replay");
  });

  test("names a policy by its thresholds and by nothing else", () => {
    const other = compileSite(configOf({ mode: "drill", policy: { existence_min: 0.5 } }));
    expect(other.policy.version).toBe(site.policy.version);
    const changed = compileSite(configOf({ policy: { existence_min: 0.51 } }));
    expect(changed.policy.version).not.toBe(site.policy.version);
    expect(site.policy.version).toMatch(/^[0-9a-f]{16}$/);
  });

  test("compiles an announced flight", () => {
    const masks = [
      {
        id: "m",
        reason: "survey",
        from: "2026-05-01T10:00:00+02:00",
        expires: "2026-05-01T09:00:00Z",
        radius_m: 300,
        waypoints: [
          { time: "2026-05-01T08:10:00Z", latitude_deg: 33.3, longitude_deg: 44.4, height_m: 90 },
        ],
      },
    ];
    const [mask] = compileSite(configOf({ masks })).masks;
    expect(mask?.fromUs).toBe(Date.UTC(2026, 4, 1, 8) * 1000);
    expect(mask?.waypoints[0]?.upM).toBeCloseTo(50, 6);
  });
});

test("the polygon of a circle holds every place in the circle", () => {
  const site = compileSite(configOf());
  const rings = site.areas[1]?.rings ?? [];
  const frame = createLocalFrame(site.origin);
  const [east = 0, north = 0] = geodeticToEnu(frame, {
    latitudeRad: (33.32 * Math.PI) / 180,
    longitudeRad: (44.42 * Math.PI) / 180,
    heightM: 40,
  });
  const angle = fc.double({ min: 0, max: 2 * Math.PI, noNaN: true });
  // Those next to the edge are what a polygon drawn inside the circle would leave out.
  const radius = fc.oneof(fc.double({ min: 0, max: 499.99, noNaN: true }), fc.constant(499.99));
  fc.assert(
    fc.property(angle, radius, (a, r) => {
      expect(pointInRings(rings, east + r * Math.cos(a), north + r * Math.sin(a))).toBe(true);
    }),
    { seed: 21, numRuns: 500 },
  );
});
