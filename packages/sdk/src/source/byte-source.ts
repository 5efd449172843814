import type { TimeUs } from "@tocsin/core";
import type { IssuerKind } from "../envelope/envelope.ts";
import type { Cancellation } from "../ports/cancellation.ts";

/**
 * Where the octets of a sensor come from: a socket, a broker's topic, a file. An adapter is given one and asks not
 * which, so that any format can be read over any transport.
 */
export interface ByteSource {
  /**
   * Runs until the source ends or `signal` aborts; a line that breaks is taken up again meanwhile. A rejection is a
   * fault that waiting does not mend (port taken, no such file): the supervisor starts the adapter again.
   */
  run(sink: ByteSink, signal: Cancellation): Promise<void>;
}

/** Takes what arrives. Calls are synchronous; octets handed over stay as they are. */
export interface ByteSink {
  /** A piece of a stream, cut anywhere: pieces of one peer come in order and are to be framed. */
  chunk(bytes: Uint8Array, receivedUs: TimeUs, peer: SourcePeer): void;
  /** A whole message: a datagram, a frame of a WebSocket, the body of a request, what was published to a topic. */
  message(bytes: Uint8Array, receivedUs: TimeUs, peer: SourcePeer): void;
  /** A peer whose stream begins. Its `chunk`s follow. */
  opened(peer: SourcePeer, atUs: TimeUs): void;
  /** Its stream is over. `clean`: the peer ended it, and what came is all that it had to say. */
  ended(peer: SourcePeer, clean: boolean, atUs: TimeUs): void;
  /** Whether the line stands: `up` when connected or listening, `down` when it broke and is tried again. */
  link(state: "up" | "down", detail: string, atUs: TimeUs): void;
  /** Input that was not handed over, by reason. */
  rejected(reason: string, count: number, detail: string, receivedUs: TimeUs): void;
}

/** Who a peer has shown to be, by a key or certificate that was issued for that device here. */
export interface PeerProof {
  readonly kind: IssuerKind;
  /** Id of the sensor, siren or post. It speaks for nothing else. */
  readonly subject: string;
}

/** The other end of a line, as long as that line stands. */
export interface SourcePeer {
  /** For people and counters: an address with its port, a topic, a path. Not proof of who it is. */
  readonly id: string;
  /** Absent: it has shown nothing. */
  readonly proof?: PeerProof;
  /**
   * Answers it. False where the transport has no way back, the line is gone, or too much waits to be sent. `passing`: what the next
   * one replaces soon. It is left out as soon as the peer falls behind, so that what matters waits behind none of it.
   */
  send(bytes: Uint8Array, urgency?: "passing"): boolean;
  /** Ends the line, such as after octets that leave no way to find the next message. */
  close(): void;
}
