import { TocsinError } from "@tocsin/sdk";
import type { Session } from "../../identity/session-store.ts";

/** How long a proof holds where no site file says it: where nothing can be commanded. */
export const PROOF_US = 300_000_000;

/** What tells whether a proof is recent. */
export interface ProofRule {
  readonly proofUs: () => number;
  readonly nowUs: () => number;
}

/** The clocks of a server that was started again differ by this much at most. */
const AHEAD_US = 5_000_000;

/**
 * Refuses what a screen that somebody left open must not do: its person shows who they are once more. A proof of the time to come was given when
 * this machine's clock was wrong: nobody can tell how long ago that was.
 */
export function refuseStaleProof({ provenUs }: Session, { proofUs, nowUs }: ProofRule): void {
  const ageUs = nowUs() - provenUs;
  if (ageUs > proofUs() || ageUs < -AHEAD_US) throw new TocsinError("PROOF_NEEDED", {});
}
