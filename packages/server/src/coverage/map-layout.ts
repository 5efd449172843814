import type { GridLayout, SiteModel } from "@tocsin/core";

/** How far from its origin a site without terrain is mapped, m. */
const REACH_M = 30_000;

/** The middles of a map's cells: as far as asked, or as the site's terrain reaches. */
export function mapLayout(site: SiteModel, cellM: number, reachM: number | null): GridLayout {
  const { terrain } = site;
  const reach =
    reachM ?? (terrain === undefined ? REACH_M : (terrain.spacingM * (terrain.columns - 1)) / 2);
  const half = Math.max(1, Math.round(reach / cellM));
  const edgeM = -(half - 0.5) * cellM;
  return { westM: edgeM, southM: edgeM, spacingM: cellM, columns: 2 * half, rows: 2 * half };
}
