import type { Mode } from "@tocsin/core";
import type {
  Approval,
  CommandAnswer,
  CommandRequest,
  ShownProposal,
  WantedCommand,
} from "@tocsin/sdk";
import { postJson } from "../api/api-client.ts";
import { signApproval } from "../identity/passkey-client.ts";

/** What one confirmation of a person sends: tried again it is the same, and acted on once. */
export interface Confirmed {
  readonly id: string;
  readonly command: WantedCommand;
  readonly seen: string;
  readonly reason: string;
}

/** Who acts, and where: part of what is signed. */
export interface Signer {
  readonly site: string;
  readonly mode: Mode;
  /** Id of the account. */
  readonly person: string;
}

/** What is for good is signed with the person's passkey, where they have one. */
export async function sendCommand(confirmed: Confirmed, signer: Signer): Promise<CommandAnswer> {
  const { id: proposal, command, reason } = confirmed;
  const signature = await signed({ action: "propose", proposal, command, reason }, signer);
  return postJson("/api/commands", {
    ...(confirmed satisfies CommandRequest),
    ...(signature === null ? {} : { signature }),
  });
}

export async function agree(proposal: ShownProposal, signer: Signer): Promise<CommandAnswer> {
  const { id, command, reason } = proposal;
  const signature = await signed({ action: "second", proposal: id, command, reason }, signer);
  return postJson(`${addressOf(id)}/second`, signature === null ? {} : { signature });
}

/** In an alarm nobody is held up by it: only a site file is signed. */
const signed = (
  what: Pick<Approval, "action" | "proposal" | "command" | "reason">,
  signer: Signer,
): Promise<object | null> =>
  what.command.kind === "site" ? signApproval({ ...what, ...signer }) : Promise.resolve(null);

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
