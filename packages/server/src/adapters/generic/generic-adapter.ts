import { sensorId, type TimeUs } from "@tocsin/core";
import {
  type Adapter,
  type AdapterSink,
  type ByteSource,
  createLineFramer,
  type Framer,
  type GenericInputConfig,
  readFrames,
  type SourcePeer,
  giveReport,
  type SensorReport,
} from "@tocsin/sdk";
import type { RecordProblem } from "./explain-record.ts";
import { type GenericOutput, RecordReader } from "./record-reader.ts";
import { createWholeFramer } from "./whole-framer.ts";

/** Longest line, and longest message where each is one JSON value. */
const LINE_OCTETS_MAX = 1_048_576;
const MESSAGE_OCTETS_MAX = 16 * 1_048_576;
/** So many bad lines of one peer are answered in words; those that follow are only counted. */
const ANSWERS_MAX = 20;
const SHOWN_CHARS = 200;

/** JSON of any sensor, over any transport. A peer that can be answered is told what was wrong with its lines. */
export function createGenericAdapter(input: GenericInputConfig, source: ByteSource): Adapter {
  return {
    id: input.id,
    run(sink, signal) {
      const reader = new RecordReader(input);
      const answers = new Answers();
      return readFrames(
        {
          source,
          createFramer: () => createRecordFramer(input.framing),
          sink,
          frame: (bytes, receivedUs, peer) => {
            for (const output of reader.read(bytes, receivedUs))
              give(output, { bytes, receivedUs, peer, sink, answers });
          },
        },
        signal,
      );
    },
  };
}

export const createRecordFramer = (framing: GenericInputConfig["framing"]): Framer =>
  framing === "lines" ? createLineFramer(LINE_OCTETS_MAX) : createWholeFramer(MESSAGE_OCTETS_MAX);

function give(
  output: GenericOutput,
  context: {
    readonly bytes: Uint8Array;
    readonly receivedUs: TimeUs;
    readonly peer: SourcePeer;
    readonly sink: AdapterSink;
    readonly answers: Answers;
  },
): void {
  const { bytes, receivedUs, peer, sink, answers } = context;
  const problem = output.type === "rejected" ? output.problem : foreignTo(peer, output);
  if (output.type !== "rejected" && problem === null) {
    giveReport(sink, output, receivedUs);
    return;
  }
  if (problem === null) return;
  const { reason, words } = problem;
  const detail = `${words}. The line: ${shownLine(bytes)}`;
  sink.rejected(reason, 1, `${peer.id}: ${detail}`, receivedUs);
  answers.send(peer, `refused: ${detail}\n`);
}

/** Whoever has proven to be one sensor speaks for no other. */
function foreignTo({ proof }: SourcePeer, report: SensorReport): RecordProblem | null {
  const sensor = report.type === "look" ? report.look.sensorId : report.sensorId;
  if (proof === undefined || sensor === sensorId(proof.subject)) return null;
  return {
    reason: "wrong-sensor",
    words: `it speaks for ${sensor}, and is signed by ${proof.subject}`,
  };
}

/** A line as it can be shown: its beginning, with what is not printable made visible. */
export function shownLine(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes.subarray(0, SHOWN_CHARS));
  const plain = text.replace(/\p{C}/gu, "\u{FFFD}");
  return bytes.length > SHOWN_CHARS ? `${plain}…` : plain;
}

/** Answers to peers, a bounded number each. */
class Answers {
  readonly #sent = new WeakMap<SourcePeer, number>();

  send(peer: SourcePeer, words: string): void {
    const sent = this.#sent.get(peer) ?? 0;
    if (sent >= ANSWERS_MAX) return;
    if (peer.send(new TextEncoder().encode(words))) this.#sent.set(peer, sent + 1);
  }
}
