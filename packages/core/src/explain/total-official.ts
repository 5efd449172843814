import type { OfficialScore } from "./score-official.ts";

/** How much earlier one side was, where both warned: s. */
export interface LeadSummary {
  readonly least: number;
  readonly median: number;
  readonly greatest: number;
}

/** Official warnings held against our own over a stretch of the record. An event counts once for each area that it concerned. */
export interface OfficialTotal {
  readonly officialFirst: number;
  readonly oursFirst: number;
  readonly officialOnly: number;
  readonly oursOnly: number;
  /** By how much an authority was first where it was; null where it never was. */
  readonly officialLeadS: LeadSummary | null;
  /** By how much we were. */
  readonly oursLeadS: LeadSummary | null;
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
    officialLeadS: summary(leads["official-first"]),
    oursLeadS: summary(leads["ours-first"]),
  };
}

/** Of an even number the median is the mean of the two in the middle. */
function summary(seconds: readonly number[]): LeadSummary | null {
  if (seconds.length === 0) return null;
  const sorted = [...seconds].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const median = (sorted[Math.ceil(half) - 1] + sorted[Math.floor(half)]) / 2;
  return { least: sorted[0], median, greatest: sorted[sorted.length - 1] };
}
