import type { Geodetic, SensorId, TimeUs } from "@tocsin/core";
import { createEscapeFramer, createLineFramer, type SensorReport } from "@tocsin/sdk";
import { AdsbAssembler } from "../adapters/adsb/assembler.ts";
import { decodeReadsbJson } from "../adapters/adsb/decode/readsb-json.ts";
import { BEAST_FRAMING, decodeAvrLine } from "../adapters/adsb/decode/receiver-frame.ts";
import type { AdsbInput } from "../adapters/adsb/live-adapter.ts";
import { readAircraftRecording } from "../adapters/adsb/read-recording.ts";
import { RemoteIdAssembler } from "../adapters/remote-id/assembler.ts";
import { decodeRadioFrame } from "../adapters/remote-id/decode/radio-frame.ts";
import type { ByteStream } from "../sources/byte-stream.ts";
import type { CaptureNotes } from "../sources/capture-frame.ts";
import { openBytes } from "../sources/open-bytes.ts";
import { isPcap, readPcap } from "../sources/pcap-reader.ts";
import { isPcapng, readPcapng } from "../sources/pcapng-reader.ts";

/** Enough to see several frames or lines of any format. */
const HEAD_OCTETS = 65_535;
const ESCAPE = 0x1a;
/** Frames of Beast carry Mode A/C, short and long Mode S, and the receiver's own state: type and octets behind it. */
const BEAST_OCTETS = new Map([
  [0x31, 9],
  [0x32, 14],
  [0x33, 21],
]);
const BEAST_FRAMES_LEAST = 3;

export type SelfReportFormat = AdsbInput["format"] | "remote-id";

/** Who hears: aircraft by ADS-B, or drones by Remote ID. */
export interface ReportReceiver {
  readonly sensorId: SensorId;
  readonly receiver: Geodetic;
  readonly rangeMaxM: number;
  readonly groundHeightM: number;
}

/** What came of one message, at the time at which it counts as received. */
export interface HeardReports {
  readonly receivedUs: TimeUs;
  readonly reports: readonly (
    | SensorReport
    | { readonly type: "reject"; readonly reason: string; readonly detail: string }
  )[];
}

/** A recording of a receiver, read anew each time that it is asked for. */
export interface SelfReportRecording {
  readonly format: SelfReportFormat;
  readonly read: (receiver: ReportReceiver, startUs: TimeUs) => AsyncGenerator<HeardReports>;
  /** Where a damaged file stopped, after a reading. */
  readonly damage: () => string | null;
}

/**
 * Opens a recording of those that say themselves where they are: aircraft in Beast, AVR, BaseStation or readsb's JSON, drones in a capture of
 * Wi-Fi or Bluetooth; each also packed with gzip, and known by what is in it. Null where it is none of these.
 */
export async function openSelfReports(path: string): Promise<SelfReportRecording | null> {
  const stream = await openBytes(path);
  try {
    const head = await stream.peek(HEAD_OCTETS);
    if (isPcap(head) || isPcapng(head))
      return (await holdsRadioFrames(stream, head)) ? radioRecording(path) : null;
    const format = aircraftFormatOf(head);
    return format === null ? null : aircraftRecording(path, format);
  } finally {
    await stream.close();
  }
}

