import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { TocsinError } from "@tocsin/sdk";
import type { ElevationModel } from "./elevation-model.ts";

/** Posts along one side of a tile: SRTM of three arc seconds, and of one. */
const SIDES = [1_201, 3_601] as const;
/** What stands for a post without a height. */
const VOID = -32_768;
const NAME = /([NS])(\d{2})([EW])(\d{3})\.hgt$/i;

/**
 * An SRTM tile: big-endian 16-bit heights in metres above the geoid, row by row from the north, of one degree square whose
 * south-western corner its name tells, edges included (Farr and others, 2007, The Shuttle Radar Topography Mission, Reviews of
 * Geophysics 45, and the mission's quick-start guide).
 */
export async function readHgt(path: string): Promise<ElevationModel> {
  const corner = cornerOf(path);
  if (corner === null)
    throw new TocsinError("TERRAIN_UNREADABLE", {
      path,
      detail: "its name does not tell its corner, as N33E044.hgt does",
    });
  const bytes = await readFile(path);
  const side = SIDES.find((each) => bytes.length === 2 * each * each);
  if (side === undefined)
    throw new TocsinError("TERRAIN_UNREADABLE", {
      path,
      detail: `${bytes.length} bytes are no tile of ${SIDES.join(" or ")} posts a side`,
    });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const step = 1 / (side - 1);
  return {
    path,
    columns: side,
    rows: side,
    firstLongitudeDeg: corner.westDeg,
    firstLatitudeDeg: corner.southDeg + 1,
    stepLongitudeDeg: step,
    stepLatitudeDeg: step,
    postM: (index) => {
      const height = view.getInt16(2 * index, false);
      return height === VOID ? Number.NaN : height;
    },
  };
}

function cornerOf(path: string): { readonly southDeg: number; readonly westDeg: number } | null {
  const [, northSouth = "", latitude = "", eastWest = "", longitude = ""] =
    NAME.exec(basename(path)) ?? [];
  if (northSouth === "") return null;
  const southDeg = Number(latitude) * (northSouth.toUpperCase() === "S" ? -1 : 1);
  const westDeg = Number(longitude) * (eastWest.toUpperCase() === "W" ? -1 : 1);
  return Math.abs(southDeg) <= 90 && Math.abs(westDeg) <= 180 ? { southDeg, westDeg } : null;
}
