import {
  createLocalFrame,
  geodeticToEnu,
  packTerrain,
  pointInRings,
  terrainOf,
} from "@tocsin/core";
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

describe("a radar's model", () => {
  const radar = {
    reference_range_m: 20_000,
    reference_rcs_dbsm: -10,
    beam_shape: "cosecant-squared",
    beam_tilt_deg: 3,
    beam_width_deg: 6,
    rcs_dbsm: { multirotor: -20 },
    ground_clutter: {
      azimuth_beam_width_deg: 2,
      range_resolution_m: 50,
      improvement_db: 40,
    },
  };
  const sensor = configOf().sensors[0];
  const written = { ...sensor, radar } as Record<string, unknown>;

  test("comes out in ratios and radians, with its defaults", () => {
    const model = compileSite(configOf({ sensors: [written] })).sensors[0]?.radar;
    expect(model?.referenceCrossSectionM2).toBeCloseTo(0.1, 12);
    expect(model?.referenceDetectionProbability).toBe(0.9);
    expect(model?.beam.tiltRad).toBeCloseTo(Math.PI / 60, 12);
    expect(model?.crossSectionsM2).toEqual({ multirotor: expect.closeTo(0.01, 12) as number });
    expect(model?.groundClutter?.improvement).toBeCloseTo(1e4, 6);
    expect(model?.groundClutter?.gamma).toBeCloseTo(0.0316, 4);
  });

  test("is absent where the file has none, so that today's records stay as they are", () => {
    const site = compileSite(configOf());
    expect("radar" in (site.sensors[0] ?? {})).toBe(false);
    expect("terrain" in site).toBe(false);
  });

  test("belongs to a radar", () => {
    const result = parseSiteConfig({
      ...configOf(),
      sensors: [{ ...written, kind: "acoustic" }],
    });
    expect(result.ok ? [] : result.problems.map(({ path }) => path)).toEqual([
      ["sensors", 0, "radar"],
    ]);
  });
});

describe("a terrain in the site file", () => {
  const grid = {
    west_m: -500,
    south_m: -500,
    spacing_m: 1_000,
    heights_m: [
      [90, 60],
      [40, 50],
    ],
  };

  test("is written from the north and kept from the south", () => {
    const site = compileSite(configOf({ terrain: { grid } }));
    const terrain = terrainOf(site.terrain);
    expect(terrain?.heightAt(-500, 500)).toBe(90);
    expect(terrain?.heightAt(500, -500)).toBe(50);
    expect(terrain?.heightAt(0, 0)).toBe(60);
  });

  test("gives way to what was read from files", () => {
    const read = packTerrain(
      { westM: 0, southM: 0, spacingM: 10, columns: 2, rows: 2 },
      [1, 2, 3, 4],
      "files",
    );
    expect(compileSite(configOf({ terrain: { grid } }), { terrain: read }).terrain).toBe(read);
  });

  test("has to hold together", () => {
    const problemsOf = (terrain: unknown): readonly string[] => {
      const result = parseSiteConfig({ ...configOf(), terrain });
      return result.ok ? [] : result.problems.map(({ path }) => path.join("."));
    };
    expect(problemsOf({})).toEqual(["terrain"]);
    expect(problemsOf({ grid, files: ["N33E044.hgt"] })).toEqual(["terrain.grid"]);
    expect(
      problemsOf({
        grid: {
          ...grid,
          heights_m: [
            [1, 2, 3],
            [4, 5],
          ],
        },
      }),
    ).toEqual(["terrain.grid.heights_m.1"]);
    expect(problemsOf({ files: ["a.tif"], reach_m: 100_000, spacing_m: 30 })).toEqual([
      "terrain.spacing_m",
    ]);
    expect(problemsOf({ files: ["a.tif"], reach_m: 30_000, spacing_m: 30 })).toEqual([]);
  });
});
