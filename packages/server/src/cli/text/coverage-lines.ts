import { failureText } from "@tocsin/core";
import type { CoverageMap } from "../../coverage/coverage-map.ts";
import type { MapSummary } from "../../coverage/map-summary.ts";
import type { PlaceProbe } from "../../coverage/probe-place.ts";
import { meters, percent } from "./numbers.ts";

/** A place, sensor by sensor. */
export function probeLines(probe: PlaceProbe): readonly string[] {
  const lines = [
    `The next look of at least one sensor detects it with ${percent(probe.probability)}.`,
    `  ground ${meters(probe.groundHeightM)} above the ellipsoid`,
  ];
  for (const { name, probability, links, healthReason } of probe.sensors) {
    lines.push(`  ${name}: ${percent(probability)}`);
    for (const link of links)
      if (!link.ok) lines.push(`    ${failureText(link, { healthReason })}`);
  }
  if (probe.sensors.length === 0) lines.push("  The site has no sensor that watches.");
  return lines;
}

/** A map on a terminal is so many letters wide, and half as many lines high. */
const SKETCH_COLUMNS = 60;
const SHADES = [" ", "·", "░", "▒", "▓", "█"] as const;

/** The figures of each height, and a sketch of the lowest. */
export function mapLines(summary: MapSummary, maps: readonly CoverageMap[]): readonly string[] {
  const half = 0.5 * summary.cellM * summary.columns;
  const lines = [
    `${summary.site}: ${meters(half)} each way, cells of ${meters(summary.cellM)}, ${summary.maps[0]?.objectClass ?? ""}`,
    summary.terrain === null ? "  over flat ground" : `  over the ground of ${summary.terrain}`,
    "",
    "  height   seen with 90 %   with 50 %   not at all",
  ];
  for (const { heightM, sureShare, likelyShare, blindShare } of summary.maps)
    lines.push(
      `  ${meters(heightM).padStart(6)} ${percent(sureShare).padStart(16)} ${percent(likelyShare).padStart(11)} ${percent(blindShare).padStart(12)}`,
    );
  const lowest = maps[0];
  if (lowest !== undefined)
    lines.push("", `  at ${meters(lowest.object.heightM)}, north up`, ...sketchOf(lowest));
  return lines;
}

function sketchOf({ layout, values }: CoverageMap): readonly string[] {
  const { columns, rows } = layout;
  const width = Math.min(SKETCH_COLUMNS, columns);
  const height = Math.max(1, Math.round((width * rows) / columns / 2));
  return Array.from({ length: height }, (_, line) => {
    const row = Math.min(Math.floor(((height - line - 0.5) * rows) / height), rows - 1);
    const letters = Array.from({ length: width }, (_each, letter) => {
      const column = Math.min(Math.floor(((letter + 0.5) * columns) / width), columns - 1);
      const share = (values[row * columns + column] ?? 0) / 255;
      return SHADES[Math.min(Math.ceil(share * (SHADES.length - 1)), SHADES.length - 1)];
    });
    return `  ${letters.join("")}`.trimEnd();
  });
}
