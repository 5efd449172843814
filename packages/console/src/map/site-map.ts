import type { LatLonDeg, ListedObservation, Picture, PictureSite } from "@tocsin/sdk";
import type { FeatureCollection } from "geojson";
import { type GeoJSONSource, Map as MapLibreMap, ScaleControl, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import "maplibre-gl/dist/maplibre-gl.css";
import type { Bounds } from "./bounds.ts";
import { fetchLand } from "./land.ts";
import { addPatternImages } from "./map-images.ts";
import { readMapPalette } from "./map-palette.ts";
import { mapStyle, type SourceId } from "./map-style.ts";
import type { MapLabel } from "./overlay/map-label.ts";
import { MapOverlay, type OverlayMoment } from "./overlay/map-overlay.ts";
import {
  areaLabels,
  blindLabels,
  defenceLabels,
  gridLabels,
  sensorLabels,
} from "./overlay/site-labels.ts";
import { trackScene } from "./overlay/track-scene.ts";
import { Viewport, worldPoint } from "./overlay/viewport.ts";
import type { ObservedBand } from "./observed/observed-band.ts";
import { observedFeatures, observedLabels } from "./observed/observed-features.ts";
import { officialFeatures, officialLabels } from "./official-features.ts";
import { reportFeatures, reportLabels } from "./report-features.ts";
import { markFeatures, markLabels, type PlaceMark } from "./place-marks.ts";
import type { Selection } from "./selection.ts";
import {
  areaFeatures,
  blindFeatures,
  collection,
  defenceFeatures,
  gridFeatures,
  sensorFeatures,
} from "./site-features.ts";

/** What the map shows of a moment. */
export interface MapView {
  readonly picture: Picture | null;
  readonly selection: Selection | null;
  readonly tentative: boolean;
  readonly blind: boolean;
  /** The heights of which it shows what sensors really saw; null: none. */
  readonly observed: ObservedBand | null;
  /** What people reported, as far as it is to be drawn. */
  readonly reports: readonly ListedObservation[];
  /** Places that somebody marked. */
  readonly marks: readonly PlaceMark[];
}

export interface MapEvents {
  readonly select: (selection: Selection | null) => void;
  /** A place was pointed at; `picked`: what is there. */
  readonly place: (place: LatLonDeg, picked: Selection | null) => void;
}

/** A finger is not a needle. */
const TOUCH_PX = 8;
/** A symbol is this far from its middle to its edge, and a little more. */
const SYMBOL_PX = 18;

type Order = { readonly id: SourceId; readonly make: () => FeatureCollection };

setWorkerUrl(workerUrl);

/**
 * The map of a site. What stands still (ground, coverage, areas) is MapLibre's; what moves, and every text, is drawn on
 * a sheet above it. A newer picture replaces one that was not drawn yet: the map may skip a picture and never falls
 * behind.
 */
export class SiteMap {
  readonly #map: MapLibreMap;
  readonly #overlay: MapOverlay;
  readonly #site: PictureSite;
  readonly #abort = new AbortController();
  readonly #orders = new Map<SourceId, Order["make"]>();
  readonly #drawn = new Map<SourceId, string>();
  readonly #fixedLabels: readonly MapLabel[];
  #land: FeatureCollection = collection([]);
  #view: MapView = {
    picture: null,
    selection: null,
    tentative: true,
    blind: true,
    observed: null,
    reports: [],
    marks: [],
  };
  #frame: number | null = null;
  #styled = false;
  /** Whether MapLibre has drawn all that it was given. */
  #idle = false;

  constructor(container: HTMLElement, site: PictureSite, events: MapEvents) {
    this.#site = site;
    this.#fixedLabels = [...gridLabels(site.origin), ...defenceLabels(site)];
    const palette = readMapPalette(container);
    this.#map = new MapLibreMap({
      container,
      style: mapStyle(palette),
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
    this.#overlay = new MapOverlay(this.#map.getCanvasContainer(), {
      palette,
      viewport: () => this.#viewport(),
      drawn: () => this.#tellState(),
    });
    this.#map.on("render", () => {
      this.#idle = false;
      this.#overlay.redraw();
    });
    this.#map.on("idle", () => {
      this.#idle = true;
      this.#tellState();
    });
    this.#map.on("style.load", () => this.#styleLoaded());
    this.#listen(events);
    void this.#loadLand();
  }

  show(view: MapView): void {
    this.#view = view;
    this.#orderAll();
    this.#overlay.show(() => this.#moment(view));
    this.#tellState();
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

  /** The place in the middle of what is shown. */
  middle(): LatLonDeg {
    const { lat, lng } = this.#map.getCenter();
    return [lat, lng];
  }

  zoomBy(levels: number): void {
    this.#map.zoomTo(this.#map.getZoom() + levels, { duration: 0 });
  }

  /** After the theme changed: the colours are read again. */
  repaint(): void {
    this.#styled = false;
    const palette = readMapPalette(this.#map.getContainer());
    this.#map.setStyle(mapStyle(palette), { diff: false });
    this.#overlay.repaint(palette);
  }

  remove(): void {
    this.#abort.abort();
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    this.#overlay.remove();
    this.#map.remove();
  }

  /** Whoever looks at the page from outside (tests, pictures for the documents) reads here whether the map rests. */
  #tellState(): void {
    const still = this.#styled && this.#idle && !this.#overlay.pending;
    this.#map.getContainer().dataset["state"] = still ? "still" : "drawing";
  }

  #viewport(): Viewport {
    const { lat, lng } = this.#map.getCenter();
    const { clientWidth, clientHeight } = this.#map.getContainer();
    return new Viewport({
      center: worldPoint([lat, lng]),
      zoom: this.#map.getZoom(),
      widthPx: clientWidth,
      heightPx: clientHeight,
    });
  }

  #moment({
    picture,
    selection,
    tentative,
    blind,
    observed,
    reports,
    marks,
  }: MapView): OverlayMoment {
    const selectedId = selection?.kind === "track" ? selection.id : null;
    const areaId = selection?.kind === "area" ? selection.id : null;
    const tracks =
      picture?.tracks.filter(
        ({ id, status }) => tentative || status !== "tentative" || id === selectedId,
      ) ?? [];
    return {
      scene: trackScene(tracks, { selectedId, nowUs: picture?.timeUs ?? 0 }),
      siteLabels: [
        ...areaLabels(this.#site, picture),
        ...sensorLabels(this.#site, picture),
        ...(blind ? blindLabels(this.#site, picture, areaId) : []),
        ...observedLabels(this.#site, picture, observed, selection),
        ...officialLabels(picture),
        ...reportLabels(reports, selection),
        ...markLabels(marks),
        ...this.#fixedLabels,
      ],
    };
  }

  /** Without the outline of the world the map still shows the site. */
  async #loadLand(): Promise<void> {
    const land = await fetchLand(this.#abort.signal).catch(() => null);
    if (land === null || this.#abort.signal.aborted) return;
    this.#land = land;
    this.#order({ id: "land", make: () => land });
  }

  #listen(events: MapEvents): void {
    this.#map.on("click", ({ point, lngLat }) => {
      const picked = this.#pick(point);
      events.select(picked);
      events.place([lngLat.lat, lngLat.lng], picked);
    });
    this.#map.on("mousemove", ({ point }) => {
      this.#map.getCanvas().style.cursor = this.#pick(point) === null ? "" : "pointer";
    });
  }

  /** What is at a point: an object before a sensor, and a sensor before the area that it stands in. */
  #pick({ x, y }: { readonly x: number; readonly y: number }): Selection | null {
    const track = this.#overlay.trackAt(x, y, SYMBOL_PX);
    if (track !== null) return { kind: "track", id: track };
    if (!this.#styled) return null;
    const around: [[number, number], [number, number]] = [
      [x - TOUCH_PX, y - TOUCH_PX],
      [x + TOUCH_PX, y + TOUCH_PX],
    ];
    for (const [layer, kind] of [
      ["report-places", "report"],
      ["sensor-places", "sensor"],
      ["areas", "area"],
    ] as const) {
      const [found] = this.#map.queryRenderedFeatures(around, { layers: [layer] });
      const id: unknown = found?.properties["id"];
      if (typeof id === "string") return { kind, id };
    }
    return null;
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
    this.#idle = false;
    if (this.#styled) this.#frame ??= requestAnimationFrame(this.#work);
  }

  readonly #work = (): void => {
    this.#frame = null;
    for (const [id, make] of this.#orders) {
      const source = this.#map.getSource<GeoJSONSource>(id);
      // What the map's worker says after a source is gone concerns nobody.
      void source?.setData(make())?.catch(() => undefined);
    }
    this.#orders.clear();
  };
}

