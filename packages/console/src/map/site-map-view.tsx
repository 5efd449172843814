import type { LatLonDeg, ListedObservation, Picture, PictureSite } from "@tocsin/sdk";
import { type ReactElement, useEffect, useRef, useState } from "react";
import { useDark } from "../app/theme.ts";
import type { Bounds } from "./bounds.ts";
import { observedBounds, siteBounds } from "./bounds.ts";
import { MapButtons } from "./map-buttons.tsx";
import { OBSERVED_BANDS, type ObservedBand } from "./observed/observed-band.ts";
import { ObservedPanel } from "./observed/observed-panel.tsx";
import type { PlaceMark } from "./place-marks.ts";
import type { Selection } from "./selection.ts";
import type { SiteMap } from "./site-map.ts";

interface Properties {
  readonly site: PictureSite;
  readonly picture: Picture | null;
  readonly selection: Selection | null;
  readonly reports: readonly ListedObservation[];
  /** What the view starts with, and returns to. */
  readonly bounds: Bounds;
  readonly onSelect: (selection: Selection | null) => void;
  /** `picked`: what is at that place. */
  readonly onPlace: (place: LatLonDeg, picked: Selection | null) => void;
  /** Places that somebody marked. */
  readonly marks?: readonly PlaceMark[];
  /** Below the map's own buttons; `middle` is the place in the middle of what is shown. */
  readonly more?: (middle: () => LatLonDeg | null) => ReactElement;
}

const NO_MARKS: readonly PlaceMark[] = [];

export function SiteMapView(properties: Properties): ReactElement {
  const { site, picture, selection, reports, bounds, marks = NO_MARKS } = properties;
  const container = useRef<HTMLDivElement>(null);
  const { map, state } = useSiteMap(container, properties);
  const [tentative, setTentative] = useState(true);
  const [blind, setBlind] = useState(true);
  const [observed, setObserved] = useState<ObservedBand | null>(null);
  const dark = useDark();

  useRepaint(map, dark);
  useEffect(() => {
    map.current?.show({ picture, selection, tentative, blind, observed, reports, marks });
  }, [state, picture, selection, tentative, blind, observed, reports, marks]);

  return (
    <section className="map" aria-label={`Map of ${site.name}`}>
      <div ref={container} className="map-canvas" />
      {state === "failed" && (
        <p className="map-failed" role="alert">
          <strong>The map cannot be drawn.</strong> This browser gives no access to its graphics
          (WebGL), or the page is older than the server: load it again. The lists hold everything
          that the map would show.
        </p>
      )}
      <MapButtons
        tentative={tentative}
        blind={blind}
        observed={observed !== null}
        onTentative={setTentative}
        onBlind={setBlind}
        onObserved={(shown) => {
          setObserved(shown ? OBSERVED_BANDS[0] : null);
          const around = shown ? observedBounds(site, picture) : null;
          if (around !== null) map.current?.fit(around);
        }}
        onZoom={(levels) => map.current?.zoomBy(levels)}
        onFitSite={() => map.current?.fit(siteBounds(site))}
        onFitAll={() => map.current?.fit(bounds)}
      />
      {properties.more?.(() => map.current?.middle() ?? null)}
      {observed !== null && (
        <ObservedPanel
          site={site}
          picture={picture}
          selection={selection}
          band={observed}
          onBand={setObserved}
        />
      )}
    </section>
  );
}

/** The map in its container, made anew for another site. */
function useSiteMap(
  container: { readonly current: HTMLDivElement | null },
  properties: Properties,
): {
  readonly map: { readonly current: SiteMap | null };
  readonly state: "loading" | "ready" | "failed";
} {
  const { site } = properties;
  const map = useRef<SiteMap | null>(null);
  const events = useRef(properties);
  events.current = properties;
  const [state, setState] = useState<"loading" | "ready" | "failed">("loading");

  useEffect(() => {
    const element = container.current;
    if (element === null) return undefined;
    let gone = false;
    let made: SiteMap | null = null;
    const start = async (): Promise<void> => {
      // The map's library is by far the largest part of the console: it comes when a map is first wanted.
      const library = await import("./site-map.ts");
      if (gone) return;
      made = new library.SiteMap(element, site, {
        select: (picked) => events.current.onSelect(picked),
        place: (place, picked) => events.current.onPlace(place, picked),
      });
      map.current = made;
      made.fit(events.current.bounds);
      setState("ready");
    };
    setState("loading");
    start().catch(() => {
      if (!gone) setState("failed");
    });
    return () => {
      gone = true;
      map.current = null;
      made?.remove();
    };
  }, [site]);
  return { map, state };
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
