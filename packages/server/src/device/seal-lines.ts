import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { createLineFramer, ENVELOPE_LIMITS, type Framed } from "@tocsin/sdk";
import type { EnvelopeSealer } from "./envelope-sealer.ts";

const LINE_FEED = Buffer.from("\n");

/**
 * Reads lines and writes envelopes: those that came together go in one. Nothing waits for more. `refused` is told of a line
 * that fits into none.
 */
export async function sealLines(
  input: Readable,
  output: Writable,
  sealer: EnvelopeSealer,
  refused: (detail: string) => void,
): Promise<void> {
  const framer = createLineFramer(ENVELOPE_LIMITS.contentBytes - LINE_FEED.length);
  const put = async (found: readonly Framed[]): Promise<void> => {
    for (const content of gather(found, refused))
      if (!output.write(sealer.seal(content))) await once(output, "drain");
  };
  for await (const chunk of input) await put(framer.push(chunk as Buffer));
  await put(framer.end(true));
}

/** Lines, each with its end, in as few pieces as fit into an envelope each. */
function gather(
  found: readonly Framed[],
  refused: (detail: string) => void,
): readonly Uint8Array[] {
  const pieces: Uint8Array[][] = [];
  let octets = Infinity;
  for (const each of found) {
    if (each.type !== "frame") {
      refused(each.detail);
      continue;
    }
    const length = each.bytes.length + LINE_FEED.length;
    if (octets + length > ENVELOPE_LIMITS.contentBytes) {
      pieces.push([]);
      octets = 0;
    }
    pieces.at(-1)?.push(each.bytes, LINE_FEED);
    octets += length;
  }
  return pieces.map((piece) => Buffer.concat(piece));
}
