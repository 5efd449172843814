/**
 * Said impacts against the truth and against the Cramér–Rao bound, through the real tracker:
 * `node packages/core/bench/impact-accuracy.ts [--runs 1000] [--seed 1] [--only matched|unknown] [--recursive] [--goes-on]`.
 * With `--goes-on` a body is fitted at each look, each fit going on from the last one, as the engine does.
 * One JSON line for each radar and time of track. `matched`: even drag of a known law, still air (row 8a).
 * `unknown`: a drag curve over Mach number, a wind and a motor that nobody told (rows 8b, 9 and 10).
 */
import {
  AIR_UNCERTAINTY,
  createTracker,
  type ImpactComponent,
  projectTrack,
  type Track,
} from "../src/index.ts";
import type { FitMemory } from "../src/projection/fit-memory.ts";
import type { MeasurementHistory } from "../src/measurement/measurement-history.ts";
import { standardAtmosphereWithWind } from "../src/atmosphere/atmosphere.ts";
import { createEnvironment } from "../src/motion/environment.ts";
import { impactBound, sensitivitiesOf } from "./impact-bound.ts";
import { historyOf } from "./impact-history.ts";
import { normal, randomFrom, type Random } from "./impact-random.ts";
import {
  type AreaScore,
  mean,
  meanOf,
  median,
  region90,
  reliability,
  type Reliability,
  type Said,
  scoreAreas,
} from "./impact-score.ts";
import { looksOf, measure, type RadarDesign, RADARS, specOf } from "./impact-sensors.ts";
import { type Draw, drawBody, LOG_DRAG_MEAN, LOG_DRAG_SIGMA, SITE } from "./impact-truth.ts";

const TIMES_S = [3, 5, 8, 12] as const;
const env = createEnvironment(SITE, standardAtmosphereWithWind());

interface Row {
  readonly errors2: number[];
  readonly bounds2: number[];
  readonly ratios: number[];
  readonly held: boolean[];
  readonly areasM2: number[];
  readonly areas: AreaScore[];
  readonly boundAreas: AreaScore[];
  readonly weights: number[];
  readonly boosted: boolean[];
  readonly kinds: string[];
  missing: number;
  cpuUs: number;
}

const options = parse(process.argv.slice(2));
for (const matched of [true, false]) {
  if (options.only !== null && (options.only === "matched") !== matched) continue;
  run(matched);
}

function parse(words: readonly string[]): {
  runs: number;
  seed: number;
  only: string | null;
  recursive: boolean;
  goesOn: boolean;
} {
  const after = (name: string): string | null => {
    const at = words.indexOf(name);
    return at === -1 ? null : (words[at + 1] ?? null);
  };
  return {
    runs: Number(after("--runs") ?? 1000),
    seed: Number(after("--seed") ?? 1),
    only: after("--only"),
    recursive: words.includes("--recursive"),
    goesOn: words.includes("--goes-on"),
  };
}

function run(matched: boolean): void {
  const rows = RADARS.map(() => TIMES_S.map(emptyRow));
  const random = randomFrom(options.seed);
  const scoring = randomFrom(options.seed + 77);
  for (let i = 0; i < options.runs; i++) {
    const draw = drawBody(random, matched);
    const sensitivities = sensitivitiesOf(draw, matched, TIMES_S[3]);
    RADARS.forEach((radar, r) => {
      const measured = measure(draw.flight.states, TIMES_S[3], radar, random);
      const looks = looksOf(measured, radar, TIMES_S[3]);
      const tracker = trackerFor(radar);
      const memory: FitMemory = { before: null, latest: null };
      let at = 0;
      TIMES_S.forEach((timeS, t) => {
        for (; at * radar.periodS <= timeS + 1e-9; at++) {
          tracker.processLook(looks[at], new Map());
          if (!options.goesOn) continue;
          const [track] = tracker.tracks();
          const history = historyOf(measured, radar, at * radar.periodS, env);
          memory.before = memory.latest;
          if (track !== undefined)
            projectTrack({ ...track, history }, env, { ...knowledge(matched), memory });
        }
        const bound = impactBound(draw, sensitivities, measured, radar, timeS);
        const history = historyOf(measured, radar, timeS, env);
        const how = options.goesOn ? { ...knowledge(matched), memory } : knowledge(matched);
        score(rows[r][t], draw, tracker.tracks(), history, bound, how, scoring);
      });
    });
  }
  RADARS.forEach((radar, r) =>
    TIMES_S.forEach((timeS, t) => report(matched, radar, timeS, rows[r][t])),
  );
  TIMES_S.forEach((timeS, t) =>
    summarise(
      matched,
      timeS,
      rows.map((row) => row[t]),
    ),
  );
}

function trackerFor(radar: RadarDesign): ReturnType<typeof createTracker> {
  return createTracker({
    origin: SITE,
    sensors: [specOf(radar)],
    confirmDetections: 3,
    confirmWindow: 5,
    endAfterMisses: 8,
    endAfterUs: 30_000_000,
    tracksMax: 100,
  });
}

function emptyRow(): Row {
  return {
    errors2: [],
    bounds2: [],
    ratios: [],
    held: [],
    areasM2: [],
    areas: [],
    boundAreas: [],
    weights: [],
    boosted: [],
    kinds: [],
    missing: 0,
    cpuUs: 0,
  };
}

