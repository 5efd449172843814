import { expect, test } from "vitest";
import type { MapLabel } from "./map-label.ts";
import { placeLabels } from "./place-labels.ts";
import { Viewport, worldPoint } from "./viewport.ts";

const view = new Viewport({ center: worldPoint([0, 0]), zoom: 10, widthPx: 400, heightPx: 300 });

const label = (text: string, place: [number, number], more: Partial<MapLabel> = {}): MapLabel => ({
  at: worldPoint(place),
  lines: [{ text, color: "label" }],
  sizePx: 10,
  anchors: ["right", "left"],
  gapPx: 5,
  rank: 1,
  zoomMin: 0,
  ...more,
});
const texts = (labels: readonly MapLabel[]): readonly string[] =>
  placeLabels(labels, view, () => 100).map(({ label: placed }) => placed.lines[0]?.text ?? "");

test("the middle of the world lies in the middle of the view, north up and east to the right", () => {
  const at = worldPoint([0, 0]);
  expect([view.xPx(at.x), view.yPx(at.y)]).toEqual([200, 150]);
  const northEast = worldPoint([0.05, 0.05]);
  expect(view.xPx(northEast.x)).toBeGreaterThan(200);
  expect(view.yPx(northEast.y)).toBeLessThan(150);
});

test("a kilometre is as long as MapLibre draws it", () => {
  // At zoom 10 the equator has 512 · 1024 pixels.
  expect(view.pixelsPerMetre(0) * 1_000).toBeCloseTo((512 * 1024) / 40_075.017, 6);
  expect(view.pixelsPerMetre(60)).toBeCloseTo(2 * view.pixelsPerMetre(0), 9);
});

test("a text that would cover another moves to its other side, and a third is left out", () => {
  const placed = placeLabels(
    [label("first", [0, 0]), label("second", [0, 0]), label("third", [0, 0])],
    view,
    () => 100,
  );
  expect(placed.map(({ left }) => left)).toEqual([205, 95]);
});

test("what would be cut off at the edge of the view is not written", () => {
  expect(texts([label("outside", [0, 0.11], { anchors: ["right"] })])).toEqual([]);
  expect(texts([label("turned", [0, 0.11])])).toEqual(["turned"]);
});

test("what is for looking closely waits for it", () => {
  expect(texts([label("near", [0, 0], { zoomMin: 10.5 })])).toEqual([]);
  expect(texts([label("near", [0, 0], { zoomMin: 10 })])).toEqual(["near"]);
});
