import { type CaseAction, caseActionSchema } from "@tocsin/inquiry/case-action";
import { RECORD_TYPES } from "../journal/record-type.ts";

/** Throws where the action is not valid: what is not sound is never written. */
export const encodeCaseRecord = (action: CaseAction): Uint8Array =>
  Buffer.from(JSON.stringify(caseActionSchema.parse(action)), "utf8");

/** The action of a record; null where it is of another kind, or erased. */
export function decodeCaseRecord(type: number, payload: Uint8Array): CaseAction | null {
  if (type !== RECORD_TYPES.case || payload.length === 0) return null;
  return caseActionSchema.parse(JSON.parse(Buffer.from(payload).toString("utf8")));
}
