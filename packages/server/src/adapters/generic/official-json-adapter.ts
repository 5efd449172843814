import {
  type Adapter,
  type ByteSource,
  createOfficialPlacer,
  type OfficialJsonInputConfig,
  readFrames,
  RecentKeys,
  type SiteConfig,
} from "@tocsin/sdk";
import { createMapping } from "./create-mapping.ts";
import { createRecordFramer, shownLine } from "./generic-adapter.ts";
import { officialRecordSchema } from "./outside-schema.ts";
import { parseAs } from "./parse-records.ts";
import { toOfficial } from "./to-official.ts";

/** Feeds repeat what holds: so many records are remembered, and not given again. */
const SEEN_MAX = 10_000;

/** Official warnings in JSON of any form. Each record is given once, however often a feed repeats it. */
export function createOfficialJsonAdapter(
  input: OfficialJsonInputConfig,
  config: Pick<SiteConfig, "site" | "areas">,
  source: ByteSource,
): Adapter {
  const place = createOfficialPlacer(config, input.places);
  return {
    id: input.id,
    run(sink, signal) {
      const mapping = input.mapping === undefined ? null : createMapping(input.mapping);
      if (mapping !== null && "fault" in mapping) throw new RangeError(`mapping: ${mapping.fault}`);
      const seen = new RecentKeys(SEEN_MAX);
      return readFrames(
        {
          source,
          createFramer: () => createRecordFramer(input.framing),
          sink,
          frame: (bytes, receivedUs, peer) => {
            for (const parsed of parseAs(bytes, mapping, officialRecordSchema)) {
              const warning = parsed.ok
                ? toOfficial(parsed.record, { input, place, receivedUs })
                : parsed.problem;
              if ("reason" in warning) {
                const detail = `${peer.id}: ${warning.words}. The record: ${shownLine(bytes)}`;
                sink.rejected(warning.reason, 1, detail, receivedUs);
                continue;
              }
              if (!seen.isNew(warning.document.sha256)) continue;
              sink.report({ type: "official-warning", receivedUs, warning });
            }
          },
        },
        signal,
      );
    },
  };
}
