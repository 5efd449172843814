import { type GridLayout, packTerrain, type TerrainModel } from "@tocsin/core";
import type { TerrainConfig } from "./terrain-schema.ts";

/** The grid of posts that a site file asks for, about the site's origin. */
export function terrainLayout({ reach_m: reachM, spacing_m: spacingM }: TerrainConfig): GridLayout {
  const half = Math.ceil(reachM / spacingM);
  const edgeM = -half * spacingM;
  const count = 2 * half + 1;
  return { westM: edgeM, southM: edgeM, spacingM, columns: count, rows: count };
}

/** The terrain that stands in the site file itself; null where none does. */
export function inlineTerrain(config: TerrainConfig | undefined): TerrainModel | null {
  const grid = config?.grid;
  if (grid === undefined) return null;
  const rows = grid.heights_m.toReversed();
  const layout = {
    westM: grid.west_m,
    southM: grid.south_m,
    spacingM: grid.spacing_m,
    columns: rows[0]?.length ?? 0,
    rows: rows.length,
  };
  return packTerrain(layout, rows.flat(), "the site file");
}
