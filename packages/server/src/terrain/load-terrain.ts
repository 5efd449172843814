import { access } from "node:fs/promises";
import { basename } from "node:path";
import {
  createLocalFrame,
  degrees,
  enuToGeodetic,
  type GridLayout,
  type LocalFrame,
  packTerrain,
  radians,
  type TerrainModel,
} from "@tocsin/core";
import { type SiteConfig, terrainLayout, TocsinError } from "@tocsin/sdk";
import { type ElevationModel, elevationAt, type RegionDeg } from "./elevation-model.ts";
import { fillVoids } from "./fill-voids.ts";
import { type GeoidHeight, loadGeoid } from "./geoid.ts";
import { readHgt } from "./read-hgt.ts";

/** A site whose models leave out more than this share of its ground is not described by them. */
const MISSING_SHARE_MAX = 0.5;
/** Latitude, longitude and geoid are worked out every so many posts and bilinear between: 2 cm off at 1 km. */
const COARSE_STEP_M = 1_000;

/**
 * The ground of a site from the elevation models that its file names, on the site's own grid and above the ellipsoid; null
 * where it names none. Where models overlap the first with a height counts; holes are filled from their edges.
 */
export async function loadTerrain(config: SiteConfig): Promise<TerrainModel | null> {
  const { terrain, site } = config;
  if (terrain === undefined || terrain.files.length === 0) return null;
  const layout = terrainLayout(terrain);
  const frame = createLocalFrame({
    latitudeRad: radians(site.latitude_deg),
    longitudeRad: radians(site.longitude_deg),
    heightM: site.ground_height_m,
  });
  const places = coarsePlaces(frame, layout);
  const models = await readModels(terrain.files, regionOf(places));
  const geoid = terrain.heights_above === "geoid" ? await loadGeoid() : null;
  const heightsM = sample(layout, places, models, geoid);
  const { missing, left } = fillVoids(heightsM, layout.columns);
  if (missing > MISSING_SHARE_MAX * heightsM.length || left > 0) {
    const share = ((100 * missing) / heightsM.length).toFixed(0);
    throw new TocsinError("TERRAIN_INCOMPLETE", { share });
  }
  return packTerrain(layout, heightsM, sourceText(terrain.files, missing, terrain.heights_above));
}

function sourceText(files: readonly string[], missing: number, above: string): string {
  const names = files.map((file) => basename(file)).join(", ");
  const datum = above === "geoid" ? "above the geoid EGM96" : "above the ellipsoid";
  return missing === 0 ? `${names}, ${datum}` : `${names}, ${datum}; ${missing} posts filled`;
}

async function readModels(
  files: readonly string[],
  region: RegionDeg,
): Promise<readonly ElevationModel[]> {
  const models: ElevationModel[] = [];
  for (const path of files) {
    await access(path).catch(() => {
      throw new TocsinError("TERRAIN_UNREADABLE", { path, detail: "there is no such file" });
    });
    const model = /\.hgt$/i.test(path) ? await readHgt(path) : await readAsGeotiff(path, region);
    if (model !== null) models.push(model);
  }
  return models;
}

/** What takes GeoTIFF apart is large, and loaded for who has one. */
async function readAsGeotiff(path: string, region: RegionDeg): Promise<ElevationModel | null> {
  const { readGeotiff } = await import("./read-geotiff.ts");
  return readGeotiff(path, region);
}

/** Latitude and longitude, degrees, of every so manieth post of a layout, the last row and column included. */
interface CoarsePlaces {
  readonly every: number;
  readonly columns: number;
  readonly rows: number;
  readonly latitudeDeg: Float64Array;
  readonly longitudeDeg: Float64Array;
}

function coarsePlaces(frame: LocalFrame, layout: GridLayout): CoarsePlaces {
  const every = Math.max(1, Math.floor(COARSE_STEP_M / layout.spacingM));
  const columns = Math.ceil((layout.columns - 1) / every) + 1;
  const rows = Math.ceil((layout.rows - 1) / every) + 1;
  const latitudeDeg = new Float64Array(columns * rows);
  const longitudeDeg = new Float64Array(columns * rows);
  const stepM = every * layout.spacingM;
  for (let at = 0; at < latitudeDeg.length; at++) {
    const e = layout.westM + stepM * (at % columns);
    const n = layout.southM + stepM * Math.floor(at / columns);
    const drop = (e * e + n * n) / 12_742_000;
    const place = enuToGeodetic(frame, e, n, -drop);
    latitudeDeg[at] = degrees(place.latitudeRad);
    longitudeDeg[at] = degrees(place.longitudeRad);
  }
  return { every, columns, rows, latitudeDeg, longitudeDeg };
}

function regionOf({ latitudeDeg, longitudeDeg }: CoarsePlaces): RegionDeg {
  let [south, north, west, east] = [90, -90, 180, -180];
  for (let i = 0; i < latitudeDeg.length; i++) {
    south = Math.min(south, latitudeDeg[i]);
    north = Math.max(north, latitudeDeg[i]);
    west = Math.min(west, longitudeDeg[i]);
    east = Math.max(east, longitudeDeg[i]);
  }
  return { southDeg: south, northDeg: north, westDeg: west, eastDeg: east };
}

function sample(
  layout: GridLayout,
  places: CoarsePlaces,
  models: readonly ElevationModel[],
  geoid: GeoidHeight | null,
): Float32Array {
  const { every, columns } = places;
  const above = Float64Array.from(places.latitudeDeg, (latitude, i) =>
    geoid === null ? 0 : geoid(latitude, places.longitudeDeg[i]),
  );
  const heightsM = new Float32Array(layout.columns * layout.rows);
  const between = (values: Float64Array, at: number, u: number, v: number): number => {
    const south = values[at] + u * (values[at + 1] - values[at]);
    const north = values[at + columns] + u * (values[at + columns + 1] - values[at + columns]);
    return south + v * (north - south);
  };
  for (let row = 0; row < layout.rows; row++) {
    const coarseRow = Math.min(Math.floor(row / every), places.rows - 2);
    const v = row / every - coarseRow;
    for (let column = 0; column < layout.columns; column++) {
      const coarseColumn = Math.min(Math.floor(column / every), columns - 2);
      const u = column / every - coarseColumn;
      const at = coarseRow * columns + coarseColumn;
      const latitude = between(places.latitudeDeg, at, u, v);
      const longitude = between(places.longitudeDeg, at, u, v);
      heightsM[row * layout.columns + column] =
        firstHeight(models, latitude, longitude) + between(above, at, u, v);
    }
  }
  return heightsM;
}

function firstHeight(
  models: readonly ElevationModel[],
  latitudeDeg: number,
  longitudeDeg: number,
): number {
  for (const model of models) {
    const height = elevationAt(model, latitudeDeg, longitudeDeg);
    if (!Number.isNaN(height)) return height;
  }
  return Number.NaN;
}
