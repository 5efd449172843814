import {
  type Area,
  createLocalFrame,
  enuToGeodetic,
  type Geodetic,
  type SiteModel,
} from "@tocsin/core";

/** A place that stands for an area: the mean of its corners. */
export function areaCentre(site: SiteModel, area: Area): Geodetic {
  const [ring] = area.rings;
  let [east, north] = [0, 0];
  for (let i = 0; i < ring.length; i += 2) {
    east += ring[i];
    north += ring[i + 1];
  }
  const corners = ring.length / 2;
  return enuToGeodetic(
    createLocalFrame(site.origin),
    east / corners,
    north / corners,
    area.groundHeightM - site.origin.heightM,
  );
}
