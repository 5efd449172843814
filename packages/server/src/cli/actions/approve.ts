import type { CommandAnswer, ProposalList, ShownProposal } from "@tocsin/sdk";
import { EXIT, TocsinError } from "@tocsin/sdk/errors";
import type { CliContext } from "../cli-context.ts";
import { confirm } from "./terminal.ts";
import { answerLines, proposalLines } from "../text/operation-lines.ts";
import type { PersonOptions } from "../commands/person-options.ts";
import { signedWith, withPerson } from "./with-person.ts";

interface Answering {
  readonly verb: string;
  readonly path: "second" | "refuse";
  readonly question: string;
}

export const approve = (context: CliContext, id: string, options: PersonOptions): Promise<number> =>
  answer(context, id, options, {
    verb: "approve ",
    path: "second",
    question: "Agree? It takes effect at once.",
  });

export const reject = (context: CliContext, id: string, options: PersonOptions): Promise<number> =>
  answer(context, id, options, {
    verb: "reject ",
    path: "refuse",
    question: "End it without effect?",
  });

function answer(
  context: CliContext,
  start: string,
  options: PersonOptions,
  { verb, path, question }: Answering,
): Promise<number> {
  return withPerson(context, options, verb, async (line) => {
    const { open } = (await line.ask("GET", "/api/proposals")) as ProposalList;
    const proposal = meantBy(start, open, verb);
    if (!context.json) for (const text of proposalLines(proposal)) context.print(text);
    if (options.yes !== true && !(await confirm(context, question, verb))) return EXIT.interrupted;
    const to = `/api/proposals/${encodeURIComponent(proposal.id)}/${path}`;
    const { command, reason } = proposal;
    const signed =
      path === "second"
        ? await signedWith(options, line, {
            action: "second",
            proposal: proposal.id,
            command,
            reason,
          })
        : {};
    const said = (await line.ask("POST", to, signed)) as CommandAnswer;
    if (context.json) context.printJson(said);
    else for (const text of answerLines(said)) context.print(text);
    return EXIT.ok;
  });
}

function meantBy(start: string, open: readonly ShownProposal[], command: string): ShownProposal {
  const [found, another] = open.filter(({ id }) => id.startsWith(start));
  if (found === undefined) throw new TocsinError("PROPOSAL_NOT_FOUND", { name: start });
  if (another !== undefined)
    throw new TocsinError("USAGE", { detail: `several proposals begin with ${start}`, command });
  return found;
}
