import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  OBJECT_CLASSES,
  type ObjectClass,
  radians,
  type SiteModel,
  type SurveyedObject,
} from "@tocsin/core";
import { EXIT, TocsinError } from "@tocsin/sdk/errors";
import { type CoverageMap, coverageMaps, MAP_CELLS_MAX } from "../../coverage/coverage-map.ts";
import { mapLayout } from "../../coverage/map-layout.ts";
import { pixelsOf, summaryOf } from "../../coverage/map-summary.ts";
import { observedSvg } from "../../coverage/draw-observed.ts";
import { observedCoverage } from "../../coverage/observed-coverage.ts";
import { probePlace } from "../../coverage/probe-place.ts";
import { type RecordedSite, recordedSite } from "../../coverage/recorded-site.ts";
import { greyscalePng } from "../../coverage/write-png.ts";
import { CAUTION } from "../../planning/caution.ts";
import { coordinatesOf } from "../../run/answer-why.ts";
import { areaCentre } from "../../run/area-centre.ts";
import { findJournal } from "../../run/find-journal.ts";
import type { CliContext } from "../cli-context.ts";
import { numberOption, positiveOption, timeOption } from "../options.ts";
import { sensorsDown, siteModelOf } from "./site-model.ts";
import { mapLines, probeLines } from "../text/coverage-lines.ts";
import { observedLines } from "../text/observed-lines.ts";
import { whole } from "../text/numbers.ts";

interface ObjectOptions {
  readonly height: string;
  readonly class: string;
  readonly course?: string;
  readonly speed: string;
  readonly down?: string;
  readonly time?: string;
}

interface MapOptions extends ObjectOptions {
  readonly cell?: string;
  readonly reach?: string;
  readonly out?: string;
}

/** The site of the site file, every sensor working; with `--time` as the journal has both then. */
async function siteOf(
  context: CliContext,
  { time }: Pick<ObjectOptions, "time">,
  command: string,
): Promise<RecordedSite> {
  if (time === undefined) return { site: await siteModelOf(context), health: [] };
  const journal = await findJournal(context);
  const recorded = recordedSite(journal, timeOption("--time", time, command));
  if (recorded === null) throw usage("nothing was configured at that time", command);
  return recorded;
}

export async function showObserved(
  context: CliContext,
  options: Pick<MapOptions, "class" | "out">,
): Promise<number> {
  const journal = await findJournal(context);
  const observed = observedCoverage(journal, classOf(options, "coverage observed "));
  if (observed === null) throw new TocsinError("JOURNAL_NOT_FOUND", { path: journal });
  const written = { caution: CAUTION, ...observed };
  if (options.out !== undefined) {
    await mkdir(options.out, { recursive: true });
    for (const sensor of observed.sensors)
      await writeFile(join(options.out, `observed-${sensor.sensor}.svg`), observedSvg(sensor));
    await writeFile(join(options.out, "observed.json"), `${JSON.stringify(written, null, 2)}\n`);
  }
  if (context.json) context.printJson(written);
  else for (const line of observedLines(observed)) context.print(line);
  return EXIT.ok;
}

export async function showProbe(
  context: CliContext,
  place: string,
  options: ObjectOptions,
): Promise<number> {
  const { site, health } = await siteOf(context, options, "coverage probe ");
  const [heightM = 0, ...more] = heightsOf(options, "coverage probe ");
  if (more.length > 0) throw usage("probe takes one --height", "coverage probe ");
  const probe = probePlace(
    site,
    placeOf(place, site),
    objectOf(options, heightM, "coverage probe "),
    sensorsDown(options.down, site, "coverage "),
    health,
  );
  if (context.json) context.printJson(probe);
  else for (const line of probeLines(probe)) context.print(line);
  return EXIT.ok;
}

export async function showMap(context: CliContext, options: MapOptions): Promise<number> {
  const command = "coverage map ";
  const { site, health } = await siteOf(context, options, command);
  const objects = heightsOf(options, command).map((each) => objectOf(options, each, command));
  const cellM = positiveOption("--cell", options.cell ?? "250", command);
  const reachM =
    options.reach === undefined ? null : positiveOption("--reach", options.reach, command);
  const layout = mapLayout(site, cellM, reachM);
  const cells = layout.columns * layout.rows * objects.length;
  if (cells > MAP_CELLS_MAX)
    throw usage(
      `${whole(cells)} cells are more than ${whole(MAP_CELLS_MAX)}: widen --cell`,
      command,
    );
  const progress = context.progress("Working out the coverage");
  const maps = await coverageMaps({
    job: { site, layout, objects, down: sensorsDown(options.down, site, "coverage "), health },
    signal: context.signal(),
    progress: (done, all) => progress.update(`${whole(done)} of ${whole(all)} cells`),
  }).finally(() => progress.stop());
  if (maps === null) return EXIT.interrupted;
  const summary = summaryOf(site, maps);
  if (options.out !== undefined) await writeMaps(options.out, maps, summary);
  if (context.json) context.printJson(summary);
  else for (const line of mapLines(summary, maps)) context.print(line);
  return EXIT.ok;
}

async function writeMaps(
  folder: string,
  maps: readonly CoverageMap[],
  summary: ReturnType<typeof summaryOf>,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [i, map] of maps.entries()) {
    const { columns, rows } = map.layout;
    const name = summary.maps[i]?.file ?? "coverage.png";
    await writeFile(join(folder, name), greyscalePng(columns, rows, pixelsOf(map)));
  }
  await writeFile(join(folder, "coverage.json"), `${JSON.stringify(summary, null, 2)}\n`);
}

function heightsOf(options: ObjectOptions, command: string): readonly number[] {
  return options.height
    .split(",")
    .map((text) => numberOption("--height", text, command))
    .toSorted((a, b) => a - b);
}

function objectOf(options: ObjectOptions, heightM: number, command: string): SurveyedObject {
  const objectClass = classOf(options, command);
  return { heightM, objectClass, velocityMps: velocityOf(options, command) };
}

function classOf(options: Pick<ObjectOptions, "class">, command: string): ObjectClass {
  const known = OBJECT_CLASSES.find((each) => each === options.class);
  if (known !== undefined) return known;
  throw usage(`--class takes ${OBJECT_CLASSES.join(", ")}, not "${options.class}"`, command);
}

function velocityOf(options: ObjectOptions, command: string): SurveyedObject["velocityMps"] {
  const speed = numberOption("--speed", options.speed, command);
  if (options.course === undefined) return speed === 0 ? [0, 0, 0] : null;
  const course = radians(numberOption("--course", options.course, command));
  return [speed * Math.sin(course), speed * Math.cos(course), 0];
}

function placeOf(
  text: string,
  site: SiteModel,
): { readonly latitudeRad: number; readonly longitudeRad: number } {
  const coordinates = coordinatesOf(text);
  if (coordinates === "not-on-earth")
    throw usage(`${text} is not a place on Earth: latitude comes first`, "coverage probe ");
  if (coordinates !== null)
    return {
      latitudeRad: radians(coordinates.latitudeDeg),
      longitudeRad: radians(coordinates.longitudeDeg),
    };
  const area = site.areas.find(({ id }) => id === text);
  if (area === undefined)
    throw usage(`there is no area ${text}: name one, or say latitude,longitude`, "coverage probe ");
  return areaCentre(site, area);
}

const usage = (detail: string, command: string): TocsinError =>
  new TocsinError("USAGE", { detail, command });
