import { userInfo } from "node:os";
import { type CaseAction, caseActionSchema } from "@tocsin/inquiry/case-action";
import type { CaseState } from "@tocsin/inquiry";
import { TocsinError } from "@tocsin/sdk/errors";
import { actInCase } from "../../cases/act-in-case.ts";
import { nowMs } from "../../cases/case-folder.ts";
import { holdCase } from "../../cases/hold-case.ts";

/** Who sits at this terminal. */
export const me = (): string => userInfo().username;
export const now = (): string => new Date(nowMs()).toISOString();

/** The action, or a usage error that names what is wrong with it. */
export function checkedAction(action: unknown, command: string): CaseAction {
  const parsed = caseActionSchema.safeParse(action);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new TocsinError("USAGE", {
    detail: `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "is not valid"}`,
    command,
  });
}

/** Does something in a case in the name of who sits here, now. Gives the case as it was before. */
export const actHere = (
  folder: string,
  action: Readonly<Record<string, unknown>>,
  command: string,
): Promise<CaseState> =>
  actInCase(folder, checkedAction({ ...action, by: me(), at: now() }, command));

/** A command that nobody else does something in the case beside: what it names, it names for itself. */
export const alone =
  <Context, Rest extends readonly unknown[]>(
    act: (context: Context, folder: string, ...rest: Rest) => Promise<number>,
  ) =>
  (context: Context, folder: string, ...rest: Rest): Promise<number> =>
    holdCase(folder, () => act(context, folder, ...rest));
