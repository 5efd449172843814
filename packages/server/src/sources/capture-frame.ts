import type { TimeUs } from "@tocsin/core";

/** One frame of a capture file. */
export interface CaptureFrame {
  readonly timeUs: TimeUs;
  /** As registered for pcap ("LINKTYPE_…"). */
  readonly linkType: number;
  readonly bytes: Uint8Array;
}

/** No capture holds larger frames (libpcap's own bound); a file that says so is damaged. */
export const FRAME_OCTETS_MAX = 262_144;

/** What a reader has to say of its file, for people. */
export interface CaptureNotes {
  /** Where and how the file is cut off or damaged; null while it is not. */
  damage: string | null;
}