/** What a moment changed of what stands still, which is seldom anything. */
function momentOrders(site: PictureSite, view: MapView, drawn: Map<SourceId, string>): Order[] {
  const { picture, selection } = view;
  const areaId = selection?.kind === "area" ? selection.id : null;
  const orders: Order[] = [];
  const ifChanged = (id: SourceId, key: string, make: () => FeatureCollection): void => {
    if (drawn.get(id) === key) return;
    drawn.set(id, key);
    orders.push({ id, make });
  };
  const stages = picture?.areas.map(({ id, stage }) => `${id} ${stage}`).join() ?? "";
  ifChanged("areas", stages, () => areaFeatures(site, picture));
  const statuses = picture?.sensors.map(({ id, status }) => `${id} ${status}`).join() ?? "";
  ifChanged("sensors", statuses, () => sensorFeatures(site, picture));
  const blindKey = view.blind
    ? JSON.stringify([areaId, picture?.areas.map(({ id, blind }) => [id, blind])])
    : "none";
  ifChanged("blind", blindKey, () =>
    view.blind ? blindFeatures(site, picture, areaId) : collection([]),
  );
  const chosenSensor = selection?.kind === "sensor" ? selection.id : null;
  const observedKey =
    view.observed === null
      ? "none"
      : JSON.stringify([
          view.observed.fromM,
          chosenSensor,
          picture?.sensors.map(({ id, conduct }) => [
            id,
            conduct?.cells.map(({ verdict, azimuthFromDeg, rangeFromM, heightFromM }) => [
              verdict,
              azimuthFromDeg,
              rangeFromM,
              heightFromM,
            ]),
          ]),
        ]);
  ifChanged("observed", observedKey, () =>
    observedFeatures(site, picture, view.observed, selection),
  );
  const officialKey = picture?.official?.map(({ id, state }) => `${id} ${state}`).join() ?? "";
  ifChanged("official", officialKey, () => officialFeatures(picture));
  const reportsKey = JSON.stringify([
    selection?.kind === "report" ? selection.id : null,
    view.reports.map(({ id, withdrawnUs }) => [id, withdrawnUs !== null]),
  ]);
  ifChanged("marks", JSON.stringify(view.marks), () => markFeatures(view.marks));
  ifChanged("reports", reportsKey, () => reportFeatures(view.reports, selection));
  return orders;
}
