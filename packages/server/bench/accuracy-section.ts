import { join } from "node:path";
import type { TrackerMethod } from "@tocsin/core";
import { radarSite } from "./bench-site.ts";
import { type Keeper, keeperOf } from "./kept-runs.ts";
import {
  compileNative,
  readNativeTracks,
  runNative,
  writeScenarioText,
} from "./native-baseline.ts";
import { oracleAtMoments } from "./oracle.ts";
import { confirmedAtMoments, newTracker } from "./run-tracks.ts";
import { type BenchScenario, generateScenario } from "./scenario.ts";
import { scoreTracks, type TrackScore } from "./score-tracks.ts";
import type { ScoredTrack } from "./scored-track.ts";
import { mean } from "./statistics.ts";
import { canRun, findStoneSoup, runStoneSoup, type StoneSoupMethod } from "./stone-soup.ts";
import { generateTier, type ScoredScenario, scoredScenario, TIERS } from "./tiers.ts";

export interface AccuracyOptions {
  readonly objects: readonly number[];
  readonly methods: readonly TrackerMethod[];
  readonly seed: number;
  readonly seeds: number;
  /** Of these the first so many also go to Stone Soup, and for no longer than this in all scans of one. */
  readonly soupSeeds: number;
  readonly soupSeconds: number;
  readonly folder: string;
  readonly progress: (text: string) => void;
}

export interface AccuracyEntry {
  readonly name: string;
  readonly seeds: number;
  readonly score: TrackScore;
}

/** Stone Soup on the seeds that it was given, and our main tracker on the same moments of the same seeds. */
export interface SoupResult {
  readonly method: StoneSoupMethod;
  readonly seeds: number;
  /** Of each seed, in the time allowed; the least. */
  readonly moments: number;
  readonly momentsAll: number;
  readonly detectionsPerSecond: number;
  readonly score: TrackScore;
  readonly ours: TrackScore;
}

export interface AccuracyResult {
  readonly name: string;
  readonly text: string;
  readonly entries: readonly AccuracyEntry[];
  readonly soup: readonly SoupResult[];
}

export interface AccuracyReport {
  readonly stoneSoup: boolean;
  readonly results: readonly AccuracyResult[];
}

/** A set of scenarios, one for each seed. */
interface Kind {
  readonly name: string;
  readonly text: string;
  /** null where the native baseline can't take it. */
  readonly native: ((seed: number) => BenchScenario) | null;
  readonly soup: readonly StoneSoupMethod[];
  readonly withOracle: boolean;
  make(seed: number): ScoredScenario;
}

/** Beyond this many objects neither the oracle nor Stone Soup is run: one takes too long, the other far too long. */
const ORACLE_OBJECTS_MAX = 200;

export function accuracySection(options: AccuracyOptions): AccuracyReport {
  const python = options.soupSeeds === 0 ? null : findStoneSoup();
  const native = compileNative(options.folder);
  const program = "program" in native ? native.program : null;
  const keep = keeperOf("accuracy");
  const results = [...standardKinds(options.objects), ...tierKinds()].map((kind) => ({
    name: kind.name,
    text: kind.text,
    entries: entriesOf(kind, program, options, keep),
    soup:
      python === null
        ? []
        : keep([kind.name, "soup", options.soupSeeds], () => soupOf(kind, python, options)),
  }));
  return { stoneSoup: python !== null, results };
}

const standardKinds = (sizes: readonly number[]): readonly Kind[] =>
  sizes.map((objects) => ({
    name: `standard, ${objects} objects`,
    text: "the scenario of the speed figures",
    native: (seed) => generateScenario({ objects, seed }),
    soup: objects > ORACLE_OBJECTS_MAX ? [] : ["gnn", "jpda"],
    withOracle: objects <= ORACLE_OBJECTS_MAX,
    make: (seed) => scoredScenario(generateScenario({ objects, seed })),
  }));

const tierKinds = (): readonly Kind[] =>
  TIERS.map((tier) => ({
    name: tier.name,
    text: tier.text,
    native: null,
    soup: tier.name === "swarm crossing" ? ["jpda-tree"] : [],
    withOracle: true,
    make: (seed) => generateTier(tier, seed),
  }));

