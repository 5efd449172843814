import {
  type Adapter,
  type ByteSource,
  type CapInputConfig,
  createOfficialPlacer,
  readFrames,
  RecentKeys,
  type SiteConfig,
} from "@tocsin/sdk";
import { decodeCap } from "./decode/decode-cap.ts";
import { readSignature } from "./signature.ts";
import { toWarning } from "./to-warning.ts";
import { createWholeDocumentFramer } from "./whole-document-framer.ts";

/** So many documents are remembered, by digest, and not given again: feeds and folders repeat what holds. */
const SEEN_MAX = 10_000;

/** Official warnings in CAP 1.2, over any transport. Each document is given once. */
export function createCapAdapter(
  input: CapInputConfig,
  config: Pick<SiteConfig, "site" | "areas">,
  source: ByteSource,
): Adapter {
  const place = createOfficialPlacer(config, input.places);
  return {
    id: input.id,
    async run(sink, signal) {
      const verify = await readSignature(input.certificate);
      const seen = new RecentKeys(SEEN_MAX);
      await readFrames(
        {
          source,
          createFramer: createWholeDocumentFramer,
          sink,
          frame: (octets, receivedUs, peer) => {
            const read = verify(octets, decodeCap(octets));
            if (!read.ok) {
              const words = `${read.field === "" ? "the document" : read.field}: ${read.words}`;
              sink.rejected(read.reason, 1, `${peer.id}: ${words}`, receivedUs);
              peer.send(new TextEncoder().encode(`refused, ${read.reason}: ${words}\n`));
              return;
            }
            const warning = toWarning(read.alert, { ...read, input, place, octets });
            if (!seen.isNew(warning.document.sha256)) return;
            sink.report({ type: "official-warning", receivedUs, warning });
          },
        },
        signal,
      );
    },
  };
}
