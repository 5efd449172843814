import type { ByteStream } from "./byte-stream.ts";
import type { CaptureNotes } from "./capture-frame.ts";
import { isPcap, readPcap } from "./pcap-reader.ts";
import { isPcapng, readPcapng } from "./pcapng-reader.ts";
import type { Recording } from "./recording.ts";
import { UdpExtractor } from "./udp-extractor.ts";

/** Octets that tell the format of a capture. */
const MAGIC_OCTETS = 12;

/** The UDP datagrams of a pcap or pcapng capture, known by its magic number; null where it is neither. */
export async function readCapture(stream: ByteStream): Promise<Recording | null> {
  const head = await stream.peek(MAGIC_OCTETS);
  const format = isPcap(head) ? "pcap" : isPcapng(head) ? "pcapng" : null;
  if (format === null) return null;
  const notes: CaptureNotes = { damage: null };
  const extractor = new UdpExtractor();
  return {
    format,
    datagrams: datagramsOf(format === "pcap" ? readPcap : readPcapng, stream, notes, extractor),
    report: () => ({
      damage: notes.damage,
      dropped: Object.fromEntries([...extractor.refusals].sort(([a], [b]) => (a < b ? -1 : 1))),
    }),
    close: () => stream.close(),
  };
}

async function* datagramsOf(
  read: typeof readPcap,
  stream: ByteStream,
  notes: CaptureNotes,
  extractor: UdpExtractor,
) {
  for await (const frame of read(stream, notes)) {
    const datagram = extractor.push(frame);
    if (datagram !== null) yield datagram;
  }
  extractor.finish();
}
