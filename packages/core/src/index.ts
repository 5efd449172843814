export { cholesky, mahalanobisSquared } from "./linalg/cholesky.ts";
export { eigenSymmetric2 } from "./linalg/eigen-symmetric2.ts";
export { type AreaAssessment, type AssessOptions, assessArea } from "./assessment/assess.ts";
export { decide, type DecisionContext, type Verdict } from "./assessment/decide.ts";
export { harmlessProbability } from "./assessment/harmless.ts";
export type { Decision, DecisionNumbers, DecisionStage } from "./assessment/decision.ts";
export { hitProbability } from "./assessment/hit-probability.ts";
export { polygonProbability } from "./assessment/polygon-probability.ts";
export { reachProbability, type ReachOptions } from "./assessment/reach-probability.ts";
export { REASON_CODES, type ReasonCode } from "./assessment/reason-codes.ts";
export {
  type Atmosphere,
  standardAtmosphereWithWind,
  type Wind,
  WIND_LEVELS_MAX,
} from "./atmosphere/atmosphere.ts";
export { type AirLevel, measuredAtmosphere } from "./atmosphere/measured-atmosphere.ts";
export {
  airDensity,
  airDensityLogGradient,
  geometricHeight,
  geopotentialHeight,
  soundSpeed,
  standardAtmosphere,
} from "./atmosphere/standard-atmosphere.ts";
export { rayOf } from "./coverage/approach-ray.ts";
export { assessProtection } from "./coverage/assess-protection.ts";
export {
  COVERAGE_LINKS,
  type CoverageLink,
  type CoverageLinkName,
  type CoverageReason,
  type ElevationLink,
  type HealthLink,
  type HorizonLink,
  type PlaceCoverage,
  type RangeLink,
  type SectorLink,
  type SignalLink,
  type SpeedLink,
  type TerrainLink,
} from "./coverage/coverage-link.ts";
export { CoverageSurvey, type SurveyedObject } from "./coverage/coverage-survey.ts";
export { type CoverageTarget, UNKNOWN_TARGET } from "./coverage/coverage-target.ts";
export {
  crossSectionOf,
  crossSectionsOf,
  MEAN_CROSS_SECTION_M2,
} from "./coverage/cross-section.ts";
export {
  detectionProbabilities,
  detectionProbabilityAt,
  detectionProbabilityOf,
  type StateInArray,
} from "./coverage/detection-probability.ts";
export { detectionProbability } from "./coverage/explain-coverage.ts";
export {
  type ApproachModel,
  DEFAULT_PROTECTION_PARAMETERS,
  PROTECTION_BEARINGS_MAX,
  PROTECTION_WINDOW_MAX,
  type ProtectedPlace,
  type ProtectionParameters,
} from "./coverage/protection-parameters.ts";
export type { Approach, ApproachKind, AreaProtection } from "./coverage/protection.ts";
export {
  elevationGain,
  groundCrossSection,
  swerlingOneProbability,
  swerlingOneSignalToNoise,
} from "./coverage/radar-equation.ts";
export type { ElevationBeam, GroundClutter, RadarModel } from "./coverage/radar-model.ts";
export { failureText } from "./explain/explain-sensors.ts";
export { groundDistance, radioHorizon } from "./coverage/radio-horizon.ts";
export type {
  CoverageVolume,
  RegistrationPrior,
  SensorHealth,
  SensorKind,
  SensorSpec,
  SensorStatus,
} from "./coverage/sensor.ts";
export { healthFactor } from "./coverage/sensor-margins.ts";
export type {
  EngineEffect,
  Fault,
  FaultCode,
  RejectTally,
  TrackRecord,
} from "./engine/effect.ts";
export { defaultRegistration } from "./registration/registration-prior.ts";
export { registrationText } from "./registration/registration-text.ts";
export type {
  Bias,
  SensorBiases,
  SensorRegistration,
} from "./registration/sensor-registration.ts";
export { createEngine } from "./engine/create-engine.ts";
export type { Engine, EngineSnapshot, StepPieces, StepResult } from "./engine/engine.ts";
export { stepThrough } from "./engine/step-through.ts";
export { ENGINE_VERSION } from "./engine/engine-version.ts";
export type {
  CommandEvent,
  ConfigurationEvent,
  DefenceEvent,
  EngagementEvent,
  EngagementOutcome,
  EngineEvent,
  HealthEvent,
  LookEvent,
  OfficialWarningEvent,
  OperatorCommand,
  ReceiptEvent,
  ReceiptOutcome,
  Second,
  TickEvent,
  WeatherEvent,
} from "./engine/event.ts";
export type { Weather } from "./engine/weather.ts";
export { isAllowed, type Lowering, loweringOf } from "./engine/command-rule.ts";
export { type Aer, aerToEnu, enuToAer } from "./geodesy/aer.ts";
export { ecefHeight, ecefToGeodetic, geodeticToEcef } from "./geodesy/ecef.ts";
export { type Change, changedSite, isOfSensors } from "./counterfactual/change.ts";
export { explainWhatIf } from "./counterfactual/explain-what-if.ts";
export {
  answerIn,
  type Answer,
  explainQuestion,
  type Question,
  Runs,
  RUNS_MAX,
} from "./counterfactual/question.ts";
export { type RecordedIncident, rerun } from "./counterfactual/rerun.ts";
export * as siteChanges from "./counterfactual/site-changes.ts";
export { stepText } from "./counterfactual/what-if-text.ts";
export type {
  BrokenLink,
  NearestValue,
  RepairSet,
  RepairStep,
  WhatIfReport,
} from "./counterfactual/what-if-report.ts";
export {
  type Incident,
  supposedHeightM,
  type Testimony,
  type WitnessKind,
  WITNESSES,
} from "./explain/incident-witnesses.ts";
export {
  groupsOf,
  smallestTelling,
  tellApart,
  type Telling,
  toldApart,
  type Witness,
} from "./explain/tell-apart.ts";
export { listText } from "./explain/plain-words.ts";
export { type AreaQuestion, explainArea, mostThreatening } from "./explain/explain-area.ts";
export { areaAt, explainPlace, recordedObject } from "./explain/explain-place.ts";
export { launchText } from "./explain/explain-launch.ts";
export { hypothesisedFlight } from "./explain/hypothesised-flight.ts";
export { FLOWN_S, type HypothesisedObject } from "./explain/hypothesised-object.ts";
export { areaOfTrack, explainTrack } from "./explain/explain-track.ts";
export { type SightOfFlight, sightOf } from "./explain/sight-of-flight.ts";
export { tracksNear } from "./explain/tracks-near.ts";
export { scoreOfficialWarnings, type OfficialScore } from "./explain/score-official.ts";
export { type OfficialTotal, totalOfficial } from "./explain/total-official.ts";
export { type ObjectOutcome, objectOutcomes } from "./explain/object-outcomes.ts";
export { IncidentCollector, type IncidentWindow } from "./explain/incident-collector.ts";
export {
  automationAt,
  healthAt,
  type IncidentRecord,
  type Recorded,
} from "./explain/incident-record.ts";
export {
  type DefenceAnswer,
  LINK_STAGES,
  type LinkStage,
  type OfficialAnswer,
  type WhyLink,
  type WhyMargin,
  type WhyOutcome,
  type WhyReport,
} from "./explain/why-report.ts";
export type { Geodetic } from "./geodesy/geodetic.ts";
export { upAtHeight } from "./geodesy/up-at-height.ts";
export {
  geodeticToUtm,
  gridConvergence,
  parseUtmZone,
  utmToGeodetic,
  utmZoneOf,
} from "./geodesy/utm.ts";
export {
  createLocalFrame,
  ecefToEnu,
  enuToEcef,
  enuToGeodetic,
  type FrameTransform,
  frameTransform,
  geodeticToEnu,
  heightOfEnu,
  type LocalFrame,
} from "./geodesy/local-frame.ts";
export {
  circleRing,
  distanceToBoundary,
  distanceToRings,
  pointInRings,
  ringArea,
  type Rings,
  signedDistanceToRings,
  meanOfCorners,
} from "./geodesy/polygon.ts";
export { ringsCover } from "./geodesy/rings-cover.ts";
export { AREA_VERTICES_MAX, ringsAreSimple, validateRings } from "./geodesy/validate-rings.ts";
export {
  meridianRadius,
  primeVerticalRadius,
  WGS84_A_M,
  WGS84_B_M,
  WGS84_E2,
  WGS84_F,
} from "./geodesy/wgs84.ts";
export { countedRows } from "./measurement/measurement-history.ts";
export {
  detectionToPosition,
  elevationOfHeight,
  type MeasuredPosition,
} from "./measurement/detection-to-position.ts";
export {
  DEFAULT_HEIGHT_PRIOR,
  type HeightEstimate,
  type HeightPrior,
  heightPriorAtRange,
} from "./measurement/height-prior.ts";
export {
  type BearingDetection,
  type ClaimState,
  compareLooks,
  type Detection,
  type EvidenceRef,
  type Identity,
  type Look,
  type PolarDetection,
  type PositionDetection,
  type Sweep,
} from "./measurement/look.ts";
export {
  POLAR_AZIMUTH,
  POLAR_ELEVATION,
  POLAR_HEIGHT,
  POLAR_RANGE,
  POLAR_RANGE_RATE,
  POLAR_SIZE,
  polarResidual,
  predictPolar,
  predictPolarJacobian,
} from "./measurement/predict-polar.ts";
export { createSensorGeometry, type SensorGeometry } from "./measurement/sensor-geometry.ts";
export { type RangeEstimate, unknownRange } from "./measurement/unknown-range.ts";
export {
  BALLISTIC_STATE,
  ballisticAcceleration,
  ballisticSteps,
  integrateBallistic,
  stepBallistic,
} from "./motion/ballistic.ts";
export { createEnvironment, type Environment, groundHeightAt } from "./motion/environment.ts";
export {
  type FailingApproach,
  failingApproaches,
} from "./planning/failing-approaches.ts";
export {
  type CandidateGain,
  planOneMoreSensor,
  type SensorCandidate,
  type SensorPlan,
  type SensorPlanQuestion,
} from "./planning/one-more-sensor.ts";
export { PLANNED_KINDS, type PlannedKind } from "./planning/planned-kind.ts";
export {
  type PlannedThreat,
  plannedThreats,
  type ThreatChoice,
} from "./planning/planned-threats.ts";
export {
  isEnough,
  type PlannedSite,
  type WarningTime,
  type WarningTimeQuestion,
  warningTimes,
} from "./planning/warning-time.ts";
export type { Area, AreaProtectionKind } from "./policy/area.ts";
export { type Policy, SECOND_PATH_USES } from "./policy/policy.ts";
export {
  type DefenceRule,
  type DefenceSpec,
  type DefenceState,
  type FlightMask,
  type Mode,
  MODES,
  type SiteModel,
} from "./policy/site-model.ts";
export {
  type ApproachOptions,
  closestApproach,
  type CourseApproach,
} from "./projection/closest-approach.ts";
export { MANOEUVRE_DENSITY_M2PS3 } from "./projection/course-spread.ts";
export { AIR_UNCERTAINTY, type AirUncertainty } from "./projection/ground-distribution.ts";
export { estimateLaunch } from "./projection/launch-region.ts";
export { prepareArea, type PreparedArea } from "./projection/prepared-area.ts";
export {
  type ImpactAnswer,
  type ImpactOptions,
  projectImpact,
} from "./projection/project-impact.ts";
export { projectTrack } from "./projection/project-track.ts";
export type {
  ClosestApproach,
  CourseComponent,
  ImpactComponent,
  LaunchAnswer,
  LaunchRegion,
  Projection,
  ProjectionComponent,
} from "./projection/projection.ts";
export { type Alarm, AlarmBook } from "./scoring/alarm-book.ts";
export type { AttackEvent } from "./scoring/attack-events.ts";
export { binomialInterval, type Rate, rateOf } from "./scoring/binomial-interval.ts";
export { type Forecast, ForecastBook } from "./scoring/forecast.ts";
export { type AlarmVerdict, judgeAlarm } from "./scoring/judge-alarm.ts";
export { judgeThreat, type ThreatVerdict } from "./scoring/judge-threat.ts";
export type { MedianSummary, OrderSummary } from "./scoring/order-summary.ts";
export { hits, type Outcome, type QuietStretch } from "./scoring/outcome.ts";
export { type Reliability, type ReliabilityBin, reliabilityOf } from "./scoring/reliability.ts";
export type { AlarmCounts, EtaTally, ScoreTally } from "./scoring/score-tally.ts";
export {
  type CalibratedTally,
  monthOf,
  type Scorecard,
  scorecardOf,
  type ScoredEvent,
  type ScoringRecord,
} from "./scoring/scorecard.ts";
export { type GridLayout, HeightGrid, TERRAIN_POSTS_MAX } from "./terrain/height-grid.ts";
export { findObstacle, type Obstacle, type SightPoint } from "./terrain/find-obstacle.ts";
export { type SightEye, SightMask } from "./terrain/sight-mask.ts";
export {
  packTerrain,
  type TerrainModel,
  terrainOf,
  unpackTerrain,
  withoutHeights,
} from "./terrain/terrain-model.ts";
export {
  soonestIfTurned,
  TURN_LIMITS,
  type TurningState,
  type TurnLimits,
} from "./projection/turning-reach.ts";
export { TRAJECTORY_PRIOR, type TrajectoryPrior } from "./projection/trajectory-prior.ts";
export { flatTerrain, type Terrain } from "./terrain/terrain.ts";
export {
  SparseAssignment,
  type SparseProblem,
  sparseProblemOf,
} from "./association/sparse-assignment.ts";
export {
  ClassicalKernel,
  type ClassicalSettings,
  type ExpectedSector,
} from "./tracking/classical/classical-kernel.ts";
export { CLASSICAL_SETTINGS } from "./tracking/classical/classical-tracker.ts";
export type { PlotSensor } from "./tracking/classical/plots.ts";
export { type CountingTracker, createTracker } from "./tracking/create-tracker.ts";
export { selectTracker } from "./tracking/select-tracker.ts";
export { classShares, UNKNOWN_CLASS } from "./tracking/class-shares.ts";
export { classGivenExistence, mostProbableClass } from "./tracking/most-probable-class.ts";
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
  TrackerMark,
  TrackerMethod,
  TrackerSnapshot,
} from "./tracking/tracker.ts";
export type { TrackerCounters } from "./tracking/tracker-counters.ts";
export {
  causesOf,
  COMMON_CAUSES,
  type CommonCause,
  independentSources,
  type IndependentSources,
  type SharedCause,
  type SourceGroup,
} from "./trust/independent-sources.ts";
export { type CellVerdict, judgeCells } from "./trust/judge-cells.ts";
export { conductText } from "./trust/judge-conduct.ts";
export { CELL_AZIMUTHS, CELL_HEIGHTS_M, CELL_RANGES } from "./trust/observed-cells.ts";
export type {
  ConductReason,
  ObservedCell,
  SensorConduct,
  Standing,
} from "./trust/sensor-conduct.ts";
export { type Share, shareOf } from "./trust/share.ts";
export { TRUST_CLASSES, type TrustClass, trustClassOf } from "./trust/trust-class.ts";
export { clamp, cube, hypot2, hypot3, square } from "./units/algebra.ts";
export {
  angleDifference,
  degrees,
  radians,
  TWO_PI,
  wrapPi,
  wrapTwoPi,
} from "./units/angle.ts";
export { assert, AssertionError } from "./units/assert.ts";
export type { Brand } from "./units/brand.ts";
export {
  EARTH_MEAN_RADIUS_M,
  EARTH_ROTATION_RADPS,
  STANDARD_GRAVITY_MPS2,
} from "./units/constants.ts";
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
  AREA_DISTANCE_MAX_M,
  AREA_SURFACE_MAX_KM2,
  areaProblems,
  outlineProblems,
} from "./policy/area-problems.ts";
export { type SecondOpinion, SecondPath } from "./second-path/second-path.ts";
export type { HeightenedPosture } from "./policy/posture.ts";
export type { AreaOrders, HandRaise, Order, StandingOrders } from "./warning/standing-orders.ts";
export {
  type Warning,
  type WarningAction,
  type WarningStage,
  areaKeyOf,
  warningKey,
} from "./warning/warning.ts";
export { clockText, utcText } from "./units/utc-text.ts";
export {
  isRunning,
  OFFICIAL_MESSAGES_MAX,
  OfficialBook,
  type OfficialEntry,
  type OfficialTaking,
  officialEndUs,
  officialExpiryUs,
  relayKey,
} from "./warning/official-book.ts";
export {
  type OfficialArea,
  type OfficialCircle,
  type OfficialCode,
  type OfficialConcern,
  type OfficialInfo,
  officialKey,
  type OfficialMessageType,
  type OfficialReference,
  type OfficialSignature,
  type OfficialStatus,
  type OfficialWarning,
} from "./warning/official-warning.ts";
