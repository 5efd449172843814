import { json } from "./fixtures.ts";

/** The content of a record in the kill test, from its sequence: now and then one so large that a kill can tear it. */
export const killPayload = (sequence: number): Uint8Array =>
  json({ sequence, text: "x".repeat(sequence % 31 === 0 ? 400_000 : sequence % 17) });
