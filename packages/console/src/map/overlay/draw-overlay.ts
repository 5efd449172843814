import type { MapPalette } from "../map-palette.ts";
import { FONT } from "../style-parts.ts";
import type { MapLabel } from "./map-label.ts";
import { LINE_HEIGHT, type PlacedLabel, placeLabels } from "./place-labels.ts";
import { symbolImage } from "./symbol-images.ts";
import type { Danger, SceneEllipse, ScenePaths, TrackScene } from "./track-scene.ts";
import type { Viewport } from "./viewport.ts";

export interface OverlayFrame {
  readonly context: CanvasRenderingContext2D;
  readonly viewport: Viewport;
  readonly palette: MapPalette;
}

const DANGERS: readonly Danger[] = ["watched", "threat"];
const SELECTED_RADIUS_PX = 20;
/** Symbols and lines that begin so far outside the view may still reach into it. */
const MARGIN_PX = 40;
const HALO_PX = 3.5;
const WEIGHT = 500;

/** Draws a scene, the ground's side first: where objects were, how sure all is, the objects, and texts over everything. */
export function drawOverlay(
  frame: OverlayFrame,
  scene: TrackScene,
  labels: readonly MapLabel[],
): void {
  const { context, palette } = frame;
  context.lineJoin = "round";
  context.lineCap = "round";
  strokePaths(frame, scene.trails, { widthPx: 1.75, opacity: 0.65, dash: [] });
  strokePaths(frame, scene.courses, { widthPx: 1.25, opacity: 0.8, dash: [3, 5] });
  strokePaths(frame, scene.vectors, { widthPx: 2, opacity: 1, dash: [] });
  drawEllipses(frame, scene.places, { widthPx: 1, opacity: 0.8, fill: 0 });
  drawEllipses(frame, scene.impacts, { widthPx: 1.5, opacity: 1, fill: 0.16 });
  drawSymbols(frame, scene);
  const placed = placeLabels(labels, frame.viewport, (label) => labelWidth(context, label));
  context.lineWidth = HALO_PX;
  context.strokeStyle = palette.halo;
  for (const label of placed) drawLabel(frame, label);
}

const colorOf = (palette: MapPalette, danger: Danger): string =>
  danger === "threat" ? palette.alarm : palette.trail;

function strokePaths(
  { context, viewport, palette }: OverlayFrame,
  paths: ScenePaths,
  look: { readonly widthPx: number; readonly opacity: number; readonly dash: number[] },
): void {
  const { points } = paths;
  context.lineWidth = look.widthPx;
  context.globalAlpha = look.opacity;
  context.setLineDash(look.dash);
  for (const danger of DANGERS) {
    context.strokeStyle = colorOf(palette, danger);
    context.beginPath();
    let start = 0;
    for (let line = 0; line < paths.ends.length; line += 1) {
      const end = paths.ends[line] ?? 0;
      if (paths.dangers[line] === danger) traceLine(context, viewport, { points, start, end });
      start = end;
    }
    context.stroke();
  }
  context.globalAlpha = 1;
  context.setLineDash([]);
}

function traceLine(
  context: CanvasRenderingContext2D,
  viewport: Viewport,
  line: { readonly points: readonly number[]; readonly start: number; readonly end: number },
): void {
  const { points, start, end } = line;
  context.moveTo(viewport.xPx(points[start] ?? 0), viewport.yPx(points[start + 1] ?? 0));
  for (let i = start + 2; i < end; i += 2)
    context.lineTo(viewport.xPx(points[i] ?? 0), viewport.yPx(points[i + 1] ?? 0));
}

/** An ellipse is small beside the Earth, so its plane is taken as flat. */
function drawEllipses(
  { context, viewport, palette }: OverlayFrame,
  ellipses: readonly SceneEllipse[],
  look: { readonly widthPx: number; readonly opacity: number; readonly fill: number },
): void {
  context.lineWidth = look.widthPx;
  for (const danger of DANGERS) {
    context.beginPath();
    for (const one of ellipses) {
      if (one.danger !== danger) continue;
      const scale = viewport.pixelsPerMetre(one.latitudeDeg);
      const [x, y] = [viewport.xPx(one.at.x), viewport.yPx(one.at.y)];
      const [major, minor] = [one.ellipse.majorM * scale, one.ellipse.minorM * scale];
      if (!viewport.holds(x, y, major)) continue;
      // Bearings run clockwise from north, the canvas's angles clockwise from the right.
      const turn = ((one.ellipse.bearingDeg - 90) * Math.PI) / 180;
      context.moveTo(x + major * Math.cos(turn), y + major * Math.sin(turn));
      context.ellipse(x, y, major, minor, turn, 0, 2 * Math.PI);
    }
    if (look.fill > 0) {
      context.globalAlpha = look.fill;
      context.fillStyle = colorOf(palette, danger);
      context.fill();
    }
    context.globalAlpha = look.opacity;
    context.strokeStyle = colorOf(palette, danger);
    context.stroke();
  }
  context.globalAlpha = 1;
}

function drawSymbols({ context, viewport, palette }: OverlayFrame, scene: TrackScene): void {
  for (const { at, code, opacity, selected } of scene.symbols) {
    const [x, y] = [viewport.xPx(at.x), viewport.yPx(at.y)];
    if (!viewport.holds(x, y, MARGIN_PX)) continue;
    const { image, widthPx, heightPx } = symbolImage(code);
    context.globalAlpha = opacity;
    context.drawImage(image, x - widthPx / 2, y - heightPx / 2, widthPx, heightPx);
    if (!selected) continue;
    context.globalAlpha = 1;
    context.lineWidth = 2.5;
    context.strokeStyle = palette.act;
    context.beginPath();
    context.arc(x, y, SELECTED_RADIUS_PX, 0, 2 * Math.PI);
    context.stroke();
  }
  context.globalAlpha = 1;
}

function drawLabel({ context, palette }: OverlayFrame, placed: PlacedLabel): void {
  const { lines, sizePx } = placed.label;
  setFont(context, sizePx);
  context.textAlign = "center";
  context.textBaseline = "middle";
  const x = placed.left + placed.width / 2;
  lines.forEach(({ text, color }, index) => {
    const y = placed.top + (index + 0.5) * sizePx * LINE_HEIGHT;
    context.strokeText(text, x, y);
    context.fillStyle = palette[color];
    context.fillText(text, x, y);
  });
}

function setFont(context: CanvasRenderingContext2D, sizePx: number): void {
  const font = `${WEIGHT} ${sizePx}px "${FONT}", sans-serif`;
  // A font is parsed at each assignment.
  if (context.font !== font) context.font = font;
}

/** Widths that are kept, of texts that come again with every picture. */
const WIDTHS_MAX = 4_096;
const widths = new Map<string, number>();

/** What was measured before the typeface had come is another one's. */
export const forgetWidths = (): void => widths.clear();

function labelWidth(context: CanvasRenderingContext2D, { lines, sizePx }: MapLabel): number {
  let widest = 0;
  for (const { text } of lines) {
    const key = `${sizePx} ${text}`;
    let width = widths.get(key);
    if (width === undefined) {
      setFont(context, sizePx);
      width = context.measureText(text).width;
      if (widths.size >= WIDTHS_MAX) widths.clear();
      widths.set(key, width);
    }
    widest = Math.max(widest, width);
  }
  return widest;
}
