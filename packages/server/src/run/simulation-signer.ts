import { createHash } from "node:crypto";
import type { CheckpointSigner } from "../journal/checkpoint.ts";
import { signerFromSeed } from "../journal/signing-key.ts";

/**
 * The signing key of simulated journals. It follows from the scenario and its seed, so that two runs give the
 * same files, and anybody can make it: a simulated journal proves nothing, and must not look as if it did.
 */
export const simulationSigner = (scenario: string, seed: number): CheckpointSigner =>
  signerFromSeed(createHash("sha256").update(`tocsin simulation ${scenario} ${seed}`).digest());
