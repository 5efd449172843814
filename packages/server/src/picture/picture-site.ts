import { degrees, type SiteModel, trustClassOf } from "@tocsin/core";
import type { LatLonDeg, PictureSite } from "@tocsin/sdk";
import { PictureFrame, placeDeg, round } from "./picture-frame.ts";
import { sharesOf } from "./shared-causes.ts";

/** What a map needs of a site and what does not change from moment to moment. */
export function pictureSite(site: SiteModel, timeZone: string | null): PictureSite {
  const frame = new PictureFrame(site);
  return {
    id: site.id,
    name: site.name,
    mode: site.mode,
    origin: placeDeg(site.origin.latitudeRad, site.origin.longitudeRad),
    timeZone,
    areas: site.areas.map((area) => ({
      id: area.id,
      name: area.name,
      owner: area.owner,
      protection: area.protection,
      people: area.people,
      shelterS: area.shelterS,
      rings: area.rings.map((ring) => {
        const corners: LatLonDeg[] = [];
        for (let i = 0; i < ring.length; i += 2)
          corners.push(frame.place(ring[i], ring[i + 1], area.groundHeightM - site.origin.heightM));
        return corners;
      }),
    })),
    sensors: site.sensors.map(({ id, name, kind, position, coverage, periodUs, ...spec }) => ({
      id,
      name,
      kind,
      place: placeDeg(position.latitudeRad, position.longitudeRad),
      rangeMinM: coverage.rangeMinM,
      rangeMaxM: coverage.rangeMaxM,
      azimuthFromDeg: round(degrees(coverage.azimuthFromRad), 2),
      azimuthWidthDeg: round(degrees(coverage.azimuthWidthRad), 2),
      periodS: periodUs / 1e6,
      trustClass: trustClassOf({ kind, ...spec }),
      staleAfterS: spec.staleAfterUs / 1e6,
      shares: sharesOf(id, site.sensors),
    })),
    defences: site.defences.map(({ position, ...defence }) => ({
      id: defence.id,
      name: defence.name,
      owner: defence.owner,
      place: placeDeg(position.latitudeRad, position.longitudeRad),
      reachM: defence.reachM,
      protectsAreas: defence.protectsAreas,
      notional: defence.notional,
    })),
  };
}
