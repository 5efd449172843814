import { BlockList, isIPv6 } from "node:net";
import { type OperatorsConfig, TocsinError } from "@tocsin/sdk";
import type { OperatorQuestion, OperatorReply } from "../../operators/operator-question.ts";

/** Questions of people that wait for the thread that protects; further ones are not taken. */
export const OPERATORS_WAITING_MAX = 64;

/** The line to the thread that protects, for commands of people; and what the site file says of who counts as on the site. */
export class OperatorLine {
  /** A second person has shown a proof at most so long before, in microseconds. */
  readonly proofUs: number;
  readonly #ask: (question: OperatorQuestion) => Promise<OperatorReply | null>;
  readonly #onSite = new BlockList();

  constructor(
    { proof_s: proofS, second_person: { on_site: networks } }: OperatorsConfig,
    ask: (question: OperatorQuestion) => Promise<OperatorReply | null>,
  ) {
    this.proofUs = proofS * 1_000_000;
    this.#ask = ask;
    for (const network of networks) {
      const [address = "", bits = "0"] = network.split("/");
      this.#onSite.addSubnet(address, Number(bits), isIPv6(address) ? "ipv6" : "ipv4");
    }
  }

  /** Whether an address is one of the site's networks. */
  isOnSite(address: string): boolean {
    const plain = address.replace(/^::ffff:(?=\d+\.)/, "");
    return this.#onSite.check(plain, isIPv6(plain) ? "ipv6" : "ipv4");
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