function score(
  row: Row,
  draw: Draw,
  tracks: readonly Track[],
  history: MeasurementHistory,
  bound: readonly [number, number, number],
  how: Knowledge,
  random: Random,
): void {
  const held = [...tracks].sort((a, b) => b.detectionCount - a.detectionCount)[0];
  const track = held === undefined || options.recursive ? held : { ...held, history };
  const begin = process.cpuUsage().user;
  const projection = track === undefined ? null : projectTrack(track, env, how);
  row.cpuUs += process.cpuUsage().user - begin;
  const impacts = (projection?.components ?? []).filter(
    (component): component is ImpactComponent => component.kind === "impact",
  );
  const weight = impacts.reduce((sum, part) => sum + part.weight, 0);
  if (weight < 1e-3) {
    row.missing++;
    return;
  }
  const said: Said[] = impacts.map((part) => ({
    weight: part.weight / weight,
    e: part.eastM,
    n: part.northM,
    ee: part.covarianceEeM2,
    en: part.covarianceEnM2,
    nn: part.covarianceNnM2,
  }));
  const { impactE, impactN } = draw.flight;
  const [e, n] = meanOf(said);
  const error2 = (e - impactE) ** 2 + (n - impactN) ** 2;
  const bound2 = bound[0] + bound[2];
  row.errors2.push(error2);
  row.bounds2.push(bound2);
  row.ratios.push(Math.sqrt(error2 / bound2));
  row.weights.push(weight);
  row.boosted.push(draw.boosted);
  row.kinds.push(draw.kind);
  const region = region90(said, impactE, impactN, random);
  row.held.push(region.holds);
  row.areasM2.push(region.areaM2);
  row.areas.push(...scoreAreas(said, impactE, impactN));
  row.boundAreas.push(...scoreAreas([atBound(bound, draw, random)], impactE, impactN));
}

/** What an estimate that reaches the bound would have said. */
function atBound(bound: readonly [number, number, number], draw: Draw, random: Random): Said {
  const [ee, en, nn] = bound;
  const a = Math.sqrt(ee);
  const c = Math.sqrt(Math.max(nn - (en * en) / ee, 0));
  const x = normal(random);
  const y = normal(random);
  const { impactE, impactN } = draw.flight;
  return { weight: 1, e: impactE + a * x, n: impactN + (en / a) * x + c * y, ee, en, nn };
}

type Knowledge = NonNullable<Parameters<typeof projectTrack>[2]>;

function knowledge(matched: boolean): Knowledge {
  if (!matched) return {};
  return {
    air: {
      ...AIR_UNCERTAINTY,
      windSigmaMps: 0,
      densitySigma: 0,
      dragDriftPerS: 0,
      dragShare: 0,
      dragShareSigma: 0,
    },
    prior: {
      logDragMean: LOG_DRAG_MEAN,
      logDragSigma: LOG_DRAG_SIGMA,
      dragDriftPerS: 0,
      dragShare: 0,
      dragShareSigma: 0,
      windSigmaMps: 0,
      windSigmaPerM: 0,
      mayBurn: false,
    },
  };
}

function rms(values: readonly number[]): number {
  return Math.sqrt(mean(values));
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

function report(matched: boolean, radar: RadarDesign, timeS: number, row: Row): void {
  const part = (which: (i: number) => boolean): number => {
    const some = row.errors2.map((_, i) => i).filter(which);
    return rounded(rms(some.map((i) => row.errors2[i])) / rms(some.map((i) => row.bounds2[i])));
  };
  const said = reliability(row.areas);
  console.log(
    JSON.stringify({
      model: matched ? "matched" : "unknown",
      radar: radar.name,
      timeS,
      runs: row.errors2.length,
      missing: row.missing,
      rmsM: rounded(rms(row.errors2)),
      boundM: rounded(rms(row.bounds2)),
      ratio: part(() => true),
      ratioMortar: part((i) => row.kinds[i] === "mortar"),
      ratioRocket: part((i) => row.kinds[i] === "rocket" && !row.boosted[i]),
      ratioBoosted: part((i) => row.boosted[i]),
      ratioOwn: rounded(rms(row.ratios.map((ratio) => ratio * ratio))),
      medianM: rounded(Math.sqrt(median(row.errors2))),
      held90: rounded(mean(row.held.map(Number))),
      areaKm2: rounded(median(row.areasM2) / 1e6),
      ballistic: rounded(mean(row.weights)),
      ...roundedAll(said),
      brierSkillAtBound: rounded(reliability(row.boundAreas).brierSkill),
      projectionUs: Math.round(row.cpuUs / Math.max(1, row.errors2.length)),
    }),
  );
}

/** All radars together: what was said of areas, and how often regions held the truth. */
function summarise(matched: boolean, timeS: number, rows: readonly Row[]): void {
  const reached = reliability(rows.flatMap(({ boundAreas }) => boundAreas));
  console.log(
    JSON.stringify({
      model: matched ? "matched" : "unknown",
      radar: "all",
      timeS,
      ratio: rounded(
        Math.sqrt(mean(rows.map(({ errors2, bounds2 }) => mean(errors2) / mean(bounds2)))),
      ),
      held90: rounded(mean(rows.flatMap(({ held }) => held.map(Number)))),
      ...roundedAll(reliability(rows.flatMap(({ areas }) => areas))),
      brierSkillAtBound: rounded(reached.brierSkill),
      brierSkillAllAtBound: rounded(reached.brierSkillAll),
    }),
  );
}

function roundedAll(said: Reliability): Reliability {
  return {
    scored: said.scored,
    calibrationError: rounded(said.calibrationError),
    brierSkill: rounded(said.brierSkill),
    brierSkillAll: rounded(said.brierSkillAll),
  };
}
