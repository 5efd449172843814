import type { Framed, Framer } from "@tocsin/sdk";
import { DOCUMENT_OCTETS_MAX } from "./decode/read-text.ts";

/** A message, or a file, is one document however it is cut. Of one that is too long nothing is kept. */
export function createWholeDocumentFramer(): Framer {
  let pieces: Uint8Array[] = [];
  let octets = 0;
  const refused = (reason: string, detail: string): readonly Framed[] => [
    { type: "refused", reason, detail },
  ];
  return {
    push(chunk) {
      octets += chunk.length;
      if (octets > DOCUMENT_OCTETS_MAX) pieces = [];
      else pieces.push(chunk.slice());
      return [];
    },
    end(clean) {
      const [whole, length] = [pieces, octets];
      [pieces, octets] = [[], 0];
      if (length > DOCUMENT_OCTETS_MAX)
        return refused(
          "document-too-long",
          `${length} octets; at most ${DOCUMENT_OCTETS_MAX} are read`,
        );
      if (!clean) return refused("cut-off", "the line broke within a document");
      return length === 0 ? [] : [{ type: "frame", bytes: Buffer.concat(whole) }];
    },
  };
}
