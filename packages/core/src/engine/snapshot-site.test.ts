import { describe, expect, it } from "vitest";
import { packTerrain, type TerrainModel } from "../terrain/terrain-model.ts";
import { createEngine } from "./create-engine.ts";
import { atS, lookAt, siteOf, straight } from "./engine.test-support.ts";

const terrainOf = (posts: number): TerrainModel =>
  packTerrain(
    { westM: -9_000, southM: -9_000, spacingM: 18_000 / (posts - 1), columns: posts, rows: posts },
    Float32Array.from({ length: posts * posts }, (_, at) => 10 * Math.sin(at / 7)),
    "test",
  );

/** The snapshot after a few looks, as the journal gives it back. */
function savedWith(terrain: TerrainModel) {
  const engine = createEngine();
  engine.step({ type: "configuration", receivedUs: atS(0), site: siteOf({ terrain }) });
  const flight = straight([0, 8_000, 900], [0, -60, 0]);
  for (let s = 1; s < 6; s++)
    engine.step({ type: "look", receivedUs: atS(s), look: lookAt("radar-a", s, [flight], 3) });
  const text = JSON.stringify(engine.snapshot());
  return { engine, text, snapshot: JSON.parse(text) as ReturnType<typeof engine.snapshot> };
}

describe("a snapshot of a site with terrain", () => {
  it("names a large one and leaves its heights out, which a restart brings", () => {
    const terrain = terrainOf(401);
    const { engine, text, snapshot } = savedWith(terrain);
    expect(text).toContain(terrain.digest);
    expect(text.length).toBeLessThan(terrain.heights!.length / 2);
    const restored = createEngine();
    restored.restore(snapshot, terrain);
    expect(restored.tracks()).toEqual(engine.tracks());
    expect(JSON.stringify(restored.snapshot())).toBe(text);
    expect(() => createEngine().restore(snapshot)).toThrow("the terrain that the snapshot");
    expect(() => createEngine().restore(snapshot, terrainOf(301))).toThrow("the terrain that");
  });

  it("holds a small one whole", () => {
    const { engine, snapshot } = savedWith(terrainOf(21));
    const restored = createEngine();
    restored.restore(snapshot);
    expect(restored.tracks()).toEqual(engine.tracks());
  });
});
