/** The ground, as a height above the WGS-84 ellipsoid, m, at a place in the site frame. */
export interface Terrain {
  heightAt(eastM: number, northM: number): number;
}

/** Ground of one height everywhere: a surface parallel to the ellipsoid, not the site frame's plane. */
export const flatTerrain = (heightM: number): Terrain => ({ heightAt: () => heightM });
