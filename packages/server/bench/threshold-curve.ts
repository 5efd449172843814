/**
 * What a threshold of the first rule buys: `node packages/server/bench/threshold-curve.ts [--seeds 100] [--seed 1]`. Over generated salvos
 * (`raid-scenario.ts`), for the filter's estimate flown on and for the fitted trajectory: seconds from the first order to take cover
 * until the impact, and quarters that were told to for nothing. A quarter is told when existence × P(hit) of any track reaches the
 * threshold.
 */
import { parseArgs } from "node:util";
import {
  type AreaId,
  assessArea,
  createEnvironment,
  projectTrack,
  selectTracker,
  standardAtmosphereWithWind,
  type TimeUs,
  type Track,
  type TrackId,
} from "@tocsin/core";
import { type Simulation, simulate } from "@tocsin/sim";
import { raidScenario } from "./raid-scenario.ts";
import { mean, quantile } from "./statistics.ts";

const THRESHOLDS = [0.02, 0.03, 0.05, 0.07, 0.1, 0.12, 0.15, 0.2, 0.3, 0.5] as const;
const LEAST = 0.01;

/** When an area's probability rose above what it had been, and to what. */
interface Rise {
  readonly timeUs: TimeUs;
  readonly probability: number;
}
interface Outcome {
  /** s of warning before each hit; 0 where there was none. */
  readonly leadS: number[];
  needless: number;
}

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "100" },
    seed: { type: "string", default: "1" },
  },
});
for (const isFitted of [false, true]) {
  const outcomes = THRESHOLDS.map((): Outcome => ({ leadS: [], needless: 0 }));
  for (let i = 0; i < Number(values.seeds); i++) {
    const simulation = simulate(raidScenario("salvo", Number(values.seed) + i));
    const rises = risesOf(simulation, isFitted);
    const hits = hitsOf(simulation);
    THRESHOLDS.forEach((threshold, k) => score(outcomes[k], rises, hits, threshold));
  }
  THRESHOLDS.forEach((threshold, k) => {
    const { leadS, needless } = outcomes[k];
    const figures = {
      estimate: isFitted ? "fitted" : "filter",
      threshold,
      hits: leadS.length,
      missed: leadS.filter((s) => s === 0).length,
      leadMeanS: Number(mean(leadS).toFixed(2)),
      leadMedianS: Number(quantile(leadS, 0.5).toFixed(1)),
      lead5S: Number(quantile(leadS, 0.05).toFixed(1)),
      needlessPerHit: Number((needless / leadS.length).toFixed(2)),
    };
    process.stdout.write(`${JSON.stringify(figures)}\n`);
  });
}

/** For each area the moments at which its probability was greater than ever before. */
function risesOf(simulation: Simulation, isFitted: boolean): ReadonlyMap<AreaId, readonly Rise[]> {
  const { site } = simulation;
  const env = createEnvironment(site.origin, standardAtmosphereWithWind());
  const { origin, sensors } = site;
  const tracker = selectTracker({ ...site.tracker, origin, sensors, keepsHistory: isFitted });
  const rises = new Map<AreaId, Rise[]>(site.areas.map(({ id }) => [id, []]));
  const seen = new Map<TrackId, Track>();
  for (const event of simulation.events()) {
    if (event.type !== "look") continue;
    tracker.processLook(event.look, new Map());
    const timeUs = event.receivedUs;
    for (const track of tracker.confirmed()) {
      if (seen.get(track.id) === track) continue;
      seen.set(track.id, track);
      const projection = projectTrack(track, env);
      for (const area of site.areas) {
        const options = { nowUs: timeUs, horizonS: site.policy.preAlertHorizonS };
        const { impactProbability } = assessArea(projection, area, options);
        const probability = track.existence * impactProbability;
        const before = rises.get(area.id);
        if (probability > Math.max(LEAST, before?.at(-1)?.probability ?? 0))
          before?.push({ timeUs, probability });
      }
    }
  }
  return rises;
}

/** When each area was first hit. */
function hitsOf({ truth }: Simulation): ReadonlyMap<AreaId, TimeUs> {
  const hits = new Map<AreaId, TimeUs>();
  for (const { impact } of truth.objects) {
    for (const id of impact?.areaIds ?? []) {
      const timeUs = impact?.timeUs ?? 0;
      hits.set(id, Math.min(hits.get(id) ?? timeUs, timeUs));
    }
  }
  return hits;
}

function score(
  outcome: Outcome,
  rises: ReadonlyMap<AreaId, readonly Rise[]>,
  hits: ReadonlyMap<AreaId, TimeUs>,
  threshold: number,
): void {
  for (const [id, list] of rises) {
    const told = list.find(({ probability }) => probability >= threshold);
    const hitUs = hits.get(id);
    if (hitUs === undefined) outcome.needless += told === undefined ? 0 : 1;
    else outcome.leadS.push(told === undefined ? 0 : Math.max(0, hitUs - told.timeUs) / 1e6);
  }
}
