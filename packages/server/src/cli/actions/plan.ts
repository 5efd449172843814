import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  degrees,
  failingApproaches,
  PLANNED_KINDS,
  type PlannedKind,
  type PlannedThreat,
  plannedThreats,
  planOneMoreSensor,
  type SiteModel,
  type WarningTime,
  warningTimes,
} from "@tocsin/core";
import { EXIT, TocsinError } from "@tocsin/sdk/errors";
import { healthOf } from "../../coverage/health-of.ts";
import { CAUTION, notesOn } from "../../planning/caution.ts";
import { roseSvg } from "../../planning/draw-rose.ts";
import { reachMaps } from "../../planning/make-plan.ts";
import { readCandidates } from "../../planning/read-candidates.ts";
import type { CliContext } from "../cli-context.ts";
import { numberOption, positiveOption, wholeOption } from "../options.ts";
import { sensorsDown, siteModelOf } from "./site-model.ts";
import { sensorPlanLines, warningTimeLines } from "../text/plan-lines.ts";

interface ThreatOptions {
  readonly kind?: string;
  readonly heights?: string;
  readonly speeds?: string;
  readonly bearings: string;
  readonly observers?: boolean;
}
interface WarningTimeOptions extends ThreatOptions {
  readonly down?: string;
  readonly worst: string;
  readonly out?: string;
}

export async function showWarningTime(
  context: CliContext,
  options: WarningTimeOptions,
): Promise<number> {
  const command = "plan warning-time ";
  const site = await siteModelOf(context);
  const threats = threatsOf(options, command);
  const bearings = bearingsOf(options, command);
  const health = healthOf(sensorsDown(options.down, site, command));
  const times = warningTimes({ site, threats, bearings, health });
  const failing = failingApproaches(times);
  if (options.out !== undefined) await writePictures(options.out, site, times);
  if (context.json) context.printJson(jsonOf(times));
  else
    for (const line of warningTimeLines(
      site,
      times,
      failing,
      wholeOption("--worst", options.worst, command),
    ))
      context.print(line);
  return EXIT.ok;
}

export async function showSensors(
  context: CliContext,
  file: string,
  options: ThreatOptions,
): Promise<number> {
  const command = "plan sensors ";
  const site = await siteModelOf(context);
  const candidates = await readCandidates(file, site);
  const progress = context.progress("Trying the candidates");
  const plan = planOneMoreSensor({
    site,
    threats: threatsOf(options, command),
    bearings: bearingsOf(options, command),
    candidates,
    progress: (done) => progress.update(`${done} of ${candidates.length}`),
  });
  progress.stop();
  if (context.json) context.printJson({ caution: CAUTION, ...plan });
  else for (const line of sensorPlanLines(plan)) context.print(line);
  return EXIT.ok;
}

const jsonOf = (times: readonly WarningTime[]): object => ({
  caution: CAUTION,
  notes: notesOn(times),
  times: times.map(({ threat, bearingRad, ...time }) => ({
    ...time,
    bearingDeg: degrees(bearingRad),
    kind: threat.plannedKind,
    heightM: threat.heightM,
    speedMps: threat.speedMps,
  })),
});

/** A rose for each area, and of each area a map for each kind that flies level. */
async function writePictures(
  folder: string,
  site: SiteModel,
  times: readonly WarningTime[],
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const area of site.areas) {
    const own = times.filter(({ areaId }) => areaId === area.id);
    await writeFile(join(folder, `rose-${area.id}.svg`), roseSvg(area.name, own));
    for (const { kind, svg } of reachMaps(site, area, own))
      await writeFile(join(folder, `reach-${area.id}-${kind}.svg`), svg);
  }
  await writeFile(join(folder, "warning-time.json"), `${JSON.stringify(jsonOf(times), null, 2)}\n`);
}

function threatsOf(options: ThreatOptions, command: string): readonly PlannedThreat[] {
  const listOf = (option: string, text: string | undefined): readonly number[] | undefined =>
    text?.split(",").map((each) => positiveOption(option, each, command));
  return plannedThreats({
    kinds: options.kind?.split(",").map((each) => kindOf(each.trim(), command)),
    heightsM: listOf("--heights", options.heights),
    speedsMps: listOf("--speeds", options.speeds),
    observersCount: options.observers,
  });
}

function kindOf(text: string, command: string): PlannedKind {
  const kind = PLANNED_KINDS.find((each) => each === text);
  if (kind !== undefined) return kind;
  throw new TocsinError("USAGE", {
    detail: `--kind takes ${PLANNED_KINDS.join(", ")}, not "${text}"`,
    command,
  });
}

function bearingsOf({ bearings }: ThreatOptions, command: string): number {
  const count = numberOption("--bearings", bearings, command);
  if (Number.isInteger(count) && count >= 4 && count <= 720) return count;
  throw new TocsinError("USAGE", {
    detail: `--bearings takes a whole number from 4 to 720, not "${bearings}"`,
    command,
  });
}
