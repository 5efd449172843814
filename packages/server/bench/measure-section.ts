import type { TrackerMethod } from "@tocsin/core";
import { adaptersSection } from "./adapters-section.ts";
import { accuracySection } from "./accuracy-section.ts";
import { assignmentSection } from "./assignment-section.ts";
import { classSection } from "./classes.ts";
import { companionSection } from "./companions.ts";
import { engineSection } from "./engine-section.ts";
import { fanOutSection } from "./fan-out-section.ts";
import { impactSection } from "./impact-section.ts";
import { latencySection } from "./latency-section.ts";
import { launchSection } from "./launch-section.ts";
import { crossingSection } from "./crossing-section.ts";
import { describeMachine } from "./machine.ts";
import { watchOthers } from "./machine-load.ts";
import { pipelineSection } from "./pipeline-section.ts";
import { polygonSection } from "./polygon-section.ts";
import { raidSection } from "./raid-section.ts";
import { replaySection } from "./replay-section.ts";
import type { BenchFigures, Measured, Section } from "./report.ts";
import { speedSection } from "./speed-section.ts";
import { warningSection } from "./warning-section.ts";

/** What is measured of a section. */
export interface MeasureOptions {
  readonly quick: boolean;
  readonly trackers: readonly TrackerMethod[];
  readonly seed: number;
  readonly seeds: number;
  /** Of the pipeline; null: its usual ones. */
  readonly objects: readonly number[] | null;
  readonly soup: number;
  readonly folder: string;
  readonly progress: (text: string) => void;
}

/** Stone Soup is stopped after so much processor time in one scenario. */
const SOUP_SECONDS = 600;

/** A draw of the classes costs little, and has one object of each kind only. */
const CLASS_SEEDS_PER_SEED = 2;

type Measurements = {
  readonly [S in Section]: (options: MeasureOptions) => BenchFigures[S] | Promise<BenchFigures[S]>;
};

const objectsOf = ({ quick }: MeasureOptions): readonly number[] =>
  quick ? [50, 200] : [50, 200, 1000];
const roundsOf = ({ quick }: MeasureOptions): number => (quick ? 2 : 5);
const bodiesOf = ({ quick }: MeasureOptions): number => (quick ? 30 : 1000);
const soupOf = ({ soup }: MeasureOptions) => ({ soupSeeds: soup, soupSeconds: SOUP_SECONDS });

const MEASUREMENTS: Measurements = {
  speed: (options) =>
    speedSection({
      ...options,
      objects: options.quick ? objectsOf(options) : [...objectsOf(options), 5000],
      methods: options.trackers,
      rounds: roundsOf(options),
    }),
  accuracy: (options) =>
    accuracySection({
      ...options,
      ...soupOf(options),
      objects: objectsOf(options),
      methods: options.trackers,
    }),
  crossings: (options) => crossingSection({ ...options, ...soupOf(options) }),
  classes: (options) => classSection({ ...options, seeds: CLASS_SEEDS_PER_SEED * options.seeds }),
  assignment: (options) => assignmentSection({ ...options, rounds: roundsOf(options) }),
  engine: (options) =>
    engineSection({
      ...options,
      objects: objectsOf(options),
      rounds: options.quick ? 1 : 5,
      soupRounds: options.soup,
      soupSeconds: SOUP_SECONDS,
    }),
  warnings: (options) =>
    warningSection({
      ...options,
      objects: options.quick ? 50 : 200,
      seeds: Math.min(5, options.seeds),
    }),
  raids: (options) => raidSection({ ...options, ...soupOf(options) }),
  impacts: (options) => impactSection({ runs: bodiesOf(options), seed: options.seed }),
  launches: (options) => launchSection({ runs: bodiesOf(options), seed: options.seed }),
  polygons: () => polygonSection(),
  pipeline: (options) =>
    pipelineSection({
      ...options,
      objects: options.objects ?? objectsOf(options),
      scenarios: options.quick ? 1 : 5,
      warningsLeast: options.quick ? 0 : 1000,
      practises: !options.quick,
    }),
  replay: (options) => replaySection({ ...options, minutes: options.quick ? 1 : 120 }),
  adapters: (options) =>
    adaptersSection({
      ...options,
      objects: 200,
      scans: options.quick ? 5 : 100,
      rounds: roundsOf(options),
    }),
  "fan-out": (options) => fanOutSection(options),
  latency: (options) =>
    latencySection({
      ...options,
      objects: options.quick ? 50 : 200,
      scenarios: options.quick ? 1 : 5,
    }),
  parts: ({ progress }) => companionSection(progress),
};

/** Measures one section; `command` is what would do so again. */
export async function measureSection<S extends Section>(
  section: S,
  command: string,
  options: MeasureOptions,
): Promise<Measured<BenchFigures[S]>> {
  options.progress(section);
  const machine = describeMachine();
  const others = watchOthers();
  const figures = await MEASUREMENTS[section](options);
  return { command, machine, othersShare: others(), figures };
}
