import type { Verb } from "../verb.ts";
import { personOptions, signedOptions } from "./person-options.ts";

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
      run(async () => (await import("../actions/approve.ts")).approve),
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
      run(async () => (await import("../actions/approve.ts")).reject),
    );
  },
};
