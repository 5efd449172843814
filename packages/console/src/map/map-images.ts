import type { Map as MapLibreMap } from "maplibre-gl";
import type { MapPalette } from "./map-palette.ts";
import { BLIND_IMAGE, HATCH_IMAGE } from "./pattern-names.ts";

/** Drawn at twice the size, so that it is sharp on fine screens. */
const PIXEL_RATIO = 2;

/** The patterns for areas that nobody protects and for blind directions. */
export function addPatternImages(map: MapLibreMap, palette: MapPalette): void {
  addPattern(map, HATCH_IMAGE, { color: palette.area, step: 16, width: 2, falling: false });
  addPattern(map, BLIND_IMAGE, { color: palette.blind, step: 12, width: 2.5, falling: true });
}

interface Hatch {
  readonly color: string;
  readonly step: number;
  readonly width: number;
  readonly falling: boolean;
}

/** Slanted lines that join at the edges of the tile. */
function addPattern(map: MapLibreMap, name: string, hatch: Hatch): void {
  const canvas = document.createElement("canvas");
  canvas.width = hatch.step;
  canvas.height = hatch.step;
  const context = canvas.getContext("2d");
  if (context === null) return;
  context.strokeStyle = hatch.color;
  context.lineWidth = hatch.width;
  for (const shift of [-hatch.step, 0, hatch.step]) {
    context.beginPath();
    context.moveTo(shift, hatch.falling ? 0 : hatch.step);
    context.lineTo(shift + hatch.step, hatch.falling ? hatch.step : 0);
    context.stroke();
  }
  const image = imageOf(canvas);
  if (map.hasImage(name)) map.updateImage(name, image);
  else map.addImage(name, image, { pixelRatio: PIXEL_RATIO });
}

function imageOf(canvas: HTMLCanvasElement): ImageData {
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("this browser draws no images");
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
