import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLocalFrame, degrees, enuToGeodetic, radians, unpackTerrain } from "@tocsin/core";
import { parseSiteConfig, type SiteConfig } from "@tocsin/sdk";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadGeoid } from "./geoid.ts";
import { loadTerrain } from "./load-terrain.ts";
import { writeGeotiff, writeHgt } from "./elevation-files.test-support.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tocsin-terrain-"));
});
afterAll(() => rm(folder, { recursive: true }));

/**
 * A site south-east of the corner where four SRTM tiles meet, so that its ground lies in all of them. The geoid is
 * nowhere deeper than near here: 100 m below the ellipsoid.
 */
const SITE = { latitude_deg: 5.995, longitude_deg: 80.004 };

function configOf(terrain: Record<string, unknown>, site = SITE): SiteConfig {
  const result = parseSiteConfig({
    site: { id: "s", name: "S", ...site, ground_height_m: 40 },
    areas: [
      {
        id: "a",
        name: "A",
        owner: "O",
        protection: "protected",
        circle: { ...site, radius_m: 300 },
      },
    ],
    terrain: { reach_m: 3_000, spacing_m: 60, ...terrain },
  });
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join("\n"));
  return result.config;
}

/** A plane in degrees, whole metres at SRTM posts or not. */
const plane = (latitudeDeg: number, longitudeDeg: number): number =>
  500 + 3_000 * (latitudeDeg - 6) - 2_000 * (longitudeDeg - 80);

/** What the grid should hold at a place of the site frame. */
function expected(e: number, n: number, geoidM: number): number {
  const frame = createLocalFrame({
    latitudeRad: radians(SITE.latitude_deg),
    longitudeRad: radians(SITE.longitude_deg),
    heightM: 40,
  });
  const place = enuToGeodetic(frame, e, n, 0);
  return plane(degrees(place.latitudeRad), degrees(place.longitudeRad)) + geoidM;
}

const PLACES = [
  [0, 0],
  [-2_900, 2_900],
  [2_875, -1_234],
  [-400, 560],
  [-370, 20],
] as const;

describe("the ground of a site", () => {
  test("comes from SRTM tiles across their edges, and above the ellipsoid by the geoid", async () => {
    const files = await Promise.all(
      [
        [5, 79],
        [5, 80],
        [6, 79],
        [6, 80],
      ].map(async ([south, west]) => {
        const path = join(folder, `N0${south}E0${west}.hgt`);
        await writeHgt(path, 1_201, (row, column) =>
          Math.round(plane(south + 1 - row / 1_200, west + column / 1_200)),
        );
        return path;
      }),
    );
    const model = await loadTerrain(configOf({ files }));
    const grid = unpackTerrain(model!);
    expect(grid.columns).toBe(101);
    const geoid = (await loadGeoid())(SITE.latitude_deg, SITE.longitude_deg);
    expect(geoid).toBeLessThan(-90);
    for (const [e, n] of PLACES)
      expect(Math.abs(grid.heightAt(e, n) - expected(e, n, geoid))).toBeLessThan(0.9);
    expect(model!.source).toContain("above the geoid EGM96");
  });

  test.each([1, 2] as const)(
    "comes from a GeoTIFF whose pixels are of raster type %i",
    async (rasterType) => {
      const path = join(folder, `model-${rasterType}.tif`);
      const shape = {
        westDeg: 79.9,
        northDeg: 6.1,
        stepDeg: 1 / 3_600,
        columns: 720,
        rows: 720,
        rasterType,
      };
      await writeGeotiff(path, shape, plane);
      const model = await loadTerrain(configOf({ files: [path], heights_above: "ellipsoid" }));
      const grid = unpackTerrain(model!);
      for (const [e, n] of PLACES)
        expect(Math.abs(grid.heightAt(e, n) - expected(e, n, 0))).toBeLessThan(0.3);
    },
  );

  test("is filled where a model has holes, and refused where it leaves out most", async () => {
    const path = join(folder, "holed.tif");
    const shape = {
      westDeg: 79.9,
      northDeg: 6.1,
      stepDeg: 1 / 3_600,
      columns: 720,
      rows: 720,
      noData: -9_999,
    };
    await writeGeotiff(path, shape, (latitude, longitude) =>
      Math.hypot(latitude - 6, longitude - 80) < 0.002 ? -9_999 : plane(latitude, longitude),
    );
    const config = configOf({ files: [path], heights_above: "ellipsoid" });
    const model = await loadTerrain(config);
    expect(model!.source).toContain("posts filled");
    expect(
      Math.abs(unpackTerrain(model!).heightAt(-370, 555) - expected(-370, 555, 0)),
    ).toBeLessThan(5);
    const far = configOf({ files: [path] }, { latitude_deg: 9, longitude_deg: 80 });
    await expect(loadTerrain(far)).rejects.toMatchObject({ code: "TERRAIN_INCOMPLETE" });
  });

  test.each([
    ["N33.hgt", "name"],
    ["N33E044.hgt.part.hgt", "name"],
  ])("refuses %s, whose name tells no corner", async (name) => {
    const path = join(folder, name);
    await writeFile(path, new Uint8Array(4));
    await expect(loadTerrain(configOf({ files: [path] }))).rejects.toMatchObject({
      code: "TERRAIN_UNREADABLE",
    });
  });

  test("refuses a cut tile, a file that is no GeoTIFF, one in metres, and one that is not there", async () => {
    const cut = join(folder, "S01W002.hgt");
    await writeFile(cut, new Uint8Array(1_000));
    const text = join(folder, "text.tif");
    await writeFile(text, "this is no picture of the ground");
    const metres = join(folder, "metres.tif");
    const shape = { westDeg: 0, northDeg: 1, stepDeg: 0.01, columns: 4, rows: 4, modelType: 1 };
    await writeGeotiff(metres, shape, () => 0);
    for (const path of [cut, text, metres, join(folder, "absent.tif")])
      await expect(loadTerrain(configOf({ files: [path] }))).rejects.toMatchObject({
        code: "TERRAIN_UNREADABLE",
      });
  });

  test("is not asked for where a site names no model", async () => {
    const grid = {
      west_m: 0,
      south_m: 0,
      spacing_m: 100,
      heights_m: [
        [1, 2],
        [3, 4],
      ],
    };
    expect(await loadTerrain(configOf({ grid }))).toBeNull();
  });
});

describe("the geoid", () => {
  // Sample values that the National Geospatial-Intelligence Agency published with its interpolation program for EGM96.
  test.each([
    [38.628155, -90.220845, -31.628],
    [-14.621217, -54.978886, -2.969],
    [46.874319, 102.448729, -43.575],
    [-23.617446, 133.874712, 15.871],
    [38.625473, -0.0005, 50.066],
    [-0.466744, 0.0023, 17.329],
  ])("at %f, %f is %f m, to 0.1 m", async (latitude, longitude, height) => {
    const geoid = await loadGeoid();
    expect(Math.abs(geoid(latitude, longitude) - height)).toBeLessThan(0.1);
  });
});
