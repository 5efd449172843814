export type { Decision, DecisionNumbers, DecisionStage } from "./assessment/decision.ts";
export { REASON_CODES, type ReasonCode } from "./assessment/reason-codes.ts";
export type { Approach, ApproachKind, AreaProtection } from "./coverage/protection.ts";
export type {
  CoverageVolume,
  SensorHealth,
  SensorKind,
  SensorSpec,
  SensorStatus,
} from "./coverage/sensor.ts";
export type {
  EngineEffect,
  EngineFault,
  EngineFaultCode,
  TrackRecord,
} from "./engine/effect.ts";
export type { Engine, EngineSnapshot, StepResult } from "./engine/engine.ts";
export type {
  CommandEvent,
  ConfigurationEvent,
  DefenceEvent,
  EngagementEvent,
  EngineEvent,
  HealthEvent,
  LookEvent,
  OperatorCommand,
  ReceiptEvent,
  TickEvent,
} from "./engine/event.ts";
export type { Geodetic } from "./geodesy/geodetic.ts";
export {
  type BearingDetection,
  compareLooks,
  type Detection,
  type EvidenceRef,
  type Identity,
  type Look,
  type PolarDetection,
  type PositionDetection,
  type Sweep,
} from "./measurement/look.ts";
export type { Area, AreaProtectionKind } from "./policy/area.ts";
export type { Policy } from "./policy/policy.ts";
export {
  type DefenceSpec,
  type DefenceState,
  type FlightMask,
  type Mode,
  MODES,
  type SiteModel,
} from "./policy/site-model.ts";
export type {
  ClosestApproach,
  CourseComponent,
  ImpactComponent,
  LaunchAnswer,
  LaunchRegion,
  Projection,
  ProjectionComponent,
} from "./projection/projection.ts";
export {
  type MotionEstimate,
  type MotionModel,
  OBJECT_CLASSES,
  type ObjectClass,
  type Track,
  type TrackEnd,
  type TrackEndCause,
  type TrackStatus,
} from "./tracking/track.ts";
export type {
  CreateTracker,
  Tracker,
  TrackerConfig,
  TrackerSnapshot,
} from "./tracking/tracker.ts";
export { assert, AssertionError } from "./units/assert.ts";
export type { Brand } from "./units/brand.ts";
export {
  type AreaId,
  areaId,
  type ChannelId,
  channelId,
  type DefenceId,
  defenceId,
  type SensorId,
  sensorId,
  type SiteId,
  siteId,
  type TrackId,
  trackId,
} from "./units/ids.ts";
export { addSeconds, MICROS_PER_SECOND, secondsBetween, type TimeUs } from "./units/time.ts";
export {
  type Warning,
  type WarningAction,
  type WarningStage,
  warningKey,
} from "./warning/warning.ts";
