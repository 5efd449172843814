import type { Mode } from "@tocsin/core";
import type { WantedCommand } from "./wanted-command.ts";

/** What a person stands behind who proposes something, or agrees to it as the second. */
export interface Approval {
  readonly action: "propose" | "second";
  readonly site: string;
  readonly mode: Mode;
  /** Id of the proposal. */
  readonly proposal: string;
  readonly command: WantedCommand;
  readonly reason: string;
  /** Id of the account of the person who signs. */
  readonly person: string;
}

/** What a browser's `PublicKeyCredential.toJSON()` has of a signature with a passkey, as far as it is read; all base64url. */
export interface PasskeyAnswer {
  /** Of the credential. */
  readonly id: string;
  readonly response: {
    readonly clientDataJSON: string;
    readonly authenticatorData: string;
    readonly signature: string;
    readonly userHandle: string;
  };
}

/** A person's signature, whose private part no post has: with a passkey in a browser, or with a key in a file at a terminal. */
export type PersonSignature = PasskeyPersonSignature | KeyFileSignature;

/** Ed25519 over the {@link approvalText} itself. */
export interface KeyFileSignature {
  /** DER SubjectPublicKeyInfo, base64url. */
  readonly publicKey: string;
  /** base64url. */
  readonly signature: string;
}

/** As a browser's answer, and what it is checked with. */
export interface PasskeyPersonSignature {
  /** Of the passkey, at the post. */
  readonly passkey: string;
  /** COSE key (RFC 9052), base64url. */
  readonly publicKey: string;
  /** The page on which it was made: the host that the passkey is of, and the whole origin. */
  readonly rpId: string;
  readonly origin: string;
  readonly answer: PasskeyAnswer;
}

/** What a key in a file signs to become a person's: nobody registers a key that they do not have. */
export const personKeyText = (person: string, publicKey: string): string =>
  `tocsin person key 1\nperson ${person}\nkey ${publicKey}`;

/**
 * The text that a key in a file signs, and whose SHA-256 (base64url) is the challenge that a passkey signs. Every line is of one thing: what stands in a reason is in
 * quotation marks and can begin no line.
 */
export function approvalText(approval: Approval): string {
  const { action, site, mode, proposal, command, reason, person } = approval;
  const ordered = Object.entries(command).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return [
    "tocsin approval 1",
    `site ${site}`,
    `mode ${mode}`,
    `${action} ${proposal}`,
    `command ${JSON.stringify(Object.fromEntries(ordered))}`,
    `reason ${JSON.stringify(reason)}`,
    `person ${person}`,
  ].join("\n");
}
