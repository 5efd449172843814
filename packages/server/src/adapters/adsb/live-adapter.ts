import type { TimeUs } from "@tocsin/core";
import {
  type Adapter,
  type AdapterSink,
  type ByteSource,
  createEscapeFramer,
  createLineFramer,
  createMessageFramer,
  type Framer,
  type InputConfig,
  readFrames,
  giveReport,
} from "@tocsin/sdk";
import { AdsbAssembler, type AdsbConfig, type AdsbOutput } from "./assembler.ts";
import { decodeReadsbJson } from "./decode/readsb-json.ts";
import { BEAST_FRAMING, decodeAvrLine, decodeBeastFrame } from "./decode/receiver-frame.ts";
import { decodeSbsLine } from "./decode/sbs-line.ts";

export type AdsbInput = Extract<InputConfig, { type: "adsb" }>;

/** Transports that keep messages apart: a message is a document, which may have lines of its own. */
const MESSAGE_TRANSPORTS: ReadonlySet<string> = new Set([
  "udp",
  "websocket",
  "websocket-listen",
  "http",
  "http-poll",
  "mqtt",
]);
const LONGEST_SHOWN = 80;

/** A receiver of aircraft, over whatever transport. One table of aircraft outlasts the line's interruptions. */
export function createAdsbAdapter(
  input: AdsbInput,
  config: AdsbConfig,
  source: ByteSource,
): Adapter {
  return {
    id: input.id,
    run(sink, signal) {
      const assembler = new AdsbAssembler(config);
      return readFrames(
        {
          source,
          sink,
          createFramer: () => framerOf(input),
          opened: () => assembler.restartClock(),
          frame: (bytes, receivedUs) =>
            feed(sink, receivedUs, takeFrame(assembler, input.format, bytes, receivedUs)),
        },
        signal,
      );
    },
  };
}

/** What cuts a stream of this input's format. */
export function framerOf({ format, transport, proof }: AdsbInput): Framer {
  if (format === "beast") return createEscapeFramer(BEAST_FRAMING);
  const isMessage = proof === "envelope" || MESSAGE_TRANSPORTS.has(transport.type);
  const isDocument = format === "readsb-json" && isMessage;
  return isDocument ? createMessageFramer() : createLineFramer();
}

/** What one frame of the format says: a Beast frame, a line, or a document. */
export function takeFrame(
  assembler: AdsbAssembler,
  format: AdsbInput["format"],
  bytes: Uint8Array,
  receivedUs: TimeUs,
): readonly AdsbOutput[] {
  if (format === "beast") {
    const frame = decodeBeastFrame(bytes);
    return frame === null ? [] : assembler.pushFrame(frame, receivedUs);
  }
  const text = new TextDecoder("latin1").decode(bytes);
  if (format === "avr") {
    const frame = decodeAvrLine(text);
    return frame === null ? refuse(text) : assembler.pushFrame(frame, receivedUs);
  }
  if (format === "sbs") {
    const read = decodeSbsLine(text);
    if (read.ok) return assembler.pushReport(read.report, receivedUs);
    return read.reason === "not-a-report" && isOtherSbsLine(text) ? [] : refuse(text, read.reason);
  }
  const { reports, rejects } = decodeReadsbJson(text);
  return [
    ...reports.flatMap((report) => assembler.pushReport(report, receivedUs)),
    ...rejects.flatMap((reason) => refuse(text, reason)),
  ];
}

/** Lines of BaseStation about its own screen, not about aircraft. */
const isOtherSbsLine = (text: string): boolean => /^(SEL|ID|AIR|STA|CLK),/.test(text);

const refuse = (
  text: string,
  reason: Extract<AdsbOutput, { type: "reject" }>["reason"] = "not-a-report",
): readonly AdsbOutput[] => [{ type: "reject", reason, detail: text.slice(0, LONGEST_SHOWN) }];

/** Hands over what an assembler gave out. */
export function feed(sink: AdapterSink, receivedUs: TimeUs, outputs: readonly AdsbOutput[]): void {
  for (const output of outputs) {
    if (output.type === "reject") sink.rejected(output.reason, 1, output.detail, receivedUs);
    else giveReport(sink, output, receivedUs);
  }
}
