import { readFile, stat } from "node:fs/promises";
import {
  createLocalFrame,
  degrees,
  geodeticToEnu,
  radians,
  type SensorCandidate,
  type SiteModel,
  terrainOf,
} from "@tocsin/core";
import { compileSite, parseSiteConfig, TocsinError } from "@tocsin/sdk";
import { z } from "zod";
import { readYamlAs } from "../config/read-yaml.ts";

/** Candidates of one file at most: each is a survey of its own. */
export const CANDIDATES_MAX = 400;
const FILE_BYTES_MAX = 1024 * 1024;

const name = z.string().trim().min(1).max(100);
const candidatesSchema = z.strictObject({
  kinds: z
    .array(
      z.strictObject({
        name,
        cost: z.number().positive().max(1e12),
        mast_m: z.number().min(0).max(1_000).default(0),
        sensor: z.record(z.string(), z.unknown()),
      }),
    )
    .min(1)
    .max(20),
  places: z
    .array(
      z.strictObject({
        name,
        latitude_deg: z.number().min(-90).max(90),
        longitude_deg: z.number().min(-180).max(180),
        ground_height_m: z.number().min(-500).max(9_000).optional(),
      }),
    )
    .min(1)
    .max(200),
});
type Candidates = z.output<typeof candidatesSchema>;

/**
 * The sensors that could be had, each at each place where one could stand: `kinds` as in the site file's `sensors`, without name and
 * place but with what they cost and the height of their mast, and `places`, on the ground of the site where theirs is not said.
 */
export async function readCandidates(
  path: string,
  site: SiteModel,
): Promise<readonly SensorCandidate[]> {
  return parseCandidates(path, await textOf(path), site);
}

/** The same out of a text; `path` is what people call it. */
export function parseCandidates(
  path: string,
  text: string,
  site: SiteModel,
): readonly SensorCandidate[] {
  const { kinds, places } = readYamlAs(candidatesSchema, text, {
    path,
    reference: "docs/guides/plan.md shows one.",
    refuse: (problems) => invalid(path, problems),
  });
  if (kinds.length * places.length > CANDIDATES_MAX)
    throw invalid(path, [
      `${kinds.length * places.length} candidates are more than ${CANDIDATES_MAX}: name fewer places`,
    ]);
  const all = kinds.flatMap((kind) => places.map((place) => ({ kind, place })));
  const sensors = compiled(
    path,
    site,
    all.map(({ kind, place }, i) => sensorOf(kind, place, i, site)),
  );
  return all.map(({ kind, place }, i) => ({
    kindName: kind.name,
    placeName: place.name,
    cost: kind.cost,
    sensor: sensors[i],
  }));
}

async function textOf(path: string): Promise<string> {
  const info = await stat(path).catch(() => null);
  if (info === null || !info.isFile())
    throw new TocsinError("CANDIDATES_INVALID", { path, problems: "  there is no such file" });
  if (info.size > FILE_BYTES_MAX) throw invalid(path, ["it is larger than 1 MiB"]);
  return readFile(path, "utf8");
}

function sensorOf(
  kind: Candidates["kinds"][number],
  place: Candidates["places"][number],
  index: number,
  site: SiteModel,
): object {
  const { latitude_deg, longitude_deg } = place;
  const groundM = place.ground_height_m ?? groundAt(site, latitude_deg, longitude_deg);
  return {
    ...kind.sensor,
    id: `candidate-${index + 1}`,
    name: `${kind.name}, ${place.name}`,
    latitude_deg,
    longitude_deg,
    height_m: groundM + kind.mast_m,
  };
}

function groundAt(site: SiteModel, latitudeDeg: number, longitudeDeg: number): number {
  const terrain = terrainOf(site.terrain);
  if (terrain === null) return site.groundHeightM;
  const frame = createLocalFrame(site.origin);
  const [east, north] = geodeticToEnu(frame, {
    latitudeRad: radians(latitudeDeg),
    longitudeRad: radians(longitudeDeg),
    heightM: site.groundHeightM,
  });
  return terrain.heightAt(east, north);
}

/** The same checks as for the site file's own sensors, on a site that holds nothing else. */
function compiled(
  path: string,
  { origin }: SiteModel,
  sensors: readonly object[],
): SiteModel["sensors"] {
  const place = {
    latitude_deg: degrees(origin.latitudeRad),
    longitude_deg: degrees(origin.longitudeRad),
  };
  const area = { id: "area", name: "Area", owner: "Nobody", protection: "protected", people: 1 };
  const result = parseSiteConfig({
    site: { id: "candidates", name: "Candidates", ...place, ground_height_m: 0 },
    sensors,
    areas: [{ ...area, circle: { ...place, radius_m: 100 } }],
  });
  if (result.ok) return compileSite(result.config).sensors;
  throw invalid(
    path,
    result.problems.map((problem) => `${problem.message} — ${problem.remedy}`),
  );
}

const invalid = (path: string, problems: readonly string[]): TocsinError =>
  new TocsinError("CANDIDATES_INVALID", {
    path,
    problems: problems
      .slice(0, 20)
      .map((problem) => `  ${problem}`)
      .join("\n"),
  });
