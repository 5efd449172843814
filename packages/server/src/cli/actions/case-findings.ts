import type { CaseState } from "@tocsin/inquiry";
import { EXIT, TocsinError } from "@tocsin/sdk/errors";
import { openCase } from "../../cases/case-folder.ts";
import { nextHypothesis } from "../../cases/next-id.ts";
import { headOfCase } from "../../cases/case-head.ts";
import { actHere, alone } from "./case-acting.ts";
import { evidenceOf } from "./case-evidence.ts";
import type { CliContext } from "../cli-context.ts";
import { hypothesisLines } from "../text/hypothesis-lines.ts";

interface Reason {
  readonly reason: string;
}

export const propose = alone(
  async (context: CliContext, folder: string, text: string): Promise<number> => {
    const hypothesisId = nextHypothesis(folder);
    await actHere(folder, { kind: "hypothesis", hypothesisId, text }, "case hypothesis ");
    context.print(`${hypothesisId}: ${text}`);
    return EXIT.ok;
  },
);

export async function revise(
  context: CliContext,
  folder: string,
  hypothesisId: string,
  { text, withdraw, reason }: Reason & { readonly text?: string; readonly withdraw?: true },
): Promise<number> {
  const command = "case revise ";
  if ((text === undefined) === (withdraw === undefined))
    throw new TocsinError("USAGE", { detail: "say --text or --withdraw", command });
  await actHere(
    folder,
    { kind: "revise-hypothesis", hypothesisId, text: text ?? null, reason },
    command,
  );
  return shown(context, folder, hypothesisId);
}

export async function weigh(
  context: CliContext,
  folder: string,
  hypothesisId: string,
  bears: string,
  evidence: string,
  { reason }: Reason,
): Promise<number> {
  const action = {
    kind: "weigh",
    hypothesisId,
    evidence: evidenceOf(folder, evidence),
    bears,
    reason,
  };
  await actHere(folder, action, "case weigh ");
  return shown(context, folder, hypothesisId);
}

export async function conclude(
  context: CliContext,
  folder: string,
  hypothesisId: string,
  verdict: string,
  { reason }: Reason,
): Promise<number> {
  await actHere(folder, { kind: "conclude", hypothesisId, verdict, reason }, "case conclude ");
  return shown(context, folder, hypothesisId);
}

function shown(context: CliContext, folder: string, hypothesisId: string): number {
  const { hypotheses } = openCase(folder);
  return print(
    context,
    hypotheses.filter(({ id }) => id === hypothesisId),
  );
}

export function list(context: CliContext, folder: string): Promise<number> {
  return Promise.resolve(print(context, openCase(folder).hypotheses));
}

function print(context: CliContext, hypotheses: CaseState["hypotheses"]): number {
  if (context.json) context.printJson(hypotheses);
  else if (hypotheses.length === 0) context.print("No hypothesis is put up yet.");
  else for (const line of hypothesisLines(hypotheses)) context.print(line);
  return EXIT.ok;
}

export async function link(
  context: CliContext,
  folder: string,
  other: string,
  { reason }: Reason,
): Promise<number> {
  const head = headOfCase(other);
  if (headOfCase(folder).caseId === head.caseId)
    throw new TocsinError("CASE_REFUSED", {
      path: folder,
      detail: `${other} is the same case, or a copy of it`,
    });
  await actHere(folder, { kind: "link-case", ...head, reason }, "case link ");
  context.print(`Linked to "${head.title}" as it stands at record ${head.sequence}.`);
  return EXIT.ok;
}
