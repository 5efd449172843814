import {
  type Area,
  createLocalFrame,
  enuToGeodetic,
  type Geodetic,
  meanOfCorners,
  type SiteModel,
} from "@tocsin/core";

/** A place that stands for an area: the mean of its corners. */
export function areaCentre(site: SiteModel, area: Area): Geodetic {
  const [east, north] = meanOfCorners(area.rings[0]);
  return enuToGeodetic(
    createLocalFrame(site.origin),
    east,
    north,
    area.groundHeightM - site.origin.heightM,
  );
}
