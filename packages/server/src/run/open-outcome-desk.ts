import { userInfo } from "node:os";
import { type SiteConfig, statementProblem, TocsinError } from "@tocsin/sdk";
import { readRunningServer } from "../http/identity/local-key.ts";
import { SystemClock } from "../pipeline/system-clock.ts";
import type { OutcomeDesk } from "../scoring/outcome-desk.ts";
import { encodeOutcome } from "../scoring/outcome-record.ts";
import { journalDirectory } from "./data-directory.ts";
import { openOwnJournal } from "./open-own-journal.ts";
import { askServer } from "./remote-account-desk.ts";

/** A command waits for the disk as long as a person does. */
const DISK_WAIT_MS = 10_000;

/** What happened, said by whoever may read a site's data directory: to the post that runs on it, or else into its journal. */
export function openOutcomeDesk(dataDir: string, config: SiteConfig): OutcomeDesk {
  const clock = new SystemClock();
  const journal = openOwnJournal(journalDirectory(dataDir), clock);
  if (journal === null) return remoteDesk(dataDir);
  const areas = new Set(config.areas.map(({ id }) => id));
  return {
    state: async (statement) => {
      const nowUs = clock.nowUs();
      const problem = statementProblem(statement, { nowUs, areas });
      if (problem !== null) throw new TocsinError("STATEMENT_REFUSED", { detail: problem });
      const by = { kind: "command-line", user: userInfo().username } as const;
      const { type, payload } = encodeOutcome({ recordedUs: nowUs, by, statement }, config.mode);
      const sequence = journal.append(type, payload);
      if (sequence === null || !journal.awaitDurable(sequence, DISK_WAIT_MS))
        throw new TocsinError("STATEMENT_REFUSED", { detail: "The journal did not take it." });
      return sequence;
    },
    close: () => journal.close(),
  };
}

function remoteDesk(dataDir: string): OutcomeDesk {
  const running = readRunningServer(dataDir);
  if (running === null)
    throw new TocsinError("STATEMENT_REFUSED", {
      detail: "A post runs on this data directory and serves no screens, or has only just started.",
    });
  return {
    state: async (statement) => {
      const asked = { method: "POST", path: "/api/outcomes", body: statement } as const;
      const answer = (await askServer(running, dataDir, asked)) as { readonly record: number };
      return answer.record;
    },
    close: () => Promise.resolve(),
  };
}
