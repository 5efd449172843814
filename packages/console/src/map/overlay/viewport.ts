import type { LatLonDeg } from "@tocsin/sdk";

/** A place on the whole world drawn as a square of side 1 in the web's Mercator projection, from its north-west corner. */
export interface WorldPoint {
  readonly x: number;
  readonly y: number;
}

const RADIANS = Math.PI / 180;
/** MapLibre's world is this many pixels wide at zoom 0. */
const WORLD_PX = 512;
/** Circumference of the sphere of that projection (radius of WGS-84's equator), in metres. */
const EQUATOR_M = 2 * Math.PI * 6_378_137;

/** x = (λ + 180°) / 360° (EPSG:3857). */
export const worldX = (longitudeDeg: number): number => longitudeDeg / 360 + 0.5;

/** y = ½ − ln tan(45° + φ/2) / 2π. */
export function worldY(latitudeDeg: number): number {
  const sine = Math.sin(latitudeDeg * RADIANS);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

export const worldPoint = ([latitudeDeg, longitudeDeg]: LatLonDeg): WorldPoint => ({
  x: worldX(longitudeDeg),
  y: worldY(latitudeDeg),
});

/** The part of the world that a map shows, north up. Its methods are called for every point of every frame. */
export class Viewport {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly zoom: number;
  readonly #worldPx: number;
  readonly #leftPx: number;
  readonly #topPx: number;

  constructor(view: {
    readonly center: WorldPoint;
    readonly zoom: number;
    readonly widthPx: number;
    readonly heightPx: number;
  }) {
    this.widthPx = view.widthPx;
    this.heightPx = view.heightPx;
    this.zoom = view.zoom;
    this.#worldPx = WORLD_PX * Math.pow(2, view.zoom);
    this.#leftPx = view.center.x * this.#worldPx - view.widthPx / 2;
    this.#topPx = view.center.y * this.#worldPx - view.heightPx / 2;
  }

  xPx(x: number): number {
    return x * this.#worldPx - this.#leftPx;
  }

  yPx(y: number): number {
    return y * this.#worldPx - this.#topPx;
  }

  /** The projection stretches lengths by 1 / cos φ. */
  pixelsPerMetre(latitudeDeg: number): number {
    return this.#worldPx / (EQUATOR_M * Math.max(1e-6, Math.cos(latitudeDeg * RADIANS)));
  }

  holds(xPx: number, yPx: number, marginPx: number): boolean {
    return (
      xPx >= -marginPx &&
      yPx >= -marginPx &&
      xPx <= this.widthPx + marginPx &&
      yPx <= this.heightPx + marginPx
    );
  }
}