/** Tells a receiver's format from the beginning of its recording, which may begin within a message. */
function aircraftFormatOf(head: Uint8Array): AdsbInput["format"] | null {
  if (looksLikeBeast(head)) return "beast";
  const text = new TextDecoder("latin1").decode(head).replace(/^\u00ef\u00bb\u00bf/, "");
  if (/^\s*\{/.test(text)) return looksLikeReadsb(text) ? "readsb-json" : null;
  const lines = text.split(/\r?\n/, 20).filter((line) => line.trim() !== "");
  if (lines.some((line) => /^MSG,[1-8],/.test(line))) return "sbs";
  return lines.some((line) => decodeAvrLine(line) !== null) ? "avr" : null;
}

function looksLikeBeast(head: Uint8Array): boolean {
  for (let at = 0; at < Math.min(head.length, 64); at++)
    if (head[at] === ESCAPE && framesFrom(head, at) >= BEAST_FRAMES_LEAST) return true;
  return head[0] === ESCAPE && framesFrom(head, 0) > 0 && head.length < 64;
}

/** How many whole frames follow each other from one place on; an escape within one is written twice. */
function framesFrom(head: Uint8Array, from: number): number {
  let at = from;
  let frames = 0;
  while (frames < BEAST_FRAMES_LEAST && head[at] === ESCAPE) {
    let left = BEAST_OCTETS.get(head[at + 1] ?? 0);
    if (left === undefined) return frames;
    at += 2;
    for (; left > 0 && at < head.length; left--) at += head[at] === ESCAPE ? 2 : 1;
    if (left > 0) return frames;
    frames++;
  }
  return frames;
}

const looksLikeReadsb = (text: string): boolean =>
  /"(trace|aircraft)"\s*:\s*\[/.test(text) ||
  decodeReadsbJson(text.split("\n", 1)[0] ?? "").reports.length > 0;

function aircraftRecording(path: string, format: AdsbInput["format"]): SelfReportRecording {
  let damage: string | null = null;
  async function* read(receiver: ReportReceiver, startUs: TimeUs): AsyncGenerator<HeardReports> {
    const assembler = new AdsbAssembler({ ...receiver, repair: true, groundTraffic: false });
    const stream = await openBytes(path);
    let refused: { type: "reject"; reason: string; detail: string }[] = [];
    try {
      const heard = readAircraftRecording(stream, {
        format,
        framer: format === "beast" ? createEscapeFramer(BEAST_FRAMING) : createLineFramer(),
        startUs,
        keepsDates: true,
        refused: (reason, detail) => refused.push({ type: "reject", reason, detail }),
      });
      let lastUs = startUs;
      for await (const { receivedUs, takenBy } of heard) {
        lastUs = receivedUs;
        yield { receivedUs, reports: [...refused, ...takenBy(assembler)] };
        refused = [];
      }
      if (refused.length > 0) yield { receivedUs: lastUs, reports: refused };
      damage = stream.failure;
    } finally {
      await stream.close();
    }
  }
  return { format, read, damage: () => damage };
}

/** Whether the first frame of a capture is one of a radio: a capture of a wire holds none. */
async function holdsRadioFrames(stream: ByteStream, head: Uint8Array): Promise<boolean> {
  const read = isPcap(head) ? readPcap : readPcapng;
  for await (const { linkType, bytes } of read(stream, { damage: null }))
    return decodeRadioFrame(linkType, bytes) !== null;
  return false;
}

function radioRecording(path: string): SelfReportRecording {
  const notes: CaptureNotes = { damage: null };
  async function* read(receiver: ReportReceiver): AsyncGenerator<HeardReports> {
    const assembler = new RemoteIdAssembler(receiver);
    const stream = await openBytes(path);
    try {
      const frames = isPcap(await stream.peek(12)) ? readPcap : readPcapng;
      for await (const { timeUs, linkType, bytes } of frames(stream, notes)) {
        const broadcasts = decodeRadioFrame(linkType, bytes);
        if (broadcasts === null) {
          const detail = `link type ${linkType}`;
          yield {
            receivedUs: timeUs,
            reports: [{ type: "reject", reason: "unknown-link-type", detail }],
          };
        } else if (broadcasts.length > 0) {
          yield {
            receivedUs: timeUs,
            reports: broadcasts.flatMap((one) => assembler.pushBroadcast(one, timeUs)),
          };
        }
      }
      notes.damage ??= stream.failure;
    } finally {
      await stream.close();
    }
  }
  return { format: "remote-id", read, damage: () => notes.damage };
}
