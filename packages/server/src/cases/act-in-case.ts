import { TocsinError } from "@tocsin/sdk";
import { type CaseReadings, type CaseState, refusalOf } from "@tocsin/inquiry";
import type { CaseAction } from "@tocsin/inquiry/case-action";
import { appendActions, openCase } from "./case-folder.ts";

/** Does something in a case, where it can be done there; throws `CASE_REFUSED` with the reason where not. Gives the case as it was before. */
export async function actInCase(
  folder: string,
  action: CaseAction,
  readings?: CaseReadings,
): Promise<CaseState> {
  const state = openCase(folder, readings === undefined ? {} : { readings });
  const detail = refusalOf(state, action);
  if (detail !== null) throw new TocsinError("CASE_REFUSED", { path: folder, detail });
  await appendActions(folder, [action]);
  return state;
}
