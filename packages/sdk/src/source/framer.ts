/** What a framer found in a stream. */
export type Framed =
  | { readonly type: "frame"; readonly bytes: Uint8Array }
  /** Octets passed over; the stream goes on. */
  | { readonly type: "refused"; readonly reason: string; readonly detail: string }
  /** Nothing tells where the next frame begins: the line is to be closed. */
  | { readonly type: "lost"; readonly reason: string; readonly detail: string };

/**
 * Cuts a stream into frames. However the stream is cut into chunks, the frames are the same; and no more is
 * kept than one frame of the greatest length allowed.
 */
export interface Framer {
  push(chunk: Uint8Array): readonly Framed[];
  /** The stream is over. What is left is a last frame if it ended cleanly and the framing needs no mark at the end. */
  end(clean: boolean): readonly Framed[];
}
