import { z } from "zod";
import { heightField, numberField, textField } from "./fields.ts";

/** Most files of one terrain, and most posts of one row or column that stands in the site file itself. */
export const TERRAIN_FILES_MAX = 64;
export const INLINE_POSTS_MAX = 128;

const inlineGridSchema = z.strictObject({
  west_m: numberField({
    min: -500_000,
    max: 500_000,
    unit: "m",
    description: "East coordinate of the western posts in the site's map frame.",
  }),
  south_m: numberField({
    min: -500_000,
    max: 500_000,
    unit: "m",
    description: "North coordinate of the southern posts.",
  }),
  spacing_m: numberField({
    min: 1,
    max: 10_000,
    unit: "m",
    description: "Between neighbouring posts, both ways.",
  }),
  heights_m: z
    .array(
      z
        .array(heightField("Of one post above the ellipsoid."))
        .min(2)
        .max(INLINE_POSTS_MAX)
        .meta({ description: "A row, from the west." }),
    )
    .min(2)
    .max(INLINE_POSTS_MAX)
    .meta({ description: "Heights above the ellipsoid, row by row from the north." }),
});

export const terrainSchema = z.strictObject({
  files: z
    .array(textField("A file, relative to this one."))
    .max(TERRAIN_FILES_MAX)
    .meta({
      description:
        "Elevation models that together cover the site: SRTM tiles (`N33E044.hgt`) and GeoTIFF in degrees (EPSG:4326).",
    })
    .default([]),
  heights_above: z
    .enum(["geoid", "ellipsoid"])
    .meta({
      description:
        "What the files' heights count from. Nearly all elevation models count from the geoid, that is, from the sea; EGM96 turns them into heights above the ellipsoid.",
    })
    .default("geoid"),
  reach_m: numberField({
    min: 1_000,
    max: 150_000,
    unit: "m",
    description: "So far from the site's origin, north, east, south and west, the ground is used.",
  }).default(30_000),
  spacing_m: numberField({
    min: 10,
    max: 2_000,
    unit: "m",
    description: "Between the posts of the grid that is made of them.",
  }).default(60),
  grid: inlineGridSchema
    .meta({
      description: "A small grid written out here instead of files: for scenarios and exercises.",
    })
    .optional(),
});

export type TerrainConfig = z.output<typeof terrainSchema>;
