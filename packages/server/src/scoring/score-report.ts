import { type Mode, scorecardOf, type ScoringRecord } from "@tocsin/core";
import type { ScorecardReport } from "@tocsin/sdk";
import type { ScoreRecord } from "./score-record.ts";

/** The latest events that are listed one by one; the tallies count all. */
export const EVENTS_LISTED_MAX = 50;

/** Scores journals together, each mode for itself; null where nothing was ever configured. */
export function scoreReport(
  journals: readonly ScoreRecord[],
  month: string | null,
): ScorecardReport | null {
  const byMode = new Map<Mode, ScoringRecord[]>();
  for (const journal of journals)
    for (const [mode, record] of journal.records())
      byMode.set(mode, [...(byMode.get(mode) ?? []), record]);
  if (byMode.size === 0) return null;
  const cards = [...byMode].map(([mode, records]) => scorecardOf(mode, records, month));
  const leftOut = cards.map(({ events }) => Math.max(0, events.length - EVENTS_LISTED_MAX));
  return {
    month,
    cards: cards.map((card) => ({
      ...card,
      events: card.events.slice(-EVENTS_LISTED_MAX).reverse(),
    })),
    eventsLeftOut: leftOut.reduce((sum, count) => sum + count, 0),
    statements: journals.flatMap((journal) => journal.statements()),
  };
}
