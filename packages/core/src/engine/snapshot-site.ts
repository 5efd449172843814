import type { SiteModel } from "../policy/site-model.ts";
import { type TerrainModel, withoutHeights } from "../terrain/terrain-model.ts";
import { assert } from "../units/assert.ts";

/** Heights of more letters than this stand in the configuration's record only, not in every snapshot. */
const SNAPSHOT_HEIGHTS_MAX = 65_536;

/** The site as a snapshot holds it: a large terrain by its digest. */
export function snapshotSite(site: SiteModel): SiteModel {
  const { terrain } = site;
  const large = (terrain?.heights?.length ?? 0) > SNAPSHOT_HEIGHTS_MAX;
  return terrain === undefined || !large ? site : { ...site, terrain: withoutHeights(terrain) };
}

/** The site of a snapshot with its terrain's heights again, which `terrain` brings where the snapshot left them out. */
export function restoredSite(site: SiteModel, terrain: TerrainModel | undefined): SiteModel {
  if (site.terrain === undefined || site.terrain.heights !== null) return site;
  assert(terrain?.digest === site.terrain.digest, "the terrain that the snapshot was taken with");
  return { ...site, terrain };
}