const truthOf = ({ moments }: ScoredScenario) => moments.map(({ truth }) => truth);

function entriesOf(
  kind: Kind,
  program: string | null,
  options: AccuracyOptions,
  keep: Keeper,
): readonly AccuracyEntry[] {
  const scores = new Map<string, TrackScore[]>();
  for (let i = 0; i < options.seeds; i++) {
    const seed = options.seed + i;
    const words = [kind.name, ...options.methods, seed];
    const found = keep(words, () => scoresOf(kind, program, options, seed));
    for (const { name, score } of found) scores.set(name, [...(scores.get(name) ?? []), score]);
  }
  return [...scores].map(([name, list]) => ({
    name,
    seeds: list.length,
    score: meanScore(list),
  }));
}

interface NamedScore {
  readonly name: string;
  readonly score: TrackScore;
}

function scoresOf(
  kind: Kind,
  program: string | null,
  options: AccuracyOptions,
  seed: number,
): readonly NamedScore[] {
  options.progress(`accuracy, ${kind.name}, seed ${seed}`);
  const scenario = kind.make(seed);
  const site = radarSite(scenario.radars, scenario.clutter);
  const truth = truthOf(scenario);
  const scores: NamedScore[] = [];
  const put = (name: string, tracks: readonly (readonly ScoredTrack[])[]): void => {
    scores.push({ name, score: scoreTracks(truth, tracks) });
  };
  for (const method of options.methods) {
    put(`Tracker, ${method}`, confirmedAtMoments(scenario, newTracker(site, method)));
  }
  if (kind.native !== null && program !== null) {
    put("native GNN-EKF", nativeTracks(kind.native(seed), program, options.folder));
  }
  if (!kind.withOracle) return scores;
  put("oracle@3", oracleAtMoments(scenario, site, 3));
  put("oracle@2", oracleAtMoments(scenario, site, 2));
  return scores;
}

function nativeTracks(
  scenario: BenchScenario,
  program: string,
  folder: string,
): readonly (readonly ScoredTrack[])[] {
  const paths = { scenario: join(folder, "scored.txt"), tracks: join(folder, "scored-tracks.txt") };
  writeScenarioText(scenario, paths.scenario);
  runNative(program, paths, 1);
  return readNativeTracks(paths.tracks, scenario.scans.length);
}

function soupOf(kind: Kind, python: string, options: AccuracyOptions): readonly SoupResult[] {
  const methods = kind.soup.filter((method) => canRun(python, method));
  return methods.map((method): SoupResult => {
    const runs = Array.from({ length: options.soupSeeds }, (_, i) => {
      const seed = options.seed + i;
      options.progress(`Stone Soup ${method}, ${kind.name}, seed ${seed}`);
      const scenario = kind.make(seed);
      const run = runStoneSoup(python, scenario, method, options.folder, options.soupSeconds);
      const truth = truthOf(scenario).slice(0, run.tracks.length);
      const site = radarSite(scenario.radars, scenario.clutter);
      const ours = confirmedAtMoments(scenario, newTracker(site, "main"));
      return {
        run,
        momentsAll: scenario.moments.length,
        score: scoreTracks(truth, run.tracks),
        ours: scoreTracks(truth, ours.slice(0, run.tracks.length)),
      };
    });
    return {
      method,
      seeds: runs.length,
      moments: Math.min(...runs.map(({ run }) => run.tracks.length)),
      momentsAll: runs[0].momentsAll,
      detectionsPerSecond: mean(runs.map(({ run }) => run.detectionsPerSecond)),
      score: meanScore(runs.map(({ score }) => score)),
      ours: meanScore(runs.map(({ ours }) => ours)),
    };
  });
}

/** Of each figure, over the scores that have it. */
function meanScore(scores: readonly TrackScore[]): TrackScore {
  const names = Object.keys(scores[0]) as (keyof TrackScore)[];
  const entries = names.map((name) => {
    const known = scores.map((score) => score[name]).filter((value) => !Number.isNaN(value));
    return [name, known.length === 0 ? NaN : mean(known)];
  });
  return Object.fromEntries(entries) as TrackScore;
}
