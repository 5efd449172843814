import { TocsinError } from "@tocsin/sdk/errors";
import { CaseReadings, type CaseState, refusalOf } from "@tocsin/inquiry";
import type { CaseAction } from "@tocsin/inquiry/case-action";
import { appendActions, openCase } from "./case-folder.ts";
import { holdCase } from "./hold-case.ts";

/**
 * Does one thing after the other in a case, where all of it can be done there; throws `CASE_REFUSED` with the reason where one of them cannot, and
 * then nothing is recorded. Gives the case as it was before, which who knows it passes in. Whatever people do in a case is recorded by this way and no other, but who belongs to
 * it and what is published, which is judged with signatures.
 */
export async function actInCase(
  folder: string,
  wanted: CaseAction | readonly CaseAction[],
  known: { readonly readings?: CaseReadings; readonly before?: CaseState } = {},
): Promise<CaseState> {
  const actions = Array.isArray(wanted)
    ? (wanted as readonly CaseAction[])
    : [wanted as CaseAction];
  return holdCase(folder, async () => {
    const options = { readings: known.readings ?? new CaseReadings() };
    const before = known.before ?? openCase(folder, options);
    for (const [i, action] of actions.entries()) {
      const pending = actions.slice(0, i);
      const state = i === 0 ? before : openCase(folder, { ...options, pending });
      const detail = refusalOf(state, action);
      if (detail !== null) throw new TocsinError("CASE_REFUSED", { path: folder, detail });
    }
    await appendActions(folder, actions);
    return before;
  });
}
