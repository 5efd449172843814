import { EXIT } from "@tocsin/sdk/errors";
import { openCase } from "../../cases/case-folder.ts";
import { nextOriginDecision } from "../../cases/next-id.ts";
import { actHere, alone } from "./case-acting.ts";
import type { CliContext } from "../cli-context.ts";
import { originLines } from "../text/origin-lines.ts";

interface Reason {
  readonly reason: string;
}

const deciding = (kind: "join-origins" | "part-origin") =>
  alone(
    (
      context: CliContext,
      folder: string,
      claimIds: readonly string[],
      { reason }: Reason,
    ): Promise<number> => decide(context, folder, { kind, claimIds, reason }),
  );

export const join = deciding("join-origins");
export const part = deciding("part-origin");

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

export async function drop(
  context: CliContext,
  folder: string,
  decisionId: string,
  { reason }: Reason,
): Promise<number> {
  await actHere(folder, { kind: "drop-origin-decision", decisionId, reason }, "case drop ");
  context.print(`Dropped: ${decisionId}`);
  return EXIT.ok;
}

export function list(context: CliContext, folder: string): Promise<number> {
  const state = openCase(folder);
  if (context.json) context.printJson({ origins: state.origins, decisions: state.originDecisions });
  else for (const line of originLines(state)) context.print(line);
  return Promise.resolve(EXIT.ok);
}
