import {
  type CommandAnswer,
  EXIT,
  type ProposalList,
  type ShownProposal,
  TocsinError,
} from "@tocsin/sdk";
import type { CliContext } from "../cli-context.ts";
import { confirm } from "../terminal.ts";
import { answerLines, proposalLines } from "../text/operation-lines.ts";
import type { Verb } from "../verb.ts";
import {
  type PersonOptions,
  personOptions,
  signedOptions,
  signedWith,
  withPerson,
} from "../with-person.ts";

const PROPOSAL = "its id, or how that begins, as `tocsin command list` prints it";

/** `tocsin approve`: the second person, at a terminal. Signing in for it is the proof that the post asks for. */
export const approveVerb: Verb = {
  name: "approve",
  summary: "agree to what another person proposed, as a supervisor: it takes effect",
  examples: [
    {
      command: "tocsin approve 7c0e --as sven",
      does: "read what waits under an id that begins so, and agree to it",
    },
  ],
  outlivesOutput: false,
  declare(command, run) {
    signedOptions(command.argument("<proposal>", PROPOSAL)).action(
      run((context, id: string, options: PersonOptions) =>
        answer(context, id, options, {
          verb: "approve ",
          path: "second",
          question: "Agree? It takes effect at once.",
        }),
      ),
    );
  },
};

/** `tocsin reject`: anybody who may operate ends a proposal, or stops a countdown; their own, too. */
export const rejectVerb: Verb = {
  name: "reject",
  summary: "end what somebody proposed, without effect; stop a countdown",
  examples: [
    { command: "tocsin reject 7c0e --as olga --yes", does: "end it without asking once more" },
  ],
  outlivesOutput: false,
  declare(command, run) {
    personOptions(command.argument("<proposal>", PROPOSAL)).action(
      run((context, id: string, options: PersonOptions) =>
        answer(context, id, options, {
          verb: "reject ",
          path: "refuse",
          question: "End it without effect?",
        }),
      ),
    );
  },
};

interface Answering {
  readonly verb: string;
  readonly path: "second" | "refuse";
  readonly question: string;
}

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
