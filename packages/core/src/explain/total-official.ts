import { type OrderSummary, orderSummary } from "../scoring/order-summary.ts";
import type { OfficialScore } from "./score-official.ts";

/** Official warnings held against our own over a stretch of the record. An event counts once for each area that it concerned. */
export interface OfficialTotal {
  readonly officialFirst: number;
  readonly oursFirst: number;
  readonly officialOnly: number;
  readonly oursOnly: number;
  /** By how much an authority was first where it was, s; null where it never was. */
  readonly officialLeadS: OrderSummary | null;
  /** By how much we were, s. */
  readonly oursLeadS: OrderSummary | null;
}

/** Adds up who was first, by how much, and who missed what the other warned of. */
export function totalOfficial(scores: readonly OfficialScore[]): OfficialTotal {
  const leads: Record<OfficialScore["outcome"], number[]> = {
    "official-first": [],
    "ours-first": [],
    "official-only": [],
    "ours-only": [],
  };
  for (const { outcome, officialLeadS } of scores)
    leads[outcome].push(Math.abs(officialLeadS ?? 0));
  return {
    officialFirst: leads["official-first"].length,
    oursFirst: leads["ours-first"].length,
    officialOnly: leads["official-only"].length,
    oursOnly: leads["ours-only"].length,
    officialLeadS: orderSummary(leads["official-first"]),
    oursLeadS: orderSummary(leads["ours-first"]),
  };
}
