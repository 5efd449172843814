import type { TimeUs } from "@tocsin/core";
import type { Adapter, Clock } from "@tocsin/sdk";
import { openBytes } from "../../sources/open-bytes.ts";
import { playBack } from "../../sources/playback.ts";
import type { AircraftReport } from "./decode/aircraft-report.ts";
import { decodeReadsbJson } from "./decode/readsb-json.ts";
import { decodeAvrLine, decodeBeastFrame, type ReceiverFrame } from "./decode/receiver-frame.ts";
import { AdsbAssembler, type AdsbConfig, type AdsbOutput } from "./assembler.ts";
import { type AdsbInput, feed, framerOf, takeFrame } from "./live-adapter.ts";

/** A JSON document is read whole: a day's trace has a few megabytes. */
const DOCUMENT_OCTETS_MAX = 64 * 1_024 * 1_024;
const PIECE_OCTETS = 65_536;
const TICKS_PER_US = 12;

interface Played {
  readonly receivedUs: TimeUs;
  readonly takenBy: (assembler: AdsbAssembler) => readonly AdsbOutput[];
}

/**
 * A recording, played as if it were heard now: at the pace of the receiver's clock in Beast and AVR, of the reports' times in JSON.
 * BaseStation's lines have no time that can be used and come as fast as they go.
 */
export function createAdsbFileAdapter(
  input: AdsbInput,
  config: AdsbConfig,
  clock: Clock,
  transport: { readonly path: string; readonly speed: number },
): Adapter {
  return {
    id: input.id,
    async run(sink, signal) {
      const assembler = new AdsbAssembler(config);
      const stream = await openBytes(transport.path);
      const read = input.format === "readsb-json" ? reportsOf : framesOf;
      const reading: Reading = {
        input,
        startUs: clock.nowUs(),
        refused: (reason, detail) => sink.rejected(reason, 1, detail, clock.nowUs()),
      };
      try {
        const played = playBack(read(stream, reading), {
          clock: {
            nowUs: () => clock.nowUs(),
            waitUntil: (timeUs) => clock.waitUntil(timeUs, signal),
          },
          speed: transport.speed === 0 ? Infinity : transport.speed,
        });
        for await (const { receivedUs, takenBy } of played) {
          if (signal.aborted) break;
          feed(sink, receivedUs, takenBy(assembler));
        }
        if (stream.failure !== null) throw new Error(`${transport.path}: ${stream.failure}`);
      } finally {
        await stream.close();
      }
    },
  };
}

interface Reading {
  readonly input: AdsbInput;
  readonly startUs: TimeUs;
  readonly refused: (reason: string, detail: string) => void;
}
type Stream = Awaited<ReturnType<typeof openBytes>>;

/** Frames or lines, each at its time since the first that has one. */
async function* framesOf(stream: Stream, reading: Reading): AsyncGenerator<Played> {
  const { input, startUs, refused } = reading;
  const framer = framerOf(input);
  let firstTicks: number | null = null;
  let receivedUs = startUs;
  for (;;) {
    await stream.peek(1);
    const here = stream.available();
    const piece = stream.tryTake(Math.min(here.length, PIECE_OCTETS));
    const isOver = piece === null || piece.length === 0;
    for (const found of isOver ? framer.end(true) : framer.push(piece)) {
      if (found.type !== "frame") {
        refused(found.reason, found.detail);
        continue;
      }
      const { bytes } = found;
      const ticks = ticksOf(frameOf(input.format, bytes));
      firstTicks ??= ticks;
      if (ticks !== null && firstTicks !== null)
        receivedUs = startUs + Math.max(Math.round((ticks - firstTicks) / TICKS_PER_US), 0);
      const atUs = receivedUs;
      yield {
        receivedUs: atUs,
        takenBy: (assembler) => takeFrame(assembler, input.format, bytes, atUs),
      };
    }
    if (isOver) return;
  }
}

function frameOf(format: AdsbInput["format"], bytes: Uint8Array): ReceiverFrame | null {
  if (format === "beast") return decodeBeastFrame(bytes);
  return format === "avr" ? decodeAvrLine(new TextDecoder("latin1").decode(bytes)) : null;
}

const ticksOf = (frame: ReceiverFrame | null): number | null =>
  frame === null || frame.ticks === 0 ? null : frame.ticks;

/** Reports of one JSON document, each at its time since the first, and moved there. */
async function* reportsOf(stream: Stream, reading: Reading): AsyncGenerator<Played> {
  const { startUs, refused } = reading;
  const octets = await stream.peek(DOCUMENT_OCTETS_MAX);
  const { reports, rejects } = decodeReadsbJson(new TextDecoder().decode(octets));
  for (const reason of rejects) refused(reason, reading.input.id);
  let firstUs: TimeUs | null = null;
  for (const report of reports) {
    firstUs ??= report.timeUs;
    const sinceUs = Math.max((report.timeUs ?? 0) - (firstUs ?? 0), 0);
    const receivedUs = startUs + sinceUs;
    const moved: AircraftReport = { ...report, timeUs: receivedUs };
    yield { receivedUs, takenBy: (assembler) => assembler.pushReport(moved, receivedUs) };
  }
}
