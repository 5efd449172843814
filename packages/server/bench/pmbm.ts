import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SiteModel } from "@tocsin/core";
import { runCoreBench } from "./core-bench.ts";
import type { ScoredTrack } from "./scored-track.ts";
import type { ScoredScenario } from "./tiers.ts";

/** How much the mixture keeps; the meaning of each stands at `PmbmLimits` in `packages/core/bench/pmbm`. */
export interface PmbmSettings {
  readonly globalsMax: number;
  readonly logWeightLeast: number;
  readonly existenceLeast: number;
  /** null: hypotheses are never held to be alike. */
  readonly looksAlike: number | null;
}

/** A confirmed object that exists less probably than this in the best global hypothesis is not shown. */
const SHOWN_EXISTENCE = 0.5;

export interface PmbmRun {
  readonly processorS: number;
  /** By moments: the objects of the best global hypothesis, and the means over all of them. */
  readonly best: readonly (readonly ScoredTrack[])[];
  readonly mean: readonly (readonly ScoredTrack[])[];
}

interface Shown {
  readonly best: readonly ScoredTrack[];
  readonly mean: readonly ScoredTrack[];
}

/** Runs the mixture on a scenario as it arrives, in a process of its own: it is made of core's inner parts, which core gives to nobody. */
export function runPmbm(
  scenario: ScoredScenario,
  site: SiteModel,
  settings: PmbmSettings,
  folder: string,
): PmbmRun {
  const paths = { scenario: join(folder, "pmbm.json"), tracks: join(folder, "pmbm-out.json") };
  const input = {
    config: { ...site.tracker, origin: site.origin, sensors: site.sensors },
    arrivals: scenario.arrivals.map(({ look, receivedUs }) => ({ look, receivedUs })),
    momentsUs: scenario.moments.map(({ timeUs }) => timeUs),
    limits: settings,
    existenceLeast: SHOWN_EXISTENCE,
  };
  writeFileSync(paths.scenario, JSON.stringify(input));
  const { rows } = runCoreBench<{ readonly processorS: number }>("pmbm", [
    paths.scenario,
    paths.tracks,
  ]);
  const shown = JSON.parse(readFileSync(paths.tracks, "utf8")) as readonly Shown[];
  return {
    processorS: rows[0].processorS,
    best: shown.map(({ best }) => best),
    mean: shown.map(({ mean }) => mean),
  };
}
