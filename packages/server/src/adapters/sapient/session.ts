import type { AdapterSink, ByteSource, Cancellation, Clock, SourcePeer } from "@tocsin/sdk";
import { createLengthFramer, readFrames, giveReport } from "@tocsin/sdk";
import type { FusionNode, NodeOutput } from "./fusion-node.ts";
import type { SapientMessage } from "./generated/sapient_message_pb.ts";
import { encodeMessage, MESSAGE_BYTES_MAX } from "./message-codec.ts";
import { STATUS_EVERY_US } from "./own-messages.ts";

export interface SessionParts {
  readonly source: ByteSource;
  readonly node: FusionNode;
  readonly clock: Clock;
  readonly sink: AdapterSink;
  /** A connection stands, and was told what this node is. */
  readonly opened?: (peer: SourcePeer) => void;
  /** An alert of ours was answered over a connection. */
  readonly acknowledged?: (
    answer: Extract<NodeOutput, { type: "acknowledged" }>,
    peer: SourcePeer,
  ) => void;
}

/** A fusion node on its connections: says what it is when one opens, how it is every few seconds, and answers. */
export class SapientSession {
  readonly #parts: SessionParts;
  readonly #peers = new Set<SourcePeer>();

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  /** The connections that a message was given to. `passing`: whoever is behind is not told. */
  send(message: SapientMessage, urgency?: "passing"): readonly SourcePeer[] {
    const frame = encodeMessage(message);
    return [...this.#peers].filter((peer) => peer.send(frame, urgency));
  }

  /** Until the source ends or the signal aborts; says goodbye before. */
  async run(signal: Cancellation): Promise<void> {
    const { source, node, clock, sink } = this.#parts;
    const over = new AbortController();
    const stop = (): void => {
      this.send(node.goodbye(clock.nowUs()));
      over.abort();
    };
    signal.addEventListener("abort", stop, { once: true });
    if (signal.aborted) stop();
    const stating = this.#stateUntil(over.signal);
    try {
      await readFrames(
        {
          source,
          sink,
          createFramer: () => createLengthFramer(MESSAGE_BYTES_MAX),
          opened: (peer, atUs) => {
            this.#peers.add(peer);
            for (const message of node.greeting(atUs)) peer.send(encodeMessage(message));
            this.#parts.opened?.(peer);
          },
          frame: (bytes, receivedUs, peer) =>
            this.#act(
              node.receive(bytes, receivedUs, peer.id, peer.proof?.subject ?? null),
              receivedUs,
              peer,
            ),
          ended: (peer, atUs) => {
            this.#peers.delete(peer);
            this.#act(node.ended(peer.id), atUs, peer);
          },
        },
        over.signal,
      );
    } finally {
      signal.removeEventListener("abort", stop);
      over.abort();
      await stating;
    }
  }

  async #stateUntil(over: AbortSignal): Promise<void> {
    const { clock, node } = this.#parts;
    for (;;) {
      await clock.waitUntil(clock.nowUs() + STATUS_EVERY_US, over);
      if (over.aborted) return;
      this.send(node.status(clock.nowUs()));
    }
  }

  #act(outputs: readonly NodeOutput[], atUs: number, peer: SourcePeer): void {
    const { sink } = this.#parts;
    for (const output of outputs) {
      if (output.type === "rejected")
        sink.rejected(output.reason, 1, `${peer.id}: ${output.detail}`, atUs);
      else if (output.type === "reply") peer.send(encodeMessage(output.message));
      else if (output.type === "acknowledged") this.#parts.acknowledged?.(output, peer);
      else giveReport(sink, output, atUs);
    }
  }
}
