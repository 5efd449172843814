export { drive, type DrivenStep } from "./drive.ts";
export type { ChannelFailure } from "./events/scheduled-events.ts";
export { createTransport, type Transport } from "./events/transport.ts";
export { Heap } from "./events/heap.ts";
export type { Origin } from "./events/origin-book.ts";
export { type LossyTransportConfig, lossyTransport } from "./faults/lossy-transport.ts";
export {
  type CrashChoice,
  type DiskOperation,
  diskError,
  MemoryDisk,
  type MemoryDiskOptions,
} from "./faults/memory-disk.ts";
export type { WriteFate } from "./faults/memory-file.ts";
export { type RandomStream, stream } from "./random/stream.ts";
export { listScenarioIds, parseScenario, parseScenarioText } from "./scenario/parse-scenario.ts";
export type { Scenario, ScenarioResult } from "./scenario/scenario.ts";
export {
  type ScenarioDefinition,
  scenarioSchema,
  variantSchema,
} from "./scenario/scenario-schema.ts";
export { createScorer, type Scorer } from "./score/create-scorer.ts";
export type {
  FalseAlarm,
  ObjectScore,
  Scorecard,
  ScoreTotals,
  ThreatScore,
} from "./score/scorecard.ts";
export { effectiveModel, type EffectiveModel } from "./sensors/effective-model.ts";
export type { TransportConfig } from "./scenario/sensor-model-schema.ts";
export { simulate, type SimulateOptions, type Simulation, type Truth } from "./simulate.ts";
export type { TruthState } from "./truth/flight.ts";
export type { TruthEnd, TruthImpact, TruthObject } from "./truth/truth-object.ts";
