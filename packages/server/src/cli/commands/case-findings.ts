import type { CaseState } from "@tocsin/inquiry";
import { EXIT, TocsinError } from "@tocsin/sdk";
import type { Command } from "commander";
import { openCase } from "../../cases/case-folder.ts";
import { nextHypothesis } from "../../cases/next-id.ts";
import { headOfCase } from "../../cases/case-head.ts";
import { actHere, alone } from "../case-acting.ts";
import { evidenceOf } from "../case-evidence.ts";
import type { CliContext } from "../cli-context.ts";
import { hypothesisLines } from "../text/hypothesis-lines.ts";
import type { Run } from "../verb.ts";

interface Reason {
  readonly reason: string;
}

/** `tocsin case hypothesis`, `revise`, `weigh`, `conclude`, `hypotheses` and `link`: what may be so, what speaks for it and against it, and other cases. */
export function declareFindings(command: Command, run: Run): void {
  command
    .command("hypothesis <folder> <text>")
    .description("put up a hypothesis, as a row of its own")
    .action(run(alone(propose)));
  command
    .command("revise <folder> <hypothesis>")
    .description("put a hypothesis in other words, or withdraw it; how it was put before is kept")
    .option("--text <text>", "how it is put now; a withdrawn one is put up again by it")
    .option("--withdraw", "it is not put up any more")
    .requiredOption("--reason <text>", "why")
    .action(run(revise));
  command
    .command("weigh <folder> <hypothesis> <bears> <evidence>")
    .description("say that a claim, an exhibit or a recording speaks for or against it, or neither")
    .requiredOption("--reason <text>", "why")
    .action(run(weigh));
  command
    .command("conclude <folder> <hypothesis> <verdict>")
    .description(
      "conclude that it holds or fails, or leave it open; a conclusion that hangs on one origin raises an alarm",
    )
    .requiredOption("--reason <text>", "why")
    .action(run(conclude));
  command
    .command("hypotheses <folder>")
    .description("list the hypotheses with what speaks for and against each, by origin")
    .action(run(list));
  command
    .command("link <folder> <other>")
    .description("name another case as it stands now; nothing of it is counted or compared here")
    .requiredOption("--reason <text>", "what it has to do with this one")
    .action(run(link));
}

async function propose(context: CliContext, folder: string, text: string): Promise<number> {
  const hypothesisId = nextHypothesis(folder);
  await actHere(folder, { kind: "hypothesis", hypothesisId, text }, "case hypothesis ");
  context.print(`${hypothesisId}: ${text}`);
  return EXIT.ok;
}

async function revise(
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

async function weigh(
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

async function conclude(
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

function list(context: CliContext, folder: string): Promise<number> {
  return Promise.resolve(print(context, openCase(folder).hypotheses));
}

function print(context: CliContext, hypotheses: CaseState["hypotheses"]): number {
  if (context.json) context.printJson(hypotheses);
  else if (hypotheses.length === 0) context.print("No hypothesis is put up yet.");
  else for (const line of hypothesisLines(hypotheses)) context.print(line);
  return EXIT.ok;
}

async function link(
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
