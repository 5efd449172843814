import type { IncidentRecord } from "@tocsin/core";
import { scorecardLines } from "../cli/text/scorecard-lines.ts";
import { ScoreRecord } from "../scoring/score-record.ts";
import { scoreReport } from "../scoring/score-report.ts";

/** The scorecard of a journal in the mode of an incident, as text, with the events of the incident's time one by one. */
export function incidentScore(journal: string, record: IncidentRecord): readonly string[] {
  const score = new ScoreRecord(journal);
  score.readOn();
  const report = scoreReport([score], null);
  if (report === null) return [];
  const { mode } = record.site.value;
  const cards = report.cards
    .filter((card) => card.mode === mode)
    .map((card) => ({
      ...card,
      events: card.events.filter(
        ({ fromUs, toUs }) => toUs >= record.fromUs && fromUs <= record.toUs,
      ),
    }));
  return cards.length === 0 ? [] : scorecardLines({ ...report, cards }, true);
}
