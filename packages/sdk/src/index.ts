export { giveReport, type SensorReport } from "./sensor-report.ts";
export type { Adapter, AdapterSink, OutsideReport } from "./adapter.ts";
export type { AdapterPlugin, FramingKit, PluginOptions, PluginSetting } from "./plugin.ts";
export type { PluginInputConfig } from "./site/plugin-input-schema.ts";
export type { EncodedLook, LookEncoder } from "./look-encoder.ts";
export { nameOf, placesEncoder } from "./places-encoder.ts";
export { RecentKeys } from "./recent-keys.ts";
export type { Claim, ClaimLimits, Doubt, Judgement } from "./claims/claim.ts";
export { ClaimBook } from "./claims/claim-book.ts";
export { DoubtBoard } from "./claims/doubt-board.ts";
export { emergencyOfAdsb, emergencyOfCode } from "./claims/emergency-words.ts";
export { judgedDetection } from "./claims/judged-detection.ts";
export { LineWatch } from "./line-watch.ts";
export { StandingFault } from "./standing-fault.ts";
export { RECIPIENT_TEST_MS, RECIPIENT_TESTED_MS } from "./channel.ts";
export type {
  Channel,
  ChannelReceipt,
  ChannelReports,
  LaterReceipt,
  OutgoingRelay,
  OutgoingText,
  OutgoingWarning,
  RecipientState,
  RecipientTest,
} from "./channel.ts";
export {
  BROADCAST_LIMITS,
  BROADCAST_PURPOSES,
  broadcastAudience,
  type BroadcastPurpose,
  type BroadcastText,
  type ClockAnswer,
  type Heartbeat,
  HEARTBEAT_EVERY_MS,
  referencesDigest,
  stateDigest,
  stateKey,
  type StateReference,
  type WarningState,
} from "./broadcast/broadcast.ts";
export {
  type BroadcastDocument,
  type BroadcastReading,
  readBroadcast,
} from "./broadcast/read-broadcast.ts";
export {
  type AreaSet,
  areaSetOf,
  EVERY_AREA,
  holdsArea,
  isSameAreaSet,
  NO_AREA,
} from "./broadcast/area-set.ts";
export { heldUntilUs } from "./broadcast/held-until.ts";
export type { PeopleSiteInfo } from "./broadcast/people-site.ts";
export { agedBy, type KeptState } from "./receiver/held-state.ts";
export { placeIsWithin } from "./receiver/place-is-within.ts";
export {
  type Candidate,
  LOST_AFTER_MS,
  Receiver,
  type ReceiverMark,
  type ReceiverOptions,
  type ReceiverRefusal,
  type Taking,
} from "./receiver/receiver.ts";
export type { ReceiverKey } from "./receiver/receiver-key.ts";
export { type RecordBreak, recordBreakText, type RecordHead } from "./receiver/record-watch.ts";
export type {
  AreaView,
  Connection,
  ReceiverEvent,
  ReceiverView,
} from "./receiver/receiver-view.ts";
export type { WatchView } from "./receiver/watch-view.ts";
export { decodeEnvelope, type EnvelopeDecoding } from "./envelope/decode-envelope.ts";
export { createEnvelopeFramer } from "./envelope/envelope-framer.ts";
export { encodeEnvelope, signedOctets } from "./envelope/encode-envelope.ts";
export {
  type Envelope,
  ENVELOPE_LIMITS,
  type EnvelopeHead,
  ISSUER_KINDS,
  type IssuerKind,
} from "./envelope/envelope.ts";
export {
  EnvelopeJudge,
  type EnvelopeKey,
  type EnvelopeMark,
  type EnvelopePorts,
  type EnvelopeVerdict,
} from "./envelope/envelope-judge.ts";
export {
  readSirenReport,
  SIREN_PURPOSES,
  SIREN_STATUS_EVERY_MS,
  SIREN_TEST_PURPOSE,
  type SirenDeed,
  type SirenReading,
  type SirenReport,
  sirenReportText,
} from "./siren/siren-report.ts";
export { type SirenTopics, sirenTopics } from "./siren/siren-topics.ts";
export { ERRORS, EXIT, type ErrorCode, type ErrorEntry } from "./errors/registry.ts";
export { TocsinError } from "./errors/tocsin-error.ts";
export type {
  AccountSummary,
  AccountWithLink,
  CertifiedKey,
  DeviceCode,
  DeviceKeySummary,
  DeviceProof,
  EnrolledKey,
  OneTimeLink,
  PasskeySummary,
  SignInMethod,
  WhoAmI,
  ServiceToken,
  ServiceTokenWithSecret,
} from "./identity/api.ts";
export {
  isRole,
  type Permission,
  PERMISSIONS,
  permissionsOf,
  type Role,
  ROLE_NAMES,
  ROLES,
  SERVICE_PERMISSIONS,
  type ServicePermission,
} from "./identity/role.ts";
export { alarmBefore, type PublicAlarm } from "./observation/after-alarm.ts";
export {
  type ListedObservation,
  OBSERVED_KINDS,
  type ObservationAnswer,
  type ObservationExtent,
  type ObservationList,
  type ObservationOutcome,
  type ObservationReport,
  type ObservationUnused,
  type ObservedKind,
  type ObservedPlace,
  type ObservedSite,
  type Observer,
  type ObserverCounts,
  type ObserverStanding,
} from "./observation/observation.ts";
export { observationSchema } from "./observation/observation-schema.ts";
export type {
  AreaOperations,
  ClosedProposal,
  CommandAnswer,
  Operations,
  Person,
  PostureShown,
  ProposalEnd,
  ProposalList,
  ProposedText,
  SecondPersonRule,
  ShownProposal,
  WaitingSite,
} from "./operators/operations.ts";
export { SITE_CHANGES_SHOWN_MAX } from "./operators/operations.ts";
export { COMMAND_LIMITS } from "./operators/command-limits.ts";
export {
  type CommandRequest,
  commandRequestSchema,
  type WantedCommand,
  wantedCommandSchema,
} from "./operators/wanted-command.ts";
export { observerStanding } from "./observation/observer-standing.ts";
export { reportWeight } from "./observation/report-weight.ts";
export type { Clock } from "./ports/clock.ts";
export type { Cancellation } from "./ports/cancellation.ts";
export type { Disk, DiskFile, DiskLock, DiskReader } from "./ports/disk.ts";
export type { ByteSink, ByteSource, PeerProof, SourcePeer } from "./source/byte-source.ts";
export { createEscapeFramer, type EscapeFraming } from "./source/escape-framer.ts";
export type { Framed, Framer } from "./source/framer.ts";
export { createLengthFramer } from "./source/length-framer.ts";
export { createLineFramer, LINE_OCTETS_MAX } from "./source/line-framer.ts";
export { createMessageFramer } from "./source/message-framer.ts";
export { type FrameReading, readFrames } from "./source/read-frames.ts";
export { checkLook, LOOK_DETECTIONS_MAX, type LookCheck } from "./records/check-look.ts";
export {
  DRILL_LIMITS,
  type DrillReadiness,
  type DrillRequest,
  drillRequestSchema,
  drillStopSchema,
  type ShownDrill,
} from "./drill/drill.ts";
export {
  PLAN_LIMITS,
  type PlannedArea,
  type PlannedGain,
  type PlanRequest,
  planRequestSchema,
  type SitePlan,
} from "./planning/site-plan.ts";
export {
  type OutcomeStatement,
  outcomeStatementSchema,
  statementProblem,
} from "./scoring/outcome-statement.ts";
export {
  OTHER_POSTS_MAX,
  type OtherPost,
  postKeyId,
  type PostsList,
  RAW_KEY,
} from "./broadcast/posts-list.ts";
export {
  type Approval,
  approvalText,
  type PasskeyAnswer,
  type PasskeyPersonSignature,
  type KeyFileSignature,
  personKeyText,
  type PersonSignature,
} from "./operators/approval.ts";
export type {
  DrillMessage,
  DrillReach,
  DrillScore,
  DrillSummary,
} from "./drill/drill-score.ts";
export type { ListedStatement, ScorecardReport, StatedBy } from "./scoring/scorecard-report.ts";
export type { AreaConfig, DefenceConfig } from "./site/area-schema.ts";
export type { ChannelConfig } from "./site/channel-schema.ts";
export { changePolicies, type PolicyChanges } from "./site/change-policies.ts";
export {
  type AreaPolicyExplanation,
  explainPolicy,
  type PolicyExplanation,
} from "./site/explain-policy.ts";
export { explainIssue } from "./site/explain-issue.ts";
export { comparePolicies } from "./site/compare/compare-policies.ts";
export type { ChangeDirection, ProtectionChange } from "./site/compare/protection-change.ts";
export { type CompileOptions, compileSite } from "./site/compile-site.ts";
export { terrainLayout } from "./site/compile-terrain.ts";
export { type ConfigPath, type ConfigProblem, pathText } from "./site/config-problem.ts";
export type { DefenceInputConfig } from "./site/defence-input-schema.ts";
export type { GenericInputConfig, MappingConfig } from "./site/generic-input-schema.ts";
export type { InputConfig } from "./site/input-schema.ts";
export type { WeatherInputConfig } from "./site/weather-input-schema.ts";
export type { CapInputConfig, OfficialJsonInputConfig } from "./site/official-schema.ts";
export type { ObserversInputConfig } from "./site/observers-schema.ts";
export { parseSiteConfig, type SiteConfigResult } from "./site/parse-site-config.ts";
export { provenSensors } from "./site/proven-sensors.ts";
export { sensorsFedBy } from "./site/sensors-fed-by.ts";
export type { SiteConfig, SiteConfigInput } from "./site/site-config.ts";
export type { OperatorsConfig } from "./site/operators-schema.ts";
export type { IdentityConfig } from "./site/identity-schema.ts";
export type { OidcConfig } from "./site/oidc-schema.ts";
export type { TerrainConfig } from "./site/terrain-schema.ts";
export type { SigningConfig } from "./site/tls-schema.ts";
export { type TransportConfig, transportSchema } from "./site/transport-schema.ts";
export { suggest } from "./site/suggest.ts";
export {
  type JsonSchema,
  siteConfigEditorSchema,
  siteConfigJsonSchema,
} from "./site/json-schema.ts";
export { type Language, LANGUAGES } from "./site/languages.ts";
export { escapeXml } from "./text/escape-xml.ts";
export { plainLine } from "./text/plain-line.ts";
export { createOfficialPlacer, type OfficialPlacement } from "./site/place-official.ts";
export type {
  AccountRow,
  LiveMessage,
  SourceDetail,
  DrillChannelsInfo,
  SourceOutcome,
  SourceQuestion,
  SourceSummary,
  StatusReport,
  Story,
  Timeline,
  OfficialReport,
} from "./picture/api.ts";
export {
  type BlindSector,
  type EllipseM,
  type LatLonDeg,
  type Picture,
  PICTURE_LIMITS,
  type PictureArea,
  type PictureDecision,
  type PictureDefence,
  type PictureEngagement,
  type PictureFault,
  type PictureHeldBack,
  type PictureImpact,
  type PictureOfficial,
  type PictureOutline,
  type PictureBiases,
  type PictureRegistration,
  type PictureClaim,
  type PictureCell,
  type PictureConduct,
  type PictureDrop,
  type PictureInput,
  type PictureWeather,
  type PictureObserved,
  type PictureSensor,
  type PictureSources,
  type PictureSite,
  type PictureTrack,
  type PictureReceipt,
  type PictureRecipient,
  type PictureWarning,
  type ProtectionSummary,
} from "./picture/picture.ts";
export { type PictureSelfTest, SELF_TEST_LINKS, type SelfTestLink } from "./picture/self-test.ts";
export { createTrail, extendTrail, type GrowingTrail } from "./picture/trail.ts";
export type {
  DeskAccount,
  DeskAction,
  DeskCase,
  DeskClaim,
  DeskCopy,
  DeskDone,
  DeskEvidence,
  DeskFact,
  DeskFurniture,
  DeskHypothesis,
  DeskMinutes,
  DeskLifted,
  DeskOrigin,
  DeskOriginDecision,
  DeskPolarity,
  DeskQuestion,
  DeskSide,
  DeskSourceGrade,
  DeskSpan,
  DeskSpeakerKind,
  DeskThing,
  DeskVerdict,
  DeskVersion,
} from "./inquiry/case-desk.ts";
export {
  DESK_EXHIBIT_KINDS,
  DESK_FILE_BYTES_MAX,
  type DeskExhibit,
  type DeskExhibitAction,
  type DeskExhibitFile,
  type DeskExhibitKind,
  deskFileTooLarge,
  type DeskKeptFile,
  type DeskLinkTarget,
  type DeskMoment,
  type DeskPlace,
  linkTargetKey,
} from "./inquiry/desk-exhibit.ts";
export type {
  DeskKey,
  DeskLinkedCase,
  DeskPublication,
  DeskRecording,
  DeskReportVersion,
  DeskStanding,
} from "./inquiry/desk-publication.ts";
export type {
  DeskRecordedEvent,
  DeskSaidTime,
  DeskStretch,
  DeskTimeline,
} from "./inquiry/desk-timeline.ts";
export {
  MEMBER_PASSKEY_HOST,
  type MemberSignature,
  memberText,
  type PasskeySignature,
  statementText,
} from "./inquiry/member-text.ts";
