import { createEngine, type Decision, type SiteModel, type TimeUs } from "@tocsin/core";
import { areaPlaces, scenarioSite } from "./bench-site.ts";
import { lookAtObject } from "./oracle.ts";
import { type BenchScenario, generateScenario } from "./scenario.ts";
import { scenarioEvents, tickUpTo } from "./scenario-events.ts";
import { type Quantiles, quantiles } from "./statistics.ts";

export interface WarningOptions {
  readonly objects: number;
  readonly seed: number;
  readonly seeds: number;
  readonly progress: (text: string) => void;
}

/** First take-cover decisions for an object and an area, of the engine and of one that knows which detection is whose. */
export interface WarningResult {
  readonly objects: number;
  readonly seeds: number;
  /** Scans that the engine decides after the oracle, of those that both decide; negative is earlier. */
  readonly delayScans: Quantiles;
  readonly oracleOnly: number;
  readonly engineOnly: number;
  readonly hits: number;
  /** s from the first take-cover to the impact, of hits that were warned of. */
  readonly leadS: Quantiles;
  readonly oracleLeadS: Quantiles;
  readonly hitsWarned: number;
  readonly oracleHitsWarned: number;
  /** Of the take-covers for an object and an area, the share whose area that object did not hit. */
  readonly needlessShare: number;
  readonly oracleNeedlessShare: number;
}

const PERIOD_US = 1_000_000;

export function warningSection(options: WarningOptions): WarningResult {
  const { objects, seeds, progress } = options;
  const delays: number[] = [];
  const lead: number[] = [];
  const oracleLead: number[] = [];
  const counts = { oracleOnly: 0, engineOnly: 0, hits: 0, engine: 0, oracle: 0 };
  const hitBy = { engine: 0, oracle: 0 };
  for (let i = 0; i < seeds; i++) {
    const seed = options.seed + i;
    progress(`warnings, ${objects} objects, seed ${seed}`);
    const scenario = generateScenario({ objects, seed });
    const site = scenarioSite(objects);
    const engine = firstTakeCovers(scenario, site);
    const oracle = oracleTakeCovers(scenario, site);
    counts.engine += engine.size;
    counts.oracle += oracle.size;
    for (const [threat, decidedUs] of engine) {
      const known = oracle.get(threat);
      if (known === undefined) counts.engineOnly++;
      else delays.push((decidedUs - known) / PERIOD_US);
    }
    for (const threat of oracle.keys()) if (!engine.has(threat)) counts.oracleOnly++;
    for (const [threat, impactUs] of hitsOf(scenario, site)) {
      counts.hits++;
      const warned = engine.get(threat);
      const known = oracle.get(threat);
      if (warned !== undefined) lead.push((impactUs - warned) / 1e6);
      if (known !== undefined) oracleLead.push((impactUs - known) / 1e6);
    }
    hitBy.engine = lead.length;
    hitBy.oracle = oracleLead.length;
  }
  return {
    objects,
    seeds,
    delayScans: quantiles(delays),
    oracleOnly: counts.oracleOnly,
    engineOnly: counts.engineOnly,
    hits: counts.hits,
    leadS: quantiles(lead),
    oracleLeadS: quantiles(oracleLead),
    hitsWarned: hitBy.engine,
    oracleHitsWarned: hitBy.oracle,
    needlessShare: 1 - hitBy.engine / counts.engine,
    oracleNeedlessShare: 1 - hitBy.oracle / counts.oracle,
  };
}

const threatOf = (object: number, areaId: string): string => `${object} ${areaId}`;

/** When each object first brought each area to take cover; a track is the object that most of its evidence came from. */
function firstTakeCovers(
  scenario: BenchScenario,
  site: SiteModel,
  only: number | null = null,
): ReadonlyMap<string, TimeUs> {
  const engine = createEngine();
  const first = new Map<string, TimeUs>();
  const step = (event: Parameters<typeof engine.step>[0]): TimeUs | null => {
    const { effects, wakeAtUs } = engine.step(event);
    for (const effect of effects) {
      if (effect.type !== "decision") continue;
      const { decision } = effect;
      if (decision.stage !== "take-cover" || decision.areaId === null) continue;
      const threat = threatOf(only ?? objectOf(decision, scenario), decision.areaId);
      if (!first.has(threat)) first.set(threat, decision.decidedUs);
    }
    return wakeAtUs;
  };
  let wakeAtUs: TimeUs | null = null;
  for (const event of scenarioEvents(scenario, site)) {
    tickUpTo(event.receivedUs, wakeAtUs, step);
    wakeAtUs = step(event);
  }
  return first;
}

/** The same engine, given one object's detections at a time and nothing else. */
function oracleTakeCovers(scenario: BenchScenario, site: SiteModel): ReadonlyMap<string, TimeUs> {
  const all = new Map<string, TimeUs>();
  for (let object = 0; object < scenario.objects; object++) {
    const scans = scenario.scans.map((scan) => {
      const arrival = { look: scan.look, receivedUs: scan.timeUs, origins: scan.origins };
      return { ...scan, look: lookAtObject(arrival, object) };
    });
    const own = firstTakeCovers({ ...scenario, scans }, site, object);
    for (const [threat, decidedUs] of own) all.set(threat, decidedUs);
  }
  return all;
}

function objectOf({ evidence }: Decision, scenario: BenchScenario): number {
  const votes = new Map<number, number>();
  for (const { lookSequence, index } of evidence) {
    const origin = scenario.scans[lookSequence].origins[index];
    votes.set(origin, (votes.get(origin) ?? 0) + 1);
  }
  return [...votes].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [-1, 0])[0];
}

/** Which area each body comes down in, and when: the last state before the ground, carried on straight. */
function hitsOf(scenario: BenchScenario, site: SiteModel): ReadonlyMap<string, TimeUs> {
  const hits = new Map<string, TimeUs>();
  for (let object = 0; object < scenario.objects; object++) {
    const states = scenario.scans.flatMap(({ timeUs, truth }) =>
      truth
        .filter((state) => state.object === object && state.kind === "ballistic")
        .map(({ state }) => ({ timeUs, state })),
    );
    const last = states.at(-1);
    if (last === undefined || last.timeUs === scenario.scans.at(-1)?.timeUs) continue;
    const [east, north, up, ve, vn, vu] = last.state;
    const leftS = -up / vu;
    areaPlaces().forEach(({ eastM, northM, radiusM }, i) => {
      const e = east + leftS * ve - eastM;
      const n = north + leftS * vn - northM;
      if (e * e + n * n > radiusM * radiusM) return;
      hits.set(threatOf(object, site.areas[i].id), last.timeUs + Math.round(1e6 * leftS));
    });
  }
  return hits;
}
