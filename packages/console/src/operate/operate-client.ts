import type { CommandAnswer, CommandRequest, WantedCommand } from "@tocsin/sdk";
import { postJson } from "../api/api-client.ts";

/** What one confirmation of a person sends: tried again it is the same, and acted on once. */
export interface Confirmed {
  readonly id: string;
  readonly command: WantedCommand;
  readonly seen: string;
  readonly reason: string;
}

export const sendCommand = (confirmed: Confirmed): Promise<CommandAnswer> =>
  postJson("/api/commands", confirmed satisfies CommandRequest);

export const agree = (proposal: string): Promise<CommandAnswer> =>
  postJson(`${addressOf(proposal)}/second`);

export const refuse = (proposal: string): Promise<CommandAnswer> =>
  postJson(`${addressOf(proposal)}/refuse`);

export const withdraw = (proposal: string): Promise<CommandAnswer> =>
  postJson(`${addressOf(proposal)}/withdraw`);

const addressOf = (proposal: string): string => `/api/proposals/${encodeURIComponent(proposal)}`;

/** A random UUID; browsers give their own only to pages that are encrypted. */
export function newId(): string {
  const octets = crypto.getRandomValues(new Uint8Array(16));
  octets[6] = (octets[6] & 0x0f) | 0x40;
  octets[8] = (octets[8] & 0x3f) | 0x80;
  const hex = Array.from(octets, (octet) => octet.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
