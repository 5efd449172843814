import type { TimeUs } from "@tocsin/core";

export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** One datagram as it reached a post, live or in a recording. */
export interface ReceivedDatagram {
  readonly receivedUs: TimeUs;
  readonly payload: Uint8Array;
  /** Null where the recording does not say. */
  readonly source: Endpoint | null;
  readonly destination: Endpoint | null;
}
