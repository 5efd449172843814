import type { ReceivedDatagram } from "./received-datagram.ts";

/** A file of datagrams, read once from its beginning with bounded memory. */
export interface Recording {
  /** "pcap", "pcapng", or what an adapter calls its own formats. */
  readonly format: string;
  readonly datagrams: AsyncIterable<ReceivedDatagram>;
  /** What there is to say of what has been read so far. */
  report(): RecordingReport;
  close(): Promise<void>;
}

export interface RecordingReport {
  /** Where and how the file is cut off or damaged; null where it is whole so far. */
  readonly damage: string | null;
  /** What was passed over, by reason. */
  readonly dropped: Readonly<Record<string, number>>;
}
