import { MICROS_PER_SECOND } from "@tocsin/core";
import { simulate } from "@tocsin/sim";
import { type RaidKind, raidScenario } from "./raid-scenario.ts";
import { soupCoversOf } from "./raid-soup.ts";
import {
  addScore,
  coversOf,
  type FirstCovers,
  noScore,
  oracleCoversOf,
  type RaidScore,
  raidTruthOf,
} from "./raid-warnings.ts";
import { type Quantiles, quantiles } from "./statistics.ts";
import { findStoneSoup } from "./stone-soup.ts";

export interface RaidOptions {
  readonly seed: number;
  readonly seeds: number;
  /** Of these the first so many also go to Stone Soup. */
  readonly soupSeeds: number;
  readonly soupSeconds: number;
  readonly folder: string;
  readonly progress: (text: string) => void;
}

export interface RaidContender {
  readonly name: string;
  readonly seeds: number;
  readonly hits: number;
  readonly missed: number;
  readonly leadS: Quantiles;
  /** s, over all areas that were hit; 0 where nobody was told. */
  readonly leadMeanS: number;
  /** Share of those told who were told for nothing, and of everybody in the attacked towns. */
  readonly needlessShare: number;
  readonly needlessOfAll: number;
}

export interface RaidResult {
  readonly kind: RaidKind;
  readonly contenders: readonly RaidContender[];
  /** Scans by which the engine first tells an area after the oracle, of those that both tell. */
  readonly delayScans: Quantiles;
  /** The same of the areas that were hit. */
  readonly hitDelayScans: Quantiles;
  readonly engineOnly: number;
  readonly oracleOnly: number;
}

/** Every contender on the same attacks, and the engine once more on those that Stone Soup had the time for. */
export function raidSection(options: RaidOptions): readonly RaidResult[] {
  return (["salvo", "raid"] as const).map((kind) => raidResult(kind, options));
}

const ENGINE = "engine";
const SOUP = "Stone Soup GNN, told what falls";

function raidResult(kind: RaidKind, options: RaidOptions): RaidResult {
  const python = options.soupSeeds === 0 ? null : findStoneSoup();
  const scores = new Map<string, { score: RaidScore; seeds: number }>();
  const delays: number[] = [];
  const hitDelays: number[] = [];
  let engineOnly = 0;
  let oracleOnly = 0;
  let areas = 0;
  for (let i = 0; i < options.seeds; i++) {
    const seed = options.seed + i;
    options.progress(`${kind}, seed ${seed}`);
    const simulation = simulate(raidScenario(kind, seed));
    areas = simulation.site.areas.length;
    const truth = raidTruthOf(simulation);
    const put = (name: string, covers: FirstCovers): void => {
      const entry = scores.get(name) ?? { score: noScore(), seeds: 0 };
      entry.seeds++;
      addScore(entry.score, covers, truth);
      scores.set(name, entry);
    };
    const engine = coversOf(simulation);
    const oracle = oracleCoversOf(simulation);
    put(ENGINE, engine);
    put("the same, knowing the association", oracle);
    put("knowing everything", truth.known);
    for (const [areaId, toldUs] of engine) {
      const other = oracle.get(areaId);
      if (other === undefined) engineOnly++;
      else {
        delays.push((toldUs - other) / MICROS_PER_SECOND);
        if (truth.hits.has(areaId)) hitDelays.push((toldUs - other) / MICROS_PER_SECOND);
      }
    }
    for (const areaId of oracle.keys()) if (!engine.has(areaId)) oracleOnly++;
    if (python === null || i >= options.soupSeeds) continue;
    const { folder, soupSeconds: secondsMax } = options;
    put(SOUP, soupCoversOf(simulation, { python, folder, method: "gnn", secondsMax }));
    put(`${ENGINE}, on Stone Soup's attacks`, engine);
  }
  const contenders = [...scores].map(([name, { score, seeds }]) =>
    contender(name, seeds, score, areas * seeds),
  );
  return {
    kind,
    contenders,
    delayScans: quantiles(delays),
    hitDelayScans: quantiles(hitDelays),
    engineOnly,
    oracleOnly,
  };
}

function contender(
  name: string,
  seeds: number,
  { leadS, missed, needless, told }: RaidScore,
  areas: number,
): RaidContender {
  const hits = leadS.length + missed;
  return {
    name,
    seeds,
    hits,
    missed,
    leadS: quantiles(leadS),
    leadMeanS: leadS.reduce((sum, s) => sum + s, 0) / Math.max(1, hits),
    needlessShare: told === 0 ? 0 : needless / told,
    needlessOfAll: needless / areas,
  };
}
