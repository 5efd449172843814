import { type LookEncoder, placesEncoder } from "@tocsin/sdk";
import { encodeBlock } from "../codec/encode-block.ts";
import type { SourceCodes } from "./items.ts";
import { reportItems } from "./report-items.ts";
import { trackItems } from "./track-items.ts";

const ITEMS = { 21: reportItems, 62: trackItems } as const;

/**
 * A station of ADS-B that sends reports in category 021, or a tracker that sends system tracks in 062: each place a block of its own. Bearings and
 * ranges can't be said.
 */
export const asterixPlaces = (category: keyof typeof ITEMS, source: SourceCodes): LookEncoder =>
  placesEncoder((detection) => {
    const encoded = encodeBlock(category, [ITEMS[category](detection, source)]);
    if (!encoded.ok)
      throw new RangeError(`category ${category}: ${encoded.item}, ${encoded.reason}`);
    return [encoded.bytes];
  });
