import type { ByteSource, SourcePeer } from "@tocsin/sdk";

/**
 * A source whose peers cannot be answered: what stands behind it has no way to say anything to whoever sends, not even
 * by mistake. A line may be closed, which says nothing.
 */
export const readOnly = (source: ByteSource): ByteSource => ({
  run(sink, signal) {
    const muted = new WeakMap<SourcePeer, SourcePeer>();
    const mute = (peer: SourcePeer): SourcePeer => {
      const known = muted.get(peer);
      if (known !== undefined) return known;
      const silent = { id: peer.id, send: () => false, close: () => peer.close() };
      muted.set(peer, silent);
      return silent;
    };
    return source.run(
      {
        ...sink,
        chunk: (bytes, atUs, peer) => sink.chunk(bytes, atUs, mute(peer)),
        message: (bytes, atUs, peer) => sink.message(bytes, atUs, mute(peer)),
        opened: (peer, atUs) => sink.opened(mute(peer), atUs),
        ended: (peer, clean, atUs) => sink.ended(mute(peer), clean, atUs),
      },
      signal,
    );
  },
});
