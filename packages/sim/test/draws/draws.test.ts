import { expect, test } from "vitest";
import { runDraw } from "./run-draw.ts";

const DRAWS = 10;
const seeds = Array.from({ length: DRAWS }, (_, i) => 4_001 + i);

/** What a radar without elevation finds late, `npm run prove -- scenarios` says. */
test("drawn attacks put every area that is hit under cover before that, whatever troubles the feeds", () => {
  const drawn = seeds.map((seed) => runDraw("threat", seed));
  const results = drawn.filter(({ radars }) => radars === "all" || radars === "no cross-section");
  expect(results.flatMap(({ missed }) => missed)).toEqual([]);
  expect(drawn.filter(({ hit }) => hit > 0).length).toBeGreaterThan(DRAWS / 2);
  expect(new Set(drawn.map(({ trouble }) => trouble)).size).toBeGreaterThan(3);
});

/** Flocks low over an area are not always told from drones: `npm run prove -- scenarios` says how often. */
test("drawn harmless skies order nobody under cover, but for flocks of birds", () => {
  const results = seeds.map((seed) => runDraw("harmless", seed));
  const others = results.filter(({ what, radars }) => what !== "bird" && radars === "all");
  expect(
    others.flatMap(({ falseCovers, falseAlerts }) => [...falseCovers, ...falseAlerts]),
  ).toEqual([]);
  expect(others.length).toBeGreaterThan(DRAWS / 2);
});
