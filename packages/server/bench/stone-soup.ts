import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { SCENARIO_START_US } from "./scenario.ts";
import type { ScoredTrack } from "./scored-track.ts";
import type { ScoredScenario } from "./tiers.ts";

const RUNNER = fileURLToPath(new URL("python/stone-soup.py", import.meta.url));
/** The first of these that finds the library runs it. */
const PYTHONS = ["python3", "/usr/bin/python3"] as const;
const TIMEOUT_MS = 3_600_000;

export type StoneSoupMethod = "gnn" | "gnn-tree" | "jpda" | "jpda-tree";

export interface StoneSoupRun {
  readonly detectionsPerSecond: number;
  readonly detections: number;
  readonly scanSeconds: readonly number[];
  /** At the moments that were reached in the time allowed. */
  readonly tracks: readonly (readonly ScoredTrack[])[];
}

/** The Python that can import Stone Soup, or null. */
export function findStoneSoup(): string | null {
  return (
    PYTHONS.find(
      (python) => spawnSync(python, ["-c", "import stonesoup"], { stdio: "ignore" }).status === 0,
    ) ?? null
  );
}

/** Whether what a method needs beside the library can be imported: the trees need `rtree`. */
export const canRun = (python: string, method: StoneSoupMethod): boolean =>
  !method.endsWith("-tree") ||
  spawnSync(python, ["-c", "import rtree"], { stdio: "ignore" }).status === 0;

/** Looks go in by the time at which they were sensed, whatever their delay: the library waits for none. */
export function runStoneSoup(
  python: string,
  scenario: ScoredScenario,
  method: StoneSoupMethod,
  folder: string,
  secondsMax: number,
): StoneSoupRun {
  const paths = {
    scenario: join(folder, "stone-soup.json"),
    tracks: join(folder, "soup-out.json"),
  };
  writeFileSync(paths.scenario, JSON.stringify(inputOf(scenario)));
  const run = spawnSync(
    python,
    [RUNNER, paths.scenario, paths.tracks, method, String(secondsMax)],
    { encoding: "utf8", timeout: TIMEOUT_MS, maxBuffer: 64 * 1024 * 1024 },
  );
  if (run.status !== 0) throw new Error(`Stone Soup failed: ${run.stderr}`);
  const { detections, scanSeconds } = JSON.parse(run.stdout) as {
    readonly detections: number;
    readonly scanSeconds: readonly number[];
  };
  const tracks = JSON.parse(readFileSync(paths.tracks, "utf8")) as StoneSoupRun["tracks"];
  const seconds = scanSeconds.reduce((sum, value) => sum + value, 0);
  return { detections, scanSeconds, tracks, detectionsPerSecond: detections / seconds };
}

const secondsOf = (timeUs: number): number => (timeUs - SCENARIO_START_US) / 1e6;

function inputOf({ radars, arrivals, moments, clutter }: ScoredScenario): object {
  const [radar] = radars;
  const volume =
    (radar.rangeMaxM - radar.rangeMinM) *
    2 *
    Math.PI *
    (radar.clutterElevationMaxRad - radar.elevationMinRad);
  const looks = arrivals
    .map(({ look }) => ({
      timeS: secondsOf(look.toUs),
      radar: radars.findIndex(({ id }) => id === look.sensorId),
      detections: look.detections.flatMap((detection) =>
        detection.kind === "polar"
          ? [[detection.rangeM, detection.azimuthRad, detection.elevationRad]]
          : [],
      ),
    }))
    .sort((a, b) => a.timeS - b.timeS);
  return {
    radars,
    looks,
    momentsS: moments.map(({ timeUs }) => secondsOf(timeUs)),
    clutterDensity: clutter / volume,
    detectionProbability: radar.detectionProbability,
  };
}
