import { TERRAIN_POSTS_MAX } from "@tocsin/core";
import { terrainLayout } from "./compile-terrain.ts";
import type { ConfigPath, ConfigProblem } from "./config-problem.ts";
import type { TerrainConfig } from "./terrain-schema.ts";

/** What must hold between the keys of `terrain`. */
export function checkTerrain(terrain: TerrainConfig | undefined): readonly ConfigProblem[] {
  if (terrain === undefined) return [];
  const problems: ConfigProblem[] = [];
  const add = (path: ConfigPath, message: string, remedy: string): void => {
    problems.push({ path: ["terrain", ...path], at: "value", message, remedy });
  };
  if (terrain.grid === undefined && terrain.files.length === 0)
    add([], "terrain names neither files nor a grid", "Name `files`, or leave `terrain` out.");
  if (terrain.grid !== undefined && terrain.files.length > 0)
    add(["grid"], "terrain has both files and a grid", "Leave one of them out.");
  const width = terrain.grid?.heights_m[0]?.length;
  const odd = terrain.grid?.heights_m.findIndex((row) => row.length !== width) ?? -1;
  if (odd !== -1)
    add(
      ["grid", "heights_m", odd],
      "this row is not as long as the first",
      "Give every row the same number of heights.",
    );
  const { columns, rows } = terrainLayout(terrain);
  if (columns * rows > TERRAIN_POSTS_MAX)
    add(
      ["spacing_m"],
      `a grid of ${columns} by ${rows} posts is larger than ${TERRAIN_POSTS_MAX} posts`,
      "Widen `spacing_m` or shorten `reach_m`.",
    );
  return problems;
}
