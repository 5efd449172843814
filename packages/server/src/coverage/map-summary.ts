import { degrees, type ObjectClass, type SiteModel } from "@tocsin/core";
import type { CoverageMap } from "./coverage-map.ts";

/** What a map comes to: figures, and where its picture lies. */
export interface MapFigures {
  readonly file: string;
  readonly heightM: number;
  readonly objectClass: ObjectClass;
  /** Share of the cells in which the next look detects with at least 0.9, and with at least one half. */
  readonly sureShare: number;
  readonly likelyShare: number;
  /** Share of the cells in which no sensor sees it at all: below 1 %. */
  readonly blindShare: number;
}

export interface MapSummary {
  readonly site: string;
  /** Of the site frame's origin. */
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  /** East and north of the middle of the map's south-western cell, m. */
  readonly westM: number;
  readonly southM: number;
  readonly cellM: number;
  readonly columns: number;
  readonly rows: number;
  /** What a pixel of the pictures means; rows go from north to south. */
  readonly pixel: string;
  readonly terrain: string | null;
  readonly maps: readonly MapFigures[];
}

const SURE = 0.9;
const LIKELY = 0.5;
const BLIND = 0.01;

/** Shares and descriptions of the maps of one run. */
export function summaryOf(site: SiteModel, maps: readonly CoverageMap[]): MapSummary {
  const [{ layout }] = maps;
  return {
    site: site.id,
    latitudeDeg: degrees(site.origin.latitudeRad),
    longitudeDeg: degrees(site.origin.longitudeRad),
    westM: layout.westM,
    southM: layout.southM,
    cellM: layout.spacingM,
    columns: layout.columns,
    rows: layout.rows,
    pixel: "255 times the probability that at least one sensor detects it in its next look",
    terrain: site.terrain?.source ?? null,
    maps: maps.map(figuresOf),
  };
}

function figuresOf({ object, values }: CoverageMap): MapFigures {
  let [sure, likely, blind] = [0, 0, 0];
  for (const value of values) {
    const probability = value / 255;
    if (probability >= SURE) sure++;
    if (probability >= LIKELY) likely++;
    if (probability < BLIND) blind++;
  }
  const { heightM, objectClass } = object;
  return {
    file: `coverage-${objectClass}-${heightM}m.png`,
    heightM,
    objectClass,
    sureShare: sure / values.length,
    likelyShare: likely / values.length,
    blindShare: blind / values.length,
  };
}

/** The map's values from the north, as pictures have them. */
export function pixelsOf({ layout, values }: CoverageMap): Uint8Array {
  const { columns, rows } = layout;
  const pixels = new Uint8Array(values.length);
  for (let row = 0; row < rows; row++)
    pixels.set(values.subarray(row * columns, (row + 1) * columns), (rows - 1 - row) * columns);
  return pixels;
}
