import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HeightGrid, type GridLayout } from "./height-grid.ts";
import { packTerrain, unpackTerrain } from "./terrain-model.ts";

const LAYOUT: GridLayout = { westM: -100, southM: -50, spacingM: 50, columns: 5, rows: 3 };
const plane = (e: number, n: number): number => 40 + 0.125 * e - 0.25 * n;

const posts = (layout: GridLayout, height: (e: number, n: number) => number): Float32Array =>
  Float32Array.from({ length: layout.columns * layout.rows }, (_, at) =>
    height(
      layout.westM + layout.spacingM * (at % layout.columns),
      layout.southM + layout.spacingM * Math.floor(at / layout.columns),
    ),
  );

describe("HeightGrid", () => {
  const grid = new HeightGrid(LAYOUT, posts(LAYOUT, plane));

  it("gives a plane back exactly, posts, edges and corners included", () => {
    for (const [e, n] of [
      [-100, -50],
      [100, 50],
      [100, -50],
      [-100, 50],
      [0, 0],
      [13, -27],
      [99.99, 49.99],
    ])
      expect(grid.heightAt(e, n)).toBeCloseTo(plane(e, n), 9);
    expect([grid.lowestM, grid.highestM]).toEqual([plane(-100, 50), plane(100, -50)]);
  });

  it("is bilinear inside a cell", () => {
    const layout = { westM: 0, southM: 0, spacingM: 10, columns: 2, rows: 2 };
    const hill = new HeightGrid(layout, Float32Array.of(1, 8, 4, 20));
    expect(hill.heightAt(5, 5)).toBe(8.25);
    expect(hill.heightAt(2.5, 7.5)).toBe(
      0.75 * 0.25 * 1 + 0.25 * 0.25 * 8 + 0.75 * 0.75 * 4 + 0.25 * 0.75 * 20,
    );
  });

  it("goes on beyond its edge as at the nearest post", () => {
    expect(grid.heightAt(1e6, 1e6)).toBe(grid.heightAt(100, 50));
    expect(grid.heightAt(-1e6, 0)).toBe(grid.heightAt(-100, 0));
  });

  it("refuses a hole, a wrong size and a grid without cells", () => {
    const holed = posts(LAYOUT, plane);
    holed[7] = Number.NaN;
    expect(() => new HeightGrid(LAYOUT, holed)).toThrow("every post has a height");
    expect(() => new HeightGrid(LAYOUT, new Float32Array(4))).toThrow("one height for each post");
    expect(() => new HeightGrid({ ...LAYOUT, rows: 1 }, new Float32Array(5))).toThrow(
      "every side of a cell",
    );
  });
});

describe("a recorded terrain", () => {
  const height = fc.double({ min: -500, max: 9_000, noNaN: true });
  const grids = fc
    .record({ columns: fc.integer({ min: 2, max: 9 }), rows: fc.integer({ min: 2, max: 9 }) })
    .chain(({ columns, rows }) =>
      fc.record({
        layout: fc.constant({ ...LAYOUT, columns, rows }),
        heights: fc.array(height, { minLength: columns * rows, maxLength: columns * rows }),
      }),
    );

  it("comes back to a quarter of a metre, and the same bit for bit a second time", () => {
    fc.assert(
      fc.property(grids, ({ layout, heights }) => {
        const model = packTerrain(layout, heights, "test");
        const grid = unpackTerrain(JSON.parse(JSON.stringify(model)) as typeof model);
        grid.heightsM.forEach((back, i) => expect(Math.abs(back - heights[i])).toBeLessThan(0.126));
        const again = packTerrain(layout, grid.heightsM, "test");
        expect(again).toEqual(model);
        expect(unpackTerrain(again).heightsM).toEqual(grid.heightsM);
      }),
      { seed: 41, numRuns: 300 },
    );
  });

  it("takes one byte a post on gentle ground", () => {
    const layout = { ...LAYOUT, columns: 100, rows: 100 };
    const hills = posts(layout, (e, n) => 200 + 80 * Math.sin(e / 900) * Math.cos(n / 700));
    expect(packTerrain(layout, hills, "test").heights!.length / 10_000).toBeLessThan(1.36);
  });

  it("has another digest for another height or place", () => {
    const heights = posts(LAYOUT, plane);
    const first = packTerrain(LAYOUT, heights, "a");
    expect(packTerrain({ ...LAYOUT, westM: 0 }, heights, "a").digest).not.toBe(first.digest);
    heights[3] += 1;
    expect(packTerrain(LAYOUT, heights, "a").digest).not.toBe(first.digest);
  });

  it("fails where it is cut, too long, or left out", () => {
    const model = packTerrain(LAYOUT, posts(LAYOUT, plane), "test");
    const text = model.heights!;
    const failure = (heights: string | null) => () => unpackTerrain({ ...model, heights });
    expect(failure(null)).toThrow("the heights are there");
    expect(failure(text.slice(0, -4))).toThrow("a whole varint");
    expect(failure(`AAAA${text}`)).toThrow("no heights are left over");
    expect(failure(`*${text.slice(1)}`)).toThrow("a letter of base64");
    expect(failure("A")).toThrow("base64 comes in fours");
  });
});
