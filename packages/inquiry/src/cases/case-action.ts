import { z } from "zod";
import { ACCOUNT_ACTIONS } from "./actions/account-actions.ts";
import { CLAIM_ACTIONS } from "./actions/claim-actions.ts";
import { EXHIBIT_ACTIONS } from "./actions/exhibit-actions.ts";
import { FINDING_ACTIONS } from "./actions/finding-actions.ts";
import { ORIGIN_ACTIONS } from "./actions/origin-actions.ts";
import { MEMBER_ACTIONS } from "./actions/member-actions.ts";
import { RECORDING_ACTIONS } from "./actions/recording-actions.ts";
import { SUGGESTION_ACTIONS } from "./actions/suggestion-actions.ts";

/**
 * What people do in a case, in the order in which they did it. Whatever else a case shows is worked out from these and the accounts, so that the
 * same actions show the same, whoever looks.
 */
export const caseActionSchema = z.discriminatedUnion("kind", [
  ...ACCOUNT_ACTIONS,
  ...CLAIM_ACTIONS,
  ...ORIGIN_ACTIONS,
  ...SUGGESTION_ACTIONS,
  ...RECORDING_ACTIONS,
  ...EXHIBIT_ACTIONS,
  ...FINDING_ACTIONS,
  ...MEMBER_ACTIONS,
]);

export type CaseAction = z.infer<typeof caseActionSchema>;
export type CaseActionKind = CaseAction["kind"];
/** The action of one kind. */
export type ActionOf<Kind extends CaseActionKind> = Extract<CaseAction, { readonly kind: Kind }>;
