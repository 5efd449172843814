import type { MapPalette } from "../map-palette.ts";
import { drawOverlay, forgetWidths } from "./draw-overlay.ts";
import type { MapLabel } from "./map-label.ts";
import type { TrackScene } from "./track-scene.ts";
import type { Viewport } from "./viewport.ts";

/** What is drawn of a moment. */
export interface OverlayMoment {
  readonly scene: TrackScene;
  readonly siteLabels: readonly MapLabel[];
}

const NO_PATHS = { points: [], ends: [], dangers: [] };
const EMPTY: TrackScene = {
  trails: NO_PATHS,
  vectors: NO_PATHS,
  courses: NO_PATHS,
  places: [],
  impacts: [],
  symbols: [],
  labels: [],
};

/**
 * A sheet over the map for all that moves, and for every text. Objects change with each picture: drawn here, they cost
 * the map nothing, which would prepare its whole stock of geometry anew for them.
 */
export class MapOverlay {
  readonly #canvas = document.createElement("canvas");
  readonly #context: CanvasRenderingContext2D;
  readonly #viewport: () => Viewport;
  readonly #drawn: () => void;
  #palette: MapPalette;
  #scene: TrackScene = EMPTY;
  #labels: readonly MapLabel[] = [];
  #next: (() => OverlayMoment) | null = null;
  #frame: number | null = null;

  constructor(
    container: HTMLElement,
    options: {
      readonly palette: MapPalette;
      readonly viewport: () => Viewport;
      /** Called each time that everything there is to draw has been drawn. */
      readonly drawn: () => void;
    },
  ) {
    const context = this.#canvas.getContext("2d");
    if (context === null) throw new Error("this browser draws no images");
    this.#context = context;
    this.#palette = options.palette;
    this.#viewport = options.viewport;
    this.#drawn = options.drawn;
    this.#canvas.className = "map-overlay";
    this.#canvas.setAttribute("aria-hidden", "true");
    container.append(this.#canvas);
    void this.#takeTypeface();
  }

  async #takeTypeface(): Promise<void> {
    await document.fonts.ready;
    forgetWidths();
    this.redrawSoon();
  }

  /** `make` is asked when the next frame is drawn; of several moments before it only for the last. */
  show(make: () => OverlayMoment): void {
    this.#next = make;
    this.redrawSoon();
  }

  repaint(palette: MapPalette): void {
    this.#palette = palette;
    this.redrawSoon();
  }

  redrawSoon(): void {
    this.#frame ??= requestAnimationFrame(this.#step);
  }

  /** A moment is worked out in one frame and drawn in the next, so that no frame takes long. */
  readonly #step = (): void => {
    this.#frame = null;
    if (this.#next === null) this.redraw();
    else {
      this.#takeNext(this.#next);
      this.redrawSoon();
    }
  };

  /** At once: in the same frame as the map below, so that the two never come apart. */
  redraw(): void {
    const viewport = this.#viewport();
    const { widthPx, heightPx } = viewport;
    const ratio = devicePixelRatio;
    const [width, height] = [Math.round(widthPx * ratio), Math.round(heightPx * ratio)];
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
    const context = this.#context;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, widthPx, heightPx);
    drawOverlay({ context, viewport, palette: this.#palette }, this.#scene, this.#labels);
    this.#drawn();
  }

  /** Whether a moment waits to be drawn. */
  get pending(): boolean {
    return this.#frame !== null;
  }

  #takeNext(make: () => OverlayMoment): void {
    this.#next = null;
    const { scene, siteLabels } = make();
    this.#scene = scene;
    this.#labels = [...siteLabels, ...scene.labels].sort((a, b) => a.rank - b.rank);
  }

  /** The object whose symbol is nearest to a point of the map, within reach. */
  trackAt(xPx: number, yPx: number, reachPx: number): string | null {
    const viewport = this.#viewport();
    let found: string | null = null;
    let nearest = reachPx;
    for (const { id, at } of this.#scene.symbols) {
      const away = Math.hypot(viewport.xPx(at.x) - xPx, viewport.yPx(at.y) - yPx);
      if (away > nearest) continue;
      nearest = away;
      found = id;
    }
    return found;
  }

  remove(): void {
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    this.#canvas.remove();
  }
}
