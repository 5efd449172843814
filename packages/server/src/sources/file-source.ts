import { stdin } from "node:process";
import type { ByteSink, ByteSource, Cancellation, SourcePeer } from "@tocsin/sdk";
import { ByteStream } from "./byte-stream.ts";
import { openBytes } from "./open-bytes.ts";
import { playBack } from "./playback.ts";
import { readCapture } from "./read-capture.ts";
import type { Recording } from "./recording.ts";
import type { SourcePorts } from "./source-ports.ts";

/** Stands for the standard input. */
export const STANDARD_INPUT = "-";
/** A file is handed over in pieces no larger. */
const PIECE_OCTETS = 65_536;

export interface FileOptions {
  /** A file, gzipped or not, a named pipe, or {@link STANDARD_INPUT}. */
  readonly path: string;
  /** How fast a capture is played: 1 as it was recorded, 0 as fast as it goes. Other files have no times. */
  readonly speed: number;
}

/**
 * Reads a file to its end. Of a capture (pcap, pcapng) the UDP datagrams are handed over as messages, at the pace and
 * with the times of the capture; any other file is one stream, received as it is read.
 */
export const createFileSource = (options: FileOptions, ports: SourcePorts): ByteSource => ({
  async run(sink, signal) {
    const { path } = options;
    // A pipe that nobody writes to never gives its first octet: who is told to stop does not wait for it.
    const aborted = new Promise<void>((resolve) => {
      signal.addEventListener("abort", () => resolve(), { once: true });
      if (signal.aborted) resolve();
    });
    await Promise.race([aborted, read(options, { sink, signal, ports })]);
    if (signal.aborted && path === STANDARD_INPUT) stdin.destroy();
  },
});

async function read(options: FileOptions, reading: Reading): Promise<void> {
  const { sink, ports } = reading;
  const { path } = options;
  const stream = path === STANDARD_INPUT ? new ByteStream(stdin) : await openBytes(path);
  try {
    const capture = await readCapture(stream);
    if (stream.failure !== null) throw new Error(stream.failure);
    sink.link("up", `reading ${path}`, ports.clock.nowUs());
    if (capture === null) await readStream(stream, path, reading);
    else await readDatagrams(capture, options, reading);
  } finally {
    await stream.close();
  }
}

interface Reading {
  readonly sink: ByteSink;
  readonly signal: Cancellation;
  readonly ports: SourcePorts;
}

async function readStream(
  stream: ByteStream,
  path: string,
  { sink, signal, ports }: Reading,
): Promise<void> {
  const { clock } = ports;
  const peer = filePeer(path);
  sink.opened(peer, clock.nowUs());
  for (;;) {
    await stream.peek(1);
    const here = stream.available();
    if (here.length === 0 || signal.aborted) break;
    const piece = stream.tryTake(Math.min(here.length, PIECE_OCTETS));
    if (piece !== null) sink.chunk(piece, clock.nowUs(), peer);
  }
  sink.ended(peer, stream.failure === null && !signal.aborted, clock.nowUs());
  if (stream.failure !== null) throw new Error(`${path}: ${stream.failure}`);
}

async function readDatagrams(
  capture: Recording,
  { path, speed }: FileOptions,
  { sink, signal, ports }: Reading,
): Promise<void> {
  const { clock } = ports;
  const played = playBack(capture.datagrams, {
    clock: {
      nowUs: () => clock.nowUs(),
      waitUntil: (timeUs) => clock.waitUntil(timeUs, signal),
    },
    speed: speed === 0 ? Infinity : speed,
  });
  let lastUs = clock.nowUs();
  for await (const { payload, receivedUs, source, destination } of played) {
    if (signal.aborted) break;
    lastUs = receivedUs;
    const from = source === null ? path : `${source.address}:${source.port}`;
    const to = destination === null ? "" : ` to ${destination.address}:${destination.port}`;
    sink.message(payload, receivedUs, filePeer(`${from}${to}`));
  }
  const { damage, dropped } = capture.report();
  if (damage !== null) sink.rejected("damaged recording", 1, damage, lastUs);
  for (const [reason, count] of Object.entries(dropped)) sink.rejected(reason, count, path, lastUs);
}

const filePeer = (id: string): SourcePeer => ({
  id,
  send: () => false,
  close: () => undefined,
});
