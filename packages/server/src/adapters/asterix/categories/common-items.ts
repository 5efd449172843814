import type { ItemSpec } from "../codec/item-spec.ts";
import { group, item, raw, unsigned } from "../codec/spec-builders.ts";

/** Item 010 of every category: who sent it. */
export const sourceIdentifier: ItemSpec = item(
  "010",
  "Data Source Identifier",
  group(raw("SAC", 8), raw("SIC", 8)),
);

/** Seconds since midnight UTC, in 1/128 s. */
export const timeOfDay = (id: string, title: string): ItemSpec =>
  item(id, title, unsigned("", 24, 1 / 128, "s"));
