import type { TimeUs } from "@tocsin/core";
import type { AdapterSink } from "../adapter.ts";
import type { Cancellation } from "../ports/cancellation.ts";
import type { ByteSource, SourcePeer } from "./byte-source.ts";
import type { Framed, Framer } from "./framer.ts";

export interface FrameReading {
  readonly source: ByteSource;
  /** One for each stream, and one for each message. */
  readonly createFramer: () => Framer;
  readonly sink: Pick<AdapterSink, "rejected" | "link">;
  /** Takes one frame, received with its last octet at `receivedUs`. */
  readonly frame: (bytes: Uint8Array, receivedUs: TimeUs, peer: SourcePeer) => void;
  readonly opened?: (peer: SourcePeer, atUs: TimeUs) => void;
  readonly ended?: (peer: SourcePeer, atUs: TimeUs) => void;
}

/**
 * Runs a source through a framer to an adapter: each peer's stream is framed on its own, what is refused on the way is
 * counted at the sink, and a stream that is lost has its line closed. A message may hold several frames.
 */
export function readFrames(reading: FrameReading, signal: Cancellation): Promise<void> {
  const { source, createFramer, sink, frame } = reading;
  const framers = new Map<SourcePeer, Framer>();
  const framerOf = (peer: SourcePeer): Framer => {
    const framer = framers.get(peer) ?? createFramer();
    framers.set(peer, framer);
    return framer;
  };
  const give = (found: readonly Framed[], atUs: TimeUs, peer: SourcePeer): void => {
    for (const each of found) {
      if (each.type === "frame") {
        frame(each.bytes, atUs, peer);
        continue;
      }
      sink.rejected(each.reason, 1, `${peer.id}: ${each.detail}`, atUs);
      if (each.type === "lost") peer.close();
    }
  };
  return source.run(
    {
      chunk: (bytes, atUs, peer) => give(framerOf(peer).push(bytes), atUs, peer),
      message(bytes, atUs, peer) {
        const framer = createFramer();
        give(framer.push(bytes), atUs, peer);
        give(framer.end(true), atUs, peer);
      },
      opened: (peer, atUs) => reading.opened?.(peer, atUs),
      ended(peer, clean, atUs) {
        give(framers.get(peer)?.end(clean) ?? [], atUs, peer);
        framers.delete(peer);
        reading.ended?.(peer, atUs);
      },
      link: (state, detail, atUs) => sink.link(state, detail, atUs),
      rejected: (reason, count, detail, atUs) => sink.rejected(reason, count, detail, atUs),
    },
    signal,
  );
}
