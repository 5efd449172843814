import {
  type ByteSink,
  type ByteSource,
  createEnvelopeFramer,
  readFrames,
  type SourcePeer,
} from "@tocsin/sdk";
import type { EnvelopeGate, GateRefusal } from "./envelope-gate.ts";

/** So many refusals of one peer are answered in words; those that follow are only counted. */
const ANSWERS_MAX = 20;

/** What a refusal means, for whoever wires a sensor. */
const WORDS: Readonly<Record<GateRefusal, string>> = {
  "too-short": "it ends too soon",
  "not-an-envelope": "it does not begin as an envelope does",
  "out-of-range": "a name, counter or length in it cannot be",
  "wrong-length": "its length is not the one that it says",
  "unknown-key": "no such key is enrolled, or it was revoked",
  "wrong-issuer": "the key is enrolled for another device",
  "wrong-audience": "it is for another site",
  "bad-signature": "the signature is not made with that key over this",
  replayed: "its counter was used before: it is a copy, or came out of order",
  expired: "it is older than its lifetime",
  "too-many-issuers": "too many keys are in use",
  "wrong-purpose": "it is not for a report",
  "wrong-sensor": "the key is of no sensor of this input",
  "too-many-forgeries": "too many wrong signatures came from there",
};

/**
 * A source of which only that is handed on which enrolled keys of `sensors` have signed, each content as a message of a
 * peer that has proven itself. Everything else is refused and counted.
 */
export const createEnvelopeSource = (
  source: ByteSource,
  gate: EnvelopeGate,
  sensors: ReadonlySet<string>,
): ByteSource => ({
  run(sink: ByteSink, signal) {
    const peers = new ProvenPeers();
    const answered = new WeakMap<SourcePeer, number>();
    const refuse = (peer: SourcePeer, reason: GateRefusal, receivedUs: number): void => {
      sink.rejected(reason, 1, `${peer.id}: ${WORDS[reason]}`, receivedUs);
      const answers = answered.get(peer) ?? 0;
      if (answers >= ANSWERS_MAX) return;
      answered.set(peer, answers + 1);
      peer.send(new TextEncoder().encode(`refused: ${reason}: ${WORDS[reason]}\n`));
    };
    return readFrames(
      {
        source,
        createFramer: createEnvelopeFramer,
        sink,
        frame(bytes, receivedUs, peer) {
          const verdict = gate.judge(bytes, peer.id, sensors);
          if (!verdict.ok) return refuse(peer, verdict.reason, receivedUs);
          sink.message(verdict.content, receivedUs, peers.of(peer, verdict.subject));
        },
      },
      signal,
    );
  },
});

/** One peer for each sensor that speaks over a line, as long as that stands. */
class ProvenPeers {
  readonly #peers = new WeakMap<SourcePeer, Map<string, SourcePeer>>();

  of(line: SourcePeer, subject: string): SourcePeer {
    const known = this.#peers.get(line) ?? new Map<string, SourcePeer>();
    this.#peers.set(line, known);
    const peer = known.get(subject) ?? {
      id: `${line.id} (${subject})`,
      proof: { kind: "sensor", subject },
      send: (bytes, urgency) => line.send(bytes, urgency),
      close: () => line.close(),
    };
    known.set(subject, peer);
    return peer;
  }
}
