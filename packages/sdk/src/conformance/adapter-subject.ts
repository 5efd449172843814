import type { TimeUs } from "@tocsin/core";
import type { Adapter } from "../adapter.ts";
import type { ByteSource } from "../source/byte-source.ts";

/** What a sensor really sends, and when it arrives. */
export interface AdapterSample {
  readonly name: string;
  /** `stream`: the pieces are one stream, cut anywhere. `messages`: each piece is a whole message. */
  readonly delivery: "stream" | "messages";
  readonly pieces: readonly Uint8Array[];
  readonly receivedUs: TimeUs;
}

/** An adapter to be held to its contract. */
export interface AdapterSubject {
  /** A new adapter, without memory of any other, that reads from `source`. */
  readonly create: (source: ByteSource) => Adapter;
  /** At least one; each gives at least one look, or word on a sensor's health. */
  readonly samples: readonly AdapterSample[];
  /** Octets of memory in use, after a collection of garbage if that can be asked for. */
  readonly memoryOctets: () => number;
}
