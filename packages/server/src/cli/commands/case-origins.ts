import { EXIT } from "@tocsin/sdk";
import type { Command } from "commander";
import { openCase } from "../../cases/case-folder.ts";
import { nextOriginDecision } from "../../cases/next-id.ts";
import { actHere, alone } from "../case-acting.ts";
import type { CliContext } from "../cli-context.ts";
import { originLines } from "../text/origin-lines.ts";
import type { Run } from "../verb.ts";

interface Reason {
  readonly reason: string;
}

/** `tocsin case join`, `part`, `drop` and `origins`: people say which statements are one, where the rules are wrong about it. */
export function declareOrigins(command: Command, run: Run): void {
  command
    .command("join <folder> <claims...>")
    .description("say that claims, and what shares an origin with them, go back to one statement")
    .requiredOption("--reason <text>", "why")
    .action(run(alone(join)));
  command
    .command("part <folder> <claims...>")
    .description("say that claims go back to another statement than those they are counted with")
    .requiredOption("--reason <text>", "why")
    .action(run(alone(part)));
  command
    .command("drop <folder> <decision>")
    .description("drop a decision about origins, such as O1: it is again as without it")
    .requiredOption("--reason <text>", "why")
    .action(run(drop));
  command
    .command("origins <folder>")
    .description("list who each fact goes back to, and what people decided about it")
    .action(run(list));
}

const join = (
  context: CliContext,
  folder: string,
  claimIds: readonly string[],
  { reason }: Reason,
): Promise<number> => decide(context, folder, { kind: "join-origins", claimIds, reason });

const part = (
  context: CliContext,
  folder: string,
  claimIds: readonly string[],
  { reason }: Reason,
): Promise<number> => decide(context, folder, { kind: "part-origin", claimIds, reason });

async function decide(
  context: CliContext,
  folder: string,
  {
    kind,
    claimIds,
    reason,
  }: Reason & {
    readonly kind: "join-origins" | "part-origin";
    readonly claimIds: readonly string[];
  },
): Promise<number> {
  const command = kind === "join-origins" ? "case join " : "case part ";
  const decisionId = nextOriginDecision(folder);
  await actHere(folder, { kind, decisionId, claimIds, reason }, command);
  context.print(
    `${decisionId}: ${claimIds.length} claim${claimIds.length === 1 ? "" : "s"} ${kind === "join-origins" ? "go back to one statement" : "counted apart"}. Next: tocsin case compare ${folder}`,
  );
  return EXIT.ok;
}

async function drop(
  context: CliContext,
  folder: string,
  decisionId: string,
  { reason }: Reason,
): Promise<number> {
  await actHere(folder, { kind: "drop-origin-decision", decisionId, reason }, "case drop ");
  context.print(`Dropped: ${decisionId}`);
  return EXIT.ok;
}

function list(context: CliContext, folder: string): Promise<number> {
  const state = openCase(folder);
  if (context.json) context.printJson({ origins: state.origins, decisions: state.originDecisions });
  else for (const line of originLines(state)) context.print(line);
  return Promise.resolve(EXIT.ok);
}
