export { type Account, accountOf } from "./account/account.ts";
export { type PageText, readHtml } from "./account/read-html.ts";
export { type CaseAction, caseActionSchema } from "./cases/case-action.ts";
export { type CaseClaim, type CaseState, replayCase } from "./cases/case-state.ts";
export type { Claim, Predicate, Speaker } from "./claims/claim.ts";
export { PREDICATE_WORDS } from "./claims/predicate-words.ts";
export { type Comparison, rangeText } from "./comparison/compare.ts";
export { type CaseReport, reportOf } from "./report/case-report.ts";
export { reportHtml } from "./report/report-html.ts";
