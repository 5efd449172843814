import type { AccuracyReport } from "./accuracy-section.ts";
import type { AssignmentResult } from "./assignment-section.ts";
import type { CompanionOutput } from "./companions.ts";
import type { EngineResult } from "./engine-section.ts";
import type { ImpactReport } from "./impact-section.ts";
import type { Machine } from "./machine.ts";
import type { PipelineResult } from "./pipeline-section.ts";
import type { RaidResult } from "./raid-section.ts";
import type { ReplayFigures } from "./replay-section.ts";
import type { SpeedReport } from "./speed-section.ts";
import type { WarningResult } from "./warning-section.ts";

/** Everything that one run measured; a section that was left out is null. */
export interface BenchReport {
  readonly command: string;
  readonly machine: Machine;
  readonly speed: SpeedReport | null;
  readonly accuracy: AccuracyReport | null;
  readonly assignment: readonly AssignmentResult[] | null;
  readonly engine: readonly EngineResult[] | null;
  readonly warnings: WarningResult | null;
  readonly raids: readonly RaidResult[] | null;
  readonly impacts: ImpactReport | null;
  readonly pipeline: readonly PipelineResult[] | null;
  readonly replay: ReplayFigures | null;
  readonly companions: readonly CompanionOutput[] | null;
}
