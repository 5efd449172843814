import { radarSite } from "./bench-site.ts";
import { CROSSING_KINDS, type CrossingKind } from "./crossing-tiers.ts";
import { keeperOf } from "./kept-runs.ts";
import { oracleAtMoments } from "./oracle.ts";
import { type PmbmSettings, runPmbm } from "./pmbm.ts";
import { processorSeconds } from "./processor-time.ts";
import { confirmedAtMoments, newTracker } from "./run-tracks.ts";
import { scoreTracks, type TrackScore } from "./score-tracks.ts";
import type { ScoredTrack } from "./scored-track.ts";
import { canRun, findStoneSoup, runStoneSoup } from "./stone-soup.ts";
import { generateTier } from "./tiers.ts";

export interface CrossingOptions {
  readonly seed: number;
  readonly seeds: number;
  /** Of these the first so many also go to Stone Soup, and for no longer than this in all scans of one. */
  readonly soupSeeds: number;
  readonly soupSeconds: number;
  readonly folder: string;
  readonly progress: (text: string) => void;
}

/** What the mixture keeps: said beside its figures. */
const PMBM_SETTINGS: PmbmSettings = {
  globalsMax: 100,
  logWeightLeast: -10,
  existenceLeast: 1e-5,
  looksAlike: 5,
};

export interface CrossingRun {
  readonly seed: number;
  readonly contender: string;
  readonly score: TrackScore;
  /** null where it is not one filter that could be timed. */
  readonly processorS: number | null;
}

export interface CrossingResult {
  readonly name: string;
  readonly text: string;
  readonly settings: PmbmSettings;
  readonly runs: readonly CrossingRun[];
}

export const OURS = "Tracker, main";

/** Every contender on the same scenarios, in turn. */
export function crossingSection(options: CrossingOptions): readonly CrossingResult[] {
  const keep = keeperOf("crossings");
  const python = options.soupSeeds === 0 ? null : findStoneSoup();
  return CROSSING_KINDS.map((kind): CrossingResult => {
    const seeds = Array.from(
      { length: Math.min(options.seeds, kind.seedsMax) },
      (_, i) => options.seed + i,
    );
    const soupSeeds = Math.min(options.soupSeeds, kind.soupSeedsMax);
    const runs = seeds.flatMap((seed, i) => {
      const soup = i < soupSeeds ? python : null;
      const words = [kind.name, seed, ...(soup === null ? [] : ["soup"])];
      return keep(words, () => runsOf(kind, seed, soup, options));
    });
    return { name: kind.name, text: kind.text, settings: PMBM_SETTINGS, runs };
  });
}

function runsOf(
  kind: CrossingKind,
  seed: number,
  python: string | null,
  { folder, soupSeconds, progress }: CrossingOptions,
): readonly CrossingRun[] {
  progress(`${kind.name}, seed ${seed}`);
  const scenario = generateTier(kind.tier(seed), seed);
  const truth = scenario.moments.map((moment) => moment.truth);
  const site = radarSite(scenario.radars, scenario.clutter);
  const runs: CrossingRun[] = [];
  const put = (
    contender: string,
    tracks: readonly (readonly ScoredTrack[])[],
    processorS: number | null,
  ): void => {
    const score = scoreTracks(truth.slice(0, tracks.length), tracks);
    runs.push({ seed, contender, score, processorS });
  };
  const begin = processorSeconds();
  const ours = confirmedAtMoments(scenario, newTracker(site, "main"));
  put(OURS, ours, processorSeconds() - begin);
  const pmbm = runPmbm(scenario, site, PMBM_SETTINGS, folder);
  put("PMBM, best global hypothesis", pmbm.best, pmbm.processorS);
  put("PMBM, mean over them", pmbm.mean, pmbm.processorS);
  put("the tracker, knowing the association", oracleAtMoments(scenario, site, 3), null);
  const method = kind.soupMethod;
  if (python !== null && canRun(python, method)) {
    const soup = runStoneSoup(python, scenario, method, folder, soupSeconds);
    const scans = soup.scanSeconds.reduce((sum, seconds) => sum + seconds, 0);
    put(`Stone Soup ${method}`, soup.tracks, scans);
    put(`${OURS}, on Stone Soup's`, ours.slice(0, soup.tracks.length), null);
  }
  return runs;
}
