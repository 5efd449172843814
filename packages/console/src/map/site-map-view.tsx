import type { LatLonDeg, Picture, PictureSite } from "@tocsin/sdk";
import { type ReactElement, useEffect, useRef, useState } from "react";
import "maplibre-gl/dist/maplibre-gl.css";
import { useDark } from "../app/theme.ts";
import type { Bounds } from "./bounds.ts";
import { siteBounds } from "./bounds.ts";
import { MapButtons } from "./map-buttons.tsx";
import type { Selection } from "./selection.ts";
import { SiteMap } from "./site-map.ts";

interface Properties {
  readonly site: PictureSite;
  readonly picture: Picture | null;
  readonly selection: Selection | null;
  /** What the view starts with, and returns to. */
  readonly bounds: Bounds;
  readonly onSelect: (selection: Selection | null) => void;
  readonly onPlace: (place: LatLonDeg) => void;
}

export function SiteMapView(properties: Properties): ReactElement {
  const { site, picture, selection, bounds } = properties;
  const container = useRef<HTMLDivElement>(null);
  const map = useRef<SiteMap | null>(null);
  const events = useRef(properties);
  events.current = properties;
  const [tentative, setTentative] = useState(true);
  const [blind, setBlind] = useState(true);
  const dark = useDark();

  useEffect(() => {
    if (container.current === null) return undefined;
    const made = new SiteMap(container.current, site, {
      select: (picked) => events.current.onSelect(picked),
      place: (place) => events.current.onPlace(place),
    });
    map.current = made;
    made.fit(events.current.bounds);
    return () => {
      map.current = null;
      made.remove();
    };
  }, [site]);

  useRepaint(map, dark);
  useEffect(() => {
    map.current?.show({ picture, selection, tentative, blind });
  }, [site, picture, selection, tentative, blind]);

  return (
    <section className="map" aria-label={`Map of ${site.name}`}>
      <div ref={container} className="map-canvas" />
      <MapButtons
        tentative={tentative}
        blind={blind}
        onTentative={setTentative}
        onBlind={setBlind}
        onZoom={(levels) => map.current?.zoomBy(levels)}
        onFitSite={() => map.current?.fit(siteBounds(site))}
        onFitAll={() => map.current?.fit(bounds)}
      />
    </section>
  );
}

/** Not at the start, when the map has just read its colours. */
function useRepaint(map: { readonly current: SiteMap | null }, dark: boolean): void {
  const painted = useRef(dark);
  useEffect(() => {
    if (painted.current === dark) return;
    painted.current = dark;
    map.current?.repaint();
  }, [map, dark]);
}
