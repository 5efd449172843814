import type { LatLonDeg, Picture, PictureSite } from "@tocsin/sdk";
import type { FeatureCollection } from "geojson";
import { type GeoJSONSource, Map as MapLibreMap, ScaleControl, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import type { Bounds } from "./bounds.ts";
import { positionOf } from "./geometry.ts";
import { fetchLand } from "./land.ts";
import { addPatternImages, addSymbolImage } from "./map-images.ts";
import { readMapPalette } from "./map-palette.ts";
import { mapStyle, type SourceId } from "./map-style.ts";
import type { Selection } from "./selection.ts";
import {
  areaFeatures,
  blindFeatures,
  collection,
  defenceFeatures,
  gridFeatures,
  sensorFeatures,
} from "./site-features.ts";
import {
  ellipseFeatures,
  pointFeatures,
  shownTracks,
  trailFeatures,
  vectorFeatures,
} from "./track-features.ts";

/** What the map shows of a moment. */
export interface MapView {
  readonly picture: Picture | null;
  readonly selection: Selection | null;
  readonly tentative: boolean;
  readonly blind: boolean;
}

export interface MapEvents {
  readonly select: (selection: Selection | null) => void;
  /** A place where nothing is was picked. */
  readonly place: (place: LatLonDeg) => void;
}

/** With more objects than this, each source is renewed in a frame of its own, so that no frame takes long. */
const TOGETHER_MAX = 60;
/** A finger is not a needle. */
const TOUCH_PX = 8;

type Order = { readonly id: SourceId; readonly make: () => FeatureCollection };

setWorkerUrl(workerUrl);

/**
 * The map of a site. Of a large picture each source is renewed in a frame of its own, and a newer picture
 * replaces orders that still wait: the map may skip a picture and never falls behind.
 */
export class SiteMap {
  readonly #map: MapLibreMap;
  readonly #site: PictureSite;
  readonly #abort = new AbortController();
  readonly #orders = new Map<SourceId, Order["make"]>();
  readonly #drawn = new Map<SourceId, string>();
  #land: FeatureCollection = collection([]);
  #view: MapView = { picture: null, selection: null, tentative: true, blind: true };
  #frame: number | null = null;
  #styled = false;

  constructor(container: HTMLElement, site: PictureSite, events: MapEvents) {
    this.#site = site;
    this.#map = new MapLibreMap({
      container,
      style: mapStyle(readMapPalette(container)),
      center: [site.origin[1], site.origin[0]],
      zoom: 11,
      maxPitch: 0,
      pitchWithRotate: false,
      dragRotate: false,
      attributionControl: false,
      fadeDuration: 0,
      renderWorldCopies: false,
    });
    this.#map.touchZoomRotate.disableRotation();
    this.#map.keyboard.disableRotation();
    this.#map.addControl(new ScaleControl({ maxWidth: 120 }), "bottom-left");
    this.#map.setMissingStyleImageResolver((id) => addSymbolImage(this.#map, id));
    this.#map.on("style.load", () => this.#styleLoaded());
    this.#listen(events);
    void this.#loadLand();
  }

  show(view: MapView): void {
    this.#view = view;
    this.#orderAll();
  }

  fit(bounds: Bounds): void {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#map.fitBounds(
      [
        [bounds.southWest[1], bounds.southWest[0]],
        [bounds.northEast[1], bounds.northEast[0]],
      ],
      { padding: 48, maxZoom: 15, duration: still || !this.#styled ? 0 : 400 },
    );
  }

  /** Brings a place into view where it is not. */
  reveal(place: LatLonDeg): void {
    const [longitude = 0, latitude = 0] = positionOf(place);
    if (!this.#map.getBounds().contains([longitude, latitude])) {
      this.#map.panTo([longitude, latitude], { duration: 0 });
    }
  }

  zoomBy(levels: number): void {
    this.#map.zoomTo(this.#map.getZoom() + levels, { duration: 0 });
  }

  /** After the theme changed: the colours are read again. */
  repaint(): void {
    this.#styled = false;
    this.#map.setStyle(mapStyle(readMapPalette(this.#map.getContainer())), { diff: false });
  }

  remove(): void {
    this.#abort.abort();
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    this.#map.remove();
  }

  /** Without the outline of the world the map still shows the site. */
  async #loadLand(): Promise<void> {
    const land = await fetchLand(this.#abort.signal).catch(() => null);
    if (land === null || this.#abort.signal.aborted) return;
    this.#land = land;
    this.#order({ id: "land", make: () => land });
  }

  #listen(events: MapEvents): void {
    const layers = ["tracks", "sensor-places", "areas"];
    this.#map.on("click", ({ point, lngLat }) => {
      if (!this.#styled) return;
      const found = this.#map.queryRenderedFeatures(
        [
          [point.x - TOUCH_PX, point.y - TOUCH_PX],
          [point.x + TOUCH_PX, point.y + TOUCH_PX],
        ],
        { layers },
      );
      const first = layers.flatMap((id) => found.filter(({ layer }) => layer.id === id))[0];
      const id: unknown = first?.properties["id"];
      if (first === undefined || typeof id !== "string") {
        events.select(null);
        events.place([lngLat.lat, lngLat.lng]);
        return;
      }
      const kind =
        first.layer.id === "tracks" ? "track" : first.layer.id === "areas" ? "area" : "sensor";
      events.select({ kind, id });
    });
    for (const layer of layers) {
      this.#map.on("mouseenter", layer, () => {
        this.#map.getCanvas().style.cursor = "pointer";
      });
      this.#map.on("mouseleave", layer, () => {
        this.#map.getCanvas().style.cursor = "";
      });
    }
  }

  #styleLoaded(): void {
    this.#styled = true;
    this.#drawn.clear();
    addPatternImages(this.#map, readMapPalette(this.#map.getContainer()));
    this.#order({ id: "land", make: () => this.#land });
    this.#order({ id: "grid", make: () => gridFeatures(this.#site.origin) });
    this.#order({ id: "defences", make: () => defenceFeatures(this.#site) });
    this.#orderAll();
  }

  #orderAll(): void {
    for (const order of momentOrders(this.#site, this.#view, this.#drawn)) this.#order(order);
  }

  #order({ id, make }: Order): void {
    this.#orders.delete(id);
    this.#orders.set(id, make);
    if (this.#styled) this.#frame ??= requestAnimationFrame(this.#work);
  }

  readonly #work = (): void => {
    this.#frame = null;
    const together = (this.#view.picture?.tracks.length ?? 0) <= TOGETHER_MAX;
    for (const [id, make] of this.#orders) {
      this.#orders.delete(id);
      const source = this.#map.getSource<GeoJSONSource>(id);
      // What the map's worker says after a source is gone concerns nobody.
      void source?.setData(make())?.catch(() => undefined);
      if (!together) break;
    }
    if (this.#orders.size > 0) this.#frame = requestAnimationFrame(this.#work);
  };
}

/** What a moment needs drawn anew; what rarely changes is drawn only when it did. */
function momentOrders(site: PictureSite, view: MapView, drawn: Map<SourceId, string>): Order[] {
  const { picture, selection } = view;
  const trackId = selection?.kind === "track" ? selection.id : null;
  const areaId = selection?.kind === "area" ? selection.id : null;
  const tracks =
    picture === null
      ? []
      : shownTracks(picture, { selectedId: trackId, tentative: view.tentative });
  const nowUs = picture?.timeUs ?? 0;
  const orders: Order[] = [
    { id: "tracks", make: () => pointFeatures(tracks, trackId) },
    { id: "vectors", make: () => vectorFeatures(tracks, trackId) },
    { id: "ellipses", make: () => ellipseFeatures(tracks, trackId, nowUs) },
    { id: "trails", make: () => trailFeatures(tracks) },
    { id: "areas", make: () => areaFeatures(site, picture) },
  ];
  const ifChanged = (id: SourceId, key: string, make: () => FeatureCollection): void => {
    if (drawn.get(id) === key) return;
    drawn.set(id, key);
    orders.push({ id, make });
  };
  const statuses = picture?.sensors.map(({ id, status }) => `${id} ${status}`).join() ?? "";
  ifChanged("sensors", statuses, () => sensorFeatures(site, picture));
  const blindKey = view.blind
    ? JSON.stringify([areaId, picture?.areas.map(({ id, blind }) => [id, blind])])
    : "none";
  ifChanged("blind", blindKey, () =>
    view.blind ? blindFeatures(site, picture, areaId) : collection([]),
  );
  return orders;
}
