import { type OperatorsConfig, TocsinError } from "@tocsin/sdk";
import type { OperatorQuestion, OperatorReply } from "../../operators/operator-question.ts";
import { allowedPeers } from "../../sources/allowed-peers.ts";

/** Questions of people that wait for the thread that protects; further ones are not taken. */
export const OPERATORS_WAITING_MAX = 64;

/** The line to the thread that protects, for commands of people; and what the site file says of who counts as on the site. */
export class OperatorLine {
  /** A second person has shown a proof at most so long before, in microseconds. */
  readonly proofUs: number;
  readonly #ask: (question: OperatorQuestion) => Promise<OperatorReply | null>;
  /** Whether an address is one of the site's networks. */
  readonly isOnSite: (address: string) => boolean;

  constructor(
    { proof_s: proofS, second_person: { on_site: networks } }: OperatorsConfig,
    ask: (question: OperatorQuestion) => Promise<OperatorReply | null>,
  ) {
    this.proofUs = proofS * 1_000_000;
    this.#ask = ask;
    this.isOnSite = networks.length === 0 ? () => false : allowedPeers(networks);
  }

  /** The answer of the thread that protects, or its refusal as an error. */
  async ask(question: OperatorQuestion): Promise<object> {
    const reply = await this.#ask(question);
    if (reply === null)
      throw new TocsinError("SERVER_BUSY", {
        detail: "The post did not answer: look whether it was done.",
      });
    if (!reply.ok) throw new TocsinError(reply.code, reply.fields);
    return reply.answer;
  }
}
