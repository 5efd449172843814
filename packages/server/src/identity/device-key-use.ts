import type { DeviceProof } from "@tocsin/sdk";
import { makeId } from "./secret-token.ts";

/** The first letter of a key's id says what it proves with: one that seals envelopes opens no line, and the other way round. */
const LETTERS = { envelope: "k", certificate: "c" } as const satisfies Readonly<
  Record<DeviceProof, "k" | "c">
>;

export const makeKeyId = (proof: DeviceProof): string => makeId(LETTERS[proof]);

export const proofOfKey = (id: string): DeviceProof =>
  id.startsWith(`${LETTERS.certificate}-`) ? "certificate" : "envelope";
