import type { Anchor, MapLabel } from "./map-label.ts";
import type { Viewport } from "./viewport.ts";

export interface PlacedLabel {
  readonly label: MapLabel;
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Line height as a share of the size of the type. */
export const LINE_HEIGHT = 1.25;
/** Boxes are looked up by the cells of this size that they touch. */
const CELL_PX = 64;
/** More than any screen has, so that each cell has a number of its own. */
const COLUMNS_MAX = 4_096;

/**
 * Finds a place for each text, the least rank first: the first of its anchors where it covers no other and lies
 * wholly in view. What has none is left out.
 */
export function placeLabels(
  labels: readonly MapLabel[],
  viewport: Viewport,
  widthOf: (label: MapLabel) => number,
): PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  const taken = new TakenBoxes();
  for (const label of labels) {
    if (viewport.zoom < label.zoomMin) continue;
    const x = viewport.xPx(label.at.x);
    const y = viewport.yPx(label.at.y);
    if (!viewport.holds(x, y, 0)) continue;
    const width = widthOf(label);
    const height = label.lines.length * label.sizePx * LINE_HEIGHT;
    for (const anchor of label.anchors) {
      const box = boxAt(anchor, { x, y, width, height, gap: label.gapPx });
      if (!isInside(box, viewport) || taken.holds(box)) continue;
      taken.add(box);
      placed.push({ label, left: box.left, top: box.top, width });
      break;
    }
  }
  return placed;
}

function boxAt(
  anchor: Anchor,
  { x, y, width, height, gap }: Readonly<Record<"x" | "y" | "width" | "height" | "gap", number>>,
): Box {
  const left = anchor === "right" ? x + gap : anchor === "left" ? x - gap - width : x - width / 2;
  const top = anchor === "below" ? y + gap : anchor === "above" ? y - gap - height : y - height / 2;
  return { left, top, right: left + width, bottom: top + height };
}

const isInside = (box: Box, { widthPx, heightPx }: Viewport): boolean =>
  box.left >= 0 && box.top >= 0 && box.right <= widthPx && box.bottom <= heightPx;

/** Places that are taken, found by the cells of the map that they touch. */
class TakenBoxes {
  readonly #cells = new Map<number, Box[]>();

  holds(box: Box): boolean {
    for (let row = cellOf(box.top); row <= cellOf(box.bottom); row += 1)
      for (let column = cellOf(box.left); column <= cellOf(box.right); column += 1) {
        const others = this.#cells.get(row * COLUMNS_MAX + column);
        if (others !== undefined && others.some((other) => meets(box, other))) return true;
      }
    return false;
  }

  add(box: Box): void {
    for (let row = cellOf(box.top); row <= cellOf(box.bottom); row += 1)
      for (let column = cellOf(box.left); column <= cellOf(box.right); column += 1) {
        const boxes = this.#cells.get(row * COLUMNS_MAX + column);
        if (boxes === undefined) this.#cells.set(row * COLUMNS_MAX + column, [box]);
        else boxes.push(box);
      }
  }
}

const cellOf = (px: number): number => Math.floor(px / CELL_PX);

const meets = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
