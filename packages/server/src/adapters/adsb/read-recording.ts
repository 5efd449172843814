import type { TimeUs } from "@tocsin/core";
import type { Framer } from "@tocsin/sdk";
import type { ByteStream } from "../../sources/byte-stream.ts";
import type { AdsbAssembler, AdsbOutput } from "./assembler.ts";
import type { AircraftReport } from "./decode/aircraft-report.ts";
import { decodeReadsbJson } from "./decode/readsb-json.ts";
import {
  decodeAvrLine,
  decodeBeastFrame,
  MULTILATERATION_TICKS,
  type ReceiverFrame,
} from "./decode/receiver-frame.ts";
import { sbsTimeOf } from "./decode/sbs-line.ts";
import { type AdsbInput, takeFrame } from "./live-adapter.ts";

/** A JSON document is read whole: a day's trace has a few megabytes. */
const DOCUMENT_OCTETS_MAX = 64 * 1_024 * 1_024;
const PIECE_OCTETS = 65_536;
const TICKS_PER_US = 12;
/** A receiver's clock that jumps on by more than this was set anew, and says nothing of the time between, s. */
const CLOCK_JUMP_S = 3_600;

/** A message of a recording, at the time at which it counts as received. */
export interface HeardMessage {
  readonly receivedUs: TimeUs;
  readonly takenBy: (assembler: AdsbAssembler) => readonly AdsbOutput[];
}

export interface AircraftReading {
  readonly format: AdsbInput["format"];
  readonly framer: Framer;
  /** When the recording begins. */
  readonly startUs: TimeUs;
  /** Reports that say a date keep it, instead of being moved to `startUs`. */
  readonly keepsDates: boolean;
  readonly refused: (reason: string, detail: string) => void;
}

/**
 * What a recording of a receiver of aircraft says, at the pace of the receiver's clock in Beast and AVR, of the reports' times in JSON,
 * of the lines' own times in BaseStation.
 */
export const readAircraftRecording = (
  stream: ByteStream,
  reading: AircraftReading,
): AsyncGenerator<HeardMessage> =>
  reading.format === "readsb-json" ? reportsOf(stream, reading) : framesOf(stream, reading);

/** Frames or lines, each at its time since the first that has one. */
async function* framesOf(
  stream: ByteStream,
  reading: AircraftReading,
): AsyncGenerator<HeardMessage> {
  const { format, framer, refused } = reading;
  const clock = new RecordedClock(reading);
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
      const atUs = clock.receivedUs(bytes);
      yield {
        receivedUs: atUs,
        takenBy: (assembler) => takeFrame(assembler, format, bytes, atUs),
      };
    }
    if (isOver) return;
  }
}

/** Time as a recording's messages tell it; it never goes back. */
class RecordedClock {
  readonly #reading: AircraftReading;
  #first: number | null = null;
  #lastUs: TimeUs;

  constructor(reading: AircraftReading) {
    this.#reading = reading;
    this.#lastUs = reading.startUs;
  }

  receivedUs(bytes: Uint8Array): TimeUs {
    const { format, startUs, keepsDates } = this.#reading;
    const saidUs = format === "sbs" ? sbsTimeOf(latin1(bytes)) : tickTimeOf(frameOf(format, bytes));
    if (saidUs === null) return this.#lastUs;
    this.#first ??= saidUs;
    const atUs = format === "sbs" && keepsDates ? saidUs : startUs + (saidUs - this.#first);
    const isJump = atUs - this.#lastUs > CLOCK_JUMP_S * 1e6 && this.#first !== saidUs;
    // A clock that was set anew goes on from where the recording is.
    if (isJump) this.#first += atUs - this.#lastUs;
    else this.#lastUs = Math.max(this.#lastUs, Math.round(atUs));
    return this.#lastUs;
  }
}

const latin1 = (bytes: Uint8Array): string => new TextDecoder("latin1").decode(bytes);

function frameOf(format: AdsbInput["format"], bytes: Uint8Array): ReceiverFrame | null {
  if (format === "beast") return decodeBeastFrame(bytes);
  return format === "avr" ? decodeAvrLine(latin1(bytes)) : null;
}

const tickTimeOf = (frame: ReceiverFrame | null): number | null =>
  frame === null || frame.ticks === 0 || frame.ticks === MULTILATERATION_TICKS
    ? null
    : frame.ticks / TICKS_PER_US;

/** Reports of a JSON document, or of one document a line, each at its time since the first, and moved there. */
async function* reportsOf(
  stream: ByteStream,
  reading: AircraftReading,
): AsyncGenerator<HeardMessage> {
  const { startUs, keepsDates, refused } = reading;
  const octets = await stream.peek(DOCUMENT_OCTETS_MAX);
  const text = new TextDecoder().decode(octets);
  let firstUs: TimeUs | null = null;
  for (const report of allReports(text, refused)) {
    firstUs ??= report.timeUs;
    const sinceUs = Math.max((report.timeUs ?? 0) - (firstUs ?? 0), 0);
    const receivedUs = keepsDates && firstUs !== null ? firstUs + sinceUs : startUs + sinceUs;
    const moved: AircraftReport = { ...report, timeUs: receivedUs };
    yield { receivedUs, takenBy: (assembler) => assembler.pushReport(moved, receivedUs) };
  }
}

function* allReports(text: string, refused: AircraftReading["refused"]): Generator<AircraftReport> {
  const whole = decodeReadsbJson(text);
  const isLines = whole.reports.length === 0 && text.trim().includes("\n");
  const documents = isLines
    ? text
        .split("\n")
        .filter((line) => line.trim() !== "")
        .map(decodeReadsbJson)
    : [whole];
  for (const { reports, rejects } of documents) {
    yield* reports;
    for (const reason of rejects) refused(reason, "readsb-json");
  }
}
