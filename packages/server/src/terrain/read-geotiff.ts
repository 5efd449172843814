import { TocsinError } from "@tocsin/sdk";
import { fromFile, type GeoTIFF } from "geotiff";
import type { ElevationModel, RegionDeg } from "./elevation-model.ts";

/** Most posts that are read of one file: what a site needs of a one-second model is a quarter of this. */
const POSTS_MAX = 64_000_000;
/** Posts around the region, so that every place in it has four. */
const MARGIN_POSTS = 2;
/** Geodetic systems in degrees that differ from WGS-84 by less than a metre: itself in two and three dimensions, ETRS89, NAD83. */
const DEGREE_SYSTEMS: ReadonlySet<unknown> = new Set([4326, 4979, 4258, 4269]);

/**
 * The part of a GeoTIFF elevation model that lies in a region: one band of heights in metres, in degrees of latitude and
 * longitude, north up (OGC 19-008r4, GeoTIFF Standard 1.1). A pixel is an area or a point as its raster type says; where
 * that is left out it is an area.
 */
export async function readGeotiff(path: string, region: RegionDeg): Promise<ElevationModel | null> {
  const tiff = await open(path);
  try {
    return await readRegion(path, tiff, region);
  } finally {
    await tiff.close();
  }
}

async function open(path: string): Promise<GeoTIFF> {
  try {
    return await fromFile(path);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new TocsinError("TERRAIN_UNREADABLE", { path, detail });
  }
}

async function readRegion(
  path: string,
  tiff: GeoTIFF,
  region: RegionDeg,
): Promise<ElevationModel | null> {
  const refuse = (detail: string): TocsinError =>
    new TocsinError("TERRAIN_UNREADABLE", { path, detail });
  const image = await tiff.getImage();
  const keys = image.getGeoKeys();
  const system: unknown = keys?.GeographicTypeGeoKey;
  if (keys?.GTModelTypeGeoKey !== 2 || (system !== undefined && !DEGREE_SYSTEMS.has(system)))
    throw refuse("it is not in degrees of WGS-84: convert it to EPSG:4326");
  const [originX = 0, originY = 0] = image.getOrigin();
  const [stepX = 0, stepY = 0] = image.getResolution();
  if (!(stepX > 0 && stepY < 0)) throw refuse("its rows do not go from north to south");
  const half = keys.GTRasterTypeGeoKey === 2 ? 0 : 0.5;
  const [width, height] = [image.getWidth(), image.getHeight()];
  const post = (value: number, origin: number, step: number): number =>
    (value - origin) / step - half;
  const left = Math.max(Math.floor(post(region.westDeg, originX, stepX)) - MARGIN_POSTS, 0);
  const top = Math.max(Math.floor(post(region.northDeg, originY, stepY)) - MARGIN_POSTS, 0);
  const right = Math.min(Math.ceil(post(region.eastDeg, originX, stepX)) + MARGIN_POSTS, width);
  const bottom = Math.min(Math.ceil(post(region.southDeg, originY, stepY)) + MARGIN_POSTS, height);
  if (right - left < 2 || bottom - top < 2) return null;
  if ((right - left) * (bottom - top) > POSTS_MAX)
    throw refuse(`the site's part of it has more than ${POSTS_MAX} posts: use a coarser model`);
  const rasters = await image.readRasters({ window: [left, top, right, bottom], samples: [0] });
  const band = rasters[0];
  if (band === undefined || typeof band === "number") throw refuse("it has no band of heights");
  const heights = band as ArrayLike<number>;
  const missing = image.getGDALNoData();
  return {
    path,
    columns: right - left,
    rows: bottom - top,
    firstLongitudeDeg: originX + (left + half) * stepX,
    firstLatitudeDeg: originY + (top + half) * stepY,
    stepLongitudeDeg: stepX,
    stepLatitudeDeg: -stepY,
    postM: (index) => {
      const value = heights[index];
      return value === missing || !Number.isFinite(value) ? Number.NaN : value;
    },
  };
}
