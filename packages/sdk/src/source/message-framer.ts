import type { Framer } from "./framer.ts";

/** Over a transport that keeps messages apart, such as UDP, each is a frame as it is. A stream is no such transport. */
export const createMessageFramer = (): Framer => ({
  push: (chunk) => (chunk.length === 0 ? [] : [{ type: "frame", bytes: chunk }]),
  end: () => [],
});
