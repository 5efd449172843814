import { TocsinError } from "@tocsin/sdk";
import type { Session } from "../../identity/session-store.ts";

/** How long a proof holds where no site file says it: where nothing can be commanded. */
export const PROOF_US = 300_000_000;

/** What tells whether a proof is recent. */
export interface ProofRule {
  readonly proofUs: () => number;
  readonly nowUs: () => number;
}

/** Refuses what a screen that somebody left open must not do: its person shows who they are once more. */
export function refuseStaleProof({ provenUs }: Session, { proofUs, nowUs }: ProofRule): void {
  if (nowUs() - provenUs > proofUs()) throw new TocsinError("PROOF_NEEDED", {});
}
