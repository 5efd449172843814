import type { AdapterFigures } from "./adapters-section.ts";
import type { AccuracyReport } from "./accuracy-section.ts";
import type { AssignmentResult } from "./assignment-section.ts";
import type { ClassReport } from "./classes.ts";
import type { CompanionOutput } from "./companions.ts";
import type { CrossingResult } from "./crossing-section.ts";
import type { EngineResult } from "./engine-section.ts";
import type { FanOutFigures } from "./fan-out-section.ts";
import type { ImpactReport } from "./impact-section.ts";
import type { LatencyFigures } from "./latency-section.ts";
import type { LaunchReport } from "./launch-section.ts";
import type { Machine } from "./machine.ts";
import type { PipelineResult } from "./pipeline-section.ts";
import type { PolygonReport } from "./polygon-section.ts";
import type { RaidResult } from "./raid-section.ts";
import type { ReplayFigures } from "./replay-section.ts";
import type { SpeedReport } from "./speed-section.ts";
import type { WarningResult } from "./warning-section.ts";

/** What each section measures. */
export interface BenchFigures {
  readonly speed: SpeedReport;
  readonly accuracy: AccuracyReport;
  readonly crossings: readonly CrossingResult[];
  readonly classes: ClassReport;
  readonly assignment: readonly AssignmentResult[];
  readonly engine: readonly EngineResult[];
  readonly warnings: WarningResult;
  readonly raids: readonly RaidResult[];
  readonly impacts: ImpactReport;
  readonly launches: LaunchReport;
  readonly polygons: PolygonReport;
  readonly pipeline: readonly PipelineResult[];
  readonly replay: ReplayFigures;
  readonly adapters: readonly AdapterFigures[];
  readonly "fan-out": FanOutFigures;
  /** null where there is no Mosquitto. */
  readonly latency: LatencyFigures | null;
  readonly parts: readonly CompanionOutput[];
}
export type Section = keyof BenchFigures;

/** In the order of the page. */
export const SECTIONS = [
  "speed",
  "accuracy",
  "crossings",
  "classes",
  "assignment",
  "engine",
  "warnings",
  "raids",
  "impacts",
  "launches",
  "polygons",
  "pipeline",
  "replay",
  "adapters",
  "fan-out",
  "latency",
  "parts",
] as const satisfies readonly Section[];

/** One section's figures, and how, where and when they came about: sections are measured on different days. */
export interface Measured<Figures> {
  /** What measures the same again. */
  readonly command: string;
  readonly machine: Machine;
  /** Share of the machine's processors that other processes had meanwhile; null where the machine does not tell. */
  readonly othersShare: number | null;
  readonly figures: Figures;
}

/** The newest figures of each section; null where there are none. */
export type BenchReport = { readonly [S in Section]: Measured<BenchFigures[S]> | null };

/** A report without figures. */
export const emptyReport = (): BenchReport => ({
  speed: null,
  accuracy: null,
  crossings: null,
  classes: null,
  assignment: null,
  engine: null,
  warnings: null,
  raids: null,
  impacts: null,
  launches: null,
  polygons: null,
  pipeline: null,
  replay: null,
  adapters: null,
  "fan-out": null,
  latency: null,
  parts: null,
});
