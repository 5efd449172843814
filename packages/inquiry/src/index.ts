export type { Account } from "./account/account.ts";
export { leanHtml, leftOpen } from "./account/lean-html.ts";
export { SPEAKER_KINDS } from "./attribution/attribution.ts";
export { CaseReadings } from "./cases/case-readings.ts";
export { type CaseState, replayCase } from "./cases/case-state.ts";
export { EXHIBIT_KINDS } from "./cases/actions/exhibit-kinds.ts";
export { isSameTarget, othersWithFile } from "./cases/exhibits.ts";
export { claimIdOf } from "./cases/claim-id.ts";
export type { CaseClaim } from "./cases/decided-claims.ts";
export { MEMBER_ROLES } from "./cases/actions/member-roles.ts";
export {
  type Publication,
  publicationOf,
  publicationRefusal,
  type ReportVersionStanding,
} from "./cases/publication.ts";
export { refusalOf } from "./cases/refusal-of.ts";
export {
  claimsInAnswer,
  MODEL_TASK,
  type ModelQuestion,
  modelQuestion,
} from "./suggestion/model-question.ts";
export { type Passage, passagesOf } from "./suggestion/passage.ts";
export {
  checkSuggestion,
  type Suggestion,
  SUGGESTIONS_MAX,
} from "./suggestion/check-suggestion.ts";
export { POLARITIES } from "./claims/claim.ts";
export { MAIN_EVENT } from "./claims/main-event.ts";
export { PREDICATE_WORDS } from "./claims/predicate-words.ts";
export { deskCaseOf } from "./desk/desk-case.ts";
export { deskExhibitsOf } from "./desk/desk-exhibits.ts";
export { deskPublicationOf } from "./desk/desk-publication.ts";
export { CLAIM_RULES } from "./claims/claims-of.ts";
export { type CaseReport, REPORT_LAYOUT, reportOf } from "./report/case-report.ts";
export { RECORD_VERDICT_WORDS, type ReportHeld } from "./report/report-recordings.ts";
export { reportHtml } from "./report/report-html.ts";
export { leftOutText } from "./recording/left-out.ts";
export {
  type KeptBundle,
  type KeptRecording,
  type Recording,
  RECORDING_RULES,
  type RecordedSight,
  type RecordedThing,
} from "./recording/recording.ts";
export { publicationHtml } from "./report/publication-html.ts";
