import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BenchScenario, RADAR, SCENARIO_START_US } from "./scenario.ts";
import type { ScoredTrack } from "./scored-track.ts";

const SOURCE = fileURLToPath(new URL("native/gnn-ekf.cpp", import.meta.url));
/** The yardstick times itself by the wall; this has it count processor time. */
const PROCESSOR_CLOCK = fileURLToPath(new URL("native/processor-clock.h", import.meta.url));
const COMPILER = "g++";
const COMPILE_FLAGS = ["-O3", "-march=native", "-std=c++17"];

export interface NativeRun {
  readonly repetitionSeconds: readonly number[];
  readonly scanSeconds: readonly number[];
}

/** The path of the compiled baseline, or why there is none. */
export function compileNative(
  folder: string,
): { readonly program: string } | { readonly missing: string } {
  try {
    execFileSync(COMPILER, ["--version"], { stdio: "ignore" });
  } catch {
    return { missing: "g++ is not installed: the native baseline is left out" };
  }
  const program = join(folder, "gnn-ekf");
  execFileSync(COMPILER, [...COMPILE_FLAGS, "-o", program, SOURCE], { stdio: "inherit" });
  return { program };
}

/** The scenario as the baseline reads it: see the head of its source. */
export function writeScenarioText(scenario: BenchScenario, path: string): void {
  const { rangeSigmaM, azimuthSigmaRad, elevationSigmaRad } = RADAR;
  const lines = [`${scenario.scans.length} ${rangeSigmaM} ${azimuthSigmaRad} ${elevationSigmaRad}`];
  for (const { timeUs, look } of scenario.scans) {
    lines.push(`${(timeUs - SCENARIO_START_US) / 1e6} ${look.detections.length}`);
    for (const detection of look.detections) {
      if (detection.kind !== "polar") continue;
      const { rangeM, azimuthRad, elevationRad } = detection;
      const wrapped = azimuthRad > Math.PI ? azimuthRad - 2 * Math.PI : azimuthRad;
      lines.push(`${rangeM} ${wrapped} ${elevationRad}`);
    }
  }
  writeFileSync(path, `${lines.join("\n")}\n`);
}

export function runNative(
  program: string,
  paths: { readonly scenario: string; readonly tracks: string },
  repetitions: number,
): NativeRun {
  const text = execFileSync(program, [paths.scenario, paths.tracks, String(repetitions)], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(text) as NativeRun;
}

/** What the baseline wrote, by scan, with its axes (north, east, up) turned into ours. */
export function readNativeTracks(path: string, scans: number): readonly (readonly ScoredTrack[])[] {
  const tracks: ScoredTrack[][] = Array.from({ length: scans }, () => []);
  for (const line of readFileSync(path, "utf8").split("\n")) {
    if (line === "") continue;
    const [scan, id, x, y, z, vx, vy, vz] = line.split(" ");
    tracks[Number(scan)].push({ id, state: [y, x, z, vy, vx, vz].map(Number) });
  }
  return tracks;
}

export interface Yardstick {
  readonly program: string;
}

/** The second reference: the native yardstick beside a development checkout, where there is one. */
export function compileYardstick(folder: string): Yardstick | null {
  const source = fileURLToPath(new URL("../../../../shared/yardsticks/ref.cpp", import.meta.url));
  if (!existsSync(source)) return null;
  const program = join(folder, "yardstick");
  const flags = [...COMPILE_FLAGS, "-include", PROCESSOR_CLOCK];
  execFileSync(COMPILER, [...flags, "-o", program, source], { stdio: "ignore" });
  return { program };
}

/** Detections per second of processor time: the yardstick's best of `repetitions`. */
export function runYardstick(
  yardstick: Yardstick,
  scenario: BenchScenario,
  folder: string,
  repetitions: number,
): number {
  const path = join(folder, "yardstick.txt");
  const { rangeSigmaM, azimuthSigmaRad, elevationSigmaRad, rangeRateSigmaMps } = RADAR;
  const head = [scenario.scans.length, 1, rangeSigmaM, azimuthSigmaRad, elevationSigmaRad];
  const lines = [[...head, rangeRateSigmaMps, RADAR.detectionProbability, 0].join(" ")];
  for (const { timeUs, look } of scenario.scans) {
    lines.push(`${(timeUs - SCENARIO_START_US) / 1e6} ${look.detections.length}`);
    for (const detection of look.detections) {
      if (detection.kind !== "polar") continue;
      const { rangeM, azimuthRad, elevationRad, rangeRateMps } = detection;
      const wrapped = azimuthRad > Math.PI ? azimuthRad - 2 * Math.PI : azimuthRad;
      lines.push(`${rangeM} ${wrapped} ${elevationRad} ${rangeRateMps}`);
    }
  }
  writeFileSync(path, `${lines.join("\n")}\n`);
  const output = execFileSync(
    yardstick.program,
    [path, join(folder, "yardstick.json"), String(repetitions)],
    { encoding: "utf8" },
  );
  return (JSON.parse(output) as { readonly dets_per_s: number }).dets_per_s;
}
